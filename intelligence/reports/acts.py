"""The report's verbs as pages and API offer them: one table, from which buttons and forms are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.models import Membership, Person
from coordination_center.fields import TextLine
from intelligence.reports.codes import State
from intelligence.reports.models import Report
from intelligence.reports.models.report import normal_reference
from intelligence.reports.reading import Sheet

Run = Callable[[Report, Viewer, dict[str, Any]], object]


@dataclass(frozen=True)
class Act:
    """A verb: its address, its policy action, the states it starts from, what it says it will do, how to run it."""

    path: str
    action: str
    label: str | Promise
    says: str | Promise
    run: Run
    states: tuple[str, ...]
    fields: tuple[str, ...] = ()
    danger: bool = False
    primary: bool = False


ACTS: dict[str, Act] = {
    act.path: act
    for act in (
        Act(
            "submission", "report.submit", _("Submit to the desk"),
            _("Your desk checks the report before it can be released to anybody."),
            lambda report, by, data: report.submit(by=by), (State.DRAFT,), primary=True,
        ),
        Act(
            "validation", "report.validate", _("Validate the report"),
            _("From now on the report can be released, and its content no longer changes: a new report supersedes it."),
            lambda report, by, data: report.validate(by=by), (State.SUBMITTED,), primary=True,
        ),
        Act(
            "return", "report.validate", _("Send back to the author"),
            _("The report becomes a draft again, with your reason."),
            lambda report, by, data: report.send_back(by=by, **data), (State.SUBMITTED,), fields=("reason",),
        ),
        Act(
            "supersession", "report.edit", _("Supersede by another report"),
            _("Those it was released to see that it is out of date. The other report is released anew."),
            lambda report, by, data: report.supersede(by=by, **data), (State.VALIDATED,), fields=("successor",),
        ),
        Act(
            "withdrawal", "report.edit", _("Withdraw the report"),
            _("It no longer stands, and can no longer be released. To take it away from its recipients, recall it."),
            lambda report, by, data: report.withdraw(by=by, **data),
            (State.DRAFT, State.SUBMITTED, State.VALIDATED), fields=("reason",), danger=True,
        ),
        Act(
            "names", "report.name", _("Name a person"),
            _("The report is then open to its named people alone, you among them."),
            lambda report, by, data: report.name(by=by, **data), tuple(State), fields=("person",),
        ),
        Act(
            "quotations", "report.edit", _("Build on another report"),
            _("The report becomes as strict as that one. Only who may read that one sees the quotation."),
            lambda report, by, data: report.quote(by=by, **data), (State.DRAFT, State.SUBMITTED), fields=("source",),
        ),
        Act(
            "opening", "report.lower", _("Open it to the whole agency"),
            _("All readers of your agency see the report, and not only the named people."),
            lambda report, by, data: report.dissolve_compartment(by=by), tuple(State), danger=True,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Button:
    """A verb that the viewer may try now."""

    act: Act
    url: str


def buttons(sheet: Sheet) -> list[Button]:
    """The verbs that policy and state allow this viewer, in the order of the table."""
    return [
        Button(act, reverse("report_act", args=[sheet.report.pk, act.path]))
        for act in ACTS.values()
        if offered(act, sheet)
    ]


def offered(act: Act, sheet: Sheet) -> bool:
    """Whether this verb is possible for this viewer in the report's state."""
    if act.path == "opening" and (not sheet.report.compartment or sheet.report.tlp == "RED"):
        return False
    return sheet.may(act.action) and sheet.report.state in act.states


class ActForm(forms.Form):
    """What a verb asks for."""

    reason = TextLine(max_length=1_000, label=_("Why"))
    person = forms.ModelChoiceField(queryset=Person.objects.none(), label=_("Person of your agency"))
    successor = TextLine(max_length=20, label=_("Reference of the report that takes its place"))
    source = TextLine(max_length=20, label=_("Reference of the report it builds on"))

    def __init__(self, *args: Any, viewer: Viewer, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        for name in [*self.fields]:
            if name not in names:
                del self.fields[name]
        if "person" in self.fields:
            here = Membership.objects.live().filter(agency=viewer.agency).values("person")
            self.fields["person"].queryset = Person.objects.filter(pk__in=here).order_by("name")  # type: ignore[attr-defined]

    def clean_successor(self) -> Report:
        return self._named("successor")

    def clean_source(self) -> Report:
        return self._named("source")

    def _named(self, field: str) -> Report:
        """The report of this reference, of those that the viewer reads."""
        found = (
            Report.objects.visible_to(self.viewer).filter(reference=normal_reference(self.cleaned_data[field])).first()
        )
        if found is None:
            raise forms.ValidationError(_("You read no report of this reference."))
        return found
