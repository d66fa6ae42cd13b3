"""Addresses of what ties a case to others."""

from django.urls import path

from cases.joining import views

HERE = "cases/<uuid:pk>/"

urlpatterns = [
    path(f"{HERE}related/", views.case_related, name="case_related"),
    path(f"{HERE}related/new/", views.case_relation_new, name="case_relation_new"),
    path(f"{HERE}related/<uuid:relation>/", views.case_relation, name="case_relation"),
    path(f"{HERE}related/<uuid:relation>/removal/", views.case_relation_removal, name="case_relation_removal"),
    path(f"{HERE}mergers/new/", views.case_merger_new, name="case_merger_new"),
    path(f"{HERE}mergers/<uuid:merger>/", views.case_merger, name="case_merger"),
    path(f"{HERE}mergers/<uuid:merger>/<slug:act>/", views.case_merger_act, name="case_merger_act"),
    path(f"{HERE}splits/new/", views.case_split_new, name="case_split_new"),
    path(f"{HERE}splits/<uuid:split>/", views.case_split, name="case_split"),
    path(f"{HERE}splits/<uuid:split>/<slug:act>/", views.case_split_act, name="case_split_act"),
]
