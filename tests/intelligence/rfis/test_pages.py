"""The pages of requests: what each side meets, what a discreet request leaves behind (nothing), what a page costs."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.viewer import Viewer
from agencies.models import Role
from audit.models import Event
from intelligence.rfis.models import Addressee, Message, Rfi
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.test_pages import bare
from tests.cast import agency, case_of, member
from tests.intelligence.rfis.conftest import ask, line_of

pytestmark = pytest.mark.django_db
LIST, DETAIL = 8, 12  # queries, session, viewer and consultation included


def exactly(content: bytes) -> str:
    """A page without form tokens; times stay."""
    text = re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]+"', "", content.decode())
    return re.sub(r'(content|nonce|data-now)="[^"]*"', "", text)


def test_an_addressees_pages_are_the_same_byte_by_byte_whoever_else_is_asked(
    thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    rfi = ask(thai_analyst, khmer_liaison)
    reader, program = browser(khmer_liaison), Program(khmer_liaison)
    line = line_of(rfi, khmer_liaison)
    pages = ["/", "/rfis/", "/rfis/?show=ended", "/intelligence/answer-times/", f"/rfis/{rfi.pk}/"]
    pages += [f"/rfis/{rfi.pk}/addressees/{line.pk}/answer/"]
    addresses = ["/rfis/", f"/rfis/{rfi.pk}/", "/rfis/answer-times/"]
    before = [exactly(reader.get(p).content) for p in pages], [program.get(a).json() for a in addresses]
    others = [malay_liaison, *(member(agency(f"Police of {c}", country=c), Role.LIAISON) for c in ("VN", "LA", "MM"))]
    rfi.add(by=thai_analyst, to=ask_to(others))
    line_of(rfi, malay_liaison).ask_back(by=malay_liaison, text="Which pier?")
    line_of(rfi, others[1]).respond(by=others[1], answer="positive", text="Ours")
    line_of(rfi, malay_liaison).write(by=thai_analyst, text="The northern one")
    line_of(rfi, others[2]).refuse(by=others[2])
    line_of(rfi, others[3]).withdraw(by=thai_analyst)
    after = [exactly(reader.get(p).content) for p in pages], [program.get(a).json() for a in addresses]
    assert [words_only(page) for page in after[0]] == [words_only(page) for page in before[0]]
    assert after[1] == before[1]


def ask_to(viewers: list[Viewer]) -> list[Any]:
    from intelligence.rfis.models import Recipient

    return [Recipient(viewer.agency) for viewer in viewers]


def words_only(page: str) -> str:
    """Minutes may pass between the two: how long ago something was is said by the clock, not by the request."""
    return re.sub(r"(\d+ (hours?|minutes?|min|h)( ago)?|just now)", "T", page)


def test_an_outsider_meets_the_404_of_a_random_id(asked: Rfi, line: Addressee, malay_liaison: Viewer) -> None:
    ask(malay_liaison, member(asked.originator, Role.LIAISON))
    outside = browser(malay_liaison)
    for tail in ("", "addressees/", "withdrawal/", f"addressees/{line.pk}/answer/"):
        unseen, absent = outside.get(f"/rfis/{asked.pk}/{tail}"), outside.get(f"/rfis/{uuid4()}/{tail}")
        assert (unseen.status_code, bare(unseen.content)) == (404, bare(absent.content))


def test_a_line_of_another_request_is_absent_under_this_one(
    line: Addressee, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    other = ask(thai_analyst, khmer_liaison)
    own, program = browser(khmer_liaison), Program(khmer_liaison)
    assert own.post(f"/rfis/{other.pk}/addressees/{line.pk}/acknowledgement/", {}).status_code == 404
    assert program.post(f"/rfis/{other.pk}/addressees/{line.pk}/acknowledgement/").status_code == 404
    assert line_of(line.rfi, khmer_liaison).state == "sent"


def test_a_request_by_form_and_its_answer(ranong: Any, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    pen, other = browser(thai_analyst), browser(khmer_liaison)
    sent = {
        "question": "Who rents it?", "purpose": "", "urgency": "urgent", "tlp": "AMBER", "together": "on",
        "agencies": [str(khmer_liaison.agency_id)], "subjects": "Sok\n+855 12\n", "case": str(ranong.pk),
    }  # fmt: skip
    wrong = pen.post("/rfis/new/", sent)
    assert wrong.status_code == 422
    assert "Who rents it?" in wrong.content.decode()
    assert pen.post("/rfis/new/", sent | {"purpose": "Arrest"}).status_code == 302
    rfi = Rfi.objects.get()
    assert (rfi.subjects, rfi.discreet, rfi.case_id) == (["Sok", "+855 12"], False, ranong.pk)
    page = other.get(f"/rfis/{rfi.pk}/").content.decode()
    assert "Ranong trawlers" in page
    where = f"/rfis/{rfi.pk}/addressees/{line_of(rfi, khmer_liaison).pk}/answer/"
    assert other.post(where, {"answer": "", "text": "A firm"}).status_code == 422
    assert other.post(where, {"answer": "partial", "text": "A firm", "version": "1"}).status_code == 302
    assert "A firm" in pen.get(f"/rfis/{rfi.pk}/").content.decode()


def test_someone_faster_leaves_what_was_typed(line: Addressee, khmer_liaison: Viewer) -> None:
    line.acknowledge(by=khmer_liaison)
    where = f"/rfis/{line.rfi_id}/addressees/{line.pk}/answer/"
    late = browser(khmer_liaison).post(where, {"answer": "partial", "text": "A firm of Poipet", "version": "1"})
    assert late.status_code == 409
    assert "A firm of Poipet" in late.content.decode()


def test_a_form_sent_twice_sends_once(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    pen = browser(thai_analyst)
    sent = {"question": "Who?", "purpose": "x", "urgency": "routine", "tlp": "AMBER", "once": "k",
            "agencies": [str(khmer_liaison.agency_id)]}  # fmt: skip
    assert [pen.post("/rfis/new/", sent).status_code for _ in range(2)] == [302, 302]
    assert Rfi.objects.count() == 1


def test_only_the_named_hear_of_each_other_when_the_asker_says_so(
    thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    rfi = ask(thai_analyst, khmer_liaison, malay_liaison)
    line_of(rfi, malay_liaison).respond(by=malay_liaison, answer="positive", text="Ours it is")
    reader = browser(khmer_liaison)
    assert "Malaysia" not in reader.get(f"/rfis/{rfi.pk}/").content.decode()
    assert browser(thai_analyst).post(f"/rfis/{rfi.pk}/introduction/").status_code == 302
    page = reader.get(f"/rfis/{rfi.pk}/").content.decode()
    assert "Malaysia" in page
    assert "Ours it is" not in page
    told = Program(khmer_liaison).get(f"/rfis/{rfi.pk}/").json()
    assert [one["name"] for one in told["others"]] == [malay_liaison.agency.name]
    assert len(told["lines"]) == 1


def test_a_named_person_is_found_by_user_name(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    pen = browser(thai_analyst)
    sent = {"question": "Who?", "purpose": "x", "urgency": "routine", "tlp": "RED", "people": "nobody-here"}
    assert pen.post("/rfis/new/", sent).status_code == 422
    assert pen.post("/rfis/new/", sent | {"people": khmer_liaison.person.username}).status_code == 302
    assert Addressee.objects.get().person_id == khmer_liaison.person_id


def test_the_desk_counts_what_waits(line: Addressee, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    assert "1 request for information waits" in browser(khmer_liaison).get("/").content.decode()
    line.ask_back(by=khmer_liaison, text="Which?")
    assert "1 agency asked you back" in browser(thai_analyst).get("/").content.decode()


def test_reading_is_recorded_with_its_purpose(asked: Rfi, khmer_liaison: Viewer) -> None:
    browser(khmer_liaison).get(f"/rfis/{asked.pk}/")
    event = Event.objects.filter(actor=khmer_liaison.person_id, led="consultation").latest("at")
    assert (event.root_id, event.owner) == (asked.pk, asked.originator_id)


@pytest.mark.parametrize("query", ["", "?box=asked", "?show=ended", "?box=asked&show=ended&after=x&q=%00", "?q=pier"])
def test_lists_keep_to_their_queries(thai_analyst: Viewer, khmer_liaison: Viewer, query: str) -> None:
    for n in range(6):
        rfi = ask(thai_analyst, khmer_liaison)
        ask(khmer_liaison, thai_analyst)
        if n % 2:
            line_of(rfi, khmer_liaison).respond(by=khmer_liaison, answer="negative")
    reader = browser(thai_analyst)
    reader.get("/rfis/")
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert reader.get(f"/rfis/{query}").status_code == 200
    assert len(real(found)) <= LIST, [q["sql"][:120] for q in real(found)]


def real(found: CaptureQueriesContext) -> list[Any]:
    """Without the marks of transactions."""
    return [q for q in found.captured_queries if not re.match(r"(SAVEPOINT|RELEASE|BEGIN|COMMIT|ROLLBACK)", q["sql"])]


def test_a_page_keeps_to_its_queries(
    ranong: Any, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    rfi = ask(thai_analyst, khmer_liaison, malay_liaison, case=ranong)
    for viewer in (khmer_liaison, malay_liaison):
        for n in range(5):
            line_of(rfi, viewer).remark(by=viewer, text=f"{n}")
    for viewer in (thai_analyst, khmer_liaison):
        reader = browser(viewer)
        with CaptureQueriesContext(connection) as found:
            assert reader.get(f"/rfis/{rfi.pk}/").status_code == 200
        assert len(real(found)) <= DETAIL, [q["sql"][:120] for q in real(found)]


def test_answer_times_are_of_ones_own_pairs(thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    line_of(ask(thai_analyst, khmer_liaison), khmer_liaison).respond(by=khmer_liaison, answer="positive")
    ask(thai_analyst, khmer_liaison)
    line_of(ask(malay_liaison, khmer_liaison), khmer_liaison).refuse(by=khmer_liaison)
    told = Program(thai_analyst).get("/rfis/answer-times/").json()
    assert [(p["agency"], p["sent"], p["done"], p["waiting"], p["median_seconds"]) for p in told["asked"]] == [
        (khmer_liaison.agency.name, 2, 1, 1, 0)
    ]
    assert told["answered"] == []
    assert "Malaysia" not in browser(thai_analyst).get("/intelligence/answer-times/").content.decode()
    assert {p["agency"] for p in Program(khmer_liaison).get("/rfis/answer-times/").json()["answered"]} == {
        thai_analyst.agency.name, malay_liaison.agency.name,
    }  # fmt: skip


def test_the_api_walks_a_request(thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    asker, asked = Program(thai_analyst), Program(khmer_liaison)
    theirs = case_of(malay_liaison)
    body = {"question": "Who?", "purpose": "x", "to": [{"agency": str(khmer_liaison.agency_id)}]}
    unseen = asker.post("/rfis/", body | {"case": str(theirs.pk)})
    made_up = asker.post("/rfis/", body | {"case": str(uuid4())})
    assert (unseen.status_code, unseen.json()) == (made_up.status_code, made_up.json())
    assert asker.post("/rfis/", body | {"colour": "red"}).status_code == 400
    made = [asker.post("/rfis/", body, key="k") for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    rfi, line = made[0].json()["rfi"]["id"], made[0].json()["lines"][0]["id"]
    where = f"/rfis/{rfi}/addressees/{line}"
    assert asked.post(f"{where}/question/", {"text": "Which?", "version": 1}).json()["lines"][0]["paused_at"]
    assert asked.post(f"{where}/remark/", {"text": "Late", "version": 1}).status_code == 409
    assert asked.post(f"{where}/message/", {"text": "Not mine"}).status_code == 403
    assert asker.post(f"{where}/message/", {"text": "This"}).json()["lines"][0]["paused_at"] is None
    got = asked.post(f"{where}/answer/", {"answer": "partial", "text": "A firm"}).json()["lines"][0]
    assert (got["state"], got["answer"], got["thread"][-1]["text"]) == ("answered", "partial", "A firm")
    assert asked.post(f"{where}/answer/", {"answer": "positive"}).status_code == 409
    assert Program(malay_liaison).get(f"/rfis/{rfi}/").status_code == 404
    assert Message.objects.count() == 3
