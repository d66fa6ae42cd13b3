"""One address of every type of page, for the checks that each must pass."""

from access.viewer import Viewer
from cases.models import Case

SIGNED_OUT = ("/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/", "/nowhere/")
ACTS = ("participants", "suspension", "closure", "lead-offer", "revocation", "names", "exclusion")


def of_an_analyst(case: Case) -> list[str]:
    """The desk, lists, the record with its tabs, forms, verbs, the account."""
    tabs = [f"/cases/{case.pk}/{tab}" for tab in ("", "timeline/", "sharing/", "log/", "edit/")]
    acts = [f"/cases/{case.pk}/{act}/" for act in ACTS]
    return ["/", "/cases/", "/cases/?part=observer", "/cases/new/", *tabs, *acts, *of_everybody()]


def of_everybody() -> list[str]:
    """What is there for whoever signs in."""
    return ["/agencies/", "/account/", "/account/tokens/new/", "/accounts/password/change/", "/accounts/logout/"]


def of_an_administrator(admin: Viewer, colleague: Viewer) -> list[str]:
    """An agency's own pages, and a person's."""
    agency, person = f"/agencies/{admin.agency_id}/", f"/people/{colleague.person_id}/"
    acts = [f"{person}{act}/" for act in ("roles", "departure", "suspension", "factor-reset")]
    return ["/", agency, f"{agency}edit/", f"{agency}invitations/", person, *acts]


def of_the_centre(other: Viewer) -> list[str]:
    """What only the centre's administrators do."""
    return ["/agencies/new/", f"/agencies/{other.agency_id}/suspension/"]
