"""Small things that every part of a dossier says in the same way."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import Agency
from cases.chronology.moments import in_words
from coordination_center.paper.blocks import Block, Notice, Section, Table, Text

MOST = 2_000  # rows of one part


def readers(rows: Iterable[Any]) -> dict[UUID, str]:
    """For each restricted row: for whom alone it is, in words. Whoever sees such a row sees this on its page too."""
    rows = [row for row in rows if row.only]
    names = Agency.objects.in_bulk({pk for row in rows for pk in row.only})
    return {row.pk: _("Only for: %(agencies)s") % {"agencies": _listed(row.only, names)} for row in rows}


def _listed(ids: Iterable[UUID], names: dict[UUID, Agency]) -> str:
    return ", ".join(sorted(names[pk].name for pk in ids if pk in names))


def joined(*words: Any) -> str:
    """What is there of `words`, with dots between."""
    return " · ".join(str(word) for word in words if word)


def partial(iso: str) -> str:
    """A partial date in the reader's calendar, empty for none."""
    return in_words(iso) if iso else ""


def section(title: Any, blocks: Sequence[Block], *, more: bool = False) -> Section:
    """A section; where there is nothing it says so, where there is more than is printed too."""
    told = list(blocks) or [Text([_("None.")])]
    if more:
        told.append(Notice(_("Only the newest %(most)s are printed.") % {"most": MOST}))
    return Section(str(title), told)


def table(title: Any, head: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[float] = (),
          more: bool = False) -> Section:  # fmt: skip
    """A section of one table."""
    return section(title, [Table(head, rows, widths)] if rows else [], more=more)
