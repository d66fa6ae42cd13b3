"""Parsing of what people type about reports; every choice is scoped to the viewer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.paging import page_for
from access.viewer import Viewer
from agencies.languages import language_choices
from cases.chronology.placing import Spot, line_of, spot, stop_of
from cases.codes import Handling, Tlp
from cases.models import Case
from cases.subjects.codes import Notice
from coordination_center.errors import Invalid
from coordination_center.fields import TextArea, TextLine
from intelligence.grades import AdmiraltyInformation, AdmiraltySource, InformationGrade, SourceGrade
from intelligence.reports.codes import Circle, Exploitation, Made, PlatformKind
from intelligence.reports.models.content import Platform, grades_of
from intelligence.reports.models.marking import MARKING
from intelligence.reports.reading import Sheet
from intelligence.sources.models import Source
from intelligence.sources.registering import choices

LARGEST = 2**31 - 1
CASES_OFFERED = 100
SOURCES = [("", "–"), ("Europol 4x4", SourceGrade.choices), ("Admiralty", AdmiraltySource.choices)]
INFORMATION = [("", "–"), ("Europol 4x4", InformationGrade.choices), ("Admiralty", AdmiraltyInformation.choices)]


class MarkingForm(forms.Form):
    """TLP, handling codes and circle."""

    tlp = forms.ChoiceField(choices=Tlp, initial=Tlp.AMBER, label=_("Marking (TLP 2.0)"))
    handling = forms.MultipleChoiceField(
        choices=Handling, required=False, label=_("Handling codes"), widget=forms.CheckboxSelectMultiple
    )
    handling_note = TextLine(max_length=2_000, required=False, label=_("Restrictions in words"))
    circle = forms.ChoiceField(choices=Circle, initial=Circle.ANY, label=_("Who may ever receive it"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if Handling.H3 in data.get("handling", []) and not data.get("handling_note"):
            self.add_error("handling_note", _("H3 needs its restriction in words."))
        return data


class EditMarkingForm(MarkingForm):
    """Carries the version that the writer read."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)


class SaysForm(forms.Form):
    """What a report says, and what stands on its cover."""

    title = TextLine(max_length=200, label=_("Title"))
    language = forms.ChoiceField(label=_("Language of the text"))
    body = TextArea(max_length=100_000, label=_("Text"))
    source_grade = forms.ChoiceField(choices=SOURCES, required=False, label=_("Source"))
    information_grade = forms.ChoiceField(choices=INFORMATION, required=False, label=_("Information"))
    place = TextLine(
        max_length=200, required=False, label=_("Place"), help_text=_("A name, or coordinates: 13.65, 102.56")
    )
    route = TextArea(
        max_length=5_000, required=False, label=_("Route"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One stop a line, from origin to destination: “Poipet, KH”, or “Pier 3, KH, 13.65, 102.56”."),
    )  # fmt: skip
    platforms = TextArea(
        max_length=3_000, required=False, label=_("Platforms used to recruit or control"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line: its kind, a colon, its name. “messaging: Line”. Kinds: %(kinds)s.")
        % {"kinds": ", ".join(PlatformKind.values)},
    )  # fmt: skip
    exploitation = forms.MultipleChoiceField(
        choices=Exploitation, required=False, label=_("Forms of exploitation"), widget=forms.CheckboxSelectMultiple
    )
    case = forms.ModelChoiceField(
        queryset=Case.objects.none(), required=False, label=_("Belongs to the case"),
        help_text=_("It gives nobody sight of the report."),
    )  # fmt: skip
    source = forms.ModelChoiceField(
        queryset=Source.objects.none(), required=False, label=_("Source, by codename"),
        help_text=_("Your agency alone ever sees it."),
    )  # fmt: skip
    tearline = TextArea(
        max_length=2_000, required=False, label=_("What may go out at once when a life is at risk"),
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Cleared by you beforehand. Leave empty for nothing."),
    )  # fmt: skip
    tearline_for_hits = forms.BooleanField(
        required=False, label=_("That text may also go to who comes from a hit and does not know the report")
    )
    four_eyes = forms.BooleanField(required=False, label=_("A release needs a second officer"))
    hides_recipients = forms.BooleanField(
        required=False, initial=True, label=_("Those it is released to do not see one another")
    )
    notice = forms.ChoiceField(
        choices=Notice,
        initial=Notice.USUAL,
        required=False,
        label=_("When another agency asks about a subject of it, who is told"),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["language"].choices = language_choices([str(self.initial.get("language", ""))])
        mine = [case.pk for case in page_for(viewer, Case.objects.all(), size=CASES_OFFERED).rows]
        fields["source"].queryset = choices(viewer)
        fields["source"].label_from_instance = lambda source: source.codename
        held = self.initial.get("case")
        fields["case"].queryset = Case.objects.visible_to(viewer).filter(pk__in=[*mine, *([held] if held else [])])
        if held and not fields["case"].queryset.filter(pk=held).exists():
            del fields["case"]  # filed by a colleague under a case that this writer does not read: it stays there

    def clean_place(self) -> Spot | None:
        return spot(self.cleaned_data["place"]) if self.cleaned_data["place"] else None

    def clean_route(self) -> list[Spot]:
        stops = [_stop(line) for line in _lines(self.cleaned_data["route"])]
        if len(stops) == 1:
            raise forms.ValidationError(_("A route has two stops at least."))
        return stops

    def clean_platforms(self) -> list[Platform]:
        return [_platform(line) for line in _lines(self.cleaned_data["platforms"])]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        source, information = data.get("source_grade", ""), data.get("information_grade", "")
        try:
            data["grades"] = grades_of(source, information) if source or information else None
        except Invalid as error:
            self.add_error("source_grade", error.fields["grades"])
        return data

    @property
    def content(self) -> dict[str, Any]:
        """The pieces as the verbs take them."""
        names = ("title", "body", "grades", "place", "route", "platforms", "tearline")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def cover(self) -> dict[str, Any]:
        """What stands on the cover, as the verbs take it."""
        names = ("source", "case", "exploitation", "four_eyes", "hides_recipients", "notice", "tearline_for_hits")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class NewReportForm(SaysForm, MarkingForm):
    """A new report."""

    compartment = forms.BooleanField(
        required=False,
        label=_("Only for named people"),
        help_text=_("You are the first; name others once it is begun."),
    )

    @property
    def marking(self) -> dict[str, Any]:
        """The marking as the verbs take it."""
        return {name: self.cleaned_data[name] for name in MARKING}


class EditReportForm(SaysForm):
    """Carries the version that the writer read; the marking has a form of its own."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)


class TranslationForm(forms.Form):
    """Title and text in another language."""

    language = forms.ChoiceField(label=_("Language"))
    made = forms.ChoiceField(choices=[c for c in Made.choices if c[0] != Made.ORIGINAL], label=_("How it came about"))
    title = TextLine(max_length=200, label=_("Title"))
    body = TextArea(max_length=100_000, label=_("Text"))
    version = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices([])  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """A file to attach."""

    file = forms.FileField(label=_("File"))


class FindForm(forms.Form):
    """What is searched for among reports."""

    q = TextLine(
        max_length=200, label=_("Search reports"), markup=True,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


def standing(sheet: Sheet) -> dict[str, Any]:
    """A report of one's own as its form shows it."""
    report, codes = sheet.report, sheet.grade_codes or {}
    original = next((wording for wording in sheet.wordings if wording.made == Made.ORIGINAL), None)
    names = ("exploitation", "four_eyes", "hides_recipients", "notice", "tearline_for_hits", "version")
    return {name: getattr(report, name) for name in names} | {
        "title": original.title if original else "",
        "body": original.body if original else "",
        "language": original.language if original else "",
        "source_grade": codes.get("source", ""),
        "information_grade": codes.get("information", ""),
        "place": sheet.place["place"] if sheet.place else "",
        "route": "\n".join(line_of(stop) for stop in sheet.stops),
        "platforms": "\n".join(f"{one['kind']}: {one['name']}" for one in sheet.platforms),
        "tearline": sheet.tearline,
        "case": report.case_id,
        "source": report.source_id,
    }


def standing_marking(report: Any) -> dict[str, Any]:
    """The marking as its form shows it."""
    return {name: getattr(report, name) for name in (*MARKING, "version")}


def _lines(text: str) -> Iterable[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _stop(line: str) -> Spot:
    try:
        return stop_of(line)
    except Invalid as error:
        raise forms.ValidationError(error.fields["stops"]) from None


def _platform(line: str) -> Platform:
    kind, colon, name = line.partition(":")
    if not colon:
        return Platform(PlatformKind.OTHER, line[:100])
    if kind.strip().lower() not in PlatformKind.values or not name.strip():
        sentence = _("%(line)s: say one of %(kinds)s, a colon, and a name.")
        raise forms.ValidationError(sentence % {"line": line, "kinds": ", ".join(PlatformKind.values)})
    return Platform(kind.strip().lower(), name.strip()[:100])
