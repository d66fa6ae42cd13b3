"""The columns of a table of subjects, by their headings in English and Thai, and how a row of it is read."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pycountry
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agencies.countries import countries_in
from cases.subjects.codes import IdentifierKind, Kind, NameKind, Role
from cases.subjects.facts import checked_facts
from cases.subjects.models.lines import Name, Number, name_rows, number_rows
from cases.subjects.tables import Column, Row
from coordination_center.errors import Invalid
from coordination_center.text import plain

REQUIRED = ("name",)
NUMBERS = {
    IdentifierKind.PHONE: ("phone", "telephone", "mobile", "โทรศัพท์", "เบอร์โทร", "เบอร์โทรศัพท์"),
    IdentifierKind.EMAIL: ("e mail", "mail", "อีเมล"),
    IdentifierKind.PASSPORT: ("passport", "passport number", "หนังสือเดินทาง", "เลขหนังสือเดินทาง"),
    IdentifierKind.ID_CARD: ("id card", "identity card", "national id", "บัตรประชาชน", "เลขบัตรประชาชน"),
    IdentifierKind.PLATE: ("plate", "number plate", "licence plate", "ทะเบียนรถ", "ป้ายทะเบียน"),
    IdentifierKind.ACCOUNT: ("account", "bank account", "บัญชี", "เลขบัญชี", "บัญชีธนาคาร"),
    IdentifierKind.WALLET: ("wallet", "crypto wallet", "กระเป๋าเงิน"),
    IdentifierKind.HANDLE: ("handle", "user name", "line", "facebook", "ชื่อผู้ใช้"),
    IdentifierKind.URL: ("url", "web address", "link", "เว็บไซต์"),
    IdentifierKind.IMEI: ("imei",),
    IdentifierKind.OTHER: ("other number", "number", "หมายเลขอื่น"),
}
COLUMNS = (
    Column("name", ("name", "main name", "full name", "ชื่อ", "ชื่อ นามสกุล")),
    Column("other_names", ("other names", "alias", "aliases", "nickname", "ชื่ออื่น", "ชื่อเล่น", "ฉายา"), several=True),
    Column("kind", ("kind", "type", "ประเภท")),
    Column("role", ("role", "role in the case", "บทบาท")),
    Column("born", ("born", "date of birth", "birth date", "วันเกิด", "เกิด")),
    Column("nationality", ("nationality", "citizenship", "สัญชาติ")),
    Column("language", ("language", "ภาษา")),
    Column("tags", ("tags", "tag", "ป้าย", "แท็ก")),
    Column("note", ("note", "notes", "remark", "remarks", "หมายเหตุ", "บันทึก")),
    *(Column(str(kind), headings, several=True) for kind, headings in NUMBERS.items()),
)
VICTIMS = frozenset({"potential victim", "victim", "ผู้เสียหาย", "เหยื่อ", "ผู้ที่อาจเป็นผู้เสียหาย"})
Read = tuple[list[Name], list[Number], dict[str, Any], list[str]]


def read_row(row: Row) -> Read:
    """Names, numbers and facts of a row, and in words what is wrong with it."""
    errors = list(row.errors)
    names = list(_names(row, errors))
    numbers = [Number(code, value) for code in NUMBERS for value in row.all(code)]
    facts = {field: value for field, read in FACTS.items() if (value := _fact(row, field, read, errors))}
    if names:
        _tried(lambda: name_rows(names), errors)
    _tried(lambda: number_rows(numbers), errors)
    return names, numbers, facts, errors


def _names(row: Row, errors: list[str]) -> Iterator[Name]:
    language = row.one("language").casefold()
    if not row.one("name"):
        errors.append(_("The name is missing."))
    others = [part.strip() for words in row.all("other_names") for part in words.replace("|", ";").split(";")]
    for place, text in enumerate(part for part in (row.one("name"), *others) if part):
        try:
            kind = NameKind.ALIAS if place else NameKind.PRIMARY
            yield Name(plain(text, multiline=False), kind, "" if place else language[:10])
        except ValidationError as error:
            errors.extend(error.messages)


def _fact(row: Row, field: str, read: Callable[[str], Any], errors: list[str]) -> Any:
    words = row.one(field)
    return _tried(lambda: checked_facts({field: read(words)})[field], errors) if words else None


def _tried(read: Callable[[], Any], errors: list[str]) -> Any:
    try:
        return read()
    except Invalid as error:
        errors.extend(sentence for sentences in error.fields.values() for sentence in sentences)
    return None


def _coded(codes: Any, field: str, sentence: Callable[[], str]) -> Callable[[str], str]:
    """A code by itself or by its word in the reader's language or in English."""

    def read(words: str) -> str:
        wanted = _plainly(words)
        if field == "role" and wanted in VICTIMS:
            raise Invalid(fields={field: [_("A potential victim is never a subject: make a card instead.")]})
        for code in codes:
            if wanted in (_plainly(str(code.value)), _plainly(code.name), _plainly(str(code.label))):
                return str(code.value)
        raise Invalid(fields={field: [sentence() % {"words": words[:60]}]})

    return read


def _plainly(words: str) -> str:
    return " ".join(words.replace("_", " ").casefold().split())


def _countries(words: str) -> list[str]:
    return [_country(part.strip()) for part in words.replace("/", ",").replace(";", ",").split(",") if part.strip()]


def _country(words: str) -> str:
    """A country by its code (two or three letters) or its name in the reader's language or in English."""
    found = pycountry.countries.get(alpha_2=words.upper()) or pycountry.countries.get(alpha_3=words.upper())
    code = found.alpha_2 if found else _named(get_language() or "en").get(_plainly(words))
    if code is None:
        raise Invalid(fields={"nationality": [_("“%(words)s” is no country.") % {"words": words[:60]}]})
    return str(code)


@lru_cache
def _named(language: str) -> dict[str, str]:
    """Codes by the names of countries, in English and in this language."""
    return {_plainly(name): code for code, name in (*countries_in("en"), *countries_in(language))}


FACTS: dict[str, Callable[[str], Any]] = {
    "kind": _coded(Kind, "kind", lambda: _("“%(words)s” is no kind of subject.")),
    "role": _coded(Role, "role", lambda: _("“%(words)s” is no role.")),
    "born": str,
    "nationality": _countries,
    "tags": lambda words: words.replace(";", ",").split(","),
    "note": str,
}
