"""A person's own account: agencies, language, factors, sessions, tokens."""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.viewer import viewer_of
from agencies import sessions, tokens
from agencies.forms import TokenForm
from agencies.models import Agency, ApiToken
from agencies.stepup import fresh_factor_required, kept
from audit.log import Actor, By
from coordination_center.errors import Unseen
from coordination_center.sending import attempt, once, typed


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """The own account. `agencies/account.html`: memberships (live, with agency), sessions (ip, user_agent,
    created_at, is_current), tokens (public_id, name, agency, created, expiry), codes_left (recovery codes)."""
    person: Any = request.person  # type: ignore[attr-defined]
    viewer = getattr(request, "viewer", None)
    recovery = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    context = {
        "memberships": viewer.memberships if viewer else (),
        "sessions": sessions.open_sessions(person),
        "tokens": ApiToken.objects.live().filter(user=person).select_related("agency"),
        "codes_left": len(recovery.wrap().get_unused_codes()) if recovery else 0,
    }
    return render(request, "agencies/account.html", context)


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End every session and token of one's own, this one too."""
    person: Any = request.person  # type: ignore[attr-defined]
    sessions.end_all(person, by=_by(request))
    logout(request)
    messages.success(request, _("All your sessions and tokens have ended. Sign in again."))
    return redirect("account_login")


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_factor_required
def token_new(request: HttpRequest) -> HttpResponse:
    """A new API token. `agencies/token_form.html`: form (name, agency). Then, this once, `agencies/token.html`:
    token, text ("" when a repeated sending finds it shown already)."""
    viewer = viewer_of(request)
    agencies = Agency.objects.filter(pk__in=[m.agency_id for m in viewer.memberships])
    form = TokenForm(request.POST or kept(request), agencies=agencies)
    if request.method == "POST" and form.is_valid() and (sent := attempt(form, lambda: _issued(request, form))):
        return render(request, "agencies/token.html", sent)
    return render(request, "agencies/token_form.html", {"form": form}, status=422 if form.errors else 200)


def _issued(request: HttpRequest, form: TokenForm) -> dict[str, Any]:
    viewer, texts = viewer_of(request), []

    def make() -> ApiToken:
        data = form.cleaned_data
        token, text = tokens.issue(viewer.person, data["agency"], by=viewer, name=data["name"])
        texts.append(text)
        return token

    made, before = once(viewer, route="token_new", key=request.POST.get("once", ""), body=typed(request), make=make)
    return {"token": made or _own(viewer.person, before.object_id if before else None), "text": "".join(texts)}


@require_POST
def token_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End one of one's own tokens."""
    person: Any = request.person  # type: ignore[attr-defined]
    tokens.end(_own(person, pk), by=_by(request))
    messages.success(request, _("The token has ended."))
    return redirect("account")


def _own(person: Any, pk: UUID | None) -> ApiToken:
    token: ApiToken | None = ApiToken.objects.filter(user=person, public_id=pk).first()
    if token is None:
        raise Unseen(object_type="token", object_id=pk, action="token.see")
    return token


def _by(request: HttpRequest) -> Actor:
    person: Any = request.person  # type: ignore[attr-defined]
    return getattr(request, "viewer", None) or By(person.pk, None, getattr(request, "request_id", None))
