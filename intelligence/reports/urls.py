"""Addresses of intelligence reports."""

from django.urls import path

from intelligence.reports import views, views_history, views_parts

urlpatterns = [
    path("reports/", views.report_list, name="reports"),
    path("reports/new/", views.report_new, name="report_new"),
    path("reports/search/", views.report_search, name="report_search"),
    path("reports/<uuid:pk>/", views.report_page, name="report"),
    path("reports/<uuid:pk>/log/", views.report_log, name="report_log"),
    path("reports/<uuid:pk>/history/", views_history.report_history, name="report_history"),
    path("reports/<uuid:pk>/edit/", views.report_edit, name="report_edit"),
    path("reports/<uuid:pk>/marking/", views.report_marking, name="report_marking"),
    path("reports/<uuid:pk>/translations/", views.report_translation, name="report_translation"),
    path("reports/<uuid:pk>/subjects/", views_parts.report_subject_new, name="report_subject_new"),
    path("reports/<uuid:pk>/subjects/<uuid:subject>/", views_parts.report_subject, name="report_subject"),
    path("reports/<uuid:pk>/subjects/<uuid:subject>/end/", views_parts.report_subject_end, name="report_subject_end"),
    path("reports/<uuid:pk>/files/", views_parts.report_file_new, name="report_file_new"),
    path("reports/<uuid:pk>/files/<uuid:file>/", views_parts.report_file, name="report_file"),
    path("reports/<uuid:pk>/files/<uuid:file>/end/", views_parts.report_file_end, name="report_file_end"),
    path("reports/<uuid:pk>/<slug:act>/", views.report_act, name="report_act"),
]
