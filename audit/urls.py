"""Pages of the log."""

from django.urls import path

from audit import views

urlpatterns = [
    path("oversight/", views.oversight, name="oversight"),
]
