"""The part of a dossier that tells which elements of an offence are shown for which victims, and what still lacks."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from cases.dossier.telling import joined, readers, section
from cases.offences.assessment import Assessment, assess_case
from coordination_center.paper.blocks import Block, Heading, Section, Table, Text


def offences(viewer: Viewer, case: Any) -> Section:
    """Each group of victims with the offences that are claimed for it, element by element."""
    found = assess_case(viewer, case)
    claims = [claim for one in found for offence in one.offences for point in offence.points for claim in point.claims]
    alone = readers([*(one.group for one in found), *claims])
    blocks: list[Block] = []
    for one in found:
        blocks.append(Heading(joined(one.group.label, one.group.get_minors_display(), alone.get(one.group.pk))))
        told = [block for offence in one.offences if offence.claimed for block in _offence(offence, alone)]
        blocks += told or [Text([_("Nothing is claimed yet.")])]
    return section(_("Elements of the offence"), blocks)


def _offence(offence: Assessment, alone: Any) -> Iterator[Block]:
    yield Text([str(offence.offence.label), *offence.rules])
    head = (_("Element"), _("Claimed"), _("Still lacking"))
    rows = [(str(point.element.label), "\n".join(_claim(claim, alone) for claim in point.claims), point.says)
            for point in offence.points]  # fmt: skip
    yield Table(head, rows, (2, 5, 4))


def _claim(claim: Any, alone: Any) -> str:
    says = joined(claim.get_code_display(), claim.get_support_display(), claim.agency.name, alone.get(claim.pk))
    return f"{says}\n{claim.text}" if claim.text else says
