"""What the pages of this room have in common: making once, and asking before a verb is run."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from access.viewer import viewer_of
from cases.models import Case
from cases.reading import RecordPage
from coordination_center.sending import attempt, once, typed


@dataclass(frozen=True)
class Question:
    """A verb before it is done: its name, what will happen and to whom, and what is said when it is done."""

    label: str
    says: str
    done: str
    danger: bool = False


def made_once(request: HttpRequest, route: str, make: Callable[[], Any]) -> UUID:
    """The id of what `make` made, or of what the same form made before."""
    viewer, key = viewer_of(request), request.POST.get("once", "")
    made, before = once(viewer, route=route, key=key, body=typed(request), make=make)
    return before.object_id if before else made.pk  # type: ignore[return-value]


def asked(
    request: HttpRequest,
    record: Any,
    question: Question,
    *,
    form: forms.Form | None = None,
    run: Callable[[dict[str, Any]], object],
    to: str = "",
) -> HttpResponse:
    """GET says what will happen; POST runs the verb and goes to `to`, by default the record's page.

    Context: question, form, record, back, and that of every page of the case.
    """
    form = form or forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _ran(run, form)):
        messages.success(request, question.done)
        return redirect(to or record)
    context = of_case(request, record.case) | {"question": question, "form": form, "record": record}
    context["back"] = record.get_absolute_url()
    return render(request, "subjects/act.html", context, status=422 if form.errors else 200)


def _ran(run: Callable[[dict[str, Any]], object], form: forms.Form) -> bool:
    run(form.cleaned_data)
    return True


def of_case(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What a page beside the tabs shows of the case: its marking and who takes part."""
    viewer = viewer_of(request)
    return {"case": case, "parts": live_parts(viewer, case)}


def live_parts(viewer: Any, case: Case) -> Any:
    """The live parts of a case that the viewer reads."""
    found = case.participations.visible_to(viewer).filter(state__in=["pending", "active"])
    return found.select_related("agency").order_by("invited_at", "id")


def tab(request: HttpRequest, case: Case) -> tuple[RecordPage, dict[str, Any]]:
    """The case's page with the tab of subjects open, and its context."""
    page = RecordPage.of(viewer_of(request), case, tab="subjects")
    return page, page.context
