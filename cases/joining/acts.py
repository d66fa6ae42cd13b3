"""The answers to a proposal as pages and API offer them: one table for merging and one for splitting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from cases.joining.models import Merger, Split


@dataclass(frozen=True)
class Act:
    """An answer: its address, its words, the policy action and whose it is, and how to run it."""

    path: str
    label: str | Promise
    says: str | Promise
    run: Callable[[Any, Viewer], object]
    on: str = "case"  # which case of the proposal the action is asked of
    action: str = "case.merge"
    danger: bool = False


def _table(*acts: Act) -> dict[str, Act]:
    return {act.path: act for act in acts}


MERGER_ACTS = _table(
    Act(
        "acceptance", _("Take the records over"),
        _("Each record is copied into this case, for exactly the agencies that could see it and take part here. The"
          " other case stays as it is and is closed as transferred. This cannot be undone."),
        lambda row, by: row.accept(by=by), on="into",
    ),
    Act(
        "refusal", _("Decline"), _("Nothing is copied. Its lead sees that you declined."),
        lambda row, by: row.decline(by=by), on="into",
    ),
    Act(
        "withdrawal", _("Take the proposal back"), _("Nothing is copied, and the other lead can no longer accept."),
        lambda row, by: row.withdraw(by=by),
    ),
)  # fmt: skip
SPLIT_ACTS = _table(
    Act(
        "acceptance", _("Lead the new case"),
        _("A new case begins, led by your agency, with copies of the chosen records for exactly the agencies that could"
          " see them. The others that are asked to it are invited."),
        lambda row, by: row.accept(by=by), action="case.accept_lead",
    ),
    Act(
        "refusal", _("Decline"), _("No case begins. The lead sees that you declined."),
        lambda row, by: row.decline(by=by), action="case.accept_lead",
    ),
    Act(
        "withdrawal", _("Take the proposal back"), _("No case begins, and the other agency can no longer accept."),
        lambda row, by: row.withdraw(by=by), action="case.split",
    ),
)  # fmt: skip
TABLES: dict[type[Any], dict[str, Act]] = {Merger: MERGER_ACTS, Split: SPLIT_ACTS}
