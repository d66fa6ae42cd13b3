"""Parsing of what people type about the chronology; every choice is scoped to the viewer."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.countries import country_choices
from agencies.models import Agency
from cases.chronology.codes import OnTheWay
from cases.chronology.models import Entry, Route
from cases.chronology.moments import Moment, day_and_time
from cases.chronology.placing import Spot, doubt, line_of, stop_of
from cases.chronology.reading import Asked, Shown
from cases.codes import Part
from cases.models import Case
from cases.naming.dates import PartialDate
from cases.places import coordinates_of
from cases.subjects.models import Subject
from coordination_center.errors import Invalid
from coordination_center.fields import TextArea, TextLine

NOWHERE = _("Write coordinates as 13.65, 102.56 or as 13°39′N 102°33′E.")


class PartialDateField(TextLine):
    """A year, a month or a day, in the common or the Buddhist era; gives ISO text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return PartialDate.parse(text).iso if text else text


class PlaceForm(forms.Form):
    """A place by name, with its country, or by coordinates."""

    place = TextLine(
        max_length=200,
        required=False,
        label=_("Place"),
        help_text=_("A town or village, in any script of the region."),
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off", "data-places": ""}),
    )
    country = forms.ChoiceField(required=False, label=_("Country"))
    coordinates = TextLine(
        max_length=80,
        required=False,
        label=_("Coordinates"),
        help_text=_("For a pier, a border post or an island that the gazetteer lacks: 13.65, 102.56"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("Any country")), *country_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        text, place, country = data.get("coordinates", ""), data.get("place", ""), data.get("country", "")
        point = coordinates_of(text) if text else None
        if text and point is None:
            self.add_error("coordinates", NOWHERE)
        if place and not text and not country and (question := doubt(place)):
            self.add_error("country", question)
        return data | {"lat": point.lat if point else None, "lon": point.lon if point else None}


class EntryForm(PlaceForm):
    """Something that happened."""

    at = PartialDateField(
        label=_("When"), help_text=_("A year, a month or a day: 2017, 2017-03, 12 Mar 2017, 12/3/2560.")
    )
    time = forms.TimeField(
        required=False, label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    until = PartialDateField(required=False, label=_("Until"))
    text = TextArea(max_length=20_000, label=_("What happened"))
    source = TextLine(
        max_length=500, required=False, label=_("Source"), help_text=_("Leave empty where your agency knows it itself.")
    )
    subjects = forms.ModelMultipleChoiceField(
        queryset=Subject.objects.none(),
        required=False,
        label=_("Subjects involved"),
        widget=forms.CheckboxSelectMultiple,
    )
    route = forms.ModelChoiceField(
        queryset=Route.objects.none(), required=False, label=_("Route"), empty_label=_("No route")
    )
    role = forms.ChoiceField(
        choices=[("", _("None")), *OnTheWay.choices], required=False, label=_("What the place is to the route")
    )
    only = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label=_("Only for"),
        help_text=_("Leave empty for all participants. Otherwise tick your own agency too."),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = (
        "at", "time", "until", "text", "place", "country", "coordinates", "source", "subjects", "route", "role", "only",
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["subjects"].queryset = Subject.objects.under(viewer, case).order_by("label", "id")
        fields["route"].queryset = Route.objects.under(viewer, case).order_by("name", "id")
        if "only" in fields:
            fields["only"].queryset = readers(viewer, case)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("time") and len(data.get("at") or "") != 10:
            self.add_error("time", _("A time needs its day."))
        return data

    def facts(self) -> dict[str, Any]:
        """What `Entry.add` and `Entry.edit` take."""
        data = {key: value for key, value in self.cleaned_data.items() if key not in {"time", "coordinates"}}
        if self.cleaned_data["time"]:
            local = f"{data['at']}T{self.cleaned_data['time']:%H:%M}"
            data["at"] = Moment.of(local, zone=timezone.get_current_timezone()).text
        return data


class EditEntryForm(EntryForm):
    """Carries the version that the writer read; who reads the entry stays as it is."""

    only = None  # type: ignore[assignment]
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


def entry_initial(entry: Entry, subjects: list[Subject]) -> dict[str, Any]:
    """An entry as its form shows it."""
    day, time = day_and_time(entry.at)
    given = f"{entry.lat}, {entry.lon}" if entry.located == "given" else ""
    return {
        **{name: getattr(entry, name) for name in ("until", "text", "place", "country", "source", "role", "version")},
        "at": day,
        "time": time,
        "coordinates": given,
        "subjects": [subject.pk for subject in subjects],
        "route": entry.way.pk if entry.way else None,
    }


class RouteForm(forms.Form):
    """A named way, one stop a line."""

    name = TextLine(max_length=100, label=_("Name of the route"))
    stops = TextArea(
        max_length=5_000,
        required=False,
        label=_("Stops"),
        help_text=_(
            "One a line, from origin to destination: “Poipet, KH”, or “Pier 3, KH, 13.65, 102.56”. "
            "Leave empty where entries that name this route are its stops."
        ),
    )
    note = TextArea(max_length=5_000, required=False, label=_("Note"))
    only = EntryForm.base_fields["only"]

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if "only" in fields:
            fields["only"].queryset = readers(viewer, case)

    def clean_stops(self) -> list[Spot]:
        lines = [line for line in self.cleaned_data["stops"].splitlines() if line.strip()]
        return [self._stop(line.strip()) for line in lines]

    def _stop(self, line: str) -> Spot:
        try:
            return stop_of(line)
        except Invalid as error:
            raise forms.ValidationError(error.fields["stops"]) from None


class EditRouteForm(RouteForm):
    """Carries the version that the writer read."""

    only = None  # type: ignore[assignment]
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


def route_initial(route: Route) -> dict[str, Any]:
    """A route as its form shows it."""
    stops = "\n".join(line_of(stop) for stop in route.stops)
    return {"name": route.name, "note": route.note, "version": route.version, "stops": stops}


class AskForm(forms.Form):
    """What of the timeline to show. A word that is none is left out rather than refused: it comes from an address."""

    kind = forms.MultipleChoiceField(
        choices=Shown, required=False, widget=forms.CheckboxSelectMultiple, label=_("Show")
    )
    since = PartialDateField(required=False, label=_("From"))
    until = PartialDateField(required=False, label=_("Until"))
    order = forms.ChoiceField(
        choices=[("", _("Newest first")), ("oldest", _("Oldest first"))], required=False, label=_("Order")
    )

    def asked(self) -> Asked:
        """What was asked for, as far as it is valid."""
        self.is_valid()
        data, zone = self.cleaned_data, timezone.get_current_timezone()
        since, until = data.get("since"), data.get("until")
        return Asked(
            kinds=frozenset(data.get("kind") or ()),
            since=Moment.of(since, zone=zone).first if since else None,
            until=Moment.of(until, zone=zone).last if until else None,
            oldest_first=data.get("order") == "oldest",
        )


def readers(viewer: Viewer, case: Case) -> Any:
    """The agencies that may be named as an audience: those that take part, as the viewer sees them."""
    parts = case.participations.visible_to(viewer).filter(state=Part.ACTIVE)
    return Agency.objects.filter(pk__in=parts.values("agency")).order_by("name")
