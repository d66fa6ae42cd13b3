"""What the pages and the API read of alerts, always through a viewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from access.decide import allowed, get_for, levels_on
from access.viewer import Viewer
from agencies.models import Agency
from audit.models import Event
from cases.alerts.models import Alert, AlertDesk
from cases.alerts.origins import seen_origin

MOST_ON_A_RECORD = 20


@dataclass(frozen=True)
class Opening:
    """How often an agency opened the sheet, and when last."""

    agency: str
    times: int
    last: datetime


def alert_for(viewer: Viewer, pk: UUID, action: str = "alert.see") -> Any:
    """The alert of an address, with `open` by the database's clock."""
    return get_for(viewer, action, Alert.objects.living().select_related("originator", "issuer"), pk=pk)


def alerts_on(viewer: Viewer, kind: str, pk: UUID, *, may_raise: bool) -> dict[str, Any]:
    """The alerts raised on this record that the viewer sees, newest first, as `alerts/panel.html` shows them."""
    found = Alert.objects.visible_to(viewer).filter(origin_type=kind, origin_id=pk).living()
    rows = list(found.select_related("originator").order_by("-created_at", "-pk")[:MOST_ON_A_RECORD])
    return {"alerts": rows, "may_raise": may_raise, "kind": kind, "pk": pk}


def desk_for(viewer: Viewer, alert: Alert, pk: UUID) -> AlertDesk:
    """A desk of this alert that the viewer sees: of the issuer's any, of a desk's its own."""
    return get_for(viewer, "alert.see", AlertDesk.objects.select_related("alert", "agency"), pk=pk, alert_id=alert.pk)


@dataclass(frozen=True)
class AlertPage:
    """One alert as this viewer may see it."""

    viewer: Viewer
    alert: Any
    levels: frozenset[str]

    @classmethod
    def of(cls, viewer: Viewer, alert: Alert) -> "AlertPage":
        """The page of an alert that the viewer sees."""
        return cls(viewer, alert, levels_on(viewer, alert))

    def may(self, action: str) -> bool:
        """The policy, for the levels already read, on an alert that runs."""
        return bool(self.alert.open) and allowed(self.viewer, action, self.levels)

    @property
    def follows(self) -> bool:
        return allowed(self.viewer, "alert.follow", self.levels)

    @property
    def opens(self) -> bool:
        """Whether the viewer may open the sheet now."""
        mine = self.alert.issuer_id == self.viewer.person_id and self.may("alert.follow")
        return self.may("alert.read") or mine

    @property
    def reviews(self) -> bool:
        """Whether a review waits for this very viewer."""
        waits = self.alert.review_due_at is not None and self.alert.reviewed_at is None
        return waits and self.may("alert.review") and self.alert.issuer_id != self.viewer.person_id

    @cached_property
    def lines(self) -> Sequence[AlertDesk]:
        """The desks that the viewer sees, those that are silent first; of its own side, for a desk, its own alone."""
        rows = AlertDesk.objects.under(self.viewer, self.alert).select_related("agency", "acknowledged_by", "alert")
        rows = rows if self.follows else rows.filter(withdrawn_at=None)
        order = {"waiting": 0, "reached": 1, "acknowledged": 2, "withdrawn": 3}
        return sorted(rows, key=lambda row: (order[row.state], row.agency.country, row.agency.name, row.asked_at))

    @property
    def mine(self) -> AlertDesk | None:
        """The acting agency's own line, where it is an alerted desk."""
        return next((row for row in self.lines if row.agency_id == self.viewer.agency_id), None)

    @property
    def digest(self) -> str:
        """By what the live page knows that nothing has changed: from what it shows, and from nothing else."""
        shown: list[Any] = [
            self.alert.asked,
            self.alert.answered,
            self.alert.open,
            self.alert.outcome,
            self.alert.resent,
        ]
        shown += [[row.pk, row.state, row.word, row.messages, row.agency.desk_phone] for row in self.lines]
        return sha256(repr([self.viewer.agency_id, *shown]).encode()).hexdigest()[:32]

    @property
    def openings(self) -> list[Opening]:
        """Who opened the sheet, for those who follow the alert: agencies, as long as the log is kept."""
        if not self.follows:
            return []
        found = Event.objects.filter(root_id=self.alert.pk, verb="vault.revealed", object_id=self.alert.pk)
        counts = found.values("agency").annotate(times=Count("id"), last=Max("at")).order_by("-last")
        names = dict(Agency.objects.filter(pk__in=[one["agency"] for one in counts]).values_list("pk", "name"))
        return [Opening(names[one["agency"]], one["times"], one["last"]) for one in counts if one["agency"]]

    @property
    def origin(self) -> Any:
        """What it was raised on, for whoever may know of that anyway; else None."""
        return seen_origin(self.viewer, self.alert.origin_type, self.alert.origin_id)

    @property
    def context(self) -> dict[str, Any]:
        """The template's context."""
        return {
            "alert": self.alert,
            "origin": self.origin,
            "follows": self.follows,
            "works": self.may("alert.follow"),
            "opens": self.opens,
            "reviews": self.reviews,
            "acknowledges": self.may("alert.acknowledge") and self.mine is not None and not self.mine.acknowledged_at,
            "lines": self.lines,
            "mine": self.mine,
            "digest": self.digest,
            "openings": self.openings,
        }
