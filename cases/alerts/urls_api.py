"""Addresses of the alerts' API, under /api/."""

from django.urls import path

from cases.alerts.api import routes
from cases.alerts.api_reveal import RevealSheet, RevealThread

urlpatterns = [
    path("alerts/", routes(get="list", post="create"), name="api_alerts"),
    path("alerts/<uuid:pk>/", routes(get="retrieve"), name="api_alert"),
    path("alerts/<uuid:pk>/sheet/reveal/", RevealSheet.as_view(), name="api_alert_sheet"),
    path("alerts/<uuid:pk>/acknowledgements/", routes(post="acknowledge"), name="api_alert_acknowledgements"),
    path("alerts/<uuid:pk>/resends/", routes(post="resend"), name="api_alert_resends"),
    path("alerts/<uuid:pk>/calls/", routes(post="call"), name="api_alert_calls"),
    path("alerts/<uuid:pk>/desks/", routes(get="desks", post="add_desks"), name="api_alert_desks"),
    path("alerts/<uuid:pk>/desks/<uuid:desk>/", routes(delete="withdraw"), name="api_alert_desk"),
    path("alerts/<uuid:pk>/desks/<uuid:desk>/messages/", routes(post="write"), name="api_alert_messages"),
    path("alerts/<uuid:pk>/desks/<uuid:desk>/messages/reveal/", RevealThread.as_view(), name="api_alert_thread"),
    path("alerts/<uuid:pk>/closure/", routes(post="close"), name="api_alert_closure"),
    path("alerts/<uuid:pk>/review/", routes(post="review"), name="api_alert_review"),
]
