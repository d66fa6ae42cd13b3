"""The cast of everybody's tests: a few agencies, their people, and one joint case.

    Thai police        thai_analyst, thai_liaison, thai_supervisor, thai_admin    lead the case `ranong`
    Cambodian police   khmer_liaison                                             their partner
    Malaysian police   malay_liaison                                             outsiders
    Safe Harbour       ngo_caseworker                                            outsiders
    The centre         overseer, centre_admin                                    outsiders, oversight and administration

Every name is a fixture: ask for whom you need, and only they are made. People are viewers acting for their agency, as
`access.viewer.viewer_for` builds them; `member` makes further ones. They have no password (hashing is slow): give one
with `with_password` where a test signs in.
"""

from typing import Any

import pytest

from access.viewer import Viewer, viewer_for
from agencies.creation import create_agency, create_person
from agencies.models import Agency, Person, Role
from agencies.roles import join
from audit.log import SYSTEM
from cases.creation import create
from cases.models import Case

PASSWORD = "nine calm herons at dawn"
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def agency(name: str, kind: str = "police", country: str = "TH") -> Agency:
    """A new agency."""
    return create_agency(by=SYSTEM, name=name, kind=kind, country=country)


def member(of: Agency, *roles: str, name: str = "", **facts: Any) -> Viewer:
    """A new person with these roles, acting for the agency."""
    name = name or f"{roles[0]} of {of.name}"
    username = "-".join(name.lower().replace(",", "").split())
    person = create_person(username=username, name=name, email=f"{username}@example.org", password=None, **facts)
    join(person, of, roles, by=SYSTEM)
    return viewer_for(person, of)


def also(viewer: Viewer, of: Agency, *roles: str) -> Viewer:
    """The same person acting for another agency, which they join with these roles."""
    join(viewer.person, of, roles, by=SYSTEM)
    return viewer_for(viewer.person, of)


def fresh(viewer: Viewer) -> Viewer:
    """The viewer as the next request would see it: memberships, roles and exclusions anew."""
    return viewer_for(Person.objects.get(pk=viewer.person_id), viewer.agency)


def with_password(viewer: Viewer) -> Person:
    """The viewer's person, able to sign in: `PASSWORD`, and an authenticator with the secret `TOTP`."""
    from agencies.creation import enrol

    viewer.person.set_password(PASSWORD)
    viewer.person.save(update_fields=["password"])
    enrol(viewer.person, TOTP)
    return viewer.person


def case_of(lead: Viewer, *, title: str = "Trawlers", **facts: Any) -> Case:
    """A new draft led by the viewer's agency."""
    return create(by=lead, title=title, **facts)


def taken_in(case: Case, guest: Viewer, *, by: Viewer, level: str = "partner") -> Case:
    """The case with the guest's agency taking part."""
    case.invite(by=by, agency=guest.agency, level=level)
    case.accept(by=guest)
    return case


def opened(case: Case, *, by: Viewer) -> Case:
    """The case, open."""
    case.open(by=by)
    return case


@pytest.fixture
def thai_police(db: None) -> Agency:
    return agency("Royal Thai Police, anti-trafficking division")


@pytest.fixture
def cambodian_police(db: None) -> Agency:
    return agency("Cambodian National Police, anti-trafficking department", country="KH")


@pytest.fixture
def malaysian_police(db: None) -> Agency:
    return agency("Royal Malaysia Police, anti-trafficking division", country="MY")


@pytest.fixture
def ngo(db: None) -> Agency:
    return agency("Safe Harbour", kind="ngo", country="TH")


@pytest.fixture
def centre(db: None) -> Agency:
    return agency("Coordination Centre", kind="centre", country="TH")


@pytest.fixture
def thai_analyst(thai_police: Agency) -> Viewer:
    return member(thai_police, Role.ANALYST, name="Ladda Phromsiri", language="th")


@pytest.fixture
def thai_liaison(thai_police: Agency) -> Viewer:
    return member(thai_police, Role.LIAISON, name="Preecha Saengthong", language="th")


@pytest.fixture
def thai_supervisor(thai_police: Agency) -> Viewer:
    return member(thai_police, Role.SUPERVISOR, name="Wilai Charoenphon", language="th")


@pytest.fixture
def thai_admin(thai_police: Agency) -> Viewer:
    return member(thai_police, Role.ADMIN, name="Narong Bunmi", language="th")


@pytest.fixture
def khmer_liaison(cambodian_police: Agency) -> Viewer:
    return member(cambodian_police, Role.LIAISON, name="Chea Bopha", language="km")


@pytest.fixture
def malay_liaison(malaysian_police: Agency) -> Viewer:
    return member(malaysian_police, Role.LIAISON, name="Aminah Yusof")


@pytest.fixture
def ngo_caseworker(ngo: Agency) -> Viewer:
    return member(ngo, Role.CASEWORKER, name="Mali Srisuk", language="th")


@pytest.fixture
def overseer(centre: Agency) -> Viewer:
    return member(centre, Role.OVERSIGHT, name="Helena Lindqvist")


@pytest.fixture
def centre_admin(centre: Agency) -> Viewer:
    return member(centre, Role.ADMIN, name="Tomas Reyes")


@pytest.fixture
def ranong(thai_analyst: Viewer, khmer_liaison: Viewer) -> Case:
    """The open joint case: Thai police lead, Cambodian police are partners."""
    case = case_of(thai_analyst, title="Ranong trawlers", summary="Crews held at sea off Ranong.", handling=["H2"])
    return opened(taken_in(case, khmer_liaison, by=thai_analyst), by=thai_analyst)
