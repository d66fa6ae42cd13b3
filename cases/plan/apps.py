"""The action plan of a case."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    """Declares the plan to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.plan"
    label = "plan"

    def ready(self) -> None:
        from audit import verbs
        from cases.plan.ledger import declare
        from cases.plan.reading import waiting_for
        from cases.rooms import Room, register_room
        from cases.waiting import register_waiting

        declare()
        register_room(Room("plan", "case_actions", _("Plan"), order=40))
        register_waiting("plan", waiting_for)
        verbs.register(
            {
                "action.added": _("put an item on the plan"),
                "action.taken_on": _("took on an item of the plan"),
                "action.started": _("began an item of the plan"),
                "action.finished": _("finished an item of the plan"),
                "action.given_up": _("gave up an item of the plan"),
                "action.reopened": _("took up an item of the plan again"),
                "action.reassigned": _("gave an item of the plan to another agency"),
                "action.edited": _("changed an item of the plan"),
                "action.due_changed": _("changed the due date of an item"),
                "action.commented": _("commented on an item of the plan"),
            }
        )
