"""What has been loaded, under which key; of this load and of earlier ones."""

from typing import Any
from uuid import UUID

from django.db.models import Model

from demo.models import WorldRecord

SECTIONS = ("agencies", "people", "cases", "reports", "networks", "meetings", "rfis", "alerts", "operations")


class Ledger:
    """Keys and ids in the order of loading; new ones are written by `keep`."""

    def __init__(self) -> None:
        self._ids: dict[str, dict[str, UUID]] = {section: {} for section in SECTIONS}
        self._new: list[WorldRecord] = []
        for section, key, object_id in WorldRecord.objects.values_list("section", "key", "object_id"):
            self._ids.setdefault(section, {})[key] = object_id

    def known(self) -> dict[str, frozenset[str]]:
        """The keys of each section."""
        return {section: frozenset(ids) for section, ids in self._ids.items()}

    def ids(self, section: str) -> dict[str, UUID]:
        """The ids of a section by key, first loaded first."""
        return dict(self._ids[section])

    def add(self, section: str, key: str, obj: Model) -> None:
        """Note a record that was just made."""
        self._ids[section][key] = obj.pk
        label: Any = obj._meta.model_name
        self._new.append(WorldRecord(section=section, key=key, object_type=label, object_id=obj.pk))

    def keep(self) -> None:
        """Write what was added."""
        WorldRecord.objects.bulk_create(self._new, batch_size=1000)
        self._new = []
