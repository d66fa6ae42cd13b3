"""The REST API of networks: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from access.decide import can, get_for, require, require_role
from access.paging import page_for
from cases.api import AFTER, KEY
from cases.api_answers import Answers
from cases.networks import serializers as shapes
from cases.networks.models import Member, Network, NetworkPart
from cases.networks.reading import Membership, members_of
from cases.subjects.models import Subject
from coordination_center.errors import Invalid, Stale


class NetworkViewSet(Answers, ViewSet):  # type: ignore[misc]
    """Networks, their members and their readers."""

    @extend_schema(operation_id="networks_list", parameters=[AFTER], responses=shapes.NetworkPage)
    def list(self, request: Request) -> Response:
        """The networks the acting agency reads, newest change first."""
        rows = Network.objects.select_related("originator")
        page = page_for(self.viewer, rows, after=request.query_params.get("after", ""))
        results = shapes.NetworkOut(page.rows, many=True).data
        return Response({"results": results, "older": page.older or None, "newer": page.newer or None})

    @extend_schema(
        operation_id="networks_create", parameters=[KEY], request=shapes.NetworkIn, responses={201: shapes.NetworkOut}
    )
    def create(self, request: Request) -> Response:
        """Begin a network, kept by the acting agency."""
        require_role(self.viewer, "network.create")
        data = self.valid(shapes.NetworkIn(data=request.data))
        return self.shown_network(self.once("networks_create", lambda: Network.begin(by=self.viewer, **data)), 201)

    @extend_schema(operation_id="networks_retrieve", responses=shapes.NetworkOut)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One network."""
        return self.shown_network(pk)

    @extend_schema(operation_id="networks_edit", request=shapes.NetworkEdit, responses=shapes.NetworkOut)
    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Change fields; 409 with the row as it stands in `current` when `version` is not the newest."""
        network = self._network(pk, "network.keep")
        data = self.valid(shapes.NetworkEdit(data=request.data))
        try:
            network.edit(by=self.viewer, **data)
        except Stale as stale:
            stale.context["shown"] = shapes.NetworkOut(self._network(pk)).data
            raise
        return self.shown_network(pk)

    @extend_schema(operation_id="networks_parts_list", responses=shapes.PartOut(many=True))
    def parts(self, request: Request, pk: UUID) -> Response:
        """Which agencies keep and read it."""
        rows = NetworkPart.objects.under(self.viewer, self._network(pk)).filter(ended_at=None).select_related("agency")
        return Response(shapes.PartOut(rows, many=True).data)

    @extend_schema(operation_id="networks_share", request=shapes.PartIn, responses=shapes.PartOut(many=True))
    def share(self, request: Request, pk: UUID) -> Response:
        """Let an agency read or keep it."""
        network = self._network(pk, "network.keep")
        network.share(by=self.viewer, **self.valid(shapes.PartIn(data=request.data)))
        return self.parts(request, pk)

    @extend_schema(operation_id="networks_unshare", request=None, responses={204: None})
    def unshare(self, request: Request, pk: UUID, part: UUID) -> Response:
        """End an agency's part."""
        network = self._network(pk, "network.keep")
        rows = NetworkPart.objects.under(self.viewer, network).select_related("agency", "network")
        network.unshare(by=self.viewer, agency=get_for(self.viewer, "network.see", rows, pk=part).agency)
        return Response(status=204)

    @extend_schema(operation_id="networks_members_list", responses=shapes.MemberOut(many=True))
    def members(self, request: Request, pk: UUID) -> Response:
        """The members whose subjects the viewer sees; at most 500."""
        return Response(shapes.MemberOut(members_of(self.viewer, self._network(pk)), many=True).data)

    @extend_schema(
        operation_id="networks_enlist", parameters=[KEY], request=shapes.MemberIn, responses={201: shapes.MemberOut}
    )
    def enlist(self, request: Request, pk: UUID) -> Response:
        """Count a subject among the members."""
        network = self._network(pk, "network.see")
        require(self.viewer, "network.keep", network)
        data = self.valid(shapes.MemberIn(data=request.data))
        data["subject"] = self._subject(data["subject"])
        made = self.once(f"networks_enlist {pk}", lambda: network.enlist(by=self.viewer, **data))
        return self._member_shown(pk, made, 201)

    @extend_schema(operation_id="networks_members_retrieve", responses=shapes.MemberOut)
    def member(self, request: Request, pk: UUID, member: UUID) -> Response:
        """One member."""
        return self._member_shown(pk, member)

    @extend_schema(operation_id="networks_reassess", request=shapes.MemberEdit, responses=shapes.MemberOut)
    def reassess(self, request: Request, pk: UUID, member: UUID) -> Response:
        """Change what a member is; 409 with what stands in `current`."""
        network, row = self._network(pk, "network.keep"), self._member(pk, member)
        data = self.valid(shapes.MemberEdit(data=request.data))
        try:
            network.reassess(row, by=self.viewer, **data)
        except Stale as stale:
            stale.context["shown"] = self._member_shown(pk, member).data
            raise
        return self._member_shown(pk, member)

    @extend_schema(operation_id="networks_strike", request=None, responses={204: None})
    def strike(self, request: Request, pk: UUID, member: UUID) -> Response:
        """Take a member off the roll."""
        self._network(pk, "network.keep").strike(self._member(pk, member), by=self.viewer)
        return Response(status=204)

    def shown_network(self, pk: UUID, status: int = 200) -> Response:
        """The answer that shows a network."""
        return Response(shapes.NetworkOut(self._network(pk)).data, status=status)

    def _network(self, pk: UUID, action: str = "network.see") -> Network:
        return get_for(self.viewer, action, Network.objects.select_related("originator"), pk=pk)

    def _member(self, pk: UUID, member: UUID) -> Member:
        rows = Member.objects.select_related("subject__case", "network", "agency")
        return get_for(self.viewer, "network.see", rows, pk=member, network_id=pk)

    def _member_shown(self, pk: UUID, member: UUID, status: int = 200) -> Response:
        row = self._member(pk, member)
        found = Membership(row, row.subject, row.subject.case)
        return Response(shapes.MemberOut(found).data, status=status)

    def _subject(self, pk: UUID) -> Subject:
        found = Subject.objects.visible_to(self.viewer).select_related("case").filter(pk=pk).first()
        if found is None or not can(self.viewer, "case.read", found):
            raise Invalid(fields={"subject": [_("Choose a subject of a case that you read.")]})
        return found


def routes(**methods: Any) -> Any:
    """The view set answering these methods."""
    return NetworkViewSet.as_view(dict(methods))
