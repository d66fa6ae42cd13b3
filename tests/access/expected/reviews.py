"""What the addresses of case review meetings answer to whom. The partner sits at the meeting; the lead hosts it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from access.viewer import Viewer, viewer_for
from agencies.models import Membership
from cases.models import Case
from cases.reviews.acts import ACTS
from cases.reviews.creation import create

EXPECTED: dict[str, tuple[int, ...]] = {
    "reviews": (302, 200, 200, 200, 200, 200, 200),
    "review_new": (302, 200, 200, 200, 403, 403, 403),
    "review": (302, 404, 200, 200, 404, 404, 404),
    "review_edit": (302, 404, 403, 200, 404, 404, 404),
    "review_act": (302, 404, 403, 200, 404, 404, 404),
    "review_minutes": (302, 404, 200, 200, 404, 404, 404),
    "review_paper": (302, 404, 200, 200, 404, 404, 404),
    "review_item_new": (302, 404, 200, 200, 404, 404, 404),
    "review_item": (302, 404, 200, 200, 404, 404, 404),
    "review_item_write": (302, 404, 302, 302, 404, 404, 404),
    "review_item_discussed": (302, 405, 405, 405, 405, 405, 405),
    "review_item_off": (302, 405, 405, 405, 405, 405, 405),
    "review_decision_new": (302, 404, 302, 302, 404, 404, 404),
    "review_decision_end": (302, 405, 405, 405, 405, 405, 405),
    "review_figure_new": (302, 404, 302, 302, 404, 404, 404),
    "review_figure_end": (302, 405, 405, 405, 405, 405, 405),
    "api_reviews": (401, 200, 200, 200, 200, 200, 200),
    "api_review": (401, 404, 200, 200, 404, 404, 404),
    "api_review_minutes": (401, 404, 200, 200, 404, 404, 404),
    "api_review_items": (401, 404, 200, 200, 404, 404, 404),
    "api_review_item": (401, 404, 200, 200, 404, 404, 404),
    "api_review_item_discussed": (401, 405, 405, 405, 405, 405, 405),
    "api_review_item_off": (401, 405, 405, 405, 405, 405, 405),
    "api_review_decisions": (401, 404, 200, 200, 404, 404, 404),
    "api_review_decision_end": (401, 405, 405, 405, 405, 405, 405),
    "api_review_figures": (401, 404, 200, 200, 404, 404, 404),
    "api_review_figure_end": (401, 405, 405, 405, 405, 405, 405),
    **{f"api_review_{name}": (401, 405, 405, 405, 405, 405, 405) for name in ACTS},
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """A meeting in session with `ranong` on its agenda, a decision and a figure."""
    now = datetime.now(UTC)
    guest = ranong.parts.exclude(agency=thai_analyst.agency).select_related("agency").first().agency
    review = create(by=thai_analyst, title="Review", starts_at=now, ends_at=now + timedelta(hours=8), agencies=[guest])
    member = Membership.objects.live().filter(agency=guest).select_related("person").first()
    assert member is not None
    review.accept(by=viewer_for(member.person, guest))
    review.open(by=thai_analyst)
    item = review.put_up(by=thai_analyst, case=ranong)
    decision = item.decide(by=thai_analyst, text="Find the rest-house", agency=thai_analyst.agency)
    figure = review.state_figure(by=thai_analyst, category="arrests", number=1, source="Port police")
    ids = {"item": item.pk, "decision": decision.pk, "figure": figure.pk}
    return {"pk": review.pk, "act": "closure"} | ids
