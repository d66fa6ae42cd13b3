"""Figures stated by hand at a meeting: what happened outside the centre's records, and by whose word."""

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.decide import can, require
from access.querysets import ProtectedQuerySet
from access.verbs import acting, lock
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.reviews.codes import Category
from coordination_center.errors import Invalid, NotAllowed, Unseen

if TYPE_CHECKING:
    from cases.reviews.models.agenda import AgendaItem

MOST = 1_000_000


class Figure(models.Model):
    """So many of a category, from a source, stated by an agency. With `item`, only readers of that case see it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="figures", editable=False)
    item = models.ForeignKey("reviews.AgendaItem", on_delete=models.CASCADE, null=True, related_name="+")
    category = models.CharField(max_length=30, choices=Category)
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Figure"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("created_at", "id")
        constraints = [models.CheckConstraint(condition=models.Q(number__gte=1), name="figure_at_least_one")]

    def __str__(self) -> str:
        return f"{self.number} {self.category}"

    @property
    def ref(self) -> Ref:
        """How the log names this figure: within its case where it has one, else within the meeting."""
        if self.item is None:
            return Ref("figure", self.pk, "review", self.review_id, self.review.originator_id)
        return Ref("figure", self.pk, "case", self.item.case_id, self.item.case.originator_id)

    def take_back(self, *, by: Viewer) -> None:
        """Strike a figure while the meeting is in session; only the agency that stated it."""
        with acting(self.review, by=by, action="review.decide"):
            review, item = self.review, self.item
            lock(self)
            self.review, self.item = review, item
            if self.removed_at is not None or not can(by, "review.see", self):
                raise Unseen(object_type="figure", object_id=self.pk, action="review.decide")
            review.require_open()
            review.require_seat(by)
            if self.agency_id != by.agency_id:
                raise NotAllowed(_("Only the agency that stated this can take it back."))
            self.removed_at = review.clock()
            self.save(update_fields=["removed_at"])
            record("figure.removed", by=by, on=self.ref, led=Led.ERASURE)


class Stating(models.Model):
    """The verb that states a figure."""

    class Meta:
        abstract = True

    def state_figure(
        self: Any, *, by: Viewer, category: str, number: int, source: str, item: "AgendaItem | None" = None
    ) -> Figure:
        """State a figure, in session, for an agency at the table; of a case, for one that works on it.

        `Invalid` for an unknown category, a number below one, no source, or an item that is not on this agenda.
        """
        with acting(self, by=by, action="review.decide"):
            self.require_open()
            self.require_seat(by)
            _check(category, number, source)
            if item is not None:
                self._check_item(item, by)
            figure = Figure(
                review=self, item=item, category=category, number=number, source=source, agency=by.agency,
                author=by.person, created_at=self.clock(),
            )  # fmt: skip
            figure.save(force_insert=True)
            record("figure.stated", by=by, on=figure.ref, led=Led.COLLECTION, detail={"category": category})
        return figure

    def _check_item(self: Any, item: "AgendaItem", by: Viewer) -> None:
        if item.review_id != self.pk or item.removed_at is not None or not can(by, "case.read", item):
            raise Invalid(fields={"item": [_("Choose a case that is on this agenda.")]})
        require(by, "case.plan", item.case)


def _check(category: str, number: int, source: str) -> None:
    wrong = {
        "category": [] if category in Category.values else [_("Choose what is counted.")],
        "number": [] if 1 <= number <= MOST else [_("Give a number of at least one.")],
        "source": [] if source.strip() else [_("Say where the number comes from.")],
    }
    if any(wrong.values()):
        raise Invalid(fields={name: sentences for name, sentences in wrong.items() if sentences})
