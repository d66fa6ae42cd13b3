"""Proposals to change another agency's subject, over the API."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.decide import require
from cases.api_records import listing
from cases.subjects.api import bodies, shapes
from cases.subjects.api.moving import Moving, told_as
from cases.subjects.models import Proposal, Subject
from cases.subjects.reading import subject_named, told
from coordination_center.errors import Stale


class Proposals(Moving):
    """Proposals that the viewer's agency made or has to answer."""

    model = Proposal
    action_of_writers = "case.subject"
    shaped = shapes.ProposalOut

    def rows(self) -> Any:
        return Proposal.objects.select_related("agency", "author", "case", "subject")

    @listing("proposals", shapes.ProposalPage)  # type: ignore[untyped-decorator]
    def list(self, request: Request, pk: UUID) -> Response:
        """Proposals, newest first."""
        return self.listed(request, pk)

    @extend_schema(operation_id="cases_proposals_retrieve", responses=shapes.ProposalOut)
    def retrieve(self, request: Request, pk: UUID, proposal: UUID) -> Response:
        """One proposal."""
        return self.one(pk, proposal)

    @extend_schema(
        operation_id="cases_proposals_create", request=bodies.ProposalIn, responses={201: shapes.ProposalOut}
    )
    def create(self, request: Request, pk: UUID, subject: UUID) -> Response:
        """Propose a change to a subject; 409 with the subject as it stands when `version` is not the newest."""
        viewer, case = self.viewer, self.case_for(pk)
        row = subject_named(viewer, case, subject, absent=True)
        require(viewer, "case.subject", case)
        data = self.valid(bodies.ProposalIn(data=request.data))
        try:
            made = self.once(f"cases_proposals {subject}", lambda: Proposal.add(case, by=viewer, subject=row, **data))
        except Stale as stale:
            stale.context["shown"] = self._subject(pk, subject)
            raise
        return self.one(pk, made, status=201)

    @told_as("proposals_acceptance", bodies.AcceptanceIn, shapes.ProposalOut)
    def acceptance(self, request: Request, pk: UUID, proposal: UUID) -> Response:
        """Take a proposal over; 409 with the subject as it stands where it has changed since."""
        run = lambda row, data: row.accept(by=self.viewer, **data)  # noqa: E731
        return self.acted("case.subject", "cases_proposal_acceptance", pk, proposal, bodies.AcceptanceIn, run)

    @told_as("proposals_refusal", bodies.RefusalIn, shapes.ProposalOut)
    def refusal(self, request: Request, pk: UUID, proposal: UUID) -> Response:
        """Refuse a proposal, with a reason."""
        run = lambda row, data: row.refuse(by=self.viewer, **data)  # noqa: E731
        return self.acted("case.subject", "cases_proposal_refusal", pk, proposal, bodies.RefusalIn, run)

    @told_as("proposals_withdrawal", None, shapes.ProposalOut)
    def withdrawal(self, request: Request, pk: UUID, proposal: UUID) -> Response:
        """Take one's own proposal back."""
        run = lambda row, data: row.withdraw(by=self.viewer)  # noqa: E731
        return self.acted("case.subject", "cases_proposal_withdrawal", pk, proposal, None, run)

    def shown_when_stale(self, pk: UUID, record: UUID) -> Any:
        """The subject as it stands: it is what has changed."""
        return self._subject(pk, self.found(pk, record).subject_id)

    def _subject(self, pk: UUID, subject: UUID) -> Any:
        rows: Any = told(self.viewer)
        found: Subject = rows.visible_to(self.viewer).get(pk=subject, case_id=pk)
        return shapes.SubjectOut(found, context={"viewer": self.viewer}).data
