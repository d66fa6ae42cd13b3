"""The verbs on one addressee's line as pages and API offer them: one table for routes, buttons and forms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from coordination_center.errors import Invalid, NotAllowed
from intelligence.reports.models import Report
from intelligence.reports.models.report import normal_reference
from intelligence.rfis.codes import ENDED, OPEN, State
from intelligence.rfis.models import Addressee


@dataclass(frozen=True)
class Act:
    """A verb: its address, its words, the states it starts from, and how to run it. `asks`: it is the asker's."""

    path: str
    label: str | Promise
    says: str | Promise
    run: Callable[[Addressee, Viewer, dict[str, Any]], object]
    states: tuple[str, ...] = OPEN
    fields: tuple[str, ...] = ()
    asks: bool = False
    danger: bool = False
    icon: str = ""

    @property
    def action(self) -> str:
        """Its line of the policy."""
        return "rfi.ask" if self.asks else "rfi.answer"


ACTS: dict[str, Act] = {
    act.path: act
    for act in (
        Act(
            "answer", _("Answer"),
            _("The asking agency reads your answer at once, and the clock stops."),
            lambda line, by, data: line.respond(by=by, **_with_report(data, by)), fields=("answer", "text", "report"),
        ),
        Act(
            "acknowledgement", _("Acknowledge"),
            _("The asking agency sees that your desk has it. The clock goes on."),
            lambda line, by, data: line.acknowledge(by=by, **data), states=(State.SENT,),
        ),
        Act(
            "question", _("Ask back"),
            _("The asking agency reads your question. Your clock stands still until it writes."),
            lambda line, by, data: line.ask_back(by=by, **data), fields=("text",),
        ),
        Act(
            "remark", _("Write"),
            _("The asking agency reads it. Nothing else changes."),
            lambda line, by, data: line.remark(by=by, **data), fields=("text",),
        ),
        Act(
            "refusal", _("Refuse"),
            _("The request ends for your agency without an answer. The asking agency sees the reason."),
            lambda line, by, data: line.refuse(by=by, **data), fields=("reason", "text_if"), danger=True,
        ),
        Act(
            "message", _("Write"),
            _("Only this agency reads it. If it had asked back, its clock runs again."),
            lambda line, by, data: line.write(by=by, **data), fields=("text",), asks=True,
        ),
        Act(
            "reopening", _("Take up again"),
            _("Once only: say what is missing. The agency is asked again, and its clock starts anew."),
            lambda line, by, data: line.reopen(by=by, **data), states=ENDED, fields=("text",), asks=True,
        ),
        Act(
            "withdrawal", _("Take back"),
            _("From the next click on this agency no longer sees the request."),
            lambda line, by, data: line.withdraw(by=by, **data), states=(*OPEN, State.REFUSED, State.EXPIRED),
            asks=True, danger=True,
        ),
    )
}  # fmt: skip


def _with_report(data: dict[str, Any], by: Viewer) -> dict[str, Any]:
    """The answer with the report that its reference names, of those of the own agency."""
    reference = data.pop("report", "")
    if not reference:
        return data
    rows = Report.objects.visible_to(by).filter(originator=by.agency_id)
    found = rows.filter(reference=normal_reference(reference)).first()
    if found is None:
        raise Invalid(fields={"report": [_now("Choose a validated report of your own agency.")]})
    return data | {"report": found}


@dataclass(frozen=True)
class Button:
    """A verb that is possible now."""

    name: str
    label: str
    url: str
    danger: bool
    primary: bool


def buttons(line: Addressee, *, asks: bool) -> list[Button]:
    """The verbs of this side that are possible on the line now; a verb that is not possible is not shown."""
    return [
        Button(
            name=act.path,
            label=str(act.label),
            url=reverse("rfi_act", args=[line.rfi_id, line.pk, act.path]),
            danger=act.danger,
            primary=act.path == "answer",
        )
        for act in ACTS.values()
        if act.asks == asks and possible(act, line)
    ]


def possible(act: Act, line: Addressee) -> bool:
    """Whether the line's state allows the verb now."""
    if act.path == "reopening" and line.reopened_at is not None:
        return False
    if act.path == "question" and line.paused_at is not None:
        return False
    return line.standing in act.states and (line.rfi.withdrawn_at is None or not act.asks)


def require_side(act: Act, line: Addressee, *, by: Viewer) -> None:
    """`NotAllowed` for an agency whose verb this never is."""
    side = line.rfi.originator_id if act.asks else line.agency_id
    if by.agency_id != side:
        sentence = _("This is for the agency that asks.") if act.asks else _("This is for the agency that was asked.")
        raise NotAllowed(str(sentence), object_type="rfi_addressee", object_id=line.pk, action=act.action)
