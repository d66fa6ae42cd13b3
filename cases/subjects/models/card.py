"""A potential victim as a case knows one: a made-up name, and only what is needed to help."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from cases.models.record import Record
from cases.recording import adding, changing
from cases.search.index import drop, keep
from cases.subjects.codes import AgeGroup, Need, Sex
from cases.subjects.countries import checked_countries
from cases.subjects.pseudonyms import drawn
from cases.tracking import tracked
from coordination_center.errors import Invalid

EDITABLE = ("sex", "age_group", "age_from", "age_to", "nationality", "found_at", "needs")
OLDEST = 120


@tracked()
class Card(Record):
    """A pseudonymous card. It has no field for a name, and its pseudonym is drawn here, never given."""

    noun: ClassVar[str] = "card"

    pseudonym = models.CharField(max_length=60, editable=False)
    sex = models.CharField(max_length=10, choices=Sex, blank=True)
    age_group = models.CharField(max_length=10, choices=AgeGroup, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    nationality = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    found_at = models.CharField(max_length=120, blank=True)
    needs = ArrayField(models.CharField(max_length=24, choices=Need), default=list, blank=True)

    objects = ProtectedQuerySet["Card"].as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="card_newest")]
        constraints = [
            models.UniqueConstraint(fields=["case", "pseudonym"], name="card_pseudonym_once_in_a_case"),
            models.CheckConstraint(
                condition=models.Q(age_from=None) | models.Q(age_to=None) | models.Q(age_from__lte=models.F("age_to")),
                name="card_ages_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym

    def get_absolute_url(self) -> str:
        return reverse("case_card", args=[self.case_id, self.pk])

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        only: Iterable[Agency] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **facts: Any,
    ) -> "Card":
        """A new card under a pseudonym of its own; `facts` are of `EDITABLE`. `Invalid` for facts that cannot be."""
        with adding(case, by=by, action="case.card", only=only) as readers:
            card = cls(case=case, agency=by.agency, author=by.person, only=readers, pseudonym=_free_pseudonym(case))
            card.id = id or card.id
            card._write(facts)
            card.insert(by=by, verb="card.added")
            card.index()
        return card

    def edit(self, *, by: Viewer, version: int, **facts: Any) -> int:
        """Change facts; the pseudonym stays. Returns the new version."""
        with changing(self, by=by, action="case.card", version=version, own=True):
            changed = [field for field in EDITABLE if field in facts and facts[field] != getattr(self, field)]
            self._write({field: facts[field] for field in changed})
            self.change(*changed, by=by, verb="card.edited")
            self.index()
        return self.version

    def take_out(self, *, by: Viewer) -> None:
        """Remove the card; only the agency that supplied it."""
        with changing(self, by=by, action="case.card", own=True):
            drop(self)
            self.remove(by=by, verb="card.removed")

    def index(self) -> None:
        """Let search find the card by its pseudonym and by where the person was found."""
        keep(self, names=[self.pseudonym], texts={"found_at": self.found_at})

    def _write(self, facts: dict[str, Any]) -> None:
        unknown = facts.keys() - set(EDITABLE)
        if unknown:
            raise TypeError(f"A card has no {', '.join(sorted(unknown))}.")
        for field, value in facts.items():
            setattr(self, field, value)
        self.nationality = checked_countries(self.nationality)
        self._check()

    def _check(self) -> None:
        if set(self.needs) - set(Need.values):
            raise Invalid(fields={"needs": [_("Choose from the list.")]})
        ages = [age for age in (self.age_from, self.age_to) if age is not None]
        if ages != sorted(ages) or any(age > OLDEST for age in ages):
            raise Invalid(fields={"age_to": [_("Give the ages from the lower to the higher.")]})
        if self.age_group == AgeGroup.ADULT and ages and ages[-1] < 18:
            raise Invalid(fields={"age_group": [_("Under 18 is a child.")]})
        if self.age_group == AgeGroup.MINOR and ages and ages[0] >= 18:
            raise Invalid(fields={"age_group": [_("18 or over is an adult.")]})


def _free_pseudonym(case: Case) -> str:
    """One that no card of the case has or had. The case is locked, and nobody learns what was drawn in vain."""
    rows = Card.objects.unscoped("a verb draws a name that is free")
    while rows.filter(case=case, pseudonym=(name := drawn())).exists():
        pass
    return name
