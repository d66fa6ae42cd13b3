"""Addresses of this room’s API, under /api/."""

from typing import Any

from django.urls import path

from cases.subjects.api.cards import Cards
from cases.subjects.api.charges import Charges
from cases.subjects.api.importing import Imports
from cases.subjects.api.photos import UPLOADING, Photos
from cases.subjects.api.proposals import Proposals
from cases.subjects.api.subjects import Subjects

CASE, SUBJECT = "cases/<uuid:pk>/", "cases/<uuid:pk>/subjects/<uuid:subject>/"
CARD, CHARGE = "cases/<uuid:pk>/cards/<uuid:card>/", "cases/<uuid:pk>/charges/<uuid:charge>/"
PHOTO, PROPOSAL = "cases/<uuid:pk>/photos/<uuid:photo>/", "cases/<uuid:pk>/proposals/<uuid:proposal>/"


def _post(view: Any, verb: str) -> Any:
    return view.as_view({"post": verb})


LIST: Any = {"get": "list", "post": "create"}
ONE: Any = {"get": "retrieve", "patch": "partial_update"}
urlpatterns = [
    path(f"{CASE}subjects/", Subjects.as_view(LIST), name="api_case_subjects"),
    path(f"{CASE}subjects/preview/", _post(Imports, "preview"), name="api_case_subjects_preview"),
    path(f"{CASE}subjects/import/", _post(Imports, "run"), name="api_case_subjects_import"),
    path(SUBJECT, Subjects.as_view(ONE), name="api_case_subject"),
    path(f"{SUBJECT}audience/", _post(Subjects, "audience"), name="api_case_subject_audience"),
    path(f"{SUBJECT}removal/", _post(Subjects, "removal"), name="api_case_subject_removal"),
    path(
        f"{SUBJECT}screenings/",
        Subjects.as_view({"get": "screenings", "post": "refer"}),
        name="api_case_subject_screenings",
    ),
    path(f"{SUBJECT}review/", _post(Subjects, "review"), name="api_case_subject_review"),
    path(f"{SUBJECT}proposals/", _post(Proposals, "create"), name="api_case_subject_proposal_new"),
    path(f"{SUBJECT}photos/", Photos.as_view({"post": "create"}, **UPLOADING), name="api_case_subject_photos"),
    path(f"{CASE}proposals/", Proposals.as_view({"get": "list"}), name="api_case_subject_proposals"),
    path(PROPOSAL, Proposals.as_view({"get": "retrieve"}), name="api_case_subject_proposal"),
    path(f"{PROPOSAL}acceptance/", _post(Proposals, "acceptance"), name="api_case_subject_proposal_acceptance"),
    path(f"{PROPOSAL}refusal/", _post(Proposals, "refusal"), name="api_case_subject_proposal_refusal"),
    path(f"{PROPOSAL}withdrawal/", _post(Proposals, "withdrawal"), name="api_case_subject_proposal_withdrawal"),
    path(f"{CASE}cards/", Cards.as_view(LIST), name="api_case_cards"),
    path(CARD, Cards.as_view(ONE), name="api_case_card"),
    path(f"{CARD}removal/", _post(Cards, "removal"), name="api_case_card_removal"),
    path(f"{CASE}charges/", Charges.as_view(LIST), name="api_case_charges"),
    path(CHARGE, Charges.as_view(ONE), name="api_case_charge"),
    path(f"{CHARGE}conviction/", _post(Charges, "conviction"), name="api_case_charge_conviction"),
    path(f"{CHARGE}acquittal/", _post(Charges, "acquittal"), name="api_case_charge_acquittal"),
    path(f"{CHARGE}discontinuance/", _post(Charges, "discontinuance"), name="api_case_charge_discontinuance"),
    path(f"{CHARGE}removal/", _post(Charges, "removal"), name="api_case_charge_removal"),
    path(f"{CASE}photos/", Photos.as_view({"get": "list"}), name="api_case_photos"),
    path(PHOTO, Photos.as_view({"get": "retrieve"}), name="api_case_photo"),
    path(f"{PHOTO}picture/", Photos.as_view({"get": "picture"}), name="api_case_photo_picture"),
    path(f"{PHOTO}removal/", _post(Photos, "removal"), name="api_case_photo_removal"),
]
