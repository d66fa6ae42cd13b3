"""Subjects and what hangs on them: read by whoever reads the case, changed by whoever supplied it."""

from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from access.viewer import Viewer
from agencies.models import Role
from cases.models import Case
from cases.subjects.models import Card, Charge, Name, Photo, Proposal, Subject
from coordination_center.files.accepting import accept_picture
from coordination_center.files.keeping import Accepted
from tests.cases.subjects.pictures import jpeg
from tests.cast import member

READ = (302, 404, 200, 200, 404, 404, 404)
OWN = (302, 404, 403, 200, 404, 404, 404)
API_READ = (401, *READ[1:])
POSTED = (401, 405, 405, 405, 405, 405, 405)
EXPECTED: dict[str, tuple[int, ...]] = {
    "case_subjects": READ,
    "case_subject_new": READ,
    "case_subject_import": READ,
    "case_subject_import_run": (302, *POSTED[1:]),
    "case_subject": READ,
    "case_subject_edit": OWN,
    "case_subject_audience": OWN,
    "case_subject_removal": OWN,
    "case_subject_screening": READ,
    "case_subject_review": (302, 404, 403, 403, 404, 404, 404),  # for a prosecution alone
    "case_subject_proposal_new": (302, 404, 200, 302, 404, 404, 404),  # one's own is edited
    "case_photo_new": READ,
    "case_charge_new": READ,
    "case_subject_proposal": READ,
    "case_subject_proposal_act": OWN,
    "case_card_new": READ,
    "case_card": READ,
    "case_card_edit": OWN,
    "case_card_removal": OWN,
    "case_charges": READ,
    "case_charge": READ,
    "case_charge_edit": OWN,
    "case_charge_act": OWN,
    "case_photo": READ,
    "case_photo_small": READ,
    "case_photo_removal": OWN,
    "api_case_subjects": API_READ,
    "api_case_subjects_preview": POSTED,
    "api_case_subjects_import": POSTED,
    "api_case_subject": API_READ,
    "api_case_subject_audience": POSTED,
    "api_case_subject_removal": POSTED,
    "api_case_subject_screenings": API_READ,
    "api_case_subject_review": POSTED,
    "api_case_subject_proposal_new": POSTED,
    "api_case_subject_photos": POSTED,
    "api_case_subject_proposals": API_READ,
    "api_case_subject_proposal": API_READ,
    "api_case_subject_proposal_acceptance": POSTED,
    "api_case_subject_proposal_refusal": POSTED,
    "api_case_subject_proposal_withdrawal": POSTED,
    "api_case_cards": API_READ,
    "api_case_card": API_READ,
    "api_case_card_removal": POSTED,
    "api_case_charges": API_READ,
    "api_case_charge": API_READ,
    "api_case_charge_conviction": POSTED,
    "api_case_charge_acquittal": POSTED,
    "api_case_charge_discontinuance": POSTED,
    "api_case_charge_removal": POSTED,
    "api_case_photos": API_READ,
    "api_case_photo": API_READ,
    "api_case_photo_picture": API_READ,
    "api_case_photo_removal": POSTED,
}


@cache
def stored() -> Accepted:
    """One picture for all: decoding it takes a process."""
    return accept_picture(SimpleUploadedFile("x.jpg", jpeg()))


def photo_of(subject: Subject, by: Viewer) -> Photo:
    """A photo whose picture was stored before."""
    kept = stored()
    picture = {"key": kept.key, "type": kept.type, "small_key": kept.key, "small_type": kept.type, "size": kept.size}
    photo = Photo(case=subject.case, agency=by.agency, author=by.person, subject=subject, sha256=kept.sha256, **picture)
    photo.insert(by=by, verb="photo.added")
    return photo


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """A subject of the lead with all that can hang on it, and a proposal of the partner."""
    subject = Subject.add(ranong, by=thai_analyst, names=[Name("Soe Lin")])
    partner = ranong.parts.get(level="partner").agency
    proposer = member(partner, Role.ANALYST, name="Who proposes")
    proposal = Proposal.add(ranong, by=proposer, subject=subject, version=1, born="1980")
    return {
        "subject": subject.pk,
        "proposal": proposal.pk,
        "act": "acceptance",
        "card": Card.add(ranong, by=thai_analyst).pk,
        "charge": Charge.add(ranong, by=thai_analyst, subject=subject, offence="drugs").pk,
        "step": "conviction",
        "photo": photo_of(subject, thai_analyst).pk,
    }
