"""The verbs of an item as pages and API offer them: one table, from which routes, buttons and forms are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from cases.evidence.models import Evidence
from cases.evidence.reading import Possible

Run = Callable[[Evidence, Viewer, dict[str, Any]], object]


@dataclass(frozen=True)
class Act:
    """A verb: its address, its words, the fields it takes, who is offered it, and how to run it."""

    path: str
    label: str | Promise
    says: str | Promise
    run: Run
    fields: tuple[str, ...]
    when: Callable[[Possible], bool]
    primary: bool = False
    danger: bool = False
    leaves: bool = False


ACTS: dict[str, Act] = {
    act.path: act
    for act in (
        Act(
            "receipt", _("Confirm that you received it"),
            _("Your agency has the item from now on. Say how you found it; a broken seal is worth a word."),
            lambda item, by, data: item.receive(by=by, **data),
            ("offer", "keeper", "place", "condition_found", "seal"),
            lambda p: p.receives, primary=True,
        ),
        Act(
            "refusal", _("Do not receive it"),
            _("The item stays with the agency that offered it, which sees your reason."),
            lambda item, by, data: item.decline(by=by, **data), ("offer", "reason_said"), lambda p: p.receives,
        ),
        Act(
            "recall", _("Take the offer back"),
            _("The item stays with your agency. The other agency sees your reason."),
            lambda item, by, data: item.recall(by=by, **data), ("offer", "reason_said"),
            lambda p: p.holds and p.under_way,
        ),
        Act(
            "offer", _("Hand it over"),
            _("The other agency is asked to confirm. Until it does, your agency has the item."),
            lambda item, by, data: item.offer(by=by, **data),
            ("agency", "purpose", "keeper", "place", "condition", "seal"), lambda p: p.holds and not p.under_way,
        ),
        Act(
            "move", _("Record a move"),
            _("A row is added to the chain: where the item is now, who has it in your agency, and why."),
            lambda item, by, data: item.move(by=by, **data),
            ("purpose", "keeper", "place", "condition", "seal"), lambda p: p.holds and not p.under_way,
        ),
        Act(
            "subjects", _("Say whom it is about"),
            _("The item is shown with these subjects, to those who see both."),
            lambda item, by, data: item.connect(by=by, **data), ("subjects",), lambda p: p.owns,
        ),
        Act(
            "withdrawal", _("Withdraw it"),
            _("The item leaves the case for everyone. Its files and its chain are kept; the log says it was there."),
            lambda item, by, data: item.withdraw(by=by, **data), ("reason",),
            lambda p: p.owns and p.holds and not p.under_way, danger=True, leaves=True,
        ),
    )
}  # fmt: skip


def offered(possible: Possible) -> list[Act]:
    """The verbs that the page offers now."""
    return [act for act in ACTS.values() if possible.works and act.when(possible)]
