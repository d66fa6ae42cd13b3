"""What an alert's own records say about who raised it and who is alerted; and the vault's rule for its sheet."""

from collections.abc import Iterator
from uuid import UUID

from access.registry import Aggregate, Child, Entitlement, register, register_child
from access.viewer import Viewer
from audit.log import Ref
from cases.alerts.codes import Purpose
from cases.alerts.models import Alert, AlertDesk, AlertGroupGrant, AlertUserGrant
from cases.alerts.models.alert import LIVE
from cases.alerts.sheet import FIELDS, KIND, OF_A_THREAD, THREAD
from vault import kinds


def entitlements(alert: Alert) -> Iterator[Entitlement]:
    """The raising agency (on a compartment its named people alone), and each desk that was not withdrawn."""
    people: list[UUID | None] = [*alert.held_by] or [None]
    for person in people:
        yield Entitlement(
            level="issuer", agency_id=alert.originator_id, group_id=alert.originator.group_id, person_id=person,
            source="raised it", source_id=alert.pk,
        )  # fmt: skip
    for desk in alert.ledger.select_related("agency"):
        yield Entitlement(
            level="alerted", agency_id=desk.agency_id, group_id=desk.agency.group_id, source="is alerted",
            source_id=desk.pk,
        )  # fmt: skip


def reads_sheet(viewer: Viewer, record: UUID) -> bool:
    """Whether the viewer may open the sheet in this vault record now: its alert runs, and role and desk are right."""
    return _opens(viewer, Alert.objects.permitted(viewer, "alert.see").filter(LIVE, vault_id=record).first())


def reads_thread(viewer: Viewer, record: UUID) -> bool:
    """The same for the messages of one desk, which no other desk reads."""
    desk = AlertDesk.objects.visible_to(viewer).filter(thread_id=record).first()
    return desk is not None and _opens(
        viewer, Alert.objects.permitted(viewer, "alert.see").filter(LIVE, pk=desk.alert_id).first()
    )


def _opens(viewer: Viewer, alert: Alert | None) -> bool:
    return alert is not None and alert.opened_by(viewer)


def named(record: UUID) -> Ref:
    """The alert whose sheet this is, as the log names it."""
    return Alert.objects.unscoped("the vault asks what it is to name in the log").get(vault_id=record).ref


def named_thread(record: UUID) -> Ref:
    """The desk whose messages these are, as the log names it."""
    rows = AlertDesk.objects.unscoped("the vault asks what it is to name in the log").select_related("alert")
    return rows.get(thread_id=record).ref


def declare() -> None:
    """Tell `access` and the vault about alerts."""
    register(
        Aggregate(
            name="alert",
            model=Alert,
            levels=("issuer", "alerted"),
            group_grants=AlertGroupGrant,
            user_grants=AlertUserGrant,
            ledger=entitlements,
            purpose="urgent_alert",
            bound_by=("origin_id", "origin_owner_id"),
        )
    )
    register_child(Child("alert_desk", AlertDesk, path="alert", action="alert.see", audience=("only",)))
    purposes = frozenset(Purpose.values)
    kinds.register(kinds.Kind(KIND, FIELDS, purposes, reads_sheet, named, shared=True))
    kinds.register(kinds.Kind(THREAD, OF_A_THREAD, purposes, reads_thread, named_thread, shared=True))
