"""Photos of a subject: adding one, looking at it, removing it. The bytes leave only after the access check."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for
from access.viewer import Viewer, viewer_of
from cases.subjects.forms.photo import PhotoForm
from cases.subjects.models import Photo
from cases.subjects.reading import told
from cases.subjects.views.frames import Question, asked, made_once, of_case
from coordination_center.errors import NotAllowed
from coordination_center.files.serving import served
from coordination_center.sending import attempt, posted


@require_http_methods(["GET", "HEAD", "POST"])
def case_photo_new(request: HttpRequest, pk: UUID, subject: UUID) -> HttpResponse:
    """Add a photo to a subject. Context: case, subject, form."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.subject", told(viewer), pk=subject, case_id=pk)
    form = PhotoForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, route = form.cleaned_data, f"case_photo_new {subject}"
        make = lambda: Photo.add(row.case, by=viewer, subject=row, **data)  # noqa: E731
        if attempt(form, lambda: made_once(request, route, make)):
            messages.success(request, _("The photo is kept, without what the camera wrote into it."))
            return redirect(f"{row.get_absolute_url()}#photos")
    context = of_case(request, row.case) | {"subject": row, "form": form}
    return render(request, "subjects/photo_form.html", context, status=422 if form.errors else 200)


@require_safe
def case_photo(request: HttpRequest, pk: UUID, photo: UUID) -> HttpResponse:
    """The picture itself, shown in the page."""
    row = _found(viewer_of(request), pk, photo, "case.read")
    return served(row.key, name=row.file_name, type=row.type, inline=True)


@require_safe
def case_photo_small(request: HttpRequest, pk: UUID, photo: UUID) -> HttpResponse:
    """Its small copy, judged like the picture."""
    row = _found(viewer_of(request), pk, photo, "case.read")
    return served(row.small_key, name=f"small-{row.file_name}", type=row.small_type, inline=True)


@require_http_methods(["GET", "HEAD", "POST"])
def case_photo_removal(request: HttpRequest, pk: UUID, photo: UUID) -> HttpResponse:
    """Remove a photo. GET says what happens, POST does it."""
    viewer = viewer_of(request)
    row = _found(viewer, pk, photo, "case.subject")
    if row.agency_id != viewer.agency_id:
        raise NotAllowed(
            _("Only the agency that added the photo can remove it."),
            object_type="photo",
            object_id=row.pk,
            action="case.subject",
        )
    says = _("The photo disappears for all who see “%(name)s”. The log keeps that it was there.")
    question = Question(
        _("Remove the photo"), says % {"name": row.subject.label}, _("The photo is removed."), danger=True
    )
    return asked(request, row, question, run=lambda data: row.take_out(by=viewer))


def _found(viewer: Viewer, pk: UUID, photo: UUID, action: str) -> Photo:
    rows = Photo.objects.select_related("agency", "case__originator", "subject")
    return get_for(viewer, action, rows, pk=photo, case_id=pk)
