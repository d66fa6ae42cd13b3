"""The operators' page and figures: what waits, what was given up, and another try; never what anybody is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client

from access.viewer import Viewer
from audit.models import Event, Outbox
from coordination_center.errors import NotAllowed
from notifications.models import Delivery, Notification
from notifications.operators import dead_events, health, try_again
from tests.agencies.door import browser
from tests.cast import case_of
from tests.notifications.telling import forget, told

pytestmark = pytest.mark.django_db
TITLE = "Titlemark of the trawlers"


@pytest.fixture
def given_up(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    """One event that was given up."""
    case = case_of(thai_analyst, title=TITLE)
    forget()
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    Outbox.objects.update(dead_at=Now(), tries=8)


def test_what_is_late_raises_the_alarm(thai_analyst: Viewer, centre_admin: Viewer) -> None:
    forget()
    assert not health().events.lags
    case_of(thai_analyst)
    Outbox.objects.update(due_at=Now() - timedelta(seconds=61))
    now = health()
    assert now.events.lags
    assert now.alarm
    assert "seconds behind" in browser(centre_admin).get("/operation/").content.decode()


def test_another_try_tells_and_is_recorded(given_up: None, centre_admin: Viewer, khmer_liaison: Viewer) -> None:
    assert [(dead.what, dead.count) for dead in dead_events()] == [("case.invited", 1)]
    page = browser(centre_admin).get("/operation/").content.decode()
    assert "case.invited" in page
    assert TITLE not in page
    assert told(khmer_liaison) == []
    assert browser(centre_admin).post("/operation/", {"what": "events"}).status_code == 302
    event = Event.objects.get(verb="delivery.revived")
    assert event.detail == {"what": "events", "count": 1}
    assert told(khmer_liaison) == ["case.invited"]


def test_messages_are_tried_again(thai_analyst: Viewer, khmer_liaison: Viewer, centre_admin: Viewer) -> None:
    case_of(thai_analyst).invite(by=thai_analyst, agency=khmer_liaison.agency)
    told(khmer_liaison)
    Delivery.objects.update(dead_at=Now(), problem="smtp 550", tries=1)
    assert "email smtp 550" in browser(centre_admin).get("/operation/").content.decode()
    assert try_again("messages", by=centre_admin) == Notification.objects.count()
    assert not Delivery.objects.exclude(dead_at=None).exists()


def test_nobody_else_tries_again(given_up: None, thai_admin: Viewer, overseer: Viewer, khmer_liaison: Viewer) -> None:
    for viewer in (thai_admin, overseer, khmer_liaison):
        with pytest.raises(NotAllowed):
            try_again("events", by=viewer)
        assert browser(viewer).post("/operation/", {"what": "events"}).status_code == 403
    assert Outbox.objects.exclude(dead_at=None).exists()


def test_the_figures_are_for_whoever_shows_the_token(given_up: None, settings: Any) -> None:
    settings.METRICS_TOKEN = "a long token of the operators"
    for header in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Bearer "}):
        assert Client(headers=header).get("/metrics/").status_code == 404
    answer = Client(headers={"authorization": f"Bearer {settings.METRICS_TOKEN}"}).get("/metrics/")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert 'coordination_center_queue_given_up{queue="events"} 1.0' in text
    assert TITLE not in text
    settings.METRICS_TOKEN = ""
    assert Client(headers={"authorization": "Bearer "}).get("/metrics/").status_code == 404
