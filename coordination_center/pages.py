"""Pages of the project itself: the gallery of components, in the demo only."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from access.viewer import viewer_of
from agencies.models import Agency
from cases.codes import Handling, Level, Part, State, Tlp


class SampleForm(forms.Form):
    """One field of every kind that the product uses."""

    title = forms.CharField(
        max_length=200,
        label=_("Title"),
        help_text=_("A name that the partners will recognise."),
    )
    summary = forms.CharField(widget=forms.Textarea, required=False, label=_("Summary"))
    tlp = forms.ChoiceField(choices=Tlp.choices, label=_("Traffic Light Protocol"))
    handling = forms.MultipleChoiceField(
        choices=Handling.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("Handling codes"),
    )
    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}), label=_("Until"))


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in all its states; 404 outside the embedded demo."""
    if not settings.DEMO:
        raise Http404
    return render(request, "ui/gallery.html", _samples() | {"access": _access(viewer_of(request).agency)})


def _access(agency: Agency) -> list[SimpleNamespace]:
    """One part of each level and state, as a record's own participations would be."""
    until = timezone.now() + timedelta(days=30)
    return [
        SimpleNamespace(
            agency=agency,
            agency_id=agency.pk,
            level=level,
            get_level_display=lambda level=level: level.label,
            state=state,
            get_state_display=lambda state=state: state.label,
            lasts=state == Part.PENDING,
            until=until,
        )
        for level, state in ((Level.LEAD, Part.ACTIVE), (Level.PARTNER, Part.PENDING), (Level.OBSERVER, Part.ACTIVE))
    ]


def _samples() -> dict[str, Any]:
    now = timezone.now()
    typed = {"title": "", "summary": "Typed before the error, and still here.", "tlp": "RED"}
    wrong = SampleForm(typed, auto_id="wrong_%s")
    wrong.is_valid()
    return {
        "form": SampleForm(),
        "wrong": wrong,
        "states": State.choices,
        "parts": Part.choices,
        "markings": [value for value, _label in Tlp.choices],
        "tones": ["ok", "wait", "warn", "danger", "info"],
        "colours": [
            "floor",
            "page",
            "rail",
            "hover",
            "line",
            "edge",
            "ink",
            "ink-soft",
            "ink-faint",
            "accent",
            "accent-soft",
        ],
        "times": [
            now - timedelta(**by)
            for by in (
                {"seconds": 9},
                {"minutes": 4},
                {"hours": 7},
                {"days": 2},
                {"days": 90},
            )
        ],
        "tabs": [
            SimpleNamespace(label=label, url="#", current=not at) for at, label in enumerate((_("Overview"), _("Log")))
        ],
    }
