"""Parsing of where a report is attached; every choice is scoped to the viewer."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from access.paging import page_for
from access.policy import WORKING, rule_for
from access.viewer import Viewer
from cases.codes import State
from cases.models import Case
from intelligence.usage.kinds import kinds

CASES_OFFERED = 200
WHOLE = "whole"


class CaseForm(forms.Form):
    """Which case, of those the viewer may attach to: the ones that changed last."""

    case = forms.ModelChoiceField(queryset=Case.objects.none(), label=_("Case"))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = page_for(viewer, Case.objects.all(), size=CASES_OFFERED, levels=WORKING)
        ids = [case.pk for case in page.rows if case.state != State.ARCHIVED]
        field: Any = self.fields["case"]
        field.queryset = Case.objects.permitted(viewer, "case.attach").filter(pk__in=ids).order_by("-updated_at")


class TargetForm(forms.Form):
    """The case as a whole, or a legal request in it that the viewer sees and may write to."""

    target = forms.ChoiceField(label=_("Where in the case"), initial=WHOLE, widget=forms.RadioSelect)

    def __init__(self, *args: Any, viewer: Viewer, case: Case, levels: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {f"{kind}:{row.pk}": (kind, row) for kind, row in _targets(viewer, case, levels)}
        named = [(key, title) for key, (_kind, row) in self.rows.items() for title in [_title(_kind, row)]]
        field: Any = self.fields["target"]
        field.choices = [(WHOLE, _("The case as a whole")), *named]
        field.widget.choices = field.choices

    @property
    def said(self) -> dict[str, Any]:
        """What `Use.attach` takes: kind and record."""
        key = self.cleaned_data["target"]
        kind, row = self.rows.get(key, ("", None))
        record: UUID | None = row.pk if row else None
        return {"kind": kind, "record": record}


def _targets(viewer: Viewer, case: Case, levels: frozenset[str]) -> Any:
    for kind in kinds():
        rule = rule_for(kind.action)
        if rule.roles & viewer.roles and rule.levels & levels:
            yield from ((kind.name, row) for row in kind.rows().under(viewer, case)[:CASES_OFFERED])


def _title(kind: str, row: Any) -> str:
    return next(f"{one.label} {one.title(row)}" for one in kinds() if one.name == kind)
