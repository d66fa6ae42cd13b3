"""Addresses of offences."""

from django.urls import path

from cases.offences import views, writing

HERE = "cases/<uuid:pk>/offences/"
GROUP, CLAIM, GROUND = f"{HERE}groups/<uuid:group>/", f"{HERE}claims/<uuid:claim>/", f"{HERE}grounds/<uuid:ground>/"

urlpatterns = [
    path(HERE, views.case_offences, name="case_offences"),
    path(f"{HERE}groups/new/", views.case_victim_group_new, name="case_victim_group_new"),
    path(GROUP, views.case_victim_group, name="case_victim_group"),
    path(f"{GROUP}edit/", writing.case_victim_group_edit, name="case_victim_group_edit"),
    path(f"{GROUP}removal/", views.case_victim_group_removal, name="case_victim_group_removal"),
    path(f"{HERE}claims/new/", views.case_claim_new, name="case_claim_new"),
    path(CLAIM, views.case_claim, name="case_claim"),
    path(f"{CLAIM}edit/", writing.case_claim_edit, name="case_claim_edit"),
    path(f"{CLAIM}removal/", views.case_claim_removal, name="case_claim_removal"),
    path(f"{CLAIM}grounds/new/", views.case_ground_new, name="case_ground_new"),
    path(GROUND, views.case_ground, name="case_ground"),
    path(f"{GROUND}removal/", views.case_ground_removal, name="case_ground_removal"),
]
