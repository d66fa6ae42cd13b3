"""The parts of a dossier that tell of subjects, of potential victims by their pseudonyms, and of charges."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.viewer import Viewer
from agencies.countries import country_name
from cases.dossier.telling import MOST, joined, partial, readers, section, table
from cases.reading import newest
from cases.subjects.reading import cards_of, charges_of, told
from coordination_center.paper.blocks import Block, Facts, Heading, Section


def subjects(viewer: Viewer, case: Any) -> Section:
    """Each subject with all its names and numbers, newest first."""
    page = newest(told(viewer).under(viewer, case), size=MOST)  # type: ignore[attr-defined]
    alone = readers(page.rows)
    blocks = [block for subject in page.rows for block in _subject(subject, alone.get(subject.pk, ""))]
    return section(_("Subjects"), blocks, more=bool(page.older))


def _subject(subject: Any, alone: str) -> Iterator[Block]:
    names = [joined(name.text, name.get_kind_display()) for name in subject.live_names]
    numbers = [joined(number.get_kind_display(), number.value, number.country) for number in subject.live_numbers]
    rows = [
        (_("Kind"), joined(subject.get_kind_display(), subject.role and subject.get_role_display())),
        (_("Names"), "\n".join(names)),
        (_("Identifiers"), "\n".join(numbers)),
        (_("Born"), partial(subject.born)),
        (_("Nationality"), ", ".join(country_name(code) for code in subject.nationality)),
        (_("Note"), subject.note),
        (_("Supplied by"), joined(subject.agency.name, alone)),
    ]
    yield Heading(subject.label)
    yield Facts([row for row in rows if row[1]])


def cards(viewer: Viewer, case: Any) -> Section:
    """The cards of potential victims. A card has no name: the pseudonym is of this case alone."""
    page = cards_of(viewer, case, size=MOST)
    alone = readers(page.rows)
    head = (_("Pseudonym"), _("Person"), _("Nationality"), _("Found at"), _("Needs"), _("Supplied by"))
    rows = [_card(card, alone.get(card.pk, "")) for card in page.rows]
    return table(_("Potential victims"), head, rows, widths=(2, 2, 2, 3, 3, 3), more=bool(page.older))


def _card(card: Any, alone: str) -> tuple[str, ...]:
    ages = "–".join(str(age) for age in (card.age_from, card.age_to) if age is not None)
    return (
        card.pseudonym,
        joined(card.sex and card.get_sex_display(), card.age_group and card.get_age_group_display(), ages),
        ", ".join(country_name(code) for code in card.nationality),
        card.found_at,
        ", ".join(_needs(card)),
        joined(card.agency.name, alone),
    )


def _needs(card: Any) -> list[str]:
    labels = dict(type(card)._meta.get_field("needs").base_field.flatchoices)
    return [str(labels.get(need, need)) for need in card.needs]


def charges(viewer: Viewer, case: Any) -> Section:
    """Charges with verdict, sentence and compensation."""
    page = charges_of(viewer, case, size=MOST)
    alone = readers(page.rows)
    head = (_("Subject"), _("Charge"), _("Court"), _("State"), _("Sentence"), _("Supplied by"))
    rows = [_charge(charge, alone.get(charge.pk, "")) for charge in page.rows]
    return table(_("Charges and verdicts"), head, rows, widths=(3, 3, 3, 2, 3, 3), more=bool(page.older))


def _charge(charge: Any, alone: str) -> tuple[str, ...]:
    money = f"{charge.compensation:,} {charge.currency}" if charge.compensation is not None else ""
    return (
        charge.subject.label,
        joined(charge.get_offence_display(), charge.law, partial(charge.charged_on)),
        joined(charge.court, charge.country and country_name(charge.country)),
        joined(charge.get_state_display(), partial(charge.decided_on)),
        joined(charge.sentence and charge.get_sentence_display(), _months(charge.months), charge.sentence_note, money),
        joined(charge.agency.name, alone),
    )


def _months(months: int | None) -> str:
    return "" if months is None else ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
