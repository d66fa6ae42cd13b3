"""People, as the administrators of their agency and of the centre see them. Each verb: GET says what will happen."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from access.viewer import Viewer, viewer_of
from agencies import directory, factors, suspension
from agencies import roles as membership_roles
from agencies.directory import Subject
from agencies.forms import RolesForm
from agencies.stepup import fresh_factor_required, kept
from coordination_center.sending import attempt


@require_safe
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A person. `agencies/person.html`: subject (person, membership, memberships as far as seen, may_suspend)."""
    subject = directory.find_person(viewer_of(request), pk)
    return render(request, "agencies/person.html", {"subject": subject})


def _own_member(request: HttpRequest, pk: UUID) -> None:
    directory.own_membership(directory.find_person(viewer_of(request), pk))


def _whole_person(request: HttpRequest, pk: UUID) -> None:
    directory.require_whole(directory.find_person(viewer_of(request), pk))


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_factor_required(allowed=_own_member)
def person_roles(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Roles in the viewer's agency. `agencies/roles.html`: form (roles, hidden version), subject."""
    viewer = viewer_of(request)
    subject = directory.find_person(viewer, pk)
    membership = directory.own_membership(subject)
    form = RolesForm(request.POST or kept(request), membership=membership)
    if request.method == "POST" and form.is_valid():

        def give() -> bool:
            membership_roles.change(membership, by=viewer, **form.cleaned_data)
            return True

        if attempt(form, give):
            messages.success(request, _("The roles are changed."))
            return redirect("person", pk=pk)
    return render(
        request, "agencies/roles.html", {"form": form, "subject": subject}, status=422 if form.errors else 200
    )


def _confirmed(act: str, done: Any, verb: Callable[[Subject, Viewer], None], *, whole: bool) -> Any:
    """A view that shows `agencies/person_act.html` (subject, act) and runs `verb` when it is sent.

    `act` is one of departure, suspension, reactivation, factor_reset. `whole` acts on the person, not the membership.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @fresh_factor_required(allowed=_whole_person if whole else _own_member)
    def view(request: HttpRequest, pk: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        subject = directory.find_person(viewer, pk)
        if request.method == "POST":
            verb(subject, viewer)
            messages.success(request, done)
            return redirect("person", pk=pk) if whole else redirect("agency", pk=viewer.agency_id)
        return render(request, "agencies/person_act.html", {"subject": subject, "act": act})

    return view


def _reactivate(subject: Subject, viewer: Viewer) -> None:
    directory.require_reactivation(viewer, subject)
    suspension.reactivate_person(subject.person, by=viewer)


person_departure = _confirmed(
    "departure",
    gettext_lazy("The membership has ended."),
    lambda subject, viewer: membership_roles.leave(directory.own_membership(subject), by=viewer),
    whole=False,
)
person_suspension = _confirmed(
    "suspension",
    gettext_lazy("The person is suspended: all sessions and tokens have ended."),
    lambda subject, viewer: suspension.suspend_person(subject.person, by=viewer),
    whole=True,
)
person_reactivation = _confirmed(
    "reactivation",
    gettext_lazy("The person may sign in again."),
    _reactivate,
    whole=True,
)
person_factor_reset = _confirmed(
    "factor_reset",
    gettext_lazy("The authenticator is taken away; the next sign-in sets up a new one."),
    lambda subject, viewer: factors.reset(subject.person, by=viewer),
    whole=True,
)
