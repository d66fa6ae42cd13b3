"""Who may do what with a source: its handler all, colleagues nothing but name it, others not even know of it."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from access.paging import page_for
from access.policy import POLICY
from access.viewer import Viewer
from agencies.models import Role
from audit.models import Event
from coordination_center.errors import Invalid, NotAllowed, Unseen
from intelligence.sources.identity import open_identity
from intelligence.sources.models import Source
from intelligence.sources.reading import SourcePage, grades_of
from intelligence.sources.registering import choices, register
from tests.agencies.door import browser, code
from tests.api import Program
from tests.cast import also, with_password

pytestmark = pytest.mark.django_db
PAID: dict[str, Any] = {"on": date(2026, 3, 1), "amount": Decimal("1500.00"), "currency": "THB", "note": "taxi"}


def test_the_handler_writes_and_opens_the_identity(heron: Source, thai_analyst: Viewer) -> None:
    heron.identify(by=thai_analyst, real_name="Somkiat", contact="Noodle shop")
    heron.identify(by=thai_analyst, contact="Temple gate")
    heron.pay(by=thai_analyst, **PAID)
    heron.pay(by=thai_analyst, **PAID | {"amount": Decimal(-500), "on": date(2026, 2, 1)})
    found = open_identity(heron, by=thai_analyst, purpose="payment")
    assert (found.real_name, found.contact, found.notes) == ("Somkiat", "Temple gate", "")
    assert [str(one.amount) for one in found.payments] == ["-500", "1500.00"]
    assert found.totals == {"THB": Decimal("1000.00")}
    assert f"{found}{found.payments}" == "<Identity>[<Payment>, <Payment>]"


def test_colleagues_name_it_and_do_nothing_else(
    heron: Source, colleague: Viewer, thai_liaison: Viewer, thai_supervisor: Viewer
) -> None:
    for viewer in (colleague, thai_liaison, thai_supervisor):
        assert list(choices(viewer)) == [heron]
        assert Source.of(by=viewer, codename="hERON") == heron
        for verb in (
            lambda v=viewer: heron.identify(by=v, real_name="x"),
            lambda v=viewer: heron.pay(by=v, **PAID),
            lambda v=viewer: heron.grade(by=v, reliability="A"),
            lambda v=viewer: open_identity(heron, by=v, purpose="contact"),
            lambda v=viewer: register(by=v, codename="Heron", real_name="x"),
        ):
            with pytest.raises(NotAllowed):
                verb()
    assert not Event.objects.filter(verb="vault.revealed").exists()


def test_outsiders_administrators_and_overseers_do_not_know_of_it(
    heron: Source, malay_liaison: Viewer, khmer_liaison: Viewer, thai_admin: Viewer, overseer: Viewer,
    centre_admin: Viewer,
) -> None:  # fmt: skip
    for viewer in (malay_liaison, khmer_liaison, thai_admin, overseer, centre_admin):
        assert list(choices(viewer)) == []
        assert page_for(viewer, Source.objects.all()).rows == []
        for verb in (
            lambda v=viewer: heron.identify(by=v, real_name="x"),
            lambda v=viewer: heron.answer(by=v, answer="taken"),
            lambda v=viewer: open_identity(heron, by=v, purpose="contact"),
        ):
            with pytest.raises(Unseen):
                verb()


def test_a_codename_is_one_agencys_own(heron: Source, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    theirs = Source.begin(by=malay_liaison, codename="Heron")
    assert theirs != heron
    with pytest.raises(Invalid):
        Source.begin(by=thai_analyst, codename="HERON")
    assert [s.codename for s in page_for(malay_liaison, Source.objects.all()).rows] == ["Heron"]


def test_the_handler_acting_for_another_agency_is_a_stranger(
    heron: Source, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    elsewhere = also(thai_analyst, malay_liaison.agency, "analyst", "liaison")
    with pytest.raises(Unseen):
        open_identity(heron, by=elsewhere, purpose="contact")
    assert browser(elsewhere, stepped_up=True).get(f"/sources/{heron.pk}/reveal/").status_code == 404


def test_a_source_moves_in_no_list_when_its_handler_works(heron: Source, thai_analyst: Viewer) -> None:
    before = Source.objects.values().get(pk=heron.pk)
    heron.identify(by=thai_analyst, real_name="Somkiat")
    heron.pay(by=thai_analyst, **PAID)
    heron.grade(by=thai_analyst, reliability="B")
    assert Source.objects.values().get(pk=heron.pk) == before


def test_grades_are_for_the_handler_and_those_who_oversee(
    heron: Source, thai_analyst: Viewer, colleague: Viewer, thai_liaison: Viewer
) -> None:
    heron.grade(by=thai_analyst, reliability="B")
    heron.grade(by=thai_analyst, reliability="c")
    viewers = (thai_analyst, thai_liaison, colleague)
    seen = [[g.reliability for g in grades_of(SourcePage.of(viewer, heron))] for viewer in viewers]
    assert seen == [["c", "B"], ["c", "B"], []]
    assert Program(colleague).get(f"/sources/{heron.pk}/grades/").json() == []
    assert Program(colleague).get(f"/sources/{heron.pk}/").json()["handler"] is None
    page = browser(colleague).get(f"/sources/{heron.pk}/").content.decode()
    assert thai_analyst.person.name not in page
    with pytest.raises(Invalid):
        heron.grade(by=thai_analyst, reliability="Z")


@pytest.mark.parametrize("wrong", [{"amount": Decimal(0)}, {"amount": Decimal("NaN")}, {"currency": "ZZZ"},
                                   {"amount": Decimal("1e10")}])  # fmt: skip
def test_a_payment_has_an_amount_and_a_currency(heron: Source, thai_analyst: Viewer, wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        heron.pay(by=thai_analyst, **PAID | wrong)


def test_the_page_asks_for_a_fresh_code_and_a_purpose(heron: Source, thai_analyst: Viewer) -> None:
    heron.identify(by=thai_analyst, real_name="Somkiat")
    where = f"/sources/{heron.pk}/reveal/"
    asked = browser(thai_analyst).post(where, {"purpose": "contact"})
    assert (asked.status_code, "reauthenticate" in asked["Location"]) == (302, True)
    fresh = browser(thai_analyst, stepped_up=True)
    assert fresh.post(where, {"purpose": ""}).status_code == 422
    assert fresh.post(where, {"purpose": "curiosity"}).status_code == 422
    assert b"Somkiat" not in fresh.get(where).content
    shown = fresh.post(where, {"purpose": "contact"})
    assert b"Somkiat" in shown.content
    assert shown["Cache-Control"] == "no-store"
    assert Event.objects.filter(verb="vault.revealed", purpose="contact", root_id=heron.pk).count() == 1


def test_others_are_refused_before_they_are_asked_for_a_code(
    heron: Source, thai_supervisor: Viewer, malay_liaison: Viewer
) -> None:
    for viewer, status in ((thai_supervisor, 403), (malay_liaison, 404)):
        for stepped_up in (False, True):
            answer = browser(viewer, stepped_up=stepped_up).post(f"/sources/{heron.pk}/reveal/", {"purpose": "safety"})
            assert answer.status_code == status


@pytest.mark.django_db(transaction=True)
def test_a_program_needs_a_code_that_was_not_used(heron: Source, thai_analyst: Viewer) -> None:
    heron.identify(by=thai_analyst, real_name="Somkiat")
    with_password(thai_analyst)
    program, where, right = Program(thai_analyst), f"/sources/{heron.pk}/reveal/", code()
    for given in ("", "000000x"):
        assert program.post(where, {"purpose": "contact", "code": given}).status_code in {400, 403, 422}
    assert program.post(where, {"purpose": "contact", "code": right}).json()["real_name"] == "Somkiat"
    assert program.post(where, {"purpose": "contact", "code": right}).status_code == 403
    assert Program(thai_analyst).get(where).status_code == 405


def test_the_api_does_what_the_pages_do(heron: Source, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    program, where = Program(thai_analyst), f"/sources/{heron.pk}"
    assert program.post("/sources/", {"codename": "Egret"}).status_code == 201
    assert program.post("/sources/", {"codename": "egret"}).status_code == 422
    assert program.post(f"{where}/identity/", {"real_name": "Somkiat"}).status_code == 204
    assert program.post(f"{where}/identity/", {}).status_code == 422
    assert program.post(f"{where}/identity/", {"handler": str(uuid4())}).status_code == 400
    assert program.post(f"{where}/grades/", {"reliability": "B"}).status_code == 201
    payment = {"on": "2026-03-01", "amount": "10.00", "currency": "THB"}
    for _twice in range(2):
        assert program.post(f"{where}/payments/", payment, key="k").status_code == 204
    assert program.post(f"{where}/payments/", payment | {"amount": "11.00"}, key="k").status_code == 422
    assert len(open_identity(heron, by=thai_analyst, purpose="payment").payments) == 1
    for path in ("identity", "payments", "grades", "handover", "handover/answer", "reveal"):
        assert Program(malay_liaison).post(f"{where}/{path}/", {"purpose": "contact"}).status_code == 404


def test_a_payment_sent_twice_is_one(heron: Source, thai_analyst: Viewer) -> None:
    page, sent = browser(thai_analyst), {"on": "2026-03-01", "amount": "10", "currency": "thb", "once": "key"}
    for _twice in range(2):
        assert page.post(f"/sources/{heron.pk}/payments/", sent).status_code == 302
    assert page.post(f"/sources/{heron.pk}/payments/", sent | {"amount": "11"}).status_code == 422
    assert [p.currency for p in open_identity(heron, by=thai_analyst, purpose="payment").payments] == ["THB"]


def test_pages_take_few_queries(
    heron: Source, thai_analyst: Viewer, colleague: Viewer, django_assert_max_num_queries: Any
) -> None:
    for n in range(20):
        Source.begin(by=thai_analyst, codename=f"Egret {n}")
    heron.offer(by=thai_analyst, taker=colleague.person)
    for viewer in (thai_analyst, colleague):
        page = browser(viewer)
        for where, most in (("/sources/", 8), (f"/sources/{heron.pk}/", 12)):
            page.get(where)
            with django_assert_max_num_queries(most):
                page.get(where)


def test_no_role_but_the_handlers_level_opens_an_identity() -> None:
    assert POLICY["source.handle"].levels == {"handler"}
    assert not POLICY["source.see"].roles & {Role.ADMIN, Role.OVERSIGHT}
