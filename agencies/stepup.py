"""Step-up: a fresh authenticator code before what cannot be taken back."""

import time
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, overload
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from agencies import codes, limits
from agencies.address import counted_address
from agencies.models import Person, UsedCode
from coordination_center.errors import NotAllowed

View = Callable[..., HttpResponseBase]
KEPT = "kept"  # session: what was typed when the code had gone stale
MOST_KEPT = 20_000


@overload
def fresh_factor_required(view: View) -> View: ...
@overload
def fresh_factor_required(*, allowed: Callable[..., object]) -> Callable[[View], View]: ...
def fresh_factor_required(view: View | None = None, *, allowed: Callable[..., object] | None = None) -> Any:
    """Let through who gave a code for step-up in the last five minutes; send others to give one, then back.

    `allowed` takes what the view takes and raises for whom the page is not: nobody gives a code to be refused then.
    A form is shown only after the step-up. Should the five minutes pass over a form, what was typed is kept and
    waits in it afterwards (`kept`), secrets excepted.
    """
    if view is None:
        return partial(fresh_factor_required, allowed=allowed)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if allowed is not None:
            allowed(request, *args, **kwargs)
        return view(request, *args, **kwargs) if is_fresh(request) else _ask(request)

    return guarded


def _ask(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        _keep(request)
    address = f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}"
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def is_fresh(request: HttpRequest) -> bool:
    """Whether this session gave a code for step-up within `ACCOUNT_REAUTHENTICATION_TIMEOUT` seconds.

    Not allauth's check, which lets through whoever has no means of giving one.
    """
    person: Any = request.user
    records = get_authentication_records(request, person if person.is_authenticated else None)
    given = [r["at"] for r in records if r["method"] == "mfa" and r.get("reauthenticated")]
    return bool(given) and time.time() - given[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def give_code(request: HttpRequest, person: Person, code: str) -> None:
    """The second factor of a program, which has no session: a fresh authenticator code in the body, good once.

    `TooMany` over the limit of guesses, `NotAllowed` for a code that is none or was used. Outside a transaction only.
    """
    guess = limits.reserve(limits.CODE, account=person.username, address=counted_address(request))
    checked = codes.check(person, code, channel=UsedCode.Channel.STEP_UP)
    guess.release() if checked.factor or checked.replayed else guess.fail()
    if checked.factor is None:
        raise NotAllowed(_("Give a new code from your authenticator: this one does not fit, or was used already."))


def kept(request: HttpRequest) -> QueryDict | None:
    """What was typed into this page's form before the step-up, once; None if nothing was."""
    stored = request.session.get(KEPT)
    if not stored or stored["path"] != request.path:
        return None
    del request.session[KEPT]
    return QueryDict(stored["data"])


def _keep(request: HttpRequest) -> None:
    data = request.POST.copy()
    for name in [name for name in data if "password" in name or name in {"csrfmiddlewaretoken", "once"}]:
        del data[name]
    encoded = data.urlencode()
    if len(encoded) <= MOST_KEPT:
        request.session[KEPT] = {"path": request.path, "data": encoded}
