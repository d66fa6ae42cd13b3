"""Pages of case review meetings. Each fetches through `access`, runs at most one verb, and renders or redirects."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import may, require_role
from access.paging import page_for
from access.viewer import viewer_of
from audit.log import Led, record
from cases.reviews.acts import ACTS
from cases.reviews.creation import create
from cases.reviews.forms import ActForm, EditReviewForm, FigureForm, NewReviewForm
from cases.reviews.models import Review
from cases.reviews.models.review import EDITABLE
from cases.reviews.paper import minutes_paper, require_printer
from cases.reviews.posting import made_once, sitting
from cases.reviews.reading import Sitting, seat_of, with_seats
from coordination_center.answers import absent
from coordination_center.errors import Stale
from coordination_center.paper.printing import printed
from coordination_center.sending import attempt, posted


@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """The viewer's meetings, newest activity first. Context: page, lines (meeting, seat), may_create."""
    viewer = viewer_of(request)
    page = page_for(viewer, with_seats(viewer), after=request.GET.get("after", ""))
    lines = [(review, seat_of(viewer, review)) for review in page.rows]
    context = {"page": page, "lines": lines, "may_create": may(viewer, "review.create")}
    return render(request, "reviews/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review_new(request: HttpRequest) -> HttpResponse:
    """Plan a meeting. Context: form, review (None)."""
    viewer = viewer_of(request)
    require_role(viewer, "review.create")
    form = NewReviewForm(posted(request), viewer=viewer)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(form, lambda: made_once(request, viewer, "", lambda: create(by=viewer, **data)))
        if made:
            return redirect("review", pk=made)
    context = {"form": form, "review": None}
    return render(request, "reviews/form.html", context, status=422 if form.errors else 200)


@require_safe
def review_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The meeting with its agenda. Context: see `overview`."""
    viewer = viewer_of(request)
    now = sitting(viewer, pk)
    return overview(request, now, FigureForm(viewer=viewer, review=now.review))


def overview(request: HttpRequest, now: Sitting, form: FigureForm, status: int = 200) -> HttpResponse:
    """Context: sitting, review, tabs, lines (item, content), figure_form."""
    contents = {content.item: content for content in now.contents}
    lines = [(item, contents.get(str(item.pk))) for item in now.items]
    context = _context(now, "review") | {"lines": lines, "figure_form": form}
    return render(request, "reviews/review.html", context, status=status)


def _context(now: Sitting, here: str) -> dict[str, Any]:
    return {"sitting": now, "review": now.review, "marked": now.marking(), "tabs": now.tabs(here)}


@require_http_methods(["GET", "HEAD", "POST"])
def review_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the meeting's own fields; 409 with both versions when someone was faster. Context: form, review."""
    viewer = viewer_of(request)
    review = sitting(viewer, pk, "review.host").review
    form = EditReviewForm(posted(request), initial=_initial(review))
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: review.edit(by=viewer, **form.cleaned_data))
        except Stale:
            mine = EditReviewForm(initial=form.cleaned_data | {"version": review.version})
            context = {"review": review, "form": mine, "mine": form.cleaned_data, "theirs": _initial(review)}
            return render(request, "reviews/conflict.html", context, status=409)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(review)
    context = {"form": form, "review": review}
    return render(request, "reviews/form.html", context, status=422 if form.errors else 200)


def _initial(review: Review) -> dict[str, Any]:
    return {name: getattr(review, name) for name in (*EDITABLE, "version")}


@require_http_methods(["GET", "HEAD", "POST"])
def review_act(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """A verb: GET says what will happen and to whom, POST does it. Context: sitting, act, form."""
    viewer = viewer_of(request)
    if act not in ACTS:
        return absent(request)
    verb = ACTS[act]
    now = sitting(viewer, pk, verb.action)
    form = ActForm(posted(request), viewer=viewer, review=now.review, names=verb.fields)
    if request.method == "POST" and (form.is_valid() or not verb.fields):
        data = form.cleaned_data if verb.fields else {}
        if attempt(form, lambda: (verb.run(now.review, viewer, data), True)):
            messages.success(request, _("Done: %(verb)s.") % {"verb": verb.label})
            return redirect("reviews") if verb.leaves else redirect(now.review)
    context = _context(now, "") | {"act": verb, "form": form}
    return render(request, "reviews/act.html", context, status=422 if form.errors else 200)


@require_safe
def review_minutes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The minutes: as they stand now, or as they were fixed. Context: sitting, review, contents."""
    now = sitting(viewer_of(request), pk)
    return render(request, "reviews/minutes.html", _context(now, "review_minutes") | {"contents": now.contents})


@require_safe
def review_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The minutes as a PDF; each copy has an id that the log keeps."""
    viewer = viewer_of(request)
    now = sitting(viewer, pk)
    require_printer(viewer)
    copy = uuid4()
    data = printed(minutes_paper(now, copy=str(copy), at=timezone.now(), language=get_language() or "en"))
    on = now.review.ref
    record("review.printed", by=viewer, on=on, led=Led.DISCLOSURE, recipients=[viewer.agency_id], detail={"copy": copy})
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="minutes.pdf"'
    return answer
