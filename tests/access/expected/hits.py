"""Hit / no hit: a hit on a subject of the Thai police in the joint case, and what its supplier asked itself."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from intelligence.hits.asking import ask
from intelligence.hits.models import Hit
from intelligence.hits.question import Question
from intelligence.hits.raising import raise_due
from tests.cast import agency, member

EXPECTED = {
    "hits": (302, 200, 200, 200, 403, 403, 403),
    "hit_ask": (302, 405, 405, 405, 405, 405, 405),
    "hits_received": (302, 200, 200, 200, 403, 403, 403),
    "hit": (302, 404, 404, 200, 404, 404, 404),
    "hit_refusal": (302, 404, 404, 200, 404, 404, 404),
    "hit_joint_case": (302, 404, 404, 200, 404, 404, 404),
    "hit_release": (302, 404, 404, 404, 404, 404, 404),  # the hit is on a subject of a case
    "hit_watches": (302, 200, 200, 200, 403, 403, 403),
    "oversight_hits": (302, 404, 404, 404, 404, 200, 404),
    "hit_work_retry": (302, 405, 405, 405, 405, 405, 405),
    "canary_removal": (302, 405, 405, 405, 405, 405, 405),
    "api_hit_ask": (401, 405, 405, 405, 405, 405, 405),
    "api_hit_queries": (401, 200, 200, 200, 403, 403, 403),
    "api_hit_watches": (401, 200, 200, 200, 403, 403, 403),
    "api_hits_received": (401, 200, 200, 200, 403, 403, 403),
    "api_hit": (401, 404, 404, 200, 404, 404, 404),
    "api_hit_refusal": (401, 405, 405, 405, 405, 405, 405),
    "api_hit_joint_case": (401, 405, 405, 405, 405, 405, 405),
    "api_oversight_hits": (401, 404, 404, 404, 404, 200, 404),
    "api_hit_work": (401, 404, 404, 404, 404, 200, 404),
    "api_hit_work_retry": (401, 405, 405, 405, 405, 405, 405),
    "api_canaries": (401, 404, 404, 404, 404, 200, 404),
    "api_canary": (401, 405, 405, 405, 405, 405, 405),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The hit; a canary of nobody here has the same id, and is as absent."""
    Subject.add(ranong, by=thai_analyst, names=[Name("Tawan Saelim")])
    asker = member(agency("Vietnamese police", country="VN"), "liaison", name="Asks from afar")
    ask(Question.said(names=["Tawan Saelim"]), purpose="x", by=asker)
    raise_due()
    return {"pk": Hit.objects.visible_to(thai_analyst).get().pk}
