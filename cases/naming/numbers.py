"""Normal forms of identifiers, for equality: two writings of one number have the same.

The kinds are those of world files: phone, email, passport, id_card, plate, account, wallet, handle, url, imei, other.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import phonenumbers

from cases.naming.writing import tidy, western_digits

LONGEST = 200
REGION = (
    "TH",
    "KH",
    "LA",
    "MM",
    "VN",
    "MY",
    "CN",
    "BD",
    "ID",
    "PH",
)  # whose national writing of a phone a search tries
_PHONE_MARKS = re.compile(r"^(?:\+|00)")
_EXTENSION = re.compile(r"(?:ext|x|ต่อ)\.?\s*\d+$", re.IGNORECASE)
_BASE58 = re.compile(r"[123mnLT][1-9A-HJ-NP-Za-km-z]{25,62}")  # Bitcoin, Litecoin, Tron: letter case counts
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|igshid|mibextid|ref|ref_src|si)$")
_THAI_PLATE = re.compile(r"(\d?[ก-ฮ]{1,3}\d{1,4}|\d{2}\d{4}|\d{2}-?\d{4})([ก-๎ฯ.]{2,})?")
_BANGKOK = {"กทม", "กทม.", "กรุงเทพ", "กรุงเทพฯ"}
_LOOSER_PLATE = re.compile(r"(\d?[ก-ฮ]{1,3}\d{1,4})[ก-๎]{2,}")


def normal_form(kind: str, value: str, *, country: str = "") -> str:
    """The form of an identifier in which spaces, separators, letter case and the script of its digits do not count.

    A phone is E.164 where it can be read as one: with its country code, or with `country` (ISO 3166 alpha-2) as a hint;
    else its digits. Never longer than `LONGEST`; empty for a value without letters and digits.
    """
    text = western_digits(tidy(value[: 4 * LONGEST]))
    make = _BY_KIND.get(kind)
    form = make(text) if make else _phone(text, country) if kind == "phone" else _plain(text)
    return unicodedata.normalize("NFC", form)[:LONGEST]


def looser_forms(normal: str) -> set[str]:
    """Further forms under which a search should find the same: a Thai plate without its province."""
    plate = _LOOSER_PLATE.fullmatch(normal)
    return {plate[1]} if plate else set()


@lru_cache(maxsize=1024)
def readings(text: str, countries: tuple[str, ...] = ()) -> frozenset[str]:
    """The normal forms that a number of unknown kind may have: what a search for `text` looks up.

    A national phone number is read for each of `countries` first and then for those of the region.
    """
    kinds = (*_BY_KIND, "other")
    forms = {normal_form(kind, text) for kind in kinds}
    forms |= {normal_form("phone", text, country=c) for c in dict.fromkeys((*countries, *REGION, ""))}
    forms |= {looser for form in list(forms) for looser in looser_forms(form)}
    return frozenset(form for form in forms if len(form) >= 3)


def _phone(text: str, country: str) -> str:
    number = _EXTENSION.sub("", text)
    digits = "".join(c for c in number if c.isdigit())
    plus = "+" if _PHONE_MARKS.match(number.strip(" (")) else ""
    for hint in _hints(number, digits, plus, country):
        read = _read_phone(*hint)
        if read:
            return read
    return digits or _plain(text)


def _hints(number: str, digits: str, plus: str, country: str) -> Iterable[tuple[str, str | None]]:
    """How a phone may be read, the surest first: (text, country to assume)."""
    if plus:
        yield f"+{digits.removeprefix('00')}", None
        if number.strip().startswith("+") and "(0)" in number:
            yield "+" + "".join(c for c in number.replace("(0)", "") if c.isdigit()), None
        return
    if country:
        yield digits, country.upper()
    if not digits.startswith("0"):
        yield f"+{digits}", None


def _read_phone(text: str, country: str | None) -> str:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _plain(text: str) -> str:
    """Letters, their signs, and digits."""
    return "".join(c for c in text.casefold() if c.isalnum() or unicodedata.category(c)[0] == "M")


def _email(text: str) -> str:
    name, at, domain = text.casefold().replace(" ", "").removeprefix("mailto:").rpartition("@")
    return f"{name}@{domain.rstrip('.')}" if at else domain


def _handle(text: str) -> str:
    found = text.casefold().replace(" ", "").lstrip("@")
    return found if any(c.isalnum() for c in found) else ""


def _wallet(text: str) -> str:
    found = text.replace(" ", "")
    return found if _BASE58.fullmatch(found) else _plain(found)


def _imei(text: str) -> str:
    """Type, maker and serial (14 digits): the check digit and the software version are left out (3GPP TS 23.003)."""
    digits = "".join(c for c in text if c.isdigit())
    return digits[:14] if len(digits) in (14, 15, 16) else _plain(text)


def _plate(text: str) -> str:
    found = _THAI_PLATE.fullmatch(re.sub(r"[\s\-]", "", text))
    if found and found[2] in _BANGKOK:
        return f"{found[1]}กรุงเทพมหานคร"
    return _plain(text)


def _url(text: str) -> str:
    text = text.replace(" ", "")
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0])))
    except ValueError:
        return _plain(text)
    path = unquote(parts.path).rstrip("/")
    return f"{host}{path}{'?' + query if query else ''}" if host else _plain(text)


_BY_KIND = {
    "email": _email, "handle": _handle, "wallet": _wallet, "imei": _imei, "plate": _plate, "url": _url,
    "passport": _plain, "id_card": _plain, "account": _plain,
}  # fmt: skip
