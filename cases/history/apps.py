"""The history of a case: who changed what from what to what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    """Gives the record page its tab; what is kept is declared by the rooms, with `cases.tracking.tracked`."""

    name = "cases.history"
    label = "history"

    def ready(self) -> None:
        from cases.rooms import Room, register_room

        register_room(Room("history", "case_history", _("History"), order=80))
