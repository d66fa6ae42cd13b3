"""What a person chooses for the session. Both answer POST only and go back to where the person was."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from access.viewer import viewer_of
from agencies.choices import act_for, choose_language, offered
from coordination_center.errors import Unseen


@require_POST
def switch_agency(request: HttpRequest) -> HttpResponse:
    """Act for another of one's agencies (field `agency`); goes to the desk, as records may be out of sight now."""
    viewer = viewer_of(request)
    try:
        wanted = UUID(request.POST.get("agency", ""))
    except ValueError:
        raise Unseen(object_type="agency", action="agency.act_for") from None
    act_for(request, viewer.person, wanted)
    return redirect("home")


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read in another language (fields `language`, `next`); one that is not offered changes nothing."""
    response = redirect(_back(request))
    chosen = request.POST.get("language", "")
    if offered(chosen):
        choose_language(request, response, chosen)
    return response


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure()):
        return wanted
    return "/"
