"""The room of a case for what ties it to others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

CARRIED = ("subject", "photo", "charge", "link", "evidence", "entry", "action", "note", "warrant", "victim_group",
           "claim", "ground")  # fmt: skip


class JoiningConfig(AppConfig):
    """Declares relations and proposals to `access`, the carriers, the verbs to the log, and the tab to the page."""

    name = "cases.joining"
    label = "joining"

    def ready(self) -> None:
        from audit import verbs
        from cases.joining import copying, ledger
        from cases.rooms import Room, register_room

        ledger.declare()
        copying.declare()
        register_room(Room("related", "case_related", _("Related"), order=70))
        verbs.register({f"{noun}.carried": _("took a record over from another case") for noun in CARRIED})
        verbs.register(
            {
                "relation.added": _("said that another case belongs to this one"),
                "relation.removed": _("took back that another case belongs to this one"),
                "relation.merged": _("merged two cases"),
                "relation.split": _("split a case"),
                "merger.offered": _("proposed to merge the case"),
                "merger.accepted": _("accepted the merging of the case"),
                "merger.declined": _("declined to merge the case"),
                "merger.withdrawn": _("took back the proposal to merge the case"),
                "split.offered": _("proposed to split the case"),
                "split.accepted": _("led the part that was split off"),
                "split.declined": _("declined to lead the part to be split off"),
                "split.withdrawn": _("took back the proposal to split the case"),
            }
        )
