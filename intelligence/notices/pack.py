"""A notice as plain text, for the bureau's own system: in UTF-8, with its marking and its limits on top and below."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from access.viewer import Viewer
from cases.codes import Handling
from cases.subjects.models import Identifier, SubjectName
from coordination_center.dates import written_day
from coordination_center.marking import HANDLING, TLP
from intelligence.notices.codes import Kind
from intelligence.notices.models import Notice
from intelligence.notices.paperwork import checked, means_in_words

LINE = "=" * 72


def packed(notice: Notice, *, viewer: Viewer) -> str:
    """The whole pack as text with \\n at the ends of lines; only what `viewer` may see of the person is in it."""
    parts = [*_head(notice), "", *_person(notice, viewer), *_paperwork(notice), "", *_limits(notice, viewer)]
    return "\n".join(parts) + "\n"


def _head(notice: Notice) -> Iterator[str]:
    case = notice.case
    yield LINE
    yield " · ".join([f"TLP:{case.tlp}", *case.handling])
    yield LINE
    yield f"{notice.get_form_display()}: {notice.get_kind_display()}"
    yield f"{_('State')}: {notice.standing_label}"
    yield f"{_('Requested by')}: {notice.agency.name}, {notice.agency.country}"
    if notice.ncb:
        yield f"{_('National Central Bureau')}: {notice.ncb.name}"
    if notice.reference:
        yield f"{_('Control number')}: {notice.reference}"
        yield f"{_('Published on')}: {written_day(notice.published_on)}"
        yield f"{_('Last day')}: {written_day(notice.expires_on)}"
    yield f"{_('Written out')}: {timezone.now():%Y-%m-%d %H:%M} UTC"


def _person(notice: Notice, viewer: Viewer) -> Iterator[str]:
    subject = notice.subject
    if subject is None:
        return
    names = SubjectName.objects.visible_to(viewer).filter(subject=subject).order_by("pk")
    yield from _titled(_("Person"))
    yield from (f"{_('Name')}: {name.text}" for name in names)
    yield f"{_('Born')}: {subject.born or '–'}"
    yield f"{_('Nationality')}: {', '.join(subject.nationality) or '–'}"
    yield f"{_('Sex')}: {notice.get_sex_display()}"
    for number in Identifier.objects.visible_to(viewer).filter(subject=subject).order_by("kind", "pk"):
        yield f"{number.get_kind_display()}: {number.value}"
    yield ""


def _paperwork(notice: Notice) -> Iterator[str]:
    yield from _titled(_("Paperwork"))
    for label, text in _texts(notice):
        if text:
            yield f"{label}: {text}"
    if notice.warrant:
        warrant = notice.warrant
        yield f"{_('Warrant')}: {warrant.number}, {warrant.court}, {written_day(warrant.issued_on)}"


def _texts(notice: Notice) -> Iterator[tuple[str, str]]:
    yield _("Title"), notice.title
    yield _("Available"), means_in_words(notice.means)
    yield _("Description"), notice.description
    yield _("Facts"), notice.facts
    yield _("When it was done"), notice.facts_when
    yield _("Where it was done"), notice.facts_where
    yield _("Charge"), notice.charge
    yield _("Law, with the section"), notice.law
    yield _("Maximum penalty, or the sentence"), notice.penalty
    yield _("Sought for"), str(notice.get_sought_for_display()) if notice.kind == Kind.RED else ""
    yield _("Extradition will be asked for, as our law and treaties allow"), _("yes") if notice.extradition else ""
    yield _("Day of disappearance, or of finding"), written_day(notice.event_on) if notice.event_on else ""
    yield _("Place of disappearance, or of finding"), notice.event_at
    yield _("A minor"), _("yes") if notice.minor else ""
    yield _("What it is about"), notice.statement
    yield _("Sanctions list and reference"), notice.listing


def _limits(notice: Notice, viewer: Viewer) -> Iterator[str]:
    case, subject = notice.case, notice.subject
    yield from _titled(_("Limits"))
    yield f"TLP:{case.tlp}: {TLP[case.tlp]}"
    yield from (f"{code}: {HANDLING[code]}" for code in case.handling)
    if case.handling_note:
        yield case.handling_note
    if Handling.H2 in case.handling and subject is not None and subject.agency_id != viewer.agency_id:
        yield _("What %(agency)s supplied goes to a bureau with its permission only.") % {"agency": subject.agency.name}
    if Handling.H1 in case.handling:
        yield _("Nothing in this pack is evidence: it is not used in court without the provider’s permission.")
    if notice.stopped:
        yield _("STOPPED: the person is being screened as a possible victim of trafficking. This is not to be sent.")
    missing = [check.need for check in checked(notice, document=True) if not check.met]
    yield from (f"{_('Still missing')}: {need.label} ({need.rule})" for need in missing)


def _titled(title: str) -> Iterator[str]:
    yield title
    yield "-" * 72
