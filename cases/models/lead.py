"""Handing the lead over: offered by the lead, taken by a partner."""

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
from audit.log import Ref, record
from cases.codes import Level, Part, State
from coordination_center.errors import IllegalMove


class LeadOffer(models.Model):
    """An offer of the lead to a partner; at most one stands at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="lead_offers")
    to = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(db_default=Now())
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet["LeadOffer"].as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(ended_at=None), name="lead_offer_one_at_a_time")
        ]

    def __str__(self) -> str:
        return f"lead to {self.to}"

    @property
    def ref(self) -> Ref:
        """How the log names this offer."""
        return Ref("lead_offer", self.pk, "case", self.case_id, self.case.originator_id)


class Lead(models.Model):
    """Verbs of the lead's hand-over."""

    class Meta:
        abstract = True

    @property
    def offers(self: Any) -> Any:
        """The standing offer as a queryset, for verbs."""
        return LeadOffer.objects.unscoped("a verb reads its own ledger").filter(case=self, ended_at=None)

    def offer_lead(self: Any, *, by: Viewer, agency: Agency) -> LeadOffer:
        """Offer the lead to an active partner; it replaces an offer that stands."""
        with acting(self, by=by, action="case.offer_lead"):
            if self.state in (State.CLOSED, State.ARCHIVED):
                raise IllegalMove(_("The lead of a closed case stays where it is."))
            if not self.parts.filter(agency=agency, level=Level.PARTNER, state=Part.ACTIVE).exists():
                raise IllegalMove(_("The lead can be offered to an active partner only."))
            self.offers.update(ended_at=self.clock())
            offer = LeadOffer.objects.create(case=self, to=agency, offered_by=by.person)
            self.touch()
            record("case.lead_offered", by=by, on=self.ref, recipients=[agency.pk])
        return offer

    def accept_lead(self: Any, *, by: Viewer) -> None:
        """Take the lead that was offered; the former lead stays as a partner."""
        with acting(self, by=by, action="case.accept_lead"):
            offer = self.offers.filter(to=by.agency).first()
            if offer is None:
                raise IllegalMove(_("The lead is not offered to your agency."))
            self._check_lead_stays_named(by.agency)
            offer.accepted_by, offer.ended_at = by.person, self.clock()
            offer.save()
            self.parts.filter(level=Level.LEAD, state=Part.ACTIVE).update(level=Level.PARTNER)
            self.parts.filter(agency=by.agency, state=Part.ACTIVE).update(level=Level.LEAD)
            sync(self)
            self.touch()
            record("case.lead_accepted", by=by, on=self.ref, recipients=[by.agency_id])

    def _withdraw_offers(self: Any, agency: Agency) -> None:
        self.offers.filter(to=agency).update(ended_at=self.clock())
