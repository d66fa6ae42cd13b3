"""Pages of networks. Each view fetches through `access`, runs at most one verb, and renders or redirects."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for, may, require_role
from access.paging import page_for
from access.viewer import Viewer, viewer_of
from agencies.models import Agency
from cases.models import Case
from cases.networks.forms import (
    CaseChoice,
    EditNetworkForm,
    EnlistForm,
    NetworkForm,
    ReassessForm,
    ShareForm,
)
from cases.networks.models import Member, Network, NetworkPart
from cases.networks.reading import NetworkPage, members_of, targets
from coordination_center.errors import Stale
from coordination_center.sending import attempt, made_once, posted

FACTS = ("name", "summary", "tlp", "handling", "handling_note", "version")


@require_safe
def network_list(request: HttpRequest) -> HttpResponse:
    """The networks the viewer reads, newest change first, and their priority targets."""
    viewer = viewer_of(request)
    rows = Network.objects.select_related("originator")
    page = page_for(viewer, rows, after=request.GET.get("after", ""))
    context = {"page": page, "targets": targets(viewer), "may_create": may(viewer, "network.create")}
    return render(request, "networks/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def network_new(request: HttpRequest) -> HttpResponse:
    """Begin a network. Context: form, network (None)."""
    viewer = viewer_of(request)
    require_role(viewer, "network.create")
    form = NetworkForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: made_once(request, viewer, "network_new", lambda: Network.begin(by=viewer, **form.cleaned_data)),
        )
        if made:
            return redirect("network", pk=made)
    return render(request, "networks/form.html", {"form": form, "network": None}, status=422 if form.errors else 200)


@require_safe
def network_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One network: its members as far as the viewer sees them, and its readers."""
    viewer = viewer_of(request)
    network = get_for(viewer, "network.see", Network.objects.select_related("originator"), pk=pk)
    page = NetworkPage.of(viewer, network)
    return render(request, "networks/detail.html", page.context | {"members": members_of(viewer, network)})


@require_http_methods(["GET", "HEAD", "POST"])
def network_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the network's own fields; 409 with both versions when someone was faster."""
    viewer = viewer_of(request)
    network = get_for(viewer, "network.keep", Network.objects.select_related("originator"), pk=pk)
    stands = {name: getattr(network, name) for name in FACTS}
    form = EditNetworkForm(posted(request), initial=stands)
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: network.edit(by=viewer, **form.cleaned_data))
        except Stale:
            return _conflict(request, network, form)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(network)
    context = {"form": form, "network": network}
    return render(request, "networks/form.html", context, status=422 if form.errors else 200)


def _conflict(request: HttpRequest, network: Network, form: NetworkForm) -> HttpResponse:
    """What stands beside what was typed; sending again is against the version now shown."""
    mine = EditNetworkForm(initial=form.cleaned_data | {"version": network.version})
    context = {"network": network, "form": mine, "stands": network}
    return render(request, "networks/form.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def network_share(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let an agency read or keep the network."""
    viewer = viewer_of(request)
    network = get_for(viewer, "network.keep", Network.objects.select_related("originator"), pk=pk)
    form = ShareForm(posted(request), viewer=viewer, network=network)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _shared(network, viewer, form)):
        messages.success(request, _("The network is shared."))
        return redirect(network)
    return render(request, "networks/share.html", _asking(network, form), status=422 if form.errors else 200)


def _shared(network: Network, viewer: Viewer, form: ShareForm) -> bool:
    network.share(by=viewer, **form.cleaned_data)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def network_unshare(request: HttpRequest, pk: UUID, part: UUID) -> HttpResponse:
    """End an agency's part; GET says what will happen."""
    viewer = viewer_of(request)
    network = get_for(viewer, "network.keep", Network.objects.select_related("originator"), pk=pk)
    parts = NetworkPart.objects.under(viewer, network).select_related("agency", "network")
    line = get_for(viewer, "network.see", parts, pk=part)
    if request.method == "POST":
        agency: Agency = line.agency
        network.unshare(by=viewer, agency=agency)
        messages.success(request, _("Its part has ended."))
        return redirect("networks") if agency.pk == viewer.agency_id else redirect(network)
    return render(request, "networks/unshare.html", {"network": network, "part": line})


@require_http_methods(["GET", "HEAD", "POST"])
def network_enlist(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Count a subject among the members: first its case is chosen, then the subject."""
    viewer = viewer_of(request)
    network = get_for(viewer, "network.keep", Network.objects.select_related("originator"), pk=pk)
    wanted = request.GET.get("case", "")
    if not wanted:
        return render(request, "networks/choose.html", {"network": network, "form": CaseChoice(viewer=viewer)})
    case = get_for(viewer, "case.read", Case, pk=wanted)
    form = EnlistForm(posted(request), viewer=viewer, case=case, initial={"subject": request.GET.get("subject", "")})
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: made_once(request, viewer, f"enlist {pk}", lambda: network.enlist(by=viewer, **form.cleaned_data)),
        )
        if made:
            messages.success(request, _("Counted among the members."))
            return redirect(network)
    context = _asking(network, form) | {"case": case}
    return render(request, "networks/enlist.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def network_member(request: HttpRequest, pk: UUID, member: UUID) -> HttpResponse:
    """Reassess a member; 409 shows what stands."""
    viewer = viewer_of(request)
    network = get_for(viewer, "network.keep", Network.objects.select_related("originator"), pk=pk)
    row = get_for(
        viewer, "network.see", Member.objects.select_related("subject__case", "network"), pk=member, network_id=pk
    )
    form = ReassessForm(
        posted(request), initial={n: getattr(row, n) for n in ("standing", "priority", "note", "version")}
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            network.reassess(row, by=viewer, **form.cleaned_data)
            messages.success(request, _("Your changes are kept."))
            return redirect(network)
        except Stale:
            form = ReassessForm(initial=form.cleaned_data | {"version": row.version})
            status = 409
    context = _asking(network, form) | {"member": row, "stale": status == 409}
    return render(request, "networks/member.html", context, status=422 if form.errors else status)


@require_http_methods(["POST"])
def network_strike(request: HttpRequest, pk: UUID, member: UUID) -> HttpResponse:
    """Take a member off the roll."""
    viewer = viewer_of(request)
    network = get_for(viewer, "network.keep", Network, pk=pk)
    rows = Member.objects.select_related("subject__case", "network")
    network.strike(get_for(viewer, "network.see", rows, pk=member, network_id=pk), by=viewer)
    messages.success(request, _("Taken off the roll."))
    return redirect(network)


def _asking(network: Network, form: Any) -> dict[str, Any]:
    return {"network": network, "form": form}
