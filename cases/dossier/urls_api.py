"""Address of the dossier’s API, under /api/."""

from django.urls import path

from cases.dossier.api import DossierViewSet

urlpatterns = [
    path("cases/<uuid:pk>/dossier/", DossierViewSet.as_view({"post": "create"}), name="api_case_dossier"),
]
