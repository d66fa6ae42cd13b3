"""What search reads: one row per record and field, so that a field can be withheld before it is matched."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from access.querysets import ProtectedQuerySet
from audit.log import Ref


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
