"""How a marking reads on a page: TLP 2.0 (FIRST) and the handling codes of Europol's SIENA."""

from django.utils.translation import gettext_lazy as _

TLP = {
    "RED": _("For the named people only"),
    "AMBER+STRICT": _("For the receiving agency only"),
    "AMBER": _("For the agency and those it works for, need to know"),
    "GREEN": _("For the circle of agencies, not in public"),
    "CLEAR": _("May be passed on without limit"),
}

HANDLING = {
    "H0": _("Only to prevent and combat crime"),
    "H1": _("Not in judicial proceedings without the provider’s permission"),
    "H2": _("Not to be passed on without the provider’s permission"),
    "H3": _("Other restrictions, see the note"),
}

PURPOSES = {
    "joint_case": _("Joint case"),
    "case": _("Joint case"),
    "oversight": _("Oversight"),
    "intelligence": _("Intelligence"),
    "release": _("Release of a report"),
    "hit_query": _("Hit / no hit"),
    "hit": _("Hit / no hit"),
    "request_for_information": _("Request for information"),
    "source": _("Source"),
    "network": _("Network"),
    "review_meeting": _("Case review meeting"),
    "briefing": _("Meeting or briefing"),
    "assistance": _("Attachment to a request for assistance"),
    "court": _("Court or prosecutor"),
    "own_file": _("File of the own agency"),
}
