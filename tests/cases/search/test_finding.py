"""What a search finds: names across scripts, numbers in any writing, words of any text."""

import pytest

from access.viewer import Viewer
from cases.models import Case
from cases.search.reading import MOST_OF_A_CASE, search
from tests.cases.search.people import records, subject, titles
from tests.cast import case_of

pytestmark = pytest.mark.django_db

PEOPLE = [
    ("สมชาย ใจดี", "Somchai Jaidee"),
    ("សុខ ចាន់ធូ", "Sok Chanthou"),
    ("ສົມພອນ ວົງສະຫວັນ", "Somphone Vongsavanh"),
    ("ကျော်ဇင်ဦး", "Kyaw Zin Oo"),
    ("ေအာင္ေက်ာ္မိုး", "Aung Kyaw Moe"),
    ("Nguyễn Văn Ân", "Nguyen Van An"),
    ("陈美玲", "Tan Mei Ling"),
    ("মোহাম্মদ রহমান", "Mohammad Rahman"),
]


@pytest.mark.parametrize(("native", "latin"), PEOPLE)
def test_latin_finds_the_name_in_its_script_and_the_other_way(
    ranong: Case, thai_analyst: Viewer, native: str, latin: str
) -> None:
    in_script = subject(ranong, native, by=thai_analyst)
    in_latin = subject(ranong, latin, by=thai_analyst)
    subject(ranong, "Somebody Else", by=thai_analyst)
    assert records(search(thai_analyst, latin)) == {in_script.pk, in_latin.pk}
    assert records(search(thai_analyst, native)) == {in_script.pk, in_latin.pk}


@pytest.mark.parametrize("query", ["Jaidee, Somchai", "somchai", "นายสมชาย", "SOMCHAI JAIDI", "  Somchai   Jaidee "])
def test_order_titles_and_missing_parts_do_not_hide_a_name(ranong: Case, thai_analyst: Viewer, query: str) -> None:
    boss = subject(ranong, "สมชาย ใจดี", by=thai_analyst)
    assert records(search(thai_analyst, query)) == {boss.pk}


@pytest.mark.parametrize(
    ("kind", "value", "query"),
    [
        ("phone", "081-234-5678", "+66 81 234 5678"),
        ("phone", "+66812345678", "๐๘๑ ๒๓๔ ๕๖๗๘"),
        ("phone", "+855 12 345 678", "012-345-678"),
        ("plate", "กข 1234 กรุงเทพมหานคร", "กข1234"),
        ("passport", "AA 123-4567", "aa1234567"),
        ("wallet", "0xAbCd0123", "0xabcd0123"),
        ("email", "Boss@Example.org", "boss@example.org"),
        ("handle", "@boss_lady", "boss_lady"),
    ],
)
def test_a_number_is_found_in_any_writing(
    ranong: Case, thai_analyst: Viewer, kind: str, value: str, query: str
) -> None:
    owner = subject(ranong, "Somebody", by=thai_analyst, numbers=((kind, value, "TH"),))
    assert records(search(thai_analyst, query)) == {owner.pk}


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("เรือประมงออกจากท่าเรือระนองเมื่อคืน", "ท่าเรือ"),
        ("ពួកគេធ្វើការនៅលើទូកនេសាទ", "ទូកនេសាទ"),
        ("ພວກເຂົາເຮັດວຽກຢູ່ເທິງເຮືອ", "ເຮືອ"),
        ("သူတို့သည် ငါးဖမ်းလှေပေါ်တွင် အလုပ်လုပ်ကြသည်", "ငါးဖမ်းလှေ"),
        ("他们在渔船上工作", "渔船"),
        ("Họ làm việc trên tàu cá ở Đà Nẵng", "da nang"),
        ("Seen at the PIER on Tuesday", "pier"),
        ("Paid ๕๐๐๐๐ baht", "50000"),
    ],
)
def test_words_of_a_note_are_found_in_every_script(ranong: Case, thai_analyst: Viewer, text: str, query: str) -> None:
    note = ranong.add_note(by=thai_analyst, text=text)
    found = search(thai_analyst, query)
    assert records(found) == {note.pk}
    assert any(piece.found for piece in found.cases[0].matches[0].pieces)


def test_all_words_must_stand_in_one_text(ranong: Case, thai_analyst: Viewer) -> None:
    ranong.add_note(by=thai_analyst, text="the pier")
    both = ranong.add_note(by=thai_analyst, text="the pier at night")
    assert records(search(thai_analyst, "night pier")) == {both.pk}


def test_cases_come_with_their_records_the_best_first(ranong: Case, thai_analyst: Viewer) -> None:
    other = case_of(thai_analyst, title="Other")
    subject(other, "Somchai Jaidee", by=thai_analyst)
    subject(ranong, "Somchai Chaidee", by=thai_analyst)
    ranong.add_note(by=thai_analyst, text="Somchai Jaidee was seen")
    assert titles(search(thai_analyst, "Somchai Jaidee")) == ["Other", "Ranong trawlers"]


def test_a_title_is_found_and_leads_to_the_case(ranong: Case, thai_analyst: Viewer) -> None:
    [found] = search(thai_analyst, "trawlers").cases
    assert (found.matches[0].noun, found.matches[0].url) == ("case", f"/cases/{ranong.pk}/")


def test_a_record_that_is_taken_out_is_no_longer_found(ranong: Case, thai_analyst: Viewer) -> None:
    boss = subject(ranong, "Somchai Jaidee", by=thai_analyst)
    boss.take_out(by=thai_analyst)
    assert search(thai_analyst, "Somchai Jaidee").cases == []


def test_what_is_more_than_one_answer_holds_is_said(ranong: Case, thai_analyst: Viewer) -> None:
    for number in range(MOST_OF_A_CASE + 2):
        subject(ranong, "Somchai Jaidee", by=thai_analyst, note=f"{number}")
    answer = search(thai_analyst, "Somchai Jaidee")
    assert len(answer.cases[0].matches) == MOST_OF_A_CASE
    assert (answer.more, answer.cases[0].more) == (True, True)


@pytest.mark.parametrize(
    "query",
    [
        "'; DROP TABLE search_searchrow; --", "a & b | !c <-> d:*", "\\' \\\\", "((((", "'", '"', "%_%", "$1",
        "{}", "a'b''c",
        "\u200b", "!!!", "&", ":*", "ก" * 200, "x" * 200, "0" * 200, "٣٤٥", "🙂🙂", "<script>", "a\u0301" * 60,
    ],
)  # fmt: skip
def test_whatever_is_typed_is_only_searched_for(ranong: Case, thai_analyst: Viewer, query: str) -> None:
    subject(ranong, "Somchai Jaidee", by=thai_analyst)
    assert search(thai_analyst, query).cases == []
    assert search(thai_analyst, "Somchai Jaidee").cases


def test_a_note_that_holds_tsquery_signs_is_found_by_its_words(ranong: Case, thai_analyst: Viewer) -> None:
    note = ranong.add_note(by=thai_analyst, text="O'Brien & 'Sons' \\ (ltd) | :* <-> !")
    assert records(search(thai_analyst, "O'Brien & 'Sons'")) == {note.pk}
