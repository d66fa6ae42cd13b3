"""A network: what investigators hold to be one organisation across several cases."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models.functions import Now
from django.urls import reverse

from access.decide import require_role
from access.grants import sync
from access.models import follow_updates
from access.querysets import ProtectedQuerySet
from access.verbs import acting, still_seen
from access.viewer import Viewer
from agencies.models import Agency
from audit.log import Led, Ref, record
from cases.codes import Handling, Tlp
from cases.marking import check_marking
from cases.models import Case
from cases.networks.codes import Share
from cases.networks.models.member import Membership
from cases.networks.models.sharing import Sharing
from cases.tracking import tracked

EDITABLE = ("name", "summary", "tlp", "handling", "handling_note")


@tracked()
class Network(Sharing, Membership):
    """A name, what is thought of it, its members and its readers. TLP:RED is for named people: not for a network."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    summary = models.TextField(blank=True, max_length=20_000)
    tlp = models.CharField(max_length=12, choices=Tlp, default=Tlp.AMBER)
    handling = ArrayField(models.CharField(max_length=2, choices=Handling), default=list, blank=True)
    handling_note = models.CharField(max_length=500, blank=True)
    originator = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ProtectedQuerySet["Network"].as_manager()

    class Meta:
        default_permissions = ()
        permissions = [("network_keeper", "Keeps the network"), ("network_reader", "Reads the network")]
        indexes = [models.Index(fields=["-updated_at", "-id"], name="network_newest")]
        constraints = [models.CheckConstraint(condition=~models.Q(tlp=Tlp.RED), name="network_is_not_red")]
        triggers = [follow_updates("networks_networkgroupgrant", "networks_networkusergrant")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network", args=[self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names this network."""
        return Ref("network", self.pk, "network", self.pk, self.originator_id)

    @classmethod
    def begin(cls, *, by: Viewer, id: uuid.UUID | None = None, **facts: Any) -> "Network":  # noqa: A002
        """A network kept by the acting agency; `facts` are of `EDITABLE`. `NotAllowed`, or `Invalid` marking."""
        require_role(by, "network.create")
        with transaction.atomic():
            network = cls(id=id or uuid.uuid4(), originator=by.agency)
            network._write(facts)
            network.created_at = network.updated_at = network.clock()
            network.save(force_insert=True)
            network._enter(by, by.agency, Share.KEEPER)
            sync(network)
            record("network.begun", by=by, on=network.ref, led=Led.COLLECTION)
            still_seen(network, by=by)
        return network

    def edit(self, *, by: Viewer, version: int, **facts: Any) -> int:
        """Change facts of `EDITABLE`; returns the new version. `Stale` if someone was faster."""
        with acting(self, by=by, action="network.keep", version=version):
            changed = [name for name in EDITABLE if name in facts and facts[name] != getattr(self, name)]
            self._write({name: facts[name] for name in changed})
            if changed:
                self.version += 1
                self.touch(*changed, "version")
                record("network.edited", by=by, on=self.ref, detail={"fields": changed, "version": self.version})
        return self.version

    def touch(self, *fields: str) -> None:
        """Save these fields and move the network to the top of its readers' lists."""
        self.updated_at = self.clock()
        self.save(update_fields=[*fields, "updated_at"])

    clock = staticmethod(Case.clock)

    def _write(self, facts: dict[str, Any]) -> None:
        for name, value in facts.items():
            setattr(self, name, value)
        check_marking(self.tlp, list(self.handling), self.handling_note, compartment=False)
