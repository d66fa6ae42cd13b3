"""Addresses of urgent alerts."""

from django.urls import path

from cases.alerts import views, views_sheet

urlpatterns = [
    path("alerts/", views.alert_list, name="alerts"),
    path("alerts/new/", views.alert_new, name="alert_new"),
    path("alerts/<uuid:pk>/", views.alert_page, name="alert"),
    path("alerts/<uuid:pk>/live/", views.alert_live, name="alert_live"),
    path("alerts/<uuid:pk>/acknowledgement/", views.alert_acknowledge, name="alert_acknowledge"),
    path("alerts/<uuid:pk>/resends/", views.alert_resend, name="alert_resend"),
    path("alerts/<uuid:pk>/desks/", views.alert_desks, name="alert_desks"),
    path("alerts/<uuid:pk>/desks/<uuid:desk>/withdrawal/", views.alert_withdraw, name="alert_withdraw"),
    path("alerts/<uuid:pk>/desks/<uuid:desk>/calls/", views.alert_reach, name="alert_reach"),
    path("alerts/<uuid:pk>/desks/<uuid:desk>/messages/", views.alert_write, name="alert_write"),
    path("alerts/<uuid:pk>/desks/<uuid:desk>/messages/reveal/", views_sheet.alert_thread, name="alert_thread"),
    path("alerts/<uuid:pk>/sheet/reveal/", views_sheet.alert_sheet, name="alert_sheet"),
    path("alerts/<uuid:pk>/closure/", views.alert_close, name="alert_close"),
    path("alerts/<uuid:pk>/review/", views.alert_review, name="alert_review"),
]
