"""The REST API of offences: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import KEY
from cases.api_records import Records, listing, making
from cases.offences import serializers as shapes
from cases.offences.assessment import assess_case
from cases.offences.models import Claim, Ground, VictimGroup
from cases.offences.models.ground import SOURCES
from cases.offences.removal import require_own


class _Offences(Records):
    """What the three kinds of record have in common."""

    action_of_writers = "case.offence"

    def taken_out(self, pk: UUID, record: UUID) -> Response:
        """Remove a record of the acting agency."""
        row = self.found(pk, record, "case.offence")
        require_own(row, by=self.viewer)
        row.take_out(by=self.viewer)
        return Response(status=204)


class VictimGroupViewSet(_Offences):
    """Groups of victims, and what is shown for them."""

    model = VictimGroup
    shape = shapes.VictimGroupOut

    @extend_schema(operation_id="cases_offences", responses=shapes.CaseAssessed)
    def assessed(self, request: Request, pk: UUID) -> Response:
        """Every group with its offences: what is shown, and what still lacks evidence, as the viewer sees it."""
        found = assess_case(self.viewer, self.case_for(pk))
        return Response({"results": shapes.AssessedOut(found, many=True).data})

    @listing("victim_groups", shapes.VictimGroupPage)  # type: ignore[untyped-decorator]
    def list(self, request: Request, pk: UUID) -> Response:
        """The groups of a case, newest first."""
        return self.listed(request, pk)

    @making("victim_groups", shapes.VictimGroupIn, shapes.VictimGroupOut)  # type: ignore[untyped-decorator]
    def create(self, request: Request, pk: UUID) -> Response:
        """Add a group."""
        into = shapes.VictimGroupIn
        return self.made("case_victim_group", pk, into, lambda c, data: VictimGroup.add(c, by=self.viewer, **data))

    @extend_schema(operation_id="cases_victim_groups_retrieve", responses=shapes.VictimGroupOut)
    def retrieve(self, request: Request, pk: UUID, group: UUID) -> Response:
        """One group of this case."""
        return self.one(pk, group)

    @extend_schema(
        operation_id="cases_victim_groups_edit",
        parameters=[KEY],
        request=shapes.VictimGroupEdit,
        responses=shapes.VictimGroupOut,
    )
    def partial_update(self, request: Request, pk: UUID, group: UUID) -> Response:
        """Change it; 409 with the row as it stands in `current` when `version` is not the newest."""
        into = shapes.VictimGroupEdit
        return self.moved("case_victim_group_edit", pk, group, into, lambda row, d: row.edit(by=self.viewer, **d))

    @extend_schema(operation_id="cases_victim_groups_remove", responses={204: None})
    def destroy(self, request: Request, pk: UUID, group: UUID) -> Response:
        """Remove it, and with it what is claimed for it."""
        return self.taken_out(pk, group)


class ClaimViewSet(_Offences):
    """Claims."""

    model = Claim
    shape = shapes.ClaimOut

    def rows(self) -> Any:
        """With the group."""
        return super().rows().select_related("group")

    @listing("claims", shapes.ClaimPage)  # type: ignore[untyped-decorator]
    def list(self, request: Request, pk: UUID) -> Response:
        """The claims of a case, newest first."""
        return self.listed(request, pk)

    @making("claims", shapes.ClaimIn, shapes.ClaimOut)  # type: ignore[untyped-decorator]
    def create(self, request: Request, pk: UUID) -> Response:
        """Claim an element for a group."""
        return self.made("case_claim", pk, shapes.ClaimIn, lambda case, d: Claim.add(case, by=self.viewer, **d))

    @extend_schema(operation_id="cases_claims_retrieve", responses=shapes.ClaimOut)
    def retrieve(self, request: Request, pk: UUID, claim: UUID) -> Response:
        """One claim of this case."""
        return self.one(pk, claim)

    @extend_schema(
        operation_id="cases_claims_edit", parameters=[KEY], request=shapes.ClaimEdit, responses=shapes.ClaimOut
    )
    def partial_update(self, request: Request, pk: UUID, claim: UUID) -> Response:
        """Change it; 409 with the row as it stands in `current` when `version` is not the newest."""
        into = shapes.ClaimEdit
        return self.moved("case_claim_edit", pk, claim, into, lambda row, data: row.edit(by=self.viewer, **data))

    @extend_schema(operation_id="cases_claims_remove", responses={204: None})
    def destroy(self, request: Request, pk: UUID, claim: UUID) -> Response:
        """Remove it."""
        return self.taken_out(pk, claim)


class GroundViewSet(_Offences):
    """What supports claims."""

    model = Ground
    shape = shapes.GroundOut

    def rows(self) -> Any:
        """With the claim and the record it names."""
        return super().rows().select_related("claim__group", *SOURCES)

    @listing("grounds", shapes.GroundPage)  # type: ignore[untyped-decorator]
    def list(self, request: Request, pk: UUID) -> Response:
        """The grounds of the case's claims, newest first."""
        return self.listed(request, pk)

    @making("grounds", shapes.GroundIn, shapes.GroundOut)  # type: ignore[untyped-decorator]
    def create(self, request: Request, pk: UUID) -> Response:
        """Name a record of the case that supports a claim."""
        return self.made("case_ground", pk, shapes.GroundIn, lambda case, d: Ground.add(case, by=self.viewer, **d))

    @extend_schema(operation_id="cases_grounds_retrieve", responses=shapes.GroundOut)
    def retrieve(self, request: Request, pk: UUID, ground: UUID) -> Response:
        """One ground of this case."""
        return self.one(pk, ground)

    @extend_schema(operation_id="cases_grounds_remove", responses={204: None})
    def destroy(self, request: Request, pk: UUID, ground: UUID) -> Response:
        """Name it no longer."""
        return self.taken_out(pk, ground)
