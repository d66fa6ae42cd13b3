"""The verbs of a warrant as pages and API offer them: one table, from which routes, buttons and forms are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from cases.acts import Button
from cases.codes import Part
from cases.codes import State as CaseState
from cases.reading import RecordPage
from cases.warrants.codes import LIVE, State
from cases.warrants.models import Warrant
from cases.warrants.models.warrant import WORKING
from coordination_center.errors import NotAllowed


@dataclass(frozen=True)
class Act:
    """A verb: its address, its words, the states it starts from, and how to run it.

    `answers`: for the agency that must act, else for the issuing one. `stops`: not while a screening stands in its way.
    """

    path: str
    label: str | Promise
    says: str | Promise
    run: Callable[[Warrant, Viewer, dict[str, Any]], object]
    states: tuple[str, ...]
    fields: tuple[str, ...] = ()
    answers: bool = False
    stops: bool = False
    danger: bool = False
    leaves: bool = False


ACTS: dict[str, Act] = {
    act.path: act
    for act in (
        Act(
            "issuance", _("Record as issued"),
            _("All who see the warrant see that the court issued it. Its number, court and offence then stay."),
            lambda row, by, data: row.issue(by=by, **data),
            states=(State.DRAFT,), fields=("issued_on", "expires_on"), stops=True,
        ),
        Act(
            "transmission", _("Record as transmitted"),
            _("The clock for the answer starts: 14 days for a central bureau, 30 for a central authority, 60 for"
              " the diplomatic channel."),
            lambda row, by, data: row.transmit(by=by, **data),
            states=(State.ISSUED,), fields=("channel",), stops=True,
        ),
        Act(
            "acknowledgement", _("Acknowledge"),
            _("The issuing agency sees that the warrant has arrived, and the clock for the answer stops."),
            lambda row, by, data: row.acknowledge(by=by, **data),
            states=(State.TRANSMITTED,), answers=True,
        ),
        Act(
            "execution", _("Record as executed"),
            _("The warrant ends: it was carried out."),
            lambda row, by, data: row.execute(by=by, **data),
            states=(State.ACKNOWLEDGED,), fields=("note",), answers=True, stops=True,
        ),
        Act(
            "renewal", _("Renew"),
            _("The warrant gets a later last day and counts as updated. One that had expired is issued anew and has"
              " to be transmitted again."),
            lambda row, by, data: row.renew(by=by, **data),
            states=(*LIVE, State.EXPIRED), fields=("until",), stops=True,
        ),
        Act(
            "withdrawal", _("Withdraw"),
            _("The warrant ends, and nobody is to act on it any more. All who see it see your reason."),
            lambda row, by, data: row.withdraw(by=by, **data),
            states=LIVE, fields=("reason",), danger=True,
        ),
        Act(
            "removal", _("Remove the draft"),
            _("The draft shows nowhere any more; the log keeps that it was there."),
            lambda row, by, data: row.take_out(by=by, **data),
            states=(State.DRAFT,), danger=True, leaves=True,
        ),
    )
}  # fmt: skip
NEXT = {State.DRAFT: "issuance", State.ISSUED: "transmission", State.TRANSMITTED: "acknowledgement",
        State.ACKNOWLEDGED: "execution", State.EXPIRED: "renewal"}  # fmt: skip


def answering(page: RecordPage, warrant: Warrant) -> Any:
    """Who acknowledges and executes, from the parts the page has read already; as `Moves.answering` asks the ledger."""
    working = {p.agency_id for p in page.case.live_parts if p.state == Part.ACTIVE and p.level in WORKING}
    return warrant.addressee_id if warrant.addressee_id in working else warrant.agency_id


def require_move(act: Act, warrant: Warrant, *, by: Viewer) -> None:
    """`NotAllowed` for an agency whose move this never is."""
    if by.agency_id != (warrant.answering() if act.answers else warrant.agency_id):
        sentence = _("This is for the agency that must act.") if act.answers else _("This is for the issuing agency.")
        raise NotAllowed(str(sentence), object_type="warrant", object_id=warrant.pk, action="case.warrant")


def buttons(page: RecordPage, warrant: Warrant) -> list[Button]:
    """The verbs this viewer has on this warrant, each possible now or with the reason why not."""
    if not page.may("case.warrant") or page.case.state == CaseState.ARCHIVED:
        return []
    mine = {False: warrant.agency_id, True: answering(page, warrant)}
    offered = [act for act in ACTS.values() if mine[act.answers] == page.viewer.agency_id]
    return [_button(act, warrant) for act in offered if not _past(act, warrant)]


def _past(act: Act, warrant: Warrant) -> bool:
    """What an ended warrant, or one beyond the draft, will never be offered again."""
    ended = warrant.standing in (State.EXECUTED, State.WITHDRAWN)
    begun = act.states == (State.DRAFT,) and warrant.standing != State.DRAFT
    return ended or begun


def _button(act: Act, warrant: Warrant) -> Button:
    reason = why_not(act, warrant)
    return Button(
        name=act.path,
        label=str(act.label),
        url=reverse("case_warrant_act", args=[warrant.case_id, warrant.pk, act.path]),
        allowed=not reason,
        reason=reason,
        says=str(act.says),
        danger=act.danger,
        primary=NEXT.get(State(warrant.standing)) == act.path,
    )


def why_not(act: Act, warrant: Warrant) -> str:
    """Why this is not possible just now; empty when it is."""
    if act.stops and warrant.subject.stopped:
        return str(_("Stopped: this person is being screened as a possible victim, or was found to be one."))
    if warrant.standing not in act.states:
        states = ", ".join(str(State(state).label) for state in act.states)
        return str(_("Possible while the warrant is: %(states)s.")) % {"states": states}
    return ""
