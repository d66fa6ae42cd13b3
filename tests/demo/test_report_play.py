"""Reports of a world are written, put before the desk and vouched for by those who may, and hold what the file says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from access.decide import can
from access.viewer import Viewer, viewer_for
from agencies.models import Agency, Person
from audit.models import Event, Outbox
from demo.entries import World
from demo.loading import load
from demo.showing import show
from intelligence.reports.codes import State
from intelligence.reports.models import Attachment, Part, Quote, Report, ReportSubject
from intelligence.sources.identity import open_identity
from intelligence.sources.models import Source
from tests.cases.subjects.pictures import jpeg
from tests.demo.worlds import BODY, released, with_report, write

Loaded = Callable[..., World]
pytestmark = pytest.mark.django_db
BOSS = {
    "key": "boss", "kind": "Person", "role": "organiser", "names": ["ตะวัน", "Tawan"], "born": "2514-03",
    "nationality": ["TH"], "identifiers": [{"kind": "phone", "value": "081 555 0142"}], "note": "n",
}  # fmt: skip
AN_ID = "0f7d2c8e-5a41-4c93-9f0e-2f7f1c1d3a55"


def who(username: str, country: str = "TH") -> Viewer:
    return viewer_for(Person.objects.get(username=username), Agency.objects.get(country=country, kind="police"))


def thai() -> Viewer:
    return who("ladda")


def only_report() -> Report:
    return Report.objects.visible_to(thai()).get()


def parts(viewer: Viewer) -> dict[str, Any]:
    rows = Part.objects.visible_to(viewer).filter(made="original")
    return {part.piece: part.text or part.data for part in rows}


def test_a_report_by_its_defaults_is_validated_by_a_colleague(loaded: Loaded) -> None:
    loaded(with_report())
    report = only_report()
    assert (report.state, report.tlp, report.handling, report.told, report.circle) == (
        "validated", "AMBER", [], "both", "any"
    )  # fmt: skip
    assert (report.author.username, report.checked_by.username) == ("ladda", "somsak")  # type: ignore[union-attr]
    assert [report.four_eyes, report.compartment, report.case_id, report.exploitation] == [False, False, None, []]
    assert parts(thai()) == {
        "title": "Titlemark", "body": BODY["body"], "grades": {"scheme": "4x4", "source": "B", "information": "2"}
    }  # fmt: skip


def test_every_piece_of_a_report(loaded: Loaded, tmp_path: Path) -> None:
    (tmp_path / "pier.jpg").write_bytes(jpeg())
    loaded(
        with_report(
            source_grade="c", information_grade="5", tlp="GREEN", handling=["H1", "H3"], handling_note="Orally alone",
            place="13.65, 102.56", route=["Poipet", "Bangkok"], platforms=[{"kind": "social", "name": "Jobs page"}],
            exploitation=["labour"], language="en", tearline="Men at sea are in danger.", notice="owner",
            circle="law_enforcement", four_eyes=True, hides_recipients=False, attachments=["pier.jpg"],
            subjects=[BOSS], translations=[{"language": "th", "title": "หัวเรื่อง", "body": "เนื้อหา", "made": "machine"}],
        )
    )  # fmt: skip
    report, said = only_report(), parts(thai())
    assert (report.tlp, report.handling, report.handling_note) == ("GREEN", ["H1", "H3"], "Orally alone")
    assert (report.circle, report.four_eyes, report.hides_recipients) == ("law_enforcement", True, False)
    assert (report.notice, report.exploitation) == ("owner", ["labour"])
    assert said["grades"] == {"scheme": "admiralty", "source": "c", "information": "5"}
    assert (said["place"]["lat"], said["place"]["lon"]) == (13.65, 102.56)
    assert [stop["place"] for stop in said["route"]["stops"]] == ["Poipet", "Bangkok"]
    assert said["platforms"]["used"] == [{"kind": "social", "name": "Jobs page"}]
    assert said["tearline"] == "Men at sea are in danger."
    assert Part.objects.visible_to(thai()).get(piece="body", language="th").made == "machine"
    assert Attachment.objects.visible_to(thai()).get().name == "pier.jpg"


def test_subjects_as_in_a_case(loaded: Loaded) -> None:
    loaded(with_report(subjects=[BOSS | {"id": AN_ID, "notice": "both"}, BOSS | {"key": "boat", "names": ["Boat"]}]))
    boss, boat = ReportSubject.objects.visible_to(thai())
    assert (str(boss.pk), boss.label, boss.kind, boss.role, boss.born) == (
        AN_ID, "ตะวัน", "Person", "organiser", "1971-03"
    )  # fmt: skip
    assert [name["text"] for name in boss.names] == ["ตะวัน", "Tawan"]
    assert boss.numbers[0]["value"] == "081 555 0142"
    assert boat.label == "Boat"


def test_the_language_is_the_originators_first_unless_the_file_says_it(loaded: Loaded) -> None:
    thai_first = "  - {key: khm, name: Khmer, kind: ncb, country: KH, languages: [km, en]}\npeople:\n"
    khmer = {"key": "r2", "title": "T", "originator": "khm", "author": "sok"} | BODY
    sok = "  - {key: sok, username: sok, name: Sok, email: s@w.test, password: *p, roles: {khm: [liaison]}}\n"
    loaded(with_report(khmer, more=sok, language="fr").replace("people:\n", thai_first, 1))
    assert Part.objects.visible_to(thai()).get(piece="body").language == "fr"
    viewer = viewer_for(Person.objects.get(username="sok"))
    assert Part.objects.visible_to(viewer).get(piece="body").language == "km"
    assert Report.objects.visible_to(viewer).get().checked_by == viewer.person  # nobody else could


@pytest.mark.parametrize("state", State.values)
def test_every_state_is_reached_by_its_verbs(loaded: Loaded, state: str) -> None:
    loaded(with_report({"key": "r2", "title": "New", "originator": "rtp", "author": "somsak"} | BODY, state=state))
    first = Report.objects.visible_to(thai()).get(author__username="ladda")
    assert first.state == state
    walked = Event.objects.filter(root_id=first.pk).order_by("id").values_list("verb", flat=True)
    ends = {"superseded": ["report.superseded"], "withdrawn": ["report.withdrawn"]}.get(state, [])
    steps = {"draft": 1, "submitted": 2}.get(state, 3)
    verbs = ["report.created", "report.submitted", "report.validated"][:steps]
    assert [verb for verb in walked if verb != "report.edited"] == verbs + ends


def test_a_superseded_report_names_its_successor(loaded: Loaded) -> None:
    second = {"key": "r2", "title": "Second", "originator": "rtp", "author": "ladda"} | BODY
    third = second | {"key": "r3", "title": "Third"}
    loaded(with_report(second, third, state="superseded", superseded_by="r3"))
    ids = show()
    old = Report.objects.visible_to(thai()).get(state="superseded")
    assert str(old.successor_id) == ids["reports.r3"]["id"]


def test_without_a_named_successor_it_is_the_next_of_the_originator_or_none_that_is_kept_here(loaded: Loaded) -> None:
    second = {"key": "r2", "title": "Second", "originator": "rtp", "author": "ladda"} | BODY
    loaded(with_report(second | {"state": "draft"}, second | {"key": "r3"}, state="superseded"))
    ids = show()
    assert str(Report.objects.visible_to(thai()).get(state="superseded").successor_id) == ids["reports.r3"]["id"]


def test_a_superseded_report_alone(loaded: Loaded) -> None:
    loaded(with_report(state="superseded"))
    assert (only_report().state, only_report().successor) == ("superseded", None)


def test_red_is_seen_by_its_author_and_named_persons_only(loaded: Loaded) -> None:
    loaded(with_report(tlp="RED", releases=[released(person="dara")]))
    report = only_report()
    assert not can(who("somsak"), "report.see", report)
    assert can(who("dara", "KH"), "report.see", report)
    other = Person.objects.create(username="other", name="Other", email="o@w.test")
    from agencies.roles import join
    from audit.log import SYSTEM

    join(other, Agency.objects.get(country="KH"), ["liaison", "analyst"], by=SYSTEM)
    assert not can(who("other", "KH"), "report.see", report)
    assert Part.objects.visible_to(who("other", "KH")).count() == 0
    assert not can(who("aminah", "MY"), "report.see", report)


def test_named_people_make_a_compartment_and_the_author_is_among_them(loaded: Loaded) -> None:
    loaded(with_report(named=["nok"], author="somsak"))
    report = Report.objects.visible_to(who("somsak")).get()
    assert report.compartment
    assert {name.person.username for name in report.names} == {"somsak", "nok"}
    assert not can(thai(), "report.see", report)


def test_a_named_person_of_a_recipient_receives_it_alone(loaded: Loaded) -> None:
    loaded(with_report(named=["ladda", "dara"], releases=[released()]))
    report = only_report()
    assert can(who("dara", "KH"), "report.see", report)
    assert report.releases.get().person == Person.objects.get(username="dara")


def test_who_is_excluded_sees_nothing_from_then_on(loaded: Loaded) -> None:
    loaded(with_report(releases=[released()], excluded=["cnp"]))
    report = only_report()
    assert report.releases.get().state == "active"
    assert not can(who("dara", "KH"), "report.see", report)


def test_a_source_is_its_authors_and_known_by_its_codename(loaded: Loaded) -> None:
    told = {"codename": "Heron", "real_name": "Identitymark", "contact": "Contactmark"}
    loaded(with_report(source=told, releases=[released()]))
    source = Source.objects.visible_to(thai()).get()
    assert (source.codename, source.handler) == ("Heron", Person.objects.get(username="ladda"))
    assert open_identity(source, by=thai(), purpose="payment").real_name == "Identitymark"
    assert not Source.objects.visible_to(who("dara", "KH")).exists()
    assert show()["reports.r1.source"]["id"] == str(source.pk)


CASE = "cases:\n  - {key: boats, title: Boats, lead: %s, state: open, partners: [%s]}\n"


def test_a_case_gives_nobody_sight_of_the_report(loaded: Loaded) -> None:
    loaded(with_report(cases=CASE % ("rtp", "cnp"), case="boats"))
    report = only_report()
    assert report.case.title == "Boats"  # type: ignore[union-attr]
    assert not can(who("dara", "KH"), "report.see", report)


def test_a_case_that_the_author_does_not_read_is_filed_by_a_colleague(loaded: Loaded) -> None:
    compartment = (CASE % ("rtp", "cnp")).replace("lead", "named: [somsak], lead").replace(", partners: [cnp]", "")
    loaded(with_report(cases=compartment, case="boats"))
    report = only_report()
    assert report.case_id is not None
    edited = Event.objects.get(verb="report.edited", root_id=report.pk)
    assert edited.actor == Person.objects.get(username="somsak").pk
    assert not can(thai(), "case.read", report.case)  # type: ignore[arg-type]


def test_a_case_that_its_originator_left_stands_on_the_cover_and_opens_to_nobody(loaded: Loaded) -> None:
    loaded(with_report(cases=CASE % ("cnp", "rmp"), case="boats"))
    report = only_report()
    assert str(report.case_id) == show()["cases.boats"]["id"]
    assert not can(thai(), "case.see", report.case)  # type: ignore[arg-type]
    assert not can(who("dara", "KH"), "report.see", report)


def test_a_report_quotes_what_was_released_to_it_and_inherits_its_marking(loaded: Loaded) -> None:
    derived = {"key": "r2", "title": "Derived", "originator": "cnp", "author": "dara", "quotes": ["r1"]} | BODY
    loaded(with_report(derived, tlp="AMBER+STRICT", handling=["H2"], releases=[released()]))
    quoting = Report.objects.visible_to(who("dara", "KH")).get(originator__country="KH")
    assert (quoting.tlp, quoting.handling) == ("AMBER+STRICT", ["H2"])
    assert Quote.objects.visible_to(who("dara", "KH")).get().source == only_report()


def test_show_names_a_report_its_subjects_and_releases(loaded: Loaded) -> None:
    loaded(
        with_report(id=AN_ID, subjects=[BOSS], releases=[released(id=AN_ID), released(requested_by="dara", to="rmp")])
    )
    found = show()
    assert found["reports.r1"]["id"] == AN_ID
    assert found["reports.r1.releases.0"]["id"] == AN_ID
    assert found["reports.r1.subjects.boss"]["id"] == str(ReportSubject.objects.visible_to(thai()).get().pk)
    assert UUID(str(found["reports.r1.releases.1"]["id"])).version == 4


def test_nobody_is_told(loaded: Loaded, mailoutbox: list[Any]) -> None:
    loaded(with_report(releases=[released(state="requested", urgency="threat_to_life")], tearline="Go."))
    assert Outbox.objects.count() == 0
    assert mailoutbox == []
    assert Event.objects.filter(verb="release.requested").count() == 1


def test_added_reports_name_what_was_loaded_before(loaded: Loaded, tmp_path: Path) -> None:
    loaded(with_report(cases=CASE % ("rtp", "cnp"), releases=[released()]))
    entry = 'originator: cnp, author: dara, body: b, source_grade: A, information_grade: "1"'
    text = f"world: More\nreports:\n  - {{key: r2, title: T, {entry}, case: boats, quotes: [r1]}}\n"
    load(write(tmp_path, text, "more.yaml"), add=True)
    report = Report.objects.visible_to(who("dara", "KH")).get(originator__country="KH")
    assert report.case.title == "Boats"  # type: ignore[union-attr]
    assert Quote.objects.visible_to(who("dara", "KH")).count() == 1


def test_a_subject_has_readers_and_a_notice_of_its_own(loaded: Loaded) -> None:
    subject = {"key": "boss", "kind": "Person", "names": ["Chan"], "only": ["rtp"], "notice": "none"}
    loaded(with_report(subjects=[subject]))
    (row,) = only_report().live(ReportSubject)
    assert (row.told, len(row.only)) == ("none", 1)
