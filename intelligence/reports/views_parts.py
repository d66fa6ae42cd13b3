"""Pages of a report's subjects and files."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for
from access.viewer import viewer_of
from cases.subjects.codes import Kind, Role
from cases.subjects.forms.fields import Countries, PartialDay, as_typed
from cases.subjects.forms.lines import NameLines, NumberLines, more_lines
from cases.subjects.said import typed_day
from coordination_center.fields import TextArea
from coordination_center.sending import attempt, made_once, posted
from intelligence.reports.forms import FileForm
from intelligence.reports.handing_out import handed_out
from intelligence.reports.models import Attachment, ReportSubject
from intelligence.reports.models.content import About
from intelligence.reports.views import asking, own, shown


class AboutForm(forms.Form):
    """What is said of a subject beside its names and numbers."""

    kind = forms.ChoiceField(choices=Kind, initial=Kind.PERSON, label=gettext_lazy("What it is"))
    role = forms.ChoiceField(choices=[("", "–"), *Role.choices], required=False, label=gettext_lazy("Role"))
    born = PartialDay(
        label=gettext_lazy("Born"),
        help_text=gettext_lazy("As far as it is known, in either calendar: 17/5/2523, May 1980 or 1980."),
    )
    nationality = Countries(label=gettext_lazy("Nationality"))
    note = TextArea(max_length=20_000, required=False, label=gettext_lazy("Note"))


class AboutForms:
    """The form with its lines of names and of numbers, judged and shown together."""

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        initial = initial or {}
        self.facts = AboutForm(data, initial=initial)
        self.names: Any = NameLines(data, prefix="names", initial=initial.get("names"))
        self.numbers: Any = NumberLines(data, prefix="numbers", initial=initial.get("numbers"))

    def is_valid(self) -> bool:
        """Whether all three are; a subject without any name is an error of the facts."""
        judged = [self.facts.is_valid(), self.names.is_valid(), self.numbers.is_valid()]
        if all(judged) and not self.names.said:
            self.facts.add_error(None, _("Give at least one name."))
            return False
        return all(judged)

    @property
    def about(self) -> About:
        """What was said, as the verbs take it."""
        return About(names=self.names.said, numbers=self.numbers.said, **self.facts.cleaned_data)

    def with_more(self) -> "AboutForms":
        """The same as typed, not judged, with further empty lines."""
        wider = AboutForms(initial=as_typed(self.facts))
        wider.names, wider.numbers = more_lines(self.names), more_lines(self.numbers)
        return wider


def _standing(subject: ReportSubject) -> dict[str, Any]:
    facts = {name: getattr(subject, name) for name in ("kind", "role", "nationality", "note", "names", "numbers")}
    return facts | {"born": typed_day(subject.born)}


@require_http_methods(["GET", "HEAD", "POST"])
def report_subject_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say whom or what the report is about. Context: forms, sheet, subject (None)."""
    viewer = viewer_of(request)
    sheet = own(viewer, pk)

    def add(about: About) -> Any:
        make = lambda: sheet.report.add_subject(by=viewer, about=about)  # noqa: E731
        return made_once(request, viewer, f"report_subject {pk}", make)

    return _subject(request, sheet, None, add)


@require_http_methods(["GET", "HEAD", "POST"])
def report_subject(request: HttpRequest, pk: UUID, subject: UUID) -> HttpResponse:
    """Say it in another way. Context: forms, sheet, subject."""
    viewer = viewer_of(request)
    sheet = own(viewer, pk)
    row = get_for(viewer, "report.edit", ReportSubject.objects.select_related("report"), pk=subject, report_id=pk)
    return _subject(request, sheet, row, lambda about: sheet.report.edit_subject(row, by=viewer, about=about))


def _subject(request: HttpRequest, sheet: Any, row: Any, run: Any) -> HttpResponse:
    said = AboutForms(posted(request), initial=_standing(row) if row else None)
    if request.method == "POST" and "more" in request.POST:
        said = said.with_more()
    elif request.method == "POST" and said.is_valid() and attempt(said.facts, lambda: run(said.about)):
        messages.success(request, _("The subject is kept."))
        return redirect(sheet.report)
    context = shown(sheet) | {"said": said, "subject": row}
    return render(request, "reports/subject.html", context, status=422 if said.facts.errors else 200)


@require_http_methods(["POST"])
def report_subject_end(request: HttpRequest, pk: UUID, subject: UUID) -> HttpResponse:
    """Take a subject out of the report."""
    viewer = viewer_of(request)
    sheet = own(viewer, pk)
    row = get_for(viewer, "report.edit", ReportSubject.objects.select_related("report"), pk=subject, report_id=pk)
    sheet.report.remove_subject(row, by=viewer)
    messages.success(request, _("The subject is out of the report."))
    return redirect(sheet.report)


@require_http_methods(["GET", "HEAD", "POST"])
def report_file_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Attach a file. Context: form, sheet, label, says."""
    viewer = viewer_of(request)
    sheet = own(viewer, pk)
    form = FileForm(posted(request), request.FILES or None)
    return asking(
        request, sheet, form, lambda: sheet.report.attach(by=viewer, **form.cleaned_data),
        done=_("The file is kept with the report."),
        label=_("Attach a file"),
        says=_("It is checked by its content, kept sealed, and given to those alone who may see attachments."),
        upload=True,
    )  # fmt: skip


@require_safe
def report_file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    """An attachment as a download. For another agency than the originator that is a disclosure to it."""
    viewer = viewer_of(request)
    rows = Attachment.objects.select_related("report")
    return handed_out(get_for(viewer, "report.see", rows, pk=file, report_id=pk), by=viewer)


@require_http_methods(["POST"])
def report_file_end(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    """Take a file out of a report that is still written."""
    viewer = viewer_of(request)
    sheet = own(viewer, pk)
    row = get_for(viewer, "report.edit", Attachment.objects.select_related("report"), pk=file, report_id=pk)
    sheet.report.detach(row, by=viewer)
    messages.success(request, _("The file is out of the report."))
    return redirect(sheet.report)
