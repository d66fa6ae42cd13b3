"""What still lacks evidence: by the Palermo Protocol and the Smuggling Protocol, as each reader sees it."""

from typing import Any

import pytest

from access.viewer import Viewer
from cases.models import Case
from cases.offences.assessment import Assessment, assess_case
from cases.offences.codes import CODES, ELEMENT_OF, ELEMENTS, OFFENCE_OF, Code, Element
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.offences.groups import claim, group, shown
from tests.cases.warrants.test_pages import queries
from tests.cast import member

pytestmark = pytest.mark.django_db


def assessed(viewer: Viewer, case: Case, offence: str = "trafficking") -> Assessment:
    return next(one for one in assess_case(viewer, case)[0].offences if one.offence == offence)


def gaps(viewer: Viewer, case: Case, offence: str = "trafficking") -> list[str]:
    return [str(point.element) for point in assessed(viewer, case, offence).gaps]


def test_every_code_has_its_element_and_offence() -> None:
    assert set(ELEMENT_OF) == set(Code.values)
    assert set(OFFENCE_OF) == set(Element)
    assert sum(len(codes) for codes in CODES.values()) == len(Code)
    assert [len(CODES[e]) for of in ELEMENTS.values() for e in of] == [5, 8, 12, 3, 2, 3]


def test_act_and_means_and_purpose(ranong: Case, thai_analyst: Viewer) -> None:
    crew = group(ranong, thai_analyst, minors="none")
    assert gaps(thai_analyst, ranong) == []  # nothing is claimed, so nothing is said to be missing
    shown(ranong, thai_analyst, crew, "transportation")
    assert gaps(thai_analyst, ranong) == ["means", "purpose"]
    shown(ranong, thai_analyst, crew, "forced_labour")
    assert gaps(thai_analyst, ranong) == ["means"]
    shown(ranong, thai_analyst, crew, "deception")
    assert gaps(thai_analyst, ranong) == []


@pytest.mark.parametrize(("minors", "lacking"), [("all", []), ("some", ["means"]), ("none", ["means"]),
                                                 ("unknown", ["means"])])  # fmt: skip
def test_means_are_not_needed_under_eighteen(
    ranong: Case, thai_analyst: Viewer, minors: str, lacking: list[str]
) -> None:
    crew = group(ranong, thai_analyst, minors=minors)
    shown(ranong, thai_analyst, crew, "harbouring")
    shown(ranong, thai_analyst, crew, "forced_begging")
    assert gaps(thai_analyst, ranong) == lacking


def test_alleged_is_not_enough_nor_is_a_claim_that_names_nothing(ranong: Case, thai_analyst: Viewer) -> None:
    crew = group(ranong, thai_analyst, minors="all")
    claim(ranong, thai_analyst, crew, "receipt")
    claim(ranong, thai_analyst, crew, "servitude", support="proven")
    standing = {str(p.element): p.standing for p in assessed(thai_analyst, ranong).points}
    assert standing == {"act": "alleged", "means": "not_needed", "purpose": "unnamed"}
    assert gaps(thai_analyst, ranong) == ["act", "purpose"]


def test_smuggling_is_an_offence_of_its_own(ranong: Case, thai_analyst: Viewer) -> None:
    crew = group(ranong, thai_analyst)
    shown(ranong, thai_analyst, crew, "illegal_entry")
    assert gaps(thai_analyst, ranong, "smuggling") == ["benefit", "border"]
    assert gaps(thai_analyst, ranong) == []
    shown(ranong, thai_analyst, crew, "financial_benefit")
    shown(ranong, thai_analyst, crew, "border_sea")
    assert gaps(thai_analyst, ranong, "smuggling") == []


def test_two_readers_may_see_different_gaps(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    crew = group(ranong, thai_analyst, minors="all")
    shown(ranong, thai_analyst, crew, "receipt")
    shown(ranong, thai_analyst, crew, "slavery", only=[thai_analyst.agency])
    assert (gaps(thai_analyst, ranong), gaps(khmer_liaison, ranong)) == ([], ["purpose"])
    page = browser(khmer_liaison).get(f"/cases/{ranong.pk}/offences/").content.decode()
    assert "Purpose: nobody claims it yet." in page


def test_the_page_and_the_api_say_it_in_plain_words(ranong: Case, thai_analyst: Viewer) -> None:
    crew = group(ranong, thai_analyst, minors="some", estimate=12)
    claim(ranong, thai_analyst, crew, "fraud")
    page = browser(thai_analyst).get(f"/cases/{ranong.pk}/offences/").content.decode()
    for words in ("Some are under 18", "consent to their exploitation is irrelevant", "about 12 people",
                  "Means: alleged so far; evidence is still needed.", "Act: nobody claims it yet."):  # fmt: skip
        assert words in page, words
    found: Any = Program(thai_analyst).get(f"/cases/{ranong.pk}/offences/").json()["results"]
    points = found[0]["offences"][0]["points"]
    assert [(p["element"], p["standing"], p["lacking"]) for p in points] == [
        ("act", "missing", True), ("means", "alleged", True), ("purpose", "missing", True)
    ]  # fmt: skip


def test_the_page_asks_no_more_for_more_groups(ranong: Case, thai_analyst: Viewer) -> None:
    address, ours = f"/cases/{ranong.pk}/offences/", browser(thai_analyst)
    shown(ranong, thai_analyst, group(ranong, thai_analyst), "fraud")
    few = queries(ours, address)
    for n in range(3):
        shown(ranong, thai_analyst, group(ranong, thai_analyst, label=f"G {n}"), "receipt")
    assert queries(ours, address) == few
    assert few <= 12


def test_a_caseworker_reads_and_does_not_claim(ranong: Case, thai_analyst: Viewer) -> None:
    worker = member(thai_analyst.agency, "caseworker")
    assert browser(worker).get(f"/cases/{ranong.pk}/offences/").status_code == 200
    assert Program(worker).post(f"/cases/{ranong.pk}/offences/groups/", {"label": "x"}).status_code == 403
