"""Addresses of the reports' API, under /api/."""

from django.urls import path

from intelligence.reports.api import VIEWS, routes
from intelligence.reports.api_files import FileViewSet
from intelligence.reports.api_history import HistoryView

urlpatterns = [
    path("reports/", routes(get="list", post="create"), name="api_reports"),
    path("reports/search/", routes(post="search"), name="api_report_search"),
    path("reports/<uuid:pk>/", routes(get="retrieve", patch="partial_update"), name="api_report"),
    path("reports/<uuid:pk>/marking/", routes(post="mark"), name="api_report_marking"),
    path("reports/<uuid:pk>/translations/", routes(post="translate"), name="api_report_translation"),
    path("reports/<uuid:pk>/subjects/", routes(post="add_subject"), name="api_report_subjects"),
    path(
        "reports/<uuid:pk>/subjects/<uuid:subject>/",
        routes(put="edit_subject", delete="remove_subject"),
        name="api_report_subject",
    ),
    path("reports/<uuid:pk>/history/", HistoryView.as_view(), name="api_report_history"),
    path("reports/<uuid:pk>/files/", FileViewSet.as_view({"get": "list"}), name="api_report_files"),
    path("reports/<uuid:pk>/files/<uuid:file>/", FileViewSet.as_view({"get": "retrieve"}), name="api_report_file"),
    *(path(f"reports/<uuid:pk>/{noun}/", view, name=f"api_report_{noun}") for noun, view in VIEWS.items()),
]
