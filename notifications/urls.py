"""Addresses of the inbox."""

from django.urls import path

from notifications import views
from notifications.metrics import metrics

urlpatterns = [
    path("inbox/", views.inbox_page, name="inbox"),
    path("inbox/clocks/", views.clocks_page, name="clocks"),
    path("inbox/marks/", views.inbox_marks, name="inbox_marks"),
    path("inbox/news/", views.inbox_news, name="inbox_news"),
    path("inbox/choices/", views.notification_choices, name="notification_choices"),
    path("inbox/watch/<slug:kind>/<uuid:root>/", views.watch_record, name="watch_record"),
    path("inbox/system/", views.endpoint, name="endpoint"),
    path("operation/", views.operators, name="operators"),
    path("metrics/", metrics, name="metrics"),
    path("inbox/<uuid:pk>/", views.notification, name="notification"),
]
