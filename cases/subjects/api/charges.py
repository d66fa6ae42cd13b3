"""Charges, verdicts and sentences over the API."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import KEY
from cases.api_records import listing, making
from cases.models import Case
from cases.subjects.api import bodies, shapes
from cases.subjects.api.moving import Moving, told_as
from cases.subjects.models import Charge
from cases.subjects.reading import subject_named


class Charges(Moving):
    """Charges against persons of a case."""

    model = Charge
    action_of_writers = "case.judge"
    shaped = shapes.ChargeOut

    def rows(self) -> Any:
        return Charge.objects.select_related("agency", "author", "case", "subject")

    @listing("charges", shapes.ChargePage)  # type: ignore[untyped-decorator]
    def list(self, request: Request, pk: UUID) -> Response:
        """The charges the viewer sees, newest first."""
        return self.listed(request, pk)

    @making("charges", bodies.ChargeIn, shapes.ChargeOut)  # type: ignore[untyped-decorator]
    def create(self, request: Request, pk: UUID) -> Response:
        """Record a charge."""
        return self.made("cases_charges", pk, bodies.ChargeIn, self._added)

    def _added(self, case: Case, data: dict[str, Any]) -> Charge:
        subject = subject_named(self.viewer, case, data.pop("subject"))
        return Charge.add(case, by=self.viewer, subject=subject, **data)

    @extend_schema(operation_id="cases_charges_retrieve", responses=shapes.ChargeOut)
    def retrieve(self, request: Request, pk: UUID, charge: UUID) -> Response:
        """One charge."""
        return self.one(pk, charge)

    @told_as("charges_edit", bodies.ChargeEdit, shapes.ChargeOut)
    def partial_update(self, request: Request, pk: UUID, charge: UUID) -> Response:
        """Put a charge right; 409 with the charge as it stands when `version` is not the newest."""
        return self.moved("cases_charge_edit", pk, charge, bodies.ChargeEdit, self._edited)

    def _edited(self, row: Charge, data: dict[str, Any]) -> None:
        row.edit(by=self.viewer, **data)

    @told_as("charges_conviction", bodies.SentenceIn, shapes.ChargeOut)
    def conviction(self, request: Request, pk: UUID, charge: UUID) -> Response:
        """Record a conviction and its sentence."""
        run = lambda row, data: row.convict(by=self.viewer, **data)  # noqa: E731
        return self.moved("cases_charge_conviction", pk, charge, bodies.SentenceIn, run)

    @told_as("charges_acquittal", bodies.VerdictIn, shapes.ChargeOut)
    def acquittal(self, request: Request, pk: UUID, charge: UUID) -> Response:
        """Record an acquittal."""
        run = lambda row, data: row.acquit(by=self.viewer, **data)  # noqa: E731
        return self.moved("cases_charge_acquittal", pk, charge, bodies.VerdictIn, run)

    @told_as("charges_discontinuance", bodies.VerdictIn, shapes.ChargeOut)
    def discontinuance(self, request: Request, pk: UUID, charge: UUID) -> Response:
        """Record that the charge was dropped."""
        run = lambda row, data: row.discontinue(by=self.viewer, **data)  # noqa: E731
        return self.moved("cases_charge_discontinuance", pk, charge, bodies.VerdictIn, run)

    @extend_schema(operation_id="cases_charges_removal", parameters=[KEY], request=None, responses={204: None})
    def removal(self, request: Request, pk: UUID, charge: UUID) -> Response:
        """Remove a charge that was written by mistake."""
        return self.removed("cases_charge_removal", pk, charge)
