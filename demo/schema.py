"""Which keys a world file has, and what each holds: the format's table, and the rules within one entry."""

from collections.abc import Callable
from typing import Any, TypeVar

import pycountry
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model

from agencies.countries import validate_country
from agencies.models import Agency, Person, Role
from agencies.telephone import validate_phone
from cases.codes import Handling, Outcome, State, Tlp
from cases.models import Case, Note
from demo.alert_play import ALERTS
from demo.bulletins import NOTICES
from demo.case_schema import RECORDS
from demo.court_schema import COURT
from demo.duty_play import TURN, turn_entry
from demo.entries import AgencyEntry, CaseEntry, NoteEntry, PersonEntry, World
from demo.gatherings import GATHERINGS
from demo.inquiries import INQUIRIES
from demo.kinds import (
    Kind,
    by_key,
    code,
    key,
    mapping,
    may,
    need,
    or_empty,
    ref,
    secret,
    several,
    text,
    totp,
    uuid_,
    valid,
)
from demo.nodes import Node
from demo.operation_schema import OPERATIONS
from demo.problems import Problem, WorldError
from demo.report_schema import REPORTS

E = TypeVar("E")


def _limit(model: type[Model], field: str) -> int | None:
    limit: int | None = getattr(model._meta.get_field(field), "max_length", None)
    return limit


def _username(value: str) -> None:
    for validator in Person._meta.get_field("username").validators:
        validator(value)


def _language(value: str) -> None:
    if value not in INTERFACE_LANGUAGES and pycountry.languages.get(alpha_2=value) is None:
        raise ValidationError(f"expected a language code (ISO 639-1, or fil, zh-hans), found “{value}”")


# The languages of the screens, of which two are not in ISO 639-1 as they stand (the domain page, section 10).
INTERFACE_LANGUAGES = ("en", "th", "km", "lo", "my", "vi", "id", "ms", "fil", "bn", "zh-hans", "fr", "es", "ar")
_EMAIL = valid(validate_email, 254)
_LANGUAGE = valid(_language, 10)

AGENCY = {
    "id": may(uuid_),
    "key": need(key),
    "name": need(text(_limit(Agency, "name"))),
    "kind": need(code(Agency.Kind.values)),
    "country": need(valid(validate_country, 2)),
    "languages": may(several(_LANGUAGE), ()),
    "desk_email": may(or_empty(_EMAIL), ""),
    "desk_phone": may(or_empty(valid(validate_phone, 30)), ""),
    "excludes": may(several(ref), ()),
}
PERSON = {
    "id": may(uuid_),
    "key": need(key),
    "username": need(valid(_username, _limit(Person, "username"))),
    "name": need(text(_limit(Person, "name"))),
    "email": need(_EMAIL),
    "password": need(secret),
    "totp": may(totp),
    "language": may(_LANGUAGE, "en"),
    "roles": need(by_key(several(code(Role.values), least=1), least=1)),
}
NOTE = {
    "id": may(uuid_),
    "by": need(ref),
    "text": need(text(_limit(Note, "text"), multiline=True)),
    "only": may(several(ref, least=1), ()),
}
CASE = {
    "id": may(uuid_),
    "key": need(key),
    "title": need(text(_limit(Case, "title"))),
    "summary": may(or_empty(text(_limit(Case, "summary"), multiline=True)), ""),
    "state": may(code(State.values), State.DRAFT.value),
    "outcome": may(code(Outcome.values), ""),
    "tlp": may(code(Tlp.values), Tlp.AMBER.value),
    "handling": may(several(code(Handling.values)), ()),
    "handling_note": may(or_empty(text(_limit(Case, "handling_note"))), ""),
    "lead": need(ref),
    "partners": may(several(ref), ()),
    "observers": may(several(ref), ()),
    "accepted": may(several(ref), ()),
    "named": may(several(ref, least=1), ()),
    "excluded": may(several(ref), ()),
}
WORLD_LATER = frozenset({"victims"} | {"agreements", "legal_requests", "trainings", "campaigns", "tips"})


def _entry(build: Callable[..., E], fields: Kind[dict[str, Any]], *rules: Callable[[E], None]) -> Kind[E]:
    def read(node: Node) -> E:
        entry = build(node=node, **fields(node))
        for rule in rules:
            rule(entry)
        return entry

    return read


def _compartment_for_red(case: CaseEntry) -> None:
    if case.tlp == Tlp.RED and not case.named:
        raise Problem(case.place("tlp"), "TLP RED expects `named`: the people who alone may read this case")


def _outcome_where_closed(case: CaseEntry) -> None:
    closed = case.state in (State.CLOSED, State.ARCHIVED)
    if closed and not case.outcome:
        codes = " ".join(Outcome.values)
        raise Problem(case.place("state"), f"a case that is {case.state} expects `outcome`: one of {codes}")
    if case.outcome and not closed:
        raise Problem(case.place("outcome"), f"expected no outcome, as the case is {case.state}")


def _each_agency_once(case: CaseEntry) -> None:
    seen = {case.lead.key}
    for agency in case.invited:
        if agency.key in seen:
            raise Problem(agency.place, f"expected each agency once in a case, found “{agency.key}” again")
        seen.add(agency.key)


def _accepted_are_invited(case: CaseEntry) -> None:
    invited = {agency.key for agency in case.invited}
    for agency in case.accepted:
        if agency.key not in invited:
            raise Problem(agency.place, f"expected one of the partners or observers, found “{agency.key}”")


def _text_for_h3(case: CaseEntry) -> None:
    if Handling.H3 in case.handling and not case.handling_note:
        raise Problem(case.place("handling"), "H3 (other restrictions) expects `handling_note`, which says which")


_CASE_RULES = (_compartment_for_red, _outcome_where_closed, _each_agency_once, _accepted_are_invited, _text_for_h3)
_NOTE_ENTRY = _entry(NoteEntry, mapping(NOTE))
_CASE_ENTRY = _entry(
    CaseEntry,
    mapping(CASE | {"notes": may(several(_NOTE_ENTRY, once=False), ())} | RECORDS | COURT | NOTICES),
    *_CASE_RULES,
)
DUTY = {"duty": may(several(_entry(turn_entry, mapping(TURN)), once=False), ())}
_WORLD = mapping(
    {
        "world": need(text(200)),
        "agencies": may(several(_entry(AgencyEntry, mapping(AGENCY | DUTY)), once=False), ()),
        "people": may(several(_entry(PersonEntry, mapping(PERSON)), once=False), ()),
        "cases": may(several(_CASE_ENTRY, once=False), ()),
        **REPORTS,
        **GATHERINGS,
        **INQUIRIES,
        **ALERTS,
        **OPERATIONS,
    },
    later=WORLD_LATER,
)


def world(node: Node) -> World:
    """The world a file describes. Raises WorldError with everything that is wrong with its entries."""
    try:
        values = _WORLD(node)
    except Problem as problem:
        raise WorldError([problem]) from problem
    return World(name=values.pop("world"), **values)
