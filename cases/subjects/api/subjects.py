"""Subjects over the API: listed, read, added, changed, shown to others, removed, screened."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import KEY
from cases.api_records import listing, making
from cases.reading import newest
from cases.subjects.api import bodies, shapes
from cases.subjects.api.moving import Moving, told_as
from cases.subjects.models import Subject
from cases.subjects.reading import Wanted, screenings_of, told


class Subjects(Moving):
    """Subjects of a case."""

    model = Subject
    action_of_writers = "case.subject"
    shaped = shapes.SubjectOut

    def rows(self) -> Any:
        return told(self.viewer)

    @listing("subjects", shapes.SubjectPage)  # type: ignore[untyped-decorator]
    def list(self, request: Request, pk: UUID) -> Response:
        """The subjects the viewer sees, newest first; `kind`, `role`, `agency` and `tag` narrow the list."""
        case = self.case_for(pk)
        rows = Wanted.of(request.query_params).narrow(self.rows().under(self.viewer, case))
        page = newest(rows, after=request.query_params.get("after", ""))
        return Response({"results": self.shape(page.rows, many=True).data, "older": page.older or None})

    @making("subjects", bodies.SubjectIn, shapes.SubjectOut)  # type: ignore[untyped-decorator]
    def create(self, request: Request, pk: UUID) -> Response:
        """Add a subject."""
        make = lambda case, data: Subject.add(case, by=self.viewer, **data)  # noqa: E731
        return self.made("cases_subjects", pk, bodies.SubjectIn, make)

    @extend_schema(operation_id="cases_subjects_retrieve", responses=shapes.SubjectOut)
    def retrieve(self, request: Request, pk: UUID, subject: UUID) -> Response:
        """One subject."""
        return self.one(pk, subject)

    @told_as("subjects_edit", bodies.SubjectEdit, shapes.SubjectOut)
    def partial_update(self, request: Request, pk: UUID, subject: UUID) -> Response:
        """Change a subject of one's own agency; 409 with the row as it stands when `version` is not the newest."""
        run = lambda row, data: row.edit(by=self.viewer, **data)  # noqa: E731
        return self.moved("cases_subject_edit", pk, subject, bodies.SubjectEdit, run)

    @told_as("subjects_audience", bodies.AudienceIn, shapes.SubjectOut)
    def audience(self, request: Request, pk: UUID, subject: UUID) -> Response:
        """Show the subject to these agencies alone, or to all."""
        run = lambda row, data: row.show_to(by=self.viewer, **data)  # noqa: E731
        return self.moved("cases_subject_audience", pk, subject, bodies.AudienceIn, run)

    @extend_schema(operation_id="cases_subjects_removal", parameters=[KEY], request=None, responses={204: None})
    def removal(self, request: Request, pk: UUID, subject: UUID) -> Response:
        """Remove a subject of one's own agency, and with it what hangs on it."""
        return self.removed("cases_subject_removal", pk, subject)

    @extend_schema(operation_id="cases_subjects_screenings", responses=shapes.ScreeningOut(many=True))
    def screenings(self, request: Request, pk: UUID, subject: UUID) -> Response:
        """The referrals of a person and how they were reviewed, newest first."""
        found = screenings_of(self.viewer, self.found(pk, subject))
        return Response(shapes.ScreeningOut(found, many=True, context={"viewer": self.viewer}).data)

    @told_as("subjects_screening", bodies.ReferralIn, shapes.SubjectOut)
    def refer(self, request: Request, pk: UUID, subject: UUID) -> Response:
        """Refer a person for screening: warrants and notices on them stop at once."""
        run = lambda row, data: row.refer_for_screening(by=self.viewer, **data)  # noqa: E731
        return self.acted("case.screen", "cases_subject_screening", pk, subject, bodies.ReferralIn, run)

    @told_as("subjects_review", bodies.ScreeningReviewIn, shapes.SubjectOut)
    def review(self, request: Request, pk: UUID, subject: UUID) -> Response:
        """Record the review of a screening; for counsel of a prosecution."""
        run = lambda row, data: row.review_screening(by=self.viewer, **data)  # noqa: E731
        return self.acted("case.review_screening", "cases_subject_review", pk, subject, bodies.ScreeningReviewIn, run)
