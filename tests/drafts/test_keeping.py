"""A draft is its writer's alone, sealed, limited, gone once sent, and never brought back by a late save."""

import json
from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client

from access.viewer import Viewer
from audit.models import Event
from coordination_center.errors import Invalid
from drafts import keeping
from drafts.keeping import drop, keep, kept, sweep
from drafts.models import Draft
from drafts.tasks import sweep as sweep_task
from tests.agencies.door import browser
from tests.cast import also, member

pytestmark = pytest.mark.django_db
FORM, TEXT = "new case", "ขบวนการค้ามนุษย์ที่ท่าเรือ"


def written(by: Viewer, text: str = TEXT, form: str = FORM, once: str = "one") -> None:
    keep(by=by, form=form, once=once, typed=[("title", text)])


def read(by: Viewer, form: str = FORM) -> list[tuple[str, str]] | None:
    found = kept(by=by, form=form)
    return found.typed if found else None


def post(client: Client, viewer: Viewer, **fields: Any) -> Any:
    body = {"form": FORM, "agency": str(viewer.agency_id), "once": "one", "typed": json.dumps([["title", TEXT]])}
    return client.post("/drafts/", body | fields)


def test_the_last_that_was_typed_comes_back(thai_analyst: Viewer) -> None:
    assert read(thai_analyst) is None
    written(thai_analyst, "a")
    written(thai_analyst)
    assert read(thai_analyst) == [("title", TEXT)]
    assert Draft.objects.count() == 1


def test_it_is_its_writers_alone_for_that_agency_and_that_form(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    written(thai_analyst)
    colleague = member(thai_analyst.agency, "analyst", "supervisor", "admin", name="Same Agency")
    elsewhere = also(thai_analyst, malay_liaison.agency, "analyst")
    assert [read(v) for v in (colleague, elsewhere, malay_liaison)] == [None] * 3
    assert read(thai_analyst, "new network") is None
    drop(by=colleague, form=FORM)
    assert read(thai_analyst) == [("title", TEXT)]


def test_it_lies_sealed_and_says_of_nothing_what_it_is_about(thai_analyst: Viewer) -> None:
    written(thai_analyst, form="note 0f7c")
    row = Draft.objects.values().get()
    assert TEXT not in str(row)
    assert "0f7c" not in str(row)
    other = member(thai_analyst.agency, "analyst", name="Same Agency")
    Draft.objects.update(person=other.person_id, form=keeping._digest(other, "note 0f7c"))
    with pytest.raises(ValueError, match="another purpose"):
        kept(by=other, form="note 0f7c")


def test_nothing_of_it_is_in_the_log(thai_analyst: Viewer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    before = Event.objects.count()
    client = browser(thai_analyst)
    assert post(client, thai_analyst).status_code == 200
    assert client.get("/drafts/", {"form": FORM}).json()["typed"] == [["title", TEXT]]
    assert Event.objects.count() == before
    assert TEXT not in caplog.text


def test_once_sent_it_is_gone_and_a_late_save_does_not_revive_it(thai_analyst: Viewer) -> None:
    client = browser(thai_analyst)
    post(client, thai_analyst)
    sent = client.post("/cases/new/", {"title": "Pier", "tlp": "AMBER", "once": "one", "draft": FORM})
    assert sent.status_code == 302
    assert read(thai_analyst) is None
    assert Draft.objects.get().sealed == ""
    assert post(client, thai_analyst).status_code == 409
    assert post(client, thai_analyst, once="two").status_code == 200, "the next case is another rendering"


def test_a_refused_form_keeps_its_draft(thai_analyst: Viewer) -> None:
    client = browser(thai_analyst)
    post(client, thai_analyst)
    assert client.post("/cases/new/", {"title": "", "once": "one", "draft": FORM}).status_code == 422
    assert read(thai_analyst) == [("title", TEXT)]


def test_a_page_of_another_agency_keeps_nothing(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    also(thai_analyst, malay_liaison.agency, "analyst")
    client = browser(thai_analyst)
    for agency in (str(malay_liaison.agency_id), "", "nonsense"):
        assert post(client, thai_analyst, agency=agency).status_code == 409
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "typed", ["", "nonsense", "1", "[1]", '[["a"]]', '[["a", 1]]', '[["a", "b", "c"]]', '{"a": "b"}',
              '[["a", "\\ud800"]]', "[" * 50_000]
)  # fmt: skip
def test_what_is_no_form_is_refused(thai_analyst: Viewer, typed: str) -> None:
    assert post(browser(thai_analyst), thai_analyst, typed=typed).status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.parametrize("form", ["", "A", "x" * 121, "new/../case", "ก"])
def test_what_is_no_name_of_a_form_is_refused(thai_analyst: Viewer, form: str) -> None:
    client = browser(thai_analyst)
    assert post(client, thai_analyst, form=form).status_code == 422
    assert client.get("/drafts/", {"form": form}).status_code == 422
    assert client.post("/drafts/discard/", {"form": form}).status_code == 422


def test_it_is_limited_in_size_and_number(thai_analyst: Viewer) -> None:
    with pytest.raises(Invalid):
        written(thai_analyst, "x" * keeping.LONGEST)
    with pytest.raises(Invalid):
        keep(by=thai_analyst, form=FORM, once="", typed=[("a", "b")] * (keeping.MOST_FIELDS + 1))
    for n in range(keeping.MOST + 3):
        written(thai_analyst, form=f"form {n}")
    assert Draft.objects.exclude(sealed="").count() == keeping.MOST
    assert read(thai_analyst, "form 0") is None
    assert read(thai_analyst, f"form {keeping.MOST + 2}") is not None


def test_it_lapses(thai_analyst: Viewer) -> None:
    written(thai_analyst, form="old")
    written(thai_analyst, form="young")
    Draft.objects.filter(form=keeping._digest(thai_analyst, "old")).update(kept_at=Now() - keeping.KEPT)
    sweep()
    sweep_task()
    assert [read(thai_analyst, form) is None for form in ("old", "young")] == [True, False]


def test_strangers_and_foreign_forms_keep_nothing(thai_analyst: Viewer) -> None:
    assert Client().post("/drafts/", {"form": FORM}).status_code == 302
    client = browser(thai_analyst)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert post(strict, thai_analyst).status_code == 403
    token = strict.get("/drafts/", {"form": FORM}).json()["token"]
    body = {"form": FORM, "agency": str(thai_analyst.agency_id), "typed": "[]"}
    assert strict.post("/drafts/", body, headers={"X-CSRFToken": token}).status_code == 200


def test_it_costs_few_queries(thai_analyst: Viewer, django_assert_max_num_queries: Any) -> None:
    client = browser(thai_analyst)
    post(client, thai_analyst)
    with django_assert_max_num_queries(15, connection=connection):
        post(client, thai_analyst)
