"""Inviting people, and the page behind the one-time link."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.viewer import viewer_of
from agencies import directory, signin
from agencies import invitation as invitations
from agencies.forms import AcceptForm, InviteForm
from agencies.models import Agency, Invitation, Person
from agencies.stepup import fresh_factor_required, kept
from coordination_center.errors import IllegalMove
from coordination_center.sending import attempt, once, typed


def _for_administrators(request: HttpRequest, pk: UUID) -> None:
    directory.own_agency(viewer_of(request), pk, or_centre=True)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_factor_required(allowed=_for_administrators)
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Invite to an agency. `agencies/invite.html`: form (name, email, roles, language), agency. Then, this once,
    `agencies/invited.html`: agency, invitation, link ("" when a repeated sending finds it shown already)."""
    viewer = viewer_of(request)
    agency = directory.own_agency(viewer, pk, or_centre=True)
    if agency.suspended_at:
        raise IllegalMove(_("This agency is suspended."))
    form = InviteForm(request.POST or kept(request), roles=directory.grantable_roles(viewer, agency))
    if request.method == "POST" and form.is_valid() and (sent := attempt(form, lambda: _sent(request, agency, form))):
        return render(request, "agencies/invited.html", sent)
    context = {"form": form, "agency": agency}
    return render(request, "agencies/invite.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest, agency: Agency, form: InviteForm) -> dict[str, Any]:
    viewer, data, tokens = viewer_of(request), form.cleaned_data, []

    def make() -> Invitation:
        made, token = invitations.invite(agency, by=viewer, **data | {"language": data["language"] or "en"})
        tokens.append(token)
        return made

    made, before = once(
        viewer, route=f"invite {agency.pk}", key=request.POST.get("once", ""), body=typed(request), make=make
    )
    found = made or directory.find_invitation(agency, before.object_id if before else None)
    link = f"{settings.BASE_URL}{reverse('invitation', args=tokens)}" if tokens else ""
    return {"agency": agency, "invitation": found, "link": link}


@require_POST
def withdraw(request: HttpRequest, pk: UUID, invitation: UUID) -> HttpResponse:
    """Make a link useless."""
    viewer = viewer_of(request)
    agency = directory.own_agency(viewer, pk, or_centre=True)
    invitations.withdraw(directory.find_invitation(agency, invitation), by=viewer)
    messages.success(request, _("The invitation is withdrawn; its link opens nothing any more."))
    return redirect("agency", pk=pk)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link. `agencies/invitation.html`: invitation, and one of: form (username, password1, password2: a
    new person), sign_in (the address to sign in at: the address has an account), joining (True: the signed-in person
    whose invitation it is), other (True: somebody else is signed in). The unused ones are None or False."""
    found = invitations.find(token)
    person = getattr(request, "person", None)
    if person is not None:
        return _as_oneself(request, token, found, person)
    if Person.objects.filter(email=found.email).exists():
        target = f"{reverse('account_login')}?next={request.path}"
        return render(request, "agencies/invitation.html", _offer(found, sign_in=target))
    form = AcceptForm(request.POST or None, name=found.name, email=found.email)
    if request.method == "POST" and form.is_valid() and (made := attempt(form, lambda: _accept(token, form))):
        request.session.flush()
        signin.start(request, made, second_factor=False)
        return redirect("mfa_activate_totp")
    status = 422 if form.errors else 200
    return render(request, "agencies/invitation.html", _offer(found, form=form), status=status)


def _as_oneself(request: HttpRequest, token: str, found: Invitation, person: Person) -> HttpResponse:
    if person.email != found.email:
        return render(request, "agencies/invitation.html", _offer(found, other=True))
    if request.method == "POST":
        invitations.accept_as(token, person)
        messages.success(request, _("Welcome to %(agency)s.") % {"agency": found.agency})
        return redirect("home")
    return render(request, "agencies/invitation.html", _offer(found, joining=True))


def _accept(token: str, form: AcceptForm) -> Person:
    data = form.cleaned_data
    language = get_language() or "en"
    return invitations.accept_as_new(token, username=data["username"], password=data["password1"], language=language)


def _offer(found: Invitation, **offer: Any) -> dict[str, Any]:
    return {"invitation": found, "form": None, "sign_in": None, "joining": False, "other": False} | offer
