"""Which desks an alert can be sent to: agencies in whose office somebody may open the sheet, and none shut out."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.models import Exclusion
from access.policy import OFFICERS
from access.viewer import Viewer
from agencies.duty.models import Kind, Turn
from agencies.models import Agency, Membership
from coordination_center.errors import Invalid

ON_DUTY = (Kind.DUTY, Kind.DEPUTY)


def desks_for(viewer: Viewer, *, origin: UUID, owner: UUID) -> QuerySet[Agency]:
    """The agencies that can be chosen, by country and name, each with `staffed`: somebody is on duty now.

    `origin`, `owner`: the record the alert is raised on, and that record's originator. Whoever is shut out of
    either, or of what the raising agency originates, is not among them.
    """
    bound = Q(object_id=origin) | Q(originator__in=[owner, viewer.agency_id])
    shut = Exclusion.objects.live().filter(bound, agency__isnull=False)
    readers = Membership.objects.live().filter(agency=OuterRef("pk"), roles__overlap=[str(role) for role in OFFICERS])
    turns = Turn.objects.filter(agency=OuterRef("pk"), struck_at=None, kind__in=ON_DUTY)
    rows = Agency.objects.filter(Exists(readers), suspended_at=None).exclude(pk=viewer.agency_id)
    rows = rows.exclude(pk__in=shut.values("agency"))
    staffed = Exists(turns.filter(starts_at__lte=Now(), ends_at__gt=Now()))
    return rows.annotate(staffed=staffed).order_by("country", "name", "pk")


def countries_of(desks: QuerySet[Agency]) -> list[str]:
    """The countries (ISO 3166-1 alpha-2) of these desks."""
    return sorted(set(desks.order_by().values_list("country", flat=True)))


def chosen(desks: QuerySet[Agency], wanted: Iterable[UUID]) -> Sequence[Agency]:
    """The desks of these ids. `Invalid` for none at all, and alike for one that is absent or cannot be chosen."""
    ids = set(wanted)
    found: list[Any] = list(desks.filter(pk__in=ids))
    if not ids or len(found) != len(ids):
        raise Invalid(fields={"desks": [_("Choose at least one desk from the list.")]})
    return found
