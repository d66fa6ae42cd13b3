"""Case review meetings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    """Declares meetings to `access`, and their verbs to the log."""

    name = "cases.reviews"
    label = "reviews"

    def ready(self) -> None:
        from audit import verbs
        from cases.reviews.ledger import declare
        from cases.reviews.reading import waiting_for
        from cases.waiting import register_waiting

        declare()
        register_waiting("reviews", waiting_for)
        verbs.register(
            {
                "review.created": _("planned the meeting"),
                "review.edited": _("changed the meeting"),
                "review.invited": _("invited an agency"),
                "review.uninvited": _("withdrew an invitation"),
                "review.accepted": _("accepted the invitation"),
                "review.declined": _("declined the invitation"),
                "review.opened": _("opened the session"),
                "review.closed": _("closed the meeting"),
                "review.printed": _("printed the minutes"),
                "review.consulted": _("read the meeting"),
                "agenda_item.added": _("put the case on an agenda"),
                "agenda_item.written": _("wrote on an agenda"),
                "agenda_item.discussed": _("discussed the case at a meeting"),
                "agenda_item.removed": _("took the case off an agenda"),
                "decision.taken": _("took a decision"),
                "decision.removed": _("took a decision back"),
                "figure.stated": _("stated a figure"),
                "figure.removed": _("took a figure back"),
                "minutes.fixed": _("fixed minutes"),
            }
        )
