"""What has lapsed is deleted, and nothing else."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import F

from access.viewer import Viewer
from agencies import invitation, tokens
from agencies.models import ApiToken, Attempt, Invitation, KnownAddress, Person, UsedCode
from agencies.tasks import sweep
from tests.agencies.door import sign_in
from tests.agencies.test_limits import fail

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=400)


def rows() -> dict[str, int]:
    kept = (Attempt, KnownAddress, UsedCode, Session, UserSession, ApiToken, Invitation)
    return {model.__name__: model._default_manager.count() for model in kept}


@pytest.fixture
def everything(ladda: Person, thai_analyst: Viewer) -> None:
    sign_in(ladda)
    fail(1)
    tokens.issue(ladda, thai_analyst.agency, by=thai_analyst)
    invitation.invite(thai_analyst.agency, by=thai_analyst, name="S", email="s@example.org", roles=["analyst"])


def test_what_lives_is_kept(everything: None) -> None:
    before = rows()
    assert all(before.values())
    sweep()
    assert rows() == before


def test_what_lapsed_is_deleted(everything: None) -> None:
    Attempt.objects.update(at=F("at") - LONG_AGO)
    UsedCode.objects.update(at=F("at") - LONG_AGO)
    KnownAddress.objects.update(last_at=F("last_at") - LONG_AGO)
    Session.objects.update(expire_date=F("expire_date") - LONG_AGO)
    ApiToken.objects.update(expiry=F("expiry") - LONG_AGO)
    Invitation.objects.update(expires_at=F("expires_at") - LONG_AGO)
    sweep()
    assert not any(rows().values())
