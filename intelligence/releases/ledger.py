"""What the release ledger says about who holds what: the source from which the grants of reports and lines come."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Exists, Func, OuterRef, Q
from django.db.models.functions import Now

from access.querysets import grant_arms
from access.registry import FOREVER, Aggregate, Child, Entitlement, NamedIn, aggregate_of, register, register_child
from access.viewer import Viewer
from agencies.models import Membership, Role
from cases.codes import Tlp
from intelligence.releases.codes import State
from intelligence.releases.models import Decision, Message, Release, ReleaseGroupGrant, ReleaseUserGrant
from intelligence.releases.reach import kinds_of, within_reach
from intelligence.reports.codes import Piece
from intelligence.reports.models import (
    Attachment,
    Part,
    Quote,
    Report,
    ReportGroupGrant,
    ReportName,
    ReportRow,
    ReportSubject,
    ReportUserGrant,
)


# --- reports ----------------------------------------------------------------------------------------------------------
def of_report(report: Report) -> Iterator[Entitlement]:
    """The originator (or its named people), and every live release that the marking still allows."""
    yield from _originators(report)
    rows = Release.objects.unscoped("the ledger itself").filter(report=report, state=State.ACTIVE)
    kinds = kinds_of(report)
    for release in rows.select_related("asker"):
        if within_reach(report, release.asker, release.person_id, kinds=kinds):
            yield Entitlement(
                level="recipient", agency_id=release.asker_id, group_id=release.asker.group_id,
                person_id=release.person_id, until=release.until, source=str(State.ACTIVE.label), source_id=release.pk,
            )  # fmt: skip


def _originators(report: Report) -> Iterator[Entitlement]:
    holder: dict[str, Any] = {"agency_id": report.originator_id, "group_id": report.originator.group_id}
    if not report.compartment:
        yield Entitlement(level="originator", source=report.originator.name, source_id=report.pk, **holder)
        return
    for name in report.names:
        yield Entitlement(level="originator", person_id=name.person_id, source_id=name.pk, **holder)


def opens(viewer: Viewer, path: str, piece: str | NamedIn) -> Q:
    """A row of this piece is open to whoever holds the report as its originator, or a live release that has the piece.

    A wording that is no piece (a tear-line, a desk note) is the originator's alone.
    """
    held: Any = [Exists(arm.filter(content_object_id=OuterRef(f"{path}_id"))) for arm in _as_originator(viewer)]
    rows = _live(viewer).filter(report_id=OuterRef(f"{path}_id"))
    released = Exists(rows.exclude(withheld__contains=_one(piece)))
    is_piece = Q(**{f"{piece.field}__in": Piece.values}) if isinstance(piece, NamedIn) else Q()
    return Q(held[0]) | Q(held[1]) | (Q(released) & is_piece)


def holds(viewer: Viewer, piece: str) -> list[Any]:
    """`opens`, from the other end: the ids of the reports of which the viewer holds this piece."""
    released = _live(viewer).exclude(withheld__contains=[piece]).values("report_id") if piece in Piece.values else None
    own = [arm.values("content_object_id") for arm in _as_originator(viewer)]
    return own if released is None else [*own, released]


def _as_originator(viewer: Viewer) -> list[Any]:
    return grant_arms(viewer, aggregate_of(Report), frozenset({"originator"}))


def _live(viewer: Viewer) -> Any:
    """The live releases to the viewer's agency, or to the viewer by name; of TLP:RED to the viewer by name alone."""
    return Release.objects.unscoped("the rule itself").filter(
        Q(person=viewer.person_id) | Q(person=None) & ~Q(report__tlp=Tlp.RED),
        asker=viewer.agency_id, state=State.ACTIVE, until__gt=Now(),
    )  # fmt: skip


def _one(piece: str | NamedIn) -> Any:
    """An array of this piece alone."""
    if isinstance(piece, str):
        return [piece]
    array = ArrayField(CharField(max_length=12))
    return Func(OuterRef(piece.field), template="ARRAY[%(expressions)s]::varchar(12)[]", output_field=array)


# --- lines of the ledger ----------------------------------------------------------------------------------------------
def of_release(release: Release) -> Iterator[Entitlement]:
    """The owner's desk, and the asking agency, or the people whom it is about alone.

    An offer that a second officer has not confirmed, or that was taken back, is the owner's alone.
    """
    yield from _desk(release)
    is_offer = release.originator_id == release.owner_id
    if is_offer and (release.state == State.WITHDRAWN or release.awaits_confirmation):
        return
    asker: dict[str, Any] = {"level": "asker", "agency_id": release.asker_id, "group_id": release.asker.group_id}
    if release.person_id is None:
        yield Entitlement(source_id=release.pk, **asker)
        return
    for person in {release.person_id} | (set() if is_offer else {release.begun_by_id}):
        yield Entitlement(person_id=person, source_id=release.pk, **asker)


def _desk(release: Release) -> Iterator[Entitlement]:
    """The owner's agency; of a compartmented report its named people, if a liaison officer is among them."""
    holder: dict[str, Any] = {"level": "owner", "agency_id": release.owner_id, "group_id": release.owner.group_id}
    named = list(release.report.names) if release.report and release.report.compartment else []
    people = [name.person_id for name in named]
    liaison = Membership.objects.live().filter(
        person__in=people, agency=release.owner, roles__contains=[Role.LIAISON], person__is_active=True
    )
    if people and liaison.exists():
        yield from (Entitlement(person_id=person, source_id=release.pk, **holder) for person in people)
    else:
        yield Entitlement(source_id=release.pk, until=FOREVER, **holder)


def declare() -> None:
    """Tell `access` about reports, the lines of the ledger, and what hangs on both."""
    register(
        Aggregate(
            name="report", model=Report, levels=("originator", "recipient"), group_grants=ReportGroupGrant,
            user_grants=ReportUserGrant, ledger=of_report, purpose="intelligence", opens=opens, holds=holds,
        )
    )  # fmt: skip
    register(
        Aggregate(
            name="release", model=Release, levels=("owner", "asker"), group_grants=ReleaseGroupGrant,
            user_grants=ReleaseUserGrant, ledger=of_release, purpose="release",
        )
    )  # fmt: skip
    of_report_: dict[str, Any] = {"path": "report", "action": "report.see"}
    register_child(Child("report_part", Part, in_log=False, piece=NamedIn("piece"), **of_report_))
    register_child(
        Child("report_row", ReportRow, in_log=False, audience=("only",), piece=NamedIn("piece"), **of_report_)
    )
    register_child(Child("report_subject", ReportSubject, audience=("only",), piece=Piece.SUBJECTS.value, **of_report_))
    register_child(Child("attachment", Attachment, piece=Piece.ATTACHMENTS.value, **of_report_))
    register_child(Child("quote", Quote, also=("source",), **of_report_))
    register_child(Child("report_name", ReportName, path="report", action="report.edit"))
    register_child(Child("release_message", Message, path="release", action="release.see", in_log=False))
    register_child(Child("release_decision", Decision, path="release", action="release.decide", in_log=False))
