"""Address of the dossier of a case."""

from django.urls import path

from cases.dossier import views

urlpatterns = [path("cases/<uuid:pk>/dossier/", views.case_dossier, name="case_dossier")]
