"""Opening what the vault keeps of an alert: GET asks what for, POST shows it once."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from access.viewer import viewer_of
from agencies.stepup import fresh_factor_required
from cases.alerts.forms import PurposeForm
from cases.alerts.reading import AlertPage, alert_for, desk_for
from cases.alerts.sheet import open_sheet, open_thread, require_reader
from coordination_center.sending import attempt, posted
from vault.reveal import outside_a_transaction


def _for_a_reader(request: HttpRequest, pk: UUID, desk: UUID | None = None) -> None:
    viewer = viewer_of(request)
    alert = alert_for(viewer, pk)
    if desk is not None:
        desk_for(viewer, alert, desk)
    require_reader(alert, viewer)


@require_http_methods(["GET", "HEAD", "POST"])
@outside_a_transaction
@fresh_factor_required(allowed=_for_a_reader)
def alert_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tracing sheet. Context: see `AlertPage`; form, sheet (None until it is opened)."""
    viewer = viewer_of(request)
    alert = alert_for(viewer, pk)
    form, sheet = PurposeForm(posted(request)), None
    if request.method == "POST" and form.is_valid():
        sheet = attempt(form, lambda: open_sheet(alert, by=viewer, **form.cleaned_data))
    context: dict[str, Any] = AlertPage.of(viewer, alert).context | {"form": form, "sheet": sheet}
    return render(request, "alerts/sheet.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@outside_a_transaction
@fresh_factor_required(allowed=_for_a_reader)
def alert_thread(request: HttpRequest, pk: UUID, desk: UUID) -> HttpResponse:
    """The messages between a desk and the issuer. Context: alert, desk, form, thread (None until it is opened)."""
    viewer = viewer_of(request)
    alert = alert_for(viewer, pk)
    row = desk_for(viewer, alert, desk)
    form, thread = PurposeForm(posted(request)), None
    if request.method == "POST" and form.is_valid():
        thread = attempt(form, lambda: open_thread(row, by=viewer, **form.cleaned_data))
    context = {"alert": alert, "desk": row, "form": form, "thread": thread}
    return render(request, "alerts/thread.html", context, status=422 if form.errors else 200)
