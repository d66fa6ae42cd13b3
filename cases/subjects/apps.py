"""Subjects of a case."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubjectsConfig(AppConfig):
    """Declares subjects to `access`, their verbs to the log, and their tab to the record page."""

    name = "cases.subjects"
    label = "subjects"

    def ready(self) -> None:
        from audit import verbs
        from cases.subjects.ledger import declare

        declare()
        verbs.register(
            {
                "subject.added": _("added a subject"),
                "subject.edited": _("changed a subject"),
                "subject.removed": _("removed a subject"),
            }
        )
