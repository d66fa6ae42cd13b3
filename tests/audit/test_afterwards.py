"""What a rollback must not erase is committed before the answer leaves; where it cannot be, nothing is shown."""

from collections.abc import Callable
from contextlib import suppress
from typing import cast
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from audit.afterwards import RecordedRequest, afterwards
from audit.denials import denied
from audit.log import By
from audit.middleware import Afterwards
from audit.models import Event

pytestmark = pytest.mark.django_db(transaction=True)

WHO = By(uuid4(), uuid4())


def answer_of(view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    answer = Afterwards(view)(RequestFactory().get("/cases/"))
    assert isinstance(answer, HttpResponse)
    return answer


def refuse(request: HttpRequest) -> HttpResponse:
    """A handler whose transaction rolls back after it queued a denial."""
    with transaction.atomic():
        denied(request, WHO, object_type="case", object_id=uuid4(), action="case.read")
        transaction.set_rollback(True)
    return HttpResponse(status=404)


def test_a_denial_survives_the_rollback() -> None:
    assert answer_of(refuse).status_code == 404
    event = Event.objects.get()
    assert (event.verb, event.actor, event.agency) == ("access.denied", WHO.person_id, WHO.agency_id)


def test_a_request_has_an_id_of_its_own() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(cast("RecordedRequest", request).request_id))

    assert answer_of(view).content != answer_of(view).content


def test_an_answer_that_queued_nothing_leaves_as_it_is() -> None:
    assert answer_of(lambda _: HttpResponse("fine")).content == b"fine"
    assert not Event.objects.exists()


def broken() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO no_such_table VALUES (1)")


def test_when_it_cannot_be_recorded_nothing_is_shown() -> None:
    def secret(request: HttpRequest) -> HttpResponse:
        denied(request, WHO, object_type="case", object_id=uuid4(), action="case.read")
        afterwards(request, broken)
        return HttpResponse("secret")

    answer = answer_of(secret)
    assert answer.status_code == 503
    assert b"secret" not in answer.content
    assert not Event.objects.exists(), "all or nothing"


def test_a_connection_lost_in_the_handler_is_replaced() -> None:
    def lost(request: HttpRequest) -> HttpResponse:
        denied(request, WHO, object_type="case", object_id=uuid4(), action="case.read")
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return HttpResponse(status=500)

    assert answer_of(lost).status_code == 500
    assert Event.objects.count() == 1
