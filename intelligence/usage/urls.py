"""Addresses of the use of reports in cases."""

from django.urls import path

from intelligence.usage import views

urlpatterns = [
    path("reports/<uuid:pk>/uses/", views.report_use_new, name="report_use_new"),
    path("cases/<uuid:pk>/intelligence/", views.case_intelligence, name="case_intelligence"),
    path("cases/<uuid:pk>/intelligence/<uuid:use>/end/", views.case_use_end, name="case_use_end"),
]
