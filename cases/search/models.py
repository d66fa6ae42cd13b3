"""What search reads: one row per record and field, so that a field can be withheld before it is matched."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from coordination_center.errors import Invalid

MOST_VIEWS = 30


class SearchRow(models.Model):
    """A field of a record: its words, the keys of its names, its numbers, and who may find it (`only`)."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    object_type = models.CharField(max_length=20)
    object_id = models.UUIDField()
    field = models.CharField(max_length=20)
    only = ArrayField(models.UUIDField(), default=list)
    text = models.TextField(blank=True)
    words = SearchVectorField(null=True)
    keys = ArrayField(models.TextField(), default=list)
    exact = ArrayField(models.TextField(), default=list)

    objects = ProtectedQuerySet["SearchRow"].as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["object_id"], name="search_object"),
            GinIndex(fields=["words"], name="search_words"),
            GinIndex(fields=["keys"], name="search_keys"),
            GinIndex(fields=["exact"], name="search_exact"),
        ]

    def __str__(self) -> str:
        return f"{self.object_type} {self.field}"

    @property
    def ref(self) -> Ref:
        """How the log names this row: by its case."""
        return self.case.ref


class SavedView(models.Model):
    """A list as one person likes it: filters and columns under a name, for one agency. Nobody else ever sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", editable=False)
    name = models.CharField(max_length=60)
    filters = models.JSONField(default=dict)
    columns = ArrayField(models.CharField(max_length=20), default=list)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        default_permissions = ()
        ordering = ("name", "id")
        constraints = [models.UniqueConstraint(fields=["person", "agency", "name"], name="view_named_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> Ref:
        """How the log names this view."""
        return Ref("saved_view", self.pk, "saved_view", self.pk, self.agency_id)

    @classmethod
    def keep(cls, *, by: Viewer, name: str, filters: dict[str, str], columns: list[str]) -> "SavedView":
        """Keep a view under its name, in place of the one that has it. `Invalid` beyond `MOST_VIEWS`."""
        own = cls.objects.filter(person=by.person, agency=by.agency)
        Person.objects.select_for_update().get(pk=by.person_id)  # two at once must not make one too many
        if not own.filter(name=name).exists() and own.count() >= MOST_VIEWS:
            raise Invalid(fields={"name": [_("You have %(n)s views already; remove one first.") % {"n": MOST_VIEWS}]})
        view, _made = cls.objects.update_or_create(
            person=by.person, agency=by.agency, name=name, defaults={"filters": filters, "columns": columns}
        )
        record("view.kept", by=by, on=view.ref, led=Led.COLLECTION)
        return view

    def remove(self, *, by: Viewer) -> None:
        """Forget the view."""
        record("view.removed", by=by, on=self.ref, led=Led.ERASURE)
        self.delete()
