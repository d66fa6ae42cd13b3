"""Addresses of the search and of what belongs to the list of cases."""

from django.urls import path

from cases.search import views

urlpatterns = [
    path("cases/search/", views.case_search, name="case_search"),
    path("cases/export/", views.case_export, name="case_export"),
    path("cases/views/", views.case_views, name="case_views"),
    path("cases/views/<uuid:view>/removal/", views.case_view_removal, name="case_view_removal"),
]
