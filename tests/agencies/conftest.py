"""People who can sign in, for the tests of the door."""

from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from access.viewer import Viewer
from agencies.models import Person
from tests.cast import PASSWORD, with_password


class QuickArgon2(Argon2PasswordHasher):
    """The same hashing at the lowest price: these tests sign in thousands of times."""

    time_cost, memory_cost, parallelism = 1, 8, 1


@pytest.fixture(autouse=True)
def quick_hashing(settings: Any) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.QuickArgon2"]


@pytest.fixture
def ladda(thai_analyst: Viewer) -> Person:
    """A Thai analyst with a password and an authenticator."""
    return with_password(thai_analyst)


@pytest.fixture
def newcomer(thai_liaison: Viewer) -> Person:
    """A Thai liaison with a password and no authenticator yet."""
    thai_liaison.person.set_password(PASSWORD)
    thai_liaison.person.save()
    return thai_liaison.person
