"""The pages of reports and releases, clicked through as each side, with what is withheld looked for in every byte."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from access.viewer import Viewer
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from intelligence.reports.models import Report
from tests.agencies.door import browser
from tests.intelligence.writing import MARKS, a_report

pytestmark = pytest.mark.django_db
WORDS = {
    "title": "A trawler",
    "language": "en",
    "body": "Seen at night.",
    "source_grade": "B",
    "information_grade": "2",
    "place": "Ranong",
    "platforms": "messaging: Line",
    "tlp": "AMBER",
    "circle": "any",
    "notice": "both",
}


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_from_the_first_word_to_the_recipient(thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    writer, asker = browser(thai_liaison), browser(khmer_liaison)
    made = writer.post("/reports/new/", WORDS)
    assert made.status_code == 302, text(made)
    report = Report.objects.unscoped("a test looks").get()
    at = f"/reports/{report.pk}/"
    lines = {"names-TOTAL_FORMS": 1, "names-INITIAL_FORMS": 0, "names-0-text": "สมชาย", "numbers-TOTAL_FORMS": 1,
             "numbers-INITIAL_FORMS": 0, "numbers-0-value": "+66812345678", "numbers-0-kind": "phone"}  # fmt: skip
    assert writer.post(f"{at}subjects/", lines | {"kind": "Person", "born": "2523"}).status_code == 302
    assert "สมชาย" in text(writer.get(at))
    for act in ("submission", "validation"):
        assert writer.get(f"{at}{act}/").status_code == 200
        assert writer.post(f"{at}{act}/").status_code == 302
    assert asker.get(at).status_code == 404
    wish = {"owner": str(thai_liaison.agency_id), "reference": report.reference, "learned": "reference",
            "purpose": "Our inquiry", "urgency": "urgent"}  # fmt: skip
    assert asker.post("/releases/new/", wish).status_code == 302
    release = Release.objects.unscoped("a test looks").get()
    line = f"/releases/{release.pk}/"
    assert "Our inquiry" in text(writer.get("/releases/"))
    assert "asks for a report" in text(writer.get("/"))
    decision = text(writer.get(f"{line}approval/"))
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', decision)
    assert digest
    answer = writer.post(f"{line}approval/", {"withheld": ["subjects", "place"], "digest": digest[1]})
    assert answer.status_code == 302
    shown = text(asker.get(at))
    assert "Seen at night." in shown
    assert "สมชาย" not in shown
    assert "Ranong" not in shown
    assert asker.get("/reports/").status_code == 200
    assert writer.post(f"{line}recall/", {"reason_if": "A tip"}).status_code == 302
    assert asker.get(at).status_code == 404
    assert "A tip" in text(asker.get(line))
    assert asker.post(f"{line}acknowledgement/").status_code == 302


PAGES: dict[str, Callable[[Report, Release], str]] = {
    "report": lambda report, release: f"/reports/{report.pk}/",
    "list": lambda report, release: "/reports/",
    "release": lambda report, release: f"/releases/{release.pk}/",
    "recall form": lambda report, release: f"/releases/{release.pk}/recall/",
    "releases": lambda report, release: "/releases/",
    "desk": lambda report, release: "/",
}


@pytest.mark.parametrize("piece", sorted(MARKS))
def test_what_is_withheld_is_in_no_byte(piece: str, khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    release = Release.ask(by=thai_liaison, owner=report.originator, purpose="Ours", reference=report.reference)
    release.approve(by=khmer_liaison, terms=Terms(withheld=[piece]))
    asker = browser(thai_liaison)
    mark = MARKS[piece] if piece != "grades" else "mostly reliable"
    seen = "".join(text(asker.get(make(report, release))) for make in PAGES.values())
    assert mark not in seen
    found = text(asker.post("/reports/search/", {"q": MARKS[piece]}))
    assert report.reference not in found
    others = [MARKS[one] for one in MARKS if one not in {piece, "grades"}]
    assert all(other in seen for other in others), piece


def test_a_stranger_meets_nothing(khmer_liaison: Viewer, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    release = Release.ask(by=thai_liaison, owner=report.originator, purpose="Ours", reference=report.reference)
    for viewer, own in ((malay_liaison, False), (thai_liaison, True)):
        client: Client = browser(viewer)
        for name, make in PAGES.items():
            answer = client.get(make(report, release))
            hidden = name == "report" or (name in ("release", "recall form") and not own)
            if name == "recall form" and own:
                assert answer.status_code == 403
                continue
            assert answer.status_code == (404 if hidden else 200), (viewer, name)
            for mark in MARKS.values():
                assert len(mark) < 3 or mark not in text(answer)


def test_a_guess_is_answered_like_a_reference(khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    wish = {"owner": str(khmer_liaison.agency_id), "learned": "reference", "purpose": "Guess", "urgency": "routine"}
    asker = browser(malay_liaison)
    pages = []
    for reference in (report.reference, "2222-3333-4444"):
        made = asker.post("/releases/new/", wish | {"reference": reference})
        page = text(asker.get(made["Location"])).replace(made["Location"].split("/")[2], "").replace(reference, "")
        page = re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"', "", page)
        pages.append(re.sub(r"\d\d:\d\d(:\d\dZ)?", "", page))  # the moment of asking
    assert pages[0] == pages[1]


def test_what_the_owner_does_quietly_leaves_no_trace(khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    report = a_report(khmer_liaison, cover={"four_eyes": True})
    asker = browser(malay_liaison)
    line = Release.ask(by=malay_liaison, owner=report.originator, purpose="Ours", reference="What you told us")

    def seen() -> str:
        pages = [text(asker.get(where)) for where in (f"/releases/{line.pk}/", "/releases/", "/", "/reports/")]
        return re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"', "", "".join(pages))

    before = seen()
    line.match(by=khmer_liaison, report=report)
    assert seen() == before
    assert line.approve(by=khmer_liaison) is False
    assert seen() == before
