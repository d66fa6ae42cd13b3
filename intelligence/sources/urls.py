"""Addresses of sources."""

from django.urls import path

from intelligence.sources import views

urlpatterns = [
    path("sources/", views.source_list, name="sources"),
    path("sources/new/", views.source_new, name="source_new"),
    path("sources/<uuid:pk>/", views.source_page, name="source"),
    path("sources/<uuid:pk>/identity/", views.source_identity, name="source_identity"),
    path("sources/<uuid:pk>/reveal/", views.source_reveal, name="source_reveal"),
    path("sources/<uuid:pk>/payments/", views.source_payment, name="source_payment"),
    path("sources/<uuid:pk>/grades/", views.source_grade, name="source_grade"),
    path("sources/<uuid:pk>/handover/", views.source_handover, name="source_handover"),
    path("sources/<uuid:pk>/handover/answer/", views.source_answer, name="source_answer"),
]
