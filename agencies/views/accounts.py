"""Signing in, second factors and passwords: allauth's views in our frame.

They run outside the request's transaction, so that what a failed attempt leaves behind is committed whatever follows.
Contexts are listed in `agencies.urls_accounts`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from agencies import factors, limits
from agencies.address import counted_address
from agencies.demo import demo_code, demo_people
from agencies.models import Person, UsedCode
from agencies.signin import SECOND_FACTOR
from agencies.stepup import fresh_factor_required
from audit.log import Actor, By, record
from coordination_center.answers import refused
from coordination_center.errors import DomainError

View = Callable[..., HttpResponseBase]


def at_the_door(view: View) -> View:
    """A view outside the request's transaction, whose refusals are answered like everybody's."""

    @transaction.non_atomic_requests
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
            # Rendering may write too (a session, a refusal), so it happens here and not where nobody would answer.
            return response.render() if hasattr(response, "render") else response
        except DomainError as error:
            return refused(request, error)

    return answered


class SignIn(account.LoginView):
    """User name and password. Opening the page again starts again, whatever was half done."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        if request.method == "POST":
            clear_login(request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the demo's people."""
        return super().get_context_data(**kwargs) | {"demo_people": demo_people()}


class SecondFactor(AuthenticateView):
    """The code at sign-in."""

    def _build_forms(self) -> Any:
        data = self.request.POST if self.request.method == "POST" else None
        self.webauthn_form = None
        self.auth_form = self.get_form_class()(user=self.stage.login.user, data=data)
        return self.auth_form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the demo's code."""
        code = demo_code(self.stage.login.user, UsedCode.Channel.SIGN_IN)
        return super().get_context_data(**kwargs) | {"demo_code": code}


class StepUp(ReauthenticateView):
    """A fresh code before what cannot be taken back."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the demo's code."""
        code = demo_code(_person(self.request), UsedCode.Channel.STEP_UP)
        return super().get_context_data(**kwargs) | {"demo_code": code}


class Enrol(ActivateTOTPView):
    """The first authenticator; nothing else answers before."""

    replacing = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds whether an authenticator is being replaced."""
        return super().get_context_data(**kwargs) | {"replacing": self.replacing}

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Enrol, once even in parallel; this session has now given a code."""
        person = Person.objects.select_for_update(no_key=True).get(pk=form.user.pk)
        if Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
            return redirect("account_login")
        response = super().form_valid(form)
        _gave_code(self.request, person)
        limits.remember_address(person.username, counted_address(self.request))
        record("factor.enrolled", by=_by(self.request), on=person.ref(_by(self.request).agency_id))
        return response


class Replace(Enrol):
    """A new authenticator in the place of the old one."""

    replacing = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Not allauth's, which sends away whoever is enrolled."""
        return super(ActivateTOTPView, self).dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Replace, and go back to the account."""
        person = _person(self.request)
        factors.replace(person, form.secret, by=_by(self.request))
        clear_totp_secret(self.request)
        _gave_code(self.request, person)
        return redirect("account")


class NewRecoveryCodes(recovery.GenerateRecoveryCodesView):
    """New recovery codes; the old ones open nothing any more."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Make them and record it."""
        by = _by(self.request)
        record("codes.renewed", by=by, on=_person(self.request).ref(by.agency_id))
        return super().form_valid(form)


def _person(request: HttpRequest) -> Person:
    person: Any = request.user
    return Person.objects.get(pk=person.pk)


def _by(request: HttpRequest) -> Actor:
    viewer = getattr(request, "viewer", None)
    person: Any = request.user
    return viewer or By(person.pk, None, getattr(request, "request_id", None))


def _gave_code(request: HttpRequest, person: Person) -> None:
    request.session[SECOND_FACTOR] = True
    record_authentication(request, person, "mfa", type=Authenticator.Type.TOTP.value, reauthenticated=True)


def before_enrolment(view: View) -> View:
    """Mark a page that answers a signed-in person who has no authenticator yet."""
    view.before_enrolment = True  # type: ignore[attr-defined]
    return view


sign_in = login_not_required(at_the_door(SignIn.as_view()))
second_factor = login_not_required(at_the_door(SecondFactor.as_view()))
step_up = at_the_door(StepUp.as_view())
sign_out = login_not_required(at_the_door(account.logout))
enrol = before_enrolment(at_the_door(Enrol.as_view()))
replace_factor = at_the_door(fresh_factor_required(Replace.as_view()))
recovery_codes = at_the_door(fresh_factor_required(recovery.view_recovery_codes))
new_recovery_codes = at_the_door(fresh_factor_required(NewRecoveryCodes.as_view()))
download_recovery_codes = at_the_door(fresh_factor_required(recovery.download_recovery_codes))
change_password = at_the_door(account.password_change)
reset_password = login_not_required(at_the_door(account.password_reset))
reset_password_done = login_not_required(at_the_door(account.password_reset_done))
choose_password = login_not_required(at_the_door(account.password_reset_from_key))
password_chosen = login_not_required(at_the_door(account.password_reset_from_key_done))


@require_safe
def own_factors(request: HttpRequest) -> HttpResponse:
    """allauth's index of factors is a part of our account page."""
    return redirect("account")


@login_not_required
def not_offered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """A page of allauth's that we do not offer."""
    raise Http404
