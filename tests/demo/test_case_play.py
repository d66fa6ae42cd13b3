"""A case reaches the state that the file describes, by the verbs and by people who may do them."""

from collections.abc import Callable
from typing import Any

import pytest

from access.decide import can
from access.viewer import Viewer, viewer_for
from agencies.models import Agency, Person
from audit.models import Event
from cases.models import Case, Note
from demo.entries import World
from tests.demo.worlds import with_case

Loaded = Callable[..., World]


def only_case() -> Case:
    case: Case = Case.objects.unscoped("a test looks at all").get()
    return case


def viewer(username: str, country: str = "") -> Viewer:
    agency = Agency.objects.get(country=country) if country else None
    return viewer_for(Person.objects.get(username=username), agency)


def verbs() -> list[str]:
    return [
        verb.removeprefix("case.")
        for verb in Event.objects.filter(root_type="case").order_by("id").values_list("verb", flat=True)
    ]


def parts() -> dict[str, tuple[str, str]]:
    return {part.agency.country: (part.level, part.state) for part in only_case().parts.select_related("agency")}


@pytest.mark.parametrize(
    ("facts", "walked"),
    [
        ({}, "created"),
        ({"summary": "", "handling_note": "", "partners": [], "notes": []}, "created"),
        ({"state": "open"}, "created opened"),
        ({"partners": ["cnp"]}, "created invited accepted"),
        ({"state": "proposed", "partners": ["cnp"]}, "created invited proposed"),
        ({"state": "proposed", "partners": ["cnp"], "accepted": ["cnp"]}, "created invited proposed accepted"),
        ({"state": "open", "partners": ["cnp"]}, "created invited proposed accepted opened"),
        ({"state": "suspended", "partners": ["cnp"]}, "created invited proposed accepted opened suspended"),
        ({"state": "closed", "outcome": "convicted"}, "created opened closed"),
        ({"state": "archived", "outcome": "unresolved"}, "created opened closed archived"),
    ],
)
def test_the_loader_walks_the_verbs(loaded: Loaded, facts: dict[str, Any], walked: str) -> None:
    loaded(with_case(**facts))
    assert verbs() == walked.split()
    assert (only_case().state, only_case().outcome) == (facts.get("state", "draft"), facts.get("outcome", ""))


def test_the_actor_is_the_first_in_the_file_whose_role_fits(loaded: Loaded) -> None:
    loaded(with_case(state="open", partners=["rmp"]))
    actors = dict(Event.objects.filter(root_type="case").values_list("verb", "actor"))
    assert actors["case.created"] == Person.objects.get(username="somsak").pk  # nok is an administrator
    assert actors["case.accepted"] == Person.objects.get(username="dara").pk  # before aminah, and in both agencies


def test_partners_and_observers_take_part(loaded: Loaded) -> None:
    loaded(with_case(state="open", partners=["cnp"], observers=["rmp"]))
    assert parts() == {"TH": ("lead", "active"), "KH": ("partner", "active"), "MY": ("observer", "active")}


def test_of_a_proposed_case_some_are_pending(loaded: Loaded) -> None:
    loaded(with_case(state="proposed", partners=["cnp", "rmp"], accepted=["cnp"]))
    assert (parts()["KH"][1], parts()["MY"][1]) == ("active", "pending")


def test_notes_are_written_while_the_case_is_open(loaded: Loaded) -> None:
    notes = [{"by": "somsak", "text": "One\nline two"}, {"by": "dara", "text": "ពីរ"}]
    loaded(with_case(state="archived", outcome="convicted", partners=["cnp"], notes=notes))
    rows = Note.objects.unscoped("a test looks at all").order_by("created_at")
    assert [(note.author.username, note.agency.country, note.text) for note in rows] == [
        ("somsak", "TH", "One\nline two"),
        ("dara", "KH", "ពីរ"),
    ]


def test_only_is_exact(loaded: Loaded) -> None:
    loaded(with_case(partners=["cnp"], notes=[{"by": "dara", "text": "Ours", "only": ["cnp"]}]))
    note = Note.objects.unscoped("a test looks at all").select_related("case").get()
    assert can(viewer("dara"), "case.read", note)
    assert not can(viewer("somsak"), "case.read", note)


def test_an_author_of_two_agencies_writes_for_the_one_that_takes_part(loaded: Loaded) -> None:
    loaded(with_case(partners=["rmp"], notes=[{"by": "dara", "text": "x"}]))
    assert Note.objects.unscoped("a test looks at all").get().agency.country == "MY"


@pytest.mark.parametrize("tlp", ["RED", "AMBER"])
def test_a_compartment_is_for_the_named_alone(loaded: Loaded, tlp: str) -> None:
    loaded(with_case(state="open", tlp=tlp, partners=["cnp"], named=["ladda", "dara"]))
    case = only_case()
    assert case.compartment
    assert can(viewer("ladda"), "case.edit", case)
    assert can(viewer("dara"), "case.note", case)
    assert not can(viewer("somsak"), "case.see", case)


def test_a_compartment_may_leave_a_partner_with_nobody(loaded: Loaded) -> None:
    loaded(with_case(state="open", tlp="RED", partners=["cnp"], observers=["rmp"], named=["ladda"]))
    case = only_case()
    assert (case.tlp, parts()["KH"][1]) == ("RED", "active")
    assert can(viewer("ladda"), "case.read", case)
    assert not any(can(viewer(name), "case.see", case) for name in ("somsak", "dara", "aminah"))


def test_who_is_excluded_took_part_before(loaded: Loaded) -> None:
    loaded(with_case(state="open", partners=["cnp", "rmp"], excluded=["cnp"]))
    assert parts()["KH"] == ("partner", "active")
    assert not can(viewer("dara"), "case.see", only_case())
    assert can(viewer("aminah"), "case.read", only_case())


def test_a_person_may_be_excluded(loaded: Loaded) -> None:
    loaded(with_case(state="open", excluded=["somsak"]))
    assert not can(viewer("somsak"), "case.see", only_case())
    assert can(viewer("ladda"), "case.read", only_case())


def test_an_agency_excludes_from_all_it_originates(loaded: Loaded) -> None:
    world = with_case(
        {"key": "far", "title": "Far", "lead": "cnp", "partners": ["rmp"]}, state="open", partners=["rmp"]
    )
    loaded(world.replace("country: TH", "country: TH, excludes: [aminah]"))
    ours, theirs = (Case.objects.unscoped("a test").get(title=title) for title in ("Boats", "Far"))
    assert not can(viewer("aminah"), "case.see", ours)
    assert can(viewer("aminah"), "case.read", theirs)


def test_two_loads_keep_one_order(loaded: Loaded) -> None:
    further = [{"key": f"case{n}", "title": f"Case {n}", "lead": "rtp", "partners": ["cnp"]} for n in range(12)]
    loaded(with_case(*further))
    rows = Case.objects.unscoped("a test looks at all").order_by("-updated_at", "-id")
    assert [case.title for case in rows] == [f"Case {n}" for n in range(11, -1, -1)] + ["Boats"]
