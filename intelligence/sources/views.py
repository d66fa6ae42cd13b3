"""Pages of sources. Each view fetches through `access`, runs at most one verb, and renders or redirects."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.decide import get_for, may, require, require_role
from access.paging import page_for
from access.viewer import viewer_of
from agencies.stepup import fresh_factor_required
from coordination_center.sending import attempt, once, posted, typed
from intelligence.sources.forms import (
    AnswerForm,
    GradeForm,
    IdentityForm,
    PaymentForm,
    RevealForm,
    SourceForm,
    TakerForm,
)
from intelligence.sources.identity import keyed, open_identity
from intelligence.sources.models import Source
from intelligence.sources.reading import SourcePage, waiting
from vault.reveal import outside_a_transaction


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """The codenames of the acting agency. Context: page, waiting, may_create."""
    viewer = viewer_of(request)
    require_role(viewer, "source.create")
    page = page_for(viewer, Source.objects.all(), after=request.GET.get("after", ""))
    context = {"page": page, "waiting": waiting(viewer), "may_create": may(viewer, "source.create")}
    return render(request, "sources/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def source_new(request: HttpRequest) -> HttpResponse:
    """Begin a source, handled by oneself. Context: form."""
    viewer = viewer_of(request)
    require_role(viewer, "source.create")
    form = SourceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: Source.begin(by=viewer, **form.cleaned_data))
        if made:
            return redirect(made)
    return render(request, "sources/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def source_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One source. Context: see `SourcePage`; grade_form."""
    viewer = viewer_of(request)
    page = SourcePage.of(viewer, _source(request, pk, "source.see"))
    return render(request, "sources/detail.html", page.context | {"grade_form": GradeForm()})


@require_http_methods(["GET", "HEAD", "POST"])
def source_identity(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write into the vault. What stands there is not shown; an error shows again what was typed."""
    source = _source(request, pk, "source.handle")
    form = IdentityForm(posted(request))
    return _sent(request, source, form, lambda: source.identify(by=viewer_of(request), **form.cleaned_data), "identity")


@require_http_methods(["GET", "HEAD", "POST"])
def source_payment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note a payment; the same form sent twice is one payment."""
    viewer, source = viewer_of(request), _source(request, pk, "source.handle")
    form = PaymentForm(posted(request))

    def pay() -> None:
        sent: dict[str, Any] = {"key": request.POST.get("once", ""), "body": keyed(typed(request))}
        once(viewer, route=f"source_payment {pk}", make=lambda: _paid(source, viewer, form), **sent)

    return _sent(request, source, form, pay, "payment")


def _paid(source: Source, viewer: Any, form: PaymentForm) -> Source:
    source.pay(by=viewer, **form.cleaned_data)
    return source


@require_POST
def source_grade(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a line to the grading history; an error shows the record page again."""
    viewer, source = viewer_of(request), _source(request, pk, "source.handle")
    form = GradeForm(request.POST)
    if form.is_valid():
        source.grade(by=viewer, **form.cleaned_data)
        messages.success(request, _("The grade is kept."))
        return redirect(source)
    context = SourcePage.of(viewer, source).context | {"grade_form": form}
    return render(request, "sources/detail.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def source_handover(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer the source to a colleague (its handler), or propose a handler in the place of one who is gone."""
    viewer, source = viewer_of(request), _source(request, pk, "source.see")
    page = SourcePage.of(viewer, source)
    if not page.handles:
        require(viewer, "source.assign", source)
    form = TakerForm(posted(request), viewer=viewer, source=source)
    verb = source.offer if page.handles else source.propose
    return _sent(request, source, form, lambda: verb(by=viewer, **form.cleaned_data), "handover", handles=page.handles)


@require_POST
def source_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer the open hand-over."""
    viewer, source = viewer_of(request), _source(request, pk, "source.see")
    form = AnswerForm(request.POST)
    if form.is_valid():
        source.answer(by=viewer, **form.cleaned_data)
        messages.success(request, _("Your answer is kept."))
    return redirect(source)


def _for_the_handler(request: HttpRequest, pk: UUID) -> None:
    _source(request, pk, "source.handle")


@require_http_methods(["GET", "HEAD", "POST"])
@outside_a_transaction
@fresh_factor_required(allowed=_for_the_handler)
def source_reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the identity: GET asks what for, POST shows it once. Context: source, form, identity (None until then)."""
    viewer, source = viewer_of(request), _source(request, pk, "source.handle")
    form = RevealForm(posted(request))
    identity = None
    if request.method == "POST" and form.is_valid():
        identity = attempt(form, lambda: open_identity(source, by=viewer, **form.cleaned_data))
    context = {"source": source, "form": form, "identity": identity}
    return render(request, "sources/reveal.html", context, status=422 if form.errors else 200)


def _source(request: HttpRequest, pk: UUID, action: str) -> Source:
    return get_for(viewer_of(request), action, Source.objects.select_related("handler", "originator"), pk=pk)


def _sent(
    request: HttpRequest, source: Source, form: forms.Form, verb: Callable[[], object], page: str, **more: Any
) -> HttpResponse:
    """Run the verb of a form that is valid and go back to the source; else show the form, with what is wrong."""
    if request.method == "POST" and form.is_valid():
        attempt(form, verb)
        if not form.errors:
            messages.success(request, _("It is kept."))
            return redirect(source)
    context = {"source": source, "form": form, **more}
    return render(request, f"sources/{page}.html", context, status=422 if form.errors else 200)
