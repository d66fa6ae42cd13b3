"""Addresses of the release ledger."""

from django.urls import path

from intelligence.releases import views

urlpatterns = [
    path("releases/", views.release_list, name="releases"),
    path("releases/new/", views.release_new, name="release_new"),
    path("releases/<uuid:pk>/", views.release_page, name="release"),
    path("releases/<uuid:pk>/<slug:act>/", views.release_act, name="release_act"),
    path("reports/<uuid:pk>/release/", views.report_release, name="report_release"),
]
