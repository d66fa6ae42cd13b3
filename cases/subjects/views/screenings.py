"""Pages of the non-punishment of victims: referring a suspect for screening, and recording the review."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.decide import get_for
from access.viewer import viewer_of
from cases.subjects.forms.subject import ReferralForm, ReviewForm
from cases.subjects.models.screening import require_prosecution
from cases.subjects.reading import told
from cases.subjects.views.frames import Question, asked
from coordination_center.sending import posted


@require_http_methods(["GET", "HEAD", "POST"])
def case_subject_screening(request: HttpRequest, pk: UUID, subject: UUID) -> HttpResponse:
    """Refer a person for screening. GET says what stops, POST does it."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.screen", told(viewer), pk=subject, case_id=pk)
    question = Question(
        _("Refer for screening"),
        _(
            "This person may be a victim. Warrants and notices on them stop at once, for all agencies, until counsel of"
            " a prosecution that sees this subject has recorded a review. Your reasons are read by your agency and by"
            " the prosecution alone."
        ),
        _("The person is referred. Warrants on them are stopped."),
    )
    form = ReferralForm(posted(request))
    return asked(request, row, question, form=form, run=lambda data: row.refer_for_screening(by=viewer, **data))


@require_http_methods(["GET", "HEAD", "POST"])
def case_subject_review(request: HttpRequest, pk: UUID, subject: UUID) -> HttpResponse:
    """Record the review of a screening; for counsel of a prosecution. GET says what follows, POST does it."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.review_screening", told(viewer), pk=subject, case_id=pk)
    require_prosecution(viewer, row)
    question = Question(
        _("Record the review"),
        _("All who see this person see what you found. A victim is not punished: the stop then stays for good."),
        _("The review is written down."),
    )
    form = ReviewForm(posted(request))
    return asked(request, row, question, form=form, run=lambda data: row.review_screening(by=viewer, **data))
