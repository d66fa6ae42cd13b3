"""Cases that belong together: the tie is known to who sees both; proposals to the leads’ liaisons alone."""

from typing import Any

from access.viewer import Viewer
from agencies.models import Role
from cases.joining.models import Merger, Relation, Split
from cases.models import Case
from tests.cast import case_of, member, opened

READ = (302, 404, 200, 200, 404, 404, 404)
LEADS = (302, 404, 403, 403, 404, 404, 404)  # the lead's analyst is neither liaison nor supervisor
OWN_CASES = (302, 404, 404, 302, 404, 404, 404)  # the partner does not see the other case
POSTED = (401, 405, 405, 405, 405, 405, 405)
EXPECTED: dict[str, tuple[int, ...]] = {
    "case_related": READ,
    "case_relation": OWN_CASES,
    "case_relation_new": READ,
    "case_relation_removal": (302, 404, 404, 200, 404, 404, 404),
    "case_merger": OWN_CASES,
    "case_merger_new": LEADS,
    "case_merger_act": (302, 404, 404, 403, 404, 404, 404),
    "case_split": (302, 404, 302, 302, 404, 404, 404),
    "case_split_new": LEADS,
    "case_split_act": (302, 404, 200, 403, 404, 404, 404),
    "api_case_relations": (401, *READ[1:]),
    "api_case_relation": (401, 404, 404, 200, 404, 404, 404),
    "api_case_mergers": (401, *READ[1:]),
    "api_case_merger": (401, 404, 404, 200, 404, 404, 404),
    "api_case_splits": (401, *READ[1:]),
    "api_case_split": (401, *READ[1:]),
    "api_case_merger_acceptance": POSTED,
    "api_case_merger_refusal": POSTED,
    "api_case_merger_withdrawal": POSTED,
    "api_case_split_acceptance": POSTED,
    "api_case_split_refusal": POSTED,
    "api_case_split_withdrawal": POSTED,
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """A second case of the lead, a relation, a proposal to merge, and one to split that the partner was made."""
    liaison = member(thai_analyst.agency, Role.LIAISON)
    other = opened(case_of(thai_analyst, title="Another", handling=["H2"]), by=thai_analyst)
    relation = Relation.add(ranong, by=thai_analyst, other=other, kind="same_network")
    merger = Merger.offer(ranong, by=liaison, into=other)
    note = ranong.add_note(by=thai_analyst, text="x")
    partner = ranong.parts.exclude(agency=thai_analyst.agency).select_related("agency").get(state="active").agency
    split = Split.propose(ranong, by=liaison, title="The piers", to=partner, records=[note])
    return {
        "relation": relation.pk, "merger": merger.pk, "split": split.pk, "record": merger.pk, "act": "acceptance",
    }  # fmt: skip
