"""Addresses of this room."""

from django.urls import path

from cases.links import views, views_import

urlpatterns = [
    path("cases/<uuid:pk>/links/", views.link_list, name="case_link_list"),
    path("cases/<uuid:pk>/links/new/", views.link_new, name="case_link_new"),
    path("cases/<uuid:pk>/links/chart/", views.link_chart, name="case_link_chart"),
    path("cases/<uuid:pk>/links/file/", views.link_export, name="case_link_export"),
    path("cases/<uuid:pk>/links/import/", views_import.link_import, name="case_link_import"),
    path("cases/<uuid:pk>/links/import/run/", views_import.link_import_run, name="case_link_import_run"),
    path("cases/<uuid:pk>/links/<uuid:link>/", views.link_page, name="case_link"),
    path("cases/<uuid:pk>/links/<uuid:link>/edit/", views.link_edit, name="case_link_edit"),
    path("cases/<uuid:pk>/links/<uuid:link>/removal/", views.link_removal, name="case_link_removal"),
]
