"""State machines on models that are locked and refreshed by several threads at once."""

from typing import Any

from django.db import models
from django_fsm import FSMField, FSMFieldDescriptor

_REFRESHING = "_refreshing"


class _Descriptor(FSMFieldDescriptor):
    """Lets `refresh_from_db` of this very instance write the state, and nobody else."""

    def __set__(self, instance: Any, value: Any) -> None:
        if instance.__dict__.get(_REFRESHING):
            self.field.set_state(instance, value)
        else:
            super().__set__(instance, value)


class StateField(FSMField):
    """A protected state: moved by transitions only, and read anew by `ProtectedStates.refresh_from_db`."""

    descriptor_class = _Descriptor

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"protected": True})


class ProtectedStates(models.Model):
    """A model with state fields that can be refreshed.

    Stands in for django_fsm.FSMModelMixin, which takes the protection off the *class's* field while it refreshes one
    row: another thread then finds its own row protected in mid-refresh, and fails (seen with twenty threads).
    """

    class Meta:
        abstract = True

    def refresh_from_db(self, using: str | None = None, fields: Any = None, from_queryset: Any = None) -> None:
        """As Django's."""
        self.__dict__[_REFRESHING] = True
        try:
            super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        finally:
            del self.__dict__[_REFRESHING]
