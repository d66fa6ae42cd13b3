"""Whether the paperwork of a notice is complete: what INTERPOL asks of each kind, with the article that asks it.

Source: INTERPOL's Rules on the Processing of Data, III/IRPD/GA/2011: minimum data and conditions of red notices in
articles 82 to 86, blue 88, green 89, yellow 90, black 91, purple 92, orange 93, UN Special 95; diffusions follow the
conditions of the notice of their colour (99). The form of the Silver pilot is not public: what is asked
for it here is what a bureau needs to trace assets. The check is formal: neutrality (article 3 of the Constitution),
proportion and truth are for people to judge.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.warrants.codes import State as WarrantState
from intelligence.notices.codes import LEAST_PENALTY, LEAST_SENTENCE, Kind, Means, Sex, Sought

if TYPE_CHECKING:
    from intelligence.notices.models import Notice


@dataclass(frozen=True)
class Sheet:
    """A notice with what is known of its person: whether a document (passport, identity card) is on record."""

    notice: "Notice"
    document: bool

    def said(self, *fields: str) -> bool:
        """Whether each of these fields says something."""
        return all(bool(str(getattr(self.notice, field) or "").strip()) for field in fields)


@dataclass(frozen=True)
class Need:
    """One thing that the rules ask; `rule` is the article, `fields` where it is written down."""

    code: str
    label: str | Promise
    rule: str | Promise
    met: Callable[[Sheet], bool]
    fields: tuple[str, ...] = ()


def _told_by(sheet: Sheet) -> bool:
    return bool(sheet.notice.means) or sheet.document or sheet.said("description")


def _born(sheet: Sheet) -> bool:
    return bool(sheet.notice.subject and sheet.notice.subject.born)


def _heavy_enough(sheet: Sheet) -> bool:
    notice = sheet.notice
    least = LEAST_SENTENCE if notice.sought_for == Sought.SENTENCE else LEAST_PENALTY
    return notice.months is not None and notice.months >= least


def _warranted(sheet: Sheet) -> bool:
    warrant = sheet.notice.warrant
    if warrant is None:
        return False
    ended = (WarrantState.DRAFT, WarrantState.WITHDRAWN, WarrantState.EXPIRED, WarrantState.EXECUTED)
    return warrant.standing not in ended and bool(warrant.number and warrant.court and warrant.issued_on)


def _adult_consents(sheet: Sheet) -> bool:
    return sheet.notice.minor is True or bool(sheet.notice.privacy_allows)


def _need(code: str, label: str | Promise, rule: str | Promise, *fields: str, met: Any = None) -> Need:
    return Need(code, label, rule, met or (lambda sheet: sheet.said(*fields)), fields)


FACTS = _need("facts", _("Facts of the case: what was done, briefly and clearly"), "RPD 83(2)(b)", "facts")
WHEN = _need("when_where", _("When and where it was done"), "RPD 83(2)(b)", "facts_when", "facts_where")
NAME = _need("person", _("Name of the person"), "RPD 83(2)(a)", met=lambda sheet: sheet.notice.subject is not None)
SEX = _need("sex", _("Sex"), "RPD 83(2)(a)", met=lambda s: s.notice.sex in (Sex.MALE, Sex.FEMALE))
BORN = _need("born", _("Date of birth, at least the year"), "RPD 83(2)(a)", met=_born)
TOLD_BY = _need(
    "told_by", _("Photograph, fingerprints, DNA, description or identity document"), "RPD 83(2)(a)",
    "means", "description", met=_told_by,
)  # fmt: skip
CHARGE = _need("charge", _("Charge"), "RPD 83(2)(b)", "charge")
LAW = _need("law", _("Law that covers the offence, with the section"), "RPD 83(2)(b)", "law")

NEEDS: dict[str, tuple[Need, ...]] = {
    Kind.RED: (
        NAME, SEX, BORN, TOLD_BY, FACTS, WHEN, CHARGE, LAW,
        _need("penalty", _("Maximum penalty, or the sentence"), "RPD 83(2)(b)", "penalty"),
        _need("threshold", _("A maximum of two years or more, or a sentence of six months or more"), "RPD 83(1)(b)",
              "months", met=_heavy_enough),
        _need("warrant", _("Warrant in force: number, issuing court, date"), "RPD 83(2)(b)", "warrant", met=_warranted),
        _need("extradition", _("Assurance that extradition will be asked for"), "RPD 84", "extradition",
              met=lambda sheet: sheet.notice.extradition),
    ),
    Kind.YELLOW: (
        NAME, SEX, TOLD_BY,
        _need("missing_on", _("Day of disappearance"), "RPD 90", "event_on"),
        _need("missing_from", _("Place of disappearance"), "RPD 90", "event_at"),
        _need("circumstances", _("Circumstances of the disappearance"), "RPD 90", "facts"),
        _need("adult", _("A minor, or an adult whose country’s privacy law allows it"), "RPD 90", "minor",
              met=_adult_consents),
    ),
    Kind.BLUE: (
        NAME, TOLD_BY,
        _need("facts", _("Facts of the case"), "RPD 88", "facts"),
        _need("wanted", _("What is to be found out"), "RPD 88", "statement"),
    ),
    Kind.GREEN: (
        NAME, SEX, BORN, TOLD_BY,
        _need("assessment", _("Why a national authority holds the person to be a threat"), "RPD 89", "statement"),
        _need("grounds", _("Earlier convictions, or other reasonable grounds"), "RPD 89", "facts"),
    ),
    Kind.BLACK: (
        _need("found_on", _("Day the body was found"), "RPD 91", "event_on"),
        _need("found_at", _("Place where the body was found"), "RPD 91", "event_at"),
        _need("told_by", _("Photograph, fingerprints, DNA or dental record"), "RPD 91", "means",
              met=lambda sheet: bool(sheet.notice.means)),
        _need("description", _("Description of the body and what was with it"), "RPD 91", "description"),
    ),
    Kind.ORANGE: (
        _need("title", _("Name of the event, person, object or process"), "RPD 93", "title"),
        _need("danger", _("The imminent danger to persons or property"), "RPD 93", "statement"),
        _need("facts", _("What is known, and from when"), "RPD 93", "facts"),
    ),
    Kind.PURPLE: (
        _need("title", _("Name of the method, object, device or hiding place"), "RPD 92", "title"),
        _need("method", _("How it is done or used"), "RPD 92", "statement"),
        _need("facts", _("Facts of a case in which it was met"), "RPD 92", "facts"),
    ),
    Kind.SILVER: (
        NAME, FACTS, CHARGE, LAW,
        _need("assets", _("The assets, and why they are held to come from crime"), _("Silver pilot"), "statement"),
    ),
    Kind.UN_SPECIAL: (
        NAME,
        _need("listing", _("Sanctions list and reference of the Security Council’s committee"), "RPD 95", "listing"),
        _need("facts", _("Reason for the listing"), "RPD 95", "facts"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Check:
    """A need, and whether it is met."""

    need: Need
    met: bool


def checked(notice: "Notice", *, document: bool) -> list[Check]:
    """Every need of this kind, in the order of the rules; `document`: one of the person is on record."""
    sheet = Sheet(notice, document)
    return [Check(need, bool(need.met(sheet))) for need in NEEDS[notice.kind]]


def fields_of(kind: str) -> frozenset[str]:
    """The fields that a notice of this kind asks for."""
    return frozenset(field for need in NEEDS[kind] for field in need.fields)


def means_in_words(codes: list[str]) -> str:
    """What there is to tell the person by."""
    return ", ".join(str(Means(code).label) for code in codes)
