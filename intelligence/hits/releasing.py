"""Answering a hit on a subject of a report by releasing the report to who asked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from access.decide import get_for
from access.viewer import Viewer, viewer_of
from coordination_center.answers import absent
from coordination_center.fields import TextLine
from coordination_center.sending import attempt, made_once, posted
from intelligence.hits.answering import answered
from intelligence.hits.models import Hit
from intelligence.hits.reading import hit_for
from intelligence.hits.report_subjects import NOUN
from intelligence.releases.forms import TermsForm
from intelligence.releases.models import Release
from intelligence.reports.models import Report, ReportSubject
from intelligence.reports.reading import Sheet, reports


class ReleaseForm(TermsForm):
    """Under which terms, and what for."""

    purpose = TextLine(max_length=500, label=gettext_lazy("What it is for"))
    field_order = ("purpose", "withheld", "leave", "until", "digest")


def release_upon(hit: Hit, report: Report, *, by: Viewer, form: ReleaseForm) -> Release:
    """Release the report to the agency that asked, at once, and close the hit with it. Raises as both verbs do."""
    with transaction.atomic():
        facts: dict[str, Any] = {"purpose": form.cleaned_data["purpose"], "terms": form.terms}
        made: Release = Release.offer(report, by=by, asker=hit.asker_agency, needs_acceptance=False, **facts)
        answered(hit, by=by, how="release", ref=made.pk)
    return made


@require_http_methods(["GET", "HEAD", "POST"])
def hit_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Release the report that was found. Context: line, sheet, report, form."""
    viewer = viewer_of(request)
    line = hit_for(viewer, pk)
    if line.hit.noun != NOUN:
        return absent(request)
    subject = get_for(viewer, "report.see", ReportSubject, pk=line.hit.record)
    report = get_for(viewer, "report.release", reports(), pk=subject.report_id)
    start = {"digest": report.digest(), "purpose": line.hit.purpose}
    form = ReleaseForm(posted(request), initial=start)
    if request.method == "POST" and form.is_valid():
        hit = line.hit
        made = attempt(
            form,
            lambda: made_once(
                request, viewer, f"hit_release {hit.pk}", lambda: release_upon(hit, report, by=viewer, form=form)
            ),
        )
        if made:
            messages.success(request, _("The report is released, and the hit is answered."))
            return redirect("release", pk=made)
    context = {"line": line, "sheet": Sheet.of(viewer, report, deep=False), "report": report, "form": form}
    return render(request, "hits/release.html", context, status=422 if form.errors else 200)
