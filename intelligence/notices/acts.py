"""The verbs of a notice as pages and API offer them: one table, from which routes, buttons and forms are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from cases.acts import Button
from cases.codes import State as CaseState
from cases.reading import RecordPage
from coordination_center.errors import NotAllowed
from intelligence.notices.codes import LIVE, State
from intelligence.notices.models import Notice


@dataclass(frozen=True)
class Act:
    """A verb: its address, its words, the states it starts from, and how to run it. `stops`: not while screened."""

    path: str
    label: str | Promise
    says: str | Promise
    run: Callable[[Notice, Viewer, dict[str, Any]], object]
    states: tuple[str, ...]
    fields: tuple[str, ...] = ()
    stops: bool = True
    danger: bool = False
    leaves: bool = False


ACTS: dict[str, Act] = {
    act.path: act
    for act in (
        Act(
            "readiness", _("Mark as ready"),
            _("Everything that the rules ask is there. A later change makes it a draft again."),
            lambda row, by, data: row.make_ready(by=by, **data), states=(State.DRAFT,),
        ),
        Act(
            "submission", _("Record as submitted"),
            _("It went to the National Central Bureau. From now on it stays as it is."),
            lambda row, by, data: row.submit(by=by, **data), states=(State.READY,), fields=("ncb",),
        ),
        Act(
            "publication", _("Record as published"),
            _("It was published, or, as a diffusion, sent, under this control number."),
            lambda row, by, data: row.publish(by=by, **data), states=(State.SUBMITTED,),
            fields=("reference", "published_on", "expires_on"),
        ),
        Act(
            "cancellation", _("Cancel"),
            _("The notice ends. Tell the bureau, so that it is withdrawn everywhere."),
            lambda row, by, data: row.cancel(by=by, **data), states=LIVE, fields=("reason",), stops=False, danger=True,
        ),
        Act(
            "removal", _("Remove the draft"),
            _("The draft shows nowhere any more; the log keeps that it was there."),
            lambda row, by, data: row.take_out(by=by, **data), states=(State.DRAFT,), stops=False, danger=True,
            leaves=True,
        ),
    )
}  # fmt: skip
NEXT = {State.DRAFT: "readiness", State.READY: "submission", State.SUBMITTED: "publication"}


def may_write(page: RecordPage, notice: Notice) -> bool:
    """Whether the acting agency wrote it, and the viewer may go on."""
    own = notice.agency_id == page.viewer.agency_id
    return own and page.may("case.notice") and page.case.state != CaseState.ARCHIVED


def require_own(notice: Notice, *, by: Viewer) -> None:
    """`NotAllowed` for any agency but the one that wrote it."""
    if notice.agency_id != by.agency_id:
        sentence = _("This is for the agency that wrote the notice.")
        raise NotAllowed(str(sentence), object_type="notice", object_id=notice.pk, action="case.notice")


def buttons(notice: Notice, *, complete: bool) -> list[Button]:
    """The verbs that its state allows; one that a screening or missing paperwork stops says so."""
    return [_button(act, notice, complete) for act in ACTS.values() if notice.standing in act.states]


def _button(act: Act, notice: Notice, complete: bool) -> Button:
    reason = why_not(act, notice, complete=complete)
    return Button(
        name=act.path,
        label=str(act.label),
        url=reverse("case_notice_act", args=[notice.case_id, notice.pk, act.path]),
        allowed=not reason,
        reason=reason,
        says=str(act.says),
        danger=act.danger,
        primary=NEXT.get(State(notice.standing)) == act.path,
    )


def why_not(act: Act, notice: Notice, *, complete: bool) -> str:
    """Why this is not possible just now; empty when it is."""
    if act.stops and notice.stopped:
        return str(_("Stopped: this person is being screened as a possible victim, or was found to be one."))
    if notice.standing not in act.states:
        states = ", ".join(str(State(state).label) for state in act.states)
        return str(_("Possible while the notice is: %(states)s.")) % {"states": states}
    if act.path in ("readiness", "submission") and not complete:
        return str(_("The paperwork is not complete: see what is missing."))
    return ""
