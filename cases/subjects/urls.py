"""Addresses of this room."""

from django.urls import path

from cases.subjects.views import cards, charges, importing, photos, proposals, screenings, subjects

CASE, SUBJECT = "cases/<uuid:pk>/", "cases/<uuid:pk>/subjects/<uuid:subject>/"
CARD, CHARGE = "cases/<uuid:pk>/cards/<uuid:card>/", "cases/<uuid:pk>/charges/<uuid:charge>/"
PHOTO, PROPOSAL = "cases/<uuid:pk>/photos/<uuid:photo>/", "cases/<uuid:pk>/proposals/<uuid:proposal>/"

urlpatterns = [
    path(f"{CASE}subjects/", subjects.case_subjects, name="case_subjects"),
    path(f"{CASE}subjects/new/", subjects.case_subject_new, name="case_subject_new"),
    path(f"{CASE}subjects/import/", importing.case_subject_import, name="case_subject_import"),
    path(f"{CASE}subjects/import/run/", importing.case_subject_import_run, name="case_subject_import_run"),
    path(SUBJECT, subjects.case_subject, name="case_subject"),
    path(f"{SUBJECT}edit/", subjects.case_subject_edit, name="case_subject_edit"),
    path(f"{SUBJECT}audience/", subjects.case_subject_audience, name="case_subject_audience"),
    path(f"{SUBJECT}removal/", subjects.case_subject_removal, name="case_subject_removal"),
    path(f"{SUBJECT}screening/", screenings.case_subject_screening, name="case_subject_screening"),
    path(f"{SUBJECT}review/", screenings.case_subject_review, name="case_subject_review"),
    path(f"{SUBJECT}proposal/", proposals.case_subject_proposal_new, name="case_subject_proposal_new"),
    path(f"{SUBJECT}photo/", photos.case_photo_new, name="case_photo_new"),
    path(f"{SUBJECT}charge/", charges.case_charge_new, name="case_charge_new"),
    path(PROPOSAL, proposals.case_subject_proposal, name="case_subject_proposal"),
    path(f"{PROPOSAL}<slug:act>/", proposals.case_subject_proposal_act, name="case_subject_proposal_act"),
    path(f"{CASE}cards/new/", cards.case_card_new, name="case_card_new"),
    path(CARD, cards.case_card, name="case_card"),
    path(f"{CARD}edit/", cards.case_card_edit, name="case_card_edit"),
    path(f"{CARD}removal/", cards.case_card_removal, name="case_card_removal"),
    path(f"{CASE}charges/", charges.case_charges, name="case_charges"),
    path(CHARGE, charges.case_charge, name="case_charge"),
    path(f"{CHARGE}edit/", charges.case_charge_edit, name="case_charge_edit"),
    path(f"{CHARGE}<slug:step>/", charges.case_charge_act, name="case_charge_act"),
    path(PHOTO, photos.case_photo, name="case_photo"),
    path(f"{PHOTO}small/", photos.case_photo_small, name="case_photo_small"),
    path(f"{PHOTO}removal/", photos.case_photo_removal, name="case_photo_removal"),
]
