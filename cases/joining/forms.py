"""Parsing of what people type about cases that belong together; every choice is scoped to the viewer."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from access.paging import page_for
from access.viewer import Viewer
from agencies.models import Agency
from cases.joining.carriers import carriers
from cases.joining.codes import BY_HAND
from cases.models import Case
from cases.warrants.forms import taking_part
from cases.warrants.models.warrant import WORKING
from coordination_center.fields import TextLine

MOST = 200  # cases, and records of each kind, in a list: the newest
NOUNS = {
    "subject": _("Subjects"), "evidence": _("Evidence"), "entry": _("Timeline"), "action": _("Plan"),
    "note": _("Notes"), "victim_group": _("Groups of victims"),
}  # fmt: skip


def read_case(viewer: Viewer, key: Any, *, but: Case) -> Case | None:
    """Another case that the viewer reads, by its id as typed; None for anything else."""
    try:
        pk = UUID(str(key))
    except ValueError:
        return None
    found: Case | None = Case.objects.permitted(viewer, "case.read").filter(pk=pk).exclude(pk=but.pk).first()
    return found


def records_named(viewer: Viewer, case: Case, keys: list[Any]) -> list[Any]:
    """The records of these ids that the viewer sees in this case and that can be chosen; `None` among them is an id
    that names no such record."""
    wanted = {str(key) for key in keys}
    found = [row for model in _choosable() for row in model.objects.under(viewer, case).filter(pk__in=keys)]
    return [*found, *([None] if {str(row.pk) for row in found} != wanted else [])]


def _choosable() -> list[Any]:
    return [carrier.model for carrier in carriers() if not carrier.hangs_on]


class AnotherCase(forms.Form):
    """Names another case that the viewer reads."""

    other = forms.CharField(max_length=40, label=_("Case"), widget=forms.Select)

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.case = viewer, case
        widget: Any = self.fields["other"].widget
        rows = page_for(viewer, Case.objects.all(), size=MOST, levels=frozenset({"lead", "partner", "observer"})).rows
        widget.choices = [("", _("Choose")), *((str(one.pk), one.title) for one in rows if one.pk != case.pk)]

    def clean_other(self) -> Case:
        found = read_case(self.viewer, self.cleaned_data["other"], but=self.case)
        if found is None:
            raise forms.ValidationError(_("Choose another case that you read."))
        return found


class RelationForm(AnotherCase):
    """Says that two cases belong together."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in BY_HAND], label=_("How"))
    reason = TextLine(max_length=500, required=False, label=_("Reason"))


class MergerForm(AnotherCase):
    """Proposes to merge."""


class SplitForm(forms.Form):
    """Proposes to split: what goes into the new case, who leads it, and who is asked to it."""

    title = TextLine(max_length=200, label=_("Title of the new case"))
    to = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        label=_("Led by"),
        empty_label=_("Choose an agency"),
        help_text=_("Your own agency leads it at once; another one has to accept."),
    )
    guests = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label=_("Asked to take part"),
        help_text=_("They see copies of the records they see here, once they accept."),
        widget=forms.CheckboxSelectMultiple,
    )
    records = forms.MultipleChoiceField(
        choices=(),
        label=_("Records"),
        help_text=_("What hangs on a record goes with it: links, photos, charges, warrants, claims."),
        widget=forms.SelectMultiple(attrs={"size": 16}),
    )

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.case = viewer, case
        self.fields["to"].queryset = taking_part(viewer, case, level__in=WORKING)  # type: ignore[attr-defined]
        self.fields["guests"].queryset = taking_part(viewer, case)  # type: ignore[attr-defined]
        self.fields["records"].choices = _records(viewer, case)  # type: ignore[attr-defined]

    def clean_records(self) -> list[Any]:
        found = records_named(self.viewer, self.case, self.cleaned_data["records"])
        if None in found:
            raise forms.ValidationError(_("Choose records of this case."))
        return found


def _records(viewer: Viewer, case: Case) -> list[tuple[Any, list[tuple[str, str]]]]:
    found = []
    for model in _choosable():
        rows = model.objects.under(viewer, case).order_by("-created_at", "-id")[:MOST]
        noun = getattr(model, "noun", "note")
        found.append((NOUNS[noun], [(str(row.pk), str(row)) for row in rows]))
    return [(label, lines) for label, lines in found if lines]
