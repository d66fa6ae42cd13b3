"""Addresses of the API of the use of reports, under /api/."""

from django.urls import path

from intelligence.usage.api import UseViewSet

urlpatterns = [
    path(
        "cases/<uuid:pk>/intelligence/", UseViewSet.as_view({"get": "list", "post": "create"}),
        name="api_case_intelligence",
    ),
    path(
        "cases/<uuid:pk>/intelligence/<uuid:use>/", UseViewSet.as_view({"get": "retrieve", "delete": "destroy"}),
        name="api_case_use",
    ),
    path("reports/<uuid:pk>/uses/", UseViewSet.as_view({"get": "of_report"}), name="api_report_uses"),
]  # fmt: skip
