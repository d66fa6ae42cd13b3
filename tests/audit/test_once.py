"""What is sent twice is done once: replays, parallel twins, other content under the same key, and forgetting."""

import threading
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from audit.log import By
from audit.models import Submission
from audit.once import remember, submission, sweep
from coordination_center.errors import IllegalMove, Invalid

WHO = By(uuid4(), uuid4())
MADE = uuid4()


def sent(by: By = WHO, *, key: str = "k1", body: bytes = b"title=x", route: str = "case_new") -> Submission | None:
    return submission(by, route=route, key=key, body=body)


def done(made: UUID = MADE) -> None:
    remember(WHO, route="case_new", key="k1", object_type="case", object_id=made, status=201)


@pytest.mark.django_db
def test_the_first_is_new_and_its_replay_finds_what_it_made() -> None:
    assert sent() is None
    done()
    again = sent()
    assert again is not None
    assert (again.object_type, again.object_id, again.status) == ("case", MADE, 201)


@pytest.mark.django_db
def test_other_content_under_the_same_key_is_invalid() -> None:
    sent()
    done()
    with pytest.raises(Invalid):
        sent(body=b"title=y")


@pytest.mark.django_db
def test_a_key_is_of_one_person_one_agency_and_one_route() -> None:
    sent()
    done()
    assert sent(By(uuid4(), WHO.agency_id)) is None
    assert sent(By(WHO.person_id, uuid4())) is None
    assert sent(route="case_note") is None


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "k" * 201, "a\x00b", "a\nb", "a\u202eb"])
def test_a_key_that_is_none_is_invalid(key: str) -> None:
    with pytest.raises(Invalid):
        sent(key=key)
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_one_that_led_to_nothing_may_be_sent_again_with_other_content() -> None:
    assert sent() is None
    assert sent(body=b"title=corrected") is None
    done()
    assert sent(body=b"title=corrected") is not None


@pytest.mark.django_db
def test_old_submissions_are_forgotten_after_72_hours() -> None:
    for key in ("old", "young"):
        sent(key=key)
    old = timezone.now() - timedelta(hours=72, minutes=1)
    Submission.objects.filter(key="old").update(created_at=old)
    assert sweep() == 1
    assert Submission.objects.get().key == "young"


class Post(threading.Thread):
    """A request on its own connection that makes something, unless it was made before."""

    def __init__(self, ready: threading.Barrier, *, fails: bool = False) -> None:
        super().__init__()
        self.ready, self.fails = ready, fails
        self.made: UUID | None = None
        self.found: UUID | None = None

    def run(self) -> None:
        self.ready.wait(60)
        try:
            with transaction.atomic():
                self._handle()
        except ZeroDivisionError:
            self.made = None
        connection.close()

    def _handle(self) -> None:
        before = sent()
        if before:
            self.found = before.object_id
            return
        self.made = uuid4()
        done(self.made)
        if self.fails:
            raise ZeroDivisionError


def together(*, failing: int = 0, count: int = 8) -> list[Post]:
    ready = threading.Barrier(count)
    posts = [Post(ready, fails=n < failing) for n in range(count)]
    for post in posts:
        post.start()
    for post in posts:
        post.join()
    return posts


@pytest.mark.django_db(transaction=True)
def test_of_parallel_twins_one_does_the_work() -> None:
    posts = together()
    made = [post.made for post in posts if post.made]
    assert len(made) == 1
    assert {post.found for post in posts if not post.made} == set(made)


@pytest.mark.django_db(transaction=True)
def test_when_the_first_rolls_back_a_twin_does_the_work() -> None:
    posts = together(failing=3)
    made = [post.made for post in posts if post.made]
    assert len(made) == 1
    assert Submission.objects.get().object_id == made[0]


@pytest.mark.django_db(transaction=True)
def test_a_twin_that_waits_too_long_is_told() -> None:
    holding, release = threading.Event(), threading.Event()
    first = threading.Thread(target=_hold, args=(holding, release))
    first.start()
    assert holding.wait(60)
    try:
        with pytest.raises(IllegalMove), transaction.atomic():
            _run("SET LOCAL lock_timeout = 100")
            sent()
    finally:
        release.set()
        first.join()


def _hold(holding: threading.Event, release: threading.Event) -> None:
    with transaction.atomic():
        sent()
        holding.set()
        release.wait(60)
    connection.close()


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
