"""Which agencies keep or read a network, and the verbs that change it."""

import uuid
from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.grants import sync
from access.querysets import ProtectedQuerySet
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.networks.codes import Share
from coordination_center.errors import IllegalMove, Invalid


class NetworkPart(models.Model):
    """One line of the network's ledger. Ended lines stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="parts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    share = models.CharField(max_length=10, choices=Share)
    shared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet["NetworkPart"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("shared_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "agency"], condition=models.Q(ended_at=None), name="network_part_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.share}"

    @property
    def ref(self) -> Ref:
        """How the log names this line."""
        return Ref("network_part", self.pk, "network", self.network_id, self.network.originator_id)


class Sharing(models.Model):
    """Verbs that let agencies read a network. It opens nothing but itself: members stay with their cases."""

    class Meta:
        abstract = True

    @property
    def ledger(self: Any) -> Any:
        """The live lines, for verbs."""
        return NetworkPart.objects.unscoped("a verb reads its own ledger").filter(network=self, ended_at=None)

    def share(self: Any, *, by: Viewer, agency: Agency, share: str = Share.READER) -> None:
        """Let an agency read or keep the network. `IllegalMove` where it does so already, `Invalid` if suspended."""
        with acting(self, by=by, action="network.keep"):
            if agency.suspended_at is not None:
                raise Invalid(fields={"agency": [_("This agency is suspended.")]})
            standing = self.ledger.filter(agency=agency).first()
            if standing is not None and standing.share == share:
                raise IllegalMove(_("%(agency)s has this part already.") % {"agency": agency})
            self._refuse_the_last_keeper(standing)
            self.ledger.filter(agency=agency).update(ended_at=self.clock())
            self._enter(by, agency, share)
            self._changed("network.shared", by, agency, Led.DISCLOSURE, share=share)

    def unshare(self: Any, *, by: Viewer, agency: Agency) -> None:
        """End an agency's part at once; also one's own, where another keeper stays. `IllegalMove` if it has none."""
        with acting(self, by=by, action="network.keep", leaves=agency == by.agency):
            standing = self.ledger.filter(agency=agency).first()
            if standing is None:
                raise IllegalMove(_("%(agency)s has no part in this network.") % {"agency": agency})
            self._refuse_the_last_keeper(standing)
            self.ledger.filter(agency=agency).update(ended_at=self.clock())
            self._changed("network.unshared", by, agency, Led.ALTERATION)

    def _enter(self: Any, by: Viewer, agency: Agency, share: str) -> None:
        line = {"network": self, "agency": agency, "share": share}
        NetworkPart.objects.create(shared_by=by.person, shared_at=self.clock(), **line)

    def _refuse_the_last_keeper(self: Any, standing: NetworkPart | None) -> None:
        if standing is None or standing.share != Share.KEEPER:
            return
        if not self.ledger.filter(share=Share.KEEPER).exclude(pk=standing.pk).exists():
            raise IllegalMove(_("One agency must keep the network."))

    def _changed(self: Any, verb: str, by: Viewer, agency: Agency, led: Led, **detail: Any) -> None:
        sync(self)
        self.touch()
        record(verb, by=by, on=self.ref, led=led, recipients=[agency.pk], detail=detail)
