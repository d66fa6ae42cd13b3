"""What the tests of the chronology share: entries, restricted subjects, and everything that a participant can open."""

import re
from typing import Any

from django.test import Client

from access.viewer import Viewer
from cases.chronology.models import Entry, Route
from cases.chronology.placing import Spot
from cases.models import Case
from cases.subjects.models import Name, Subject

POIPET: dict[str, Any] = {"place": "Poipet", "lat": 13.658, "lon": 102.564}
SPOTS = [
    Spot("Phnom Penh", "KH", 11.56, 104.92),
    Spot("Poipet", "KH", 13.66, 102.56),
    Spot("Ranong", "TH", 9.97, 98.63),
]


def happened(case: Case, by: Viewer, text: str = "Seen at the pier", at: Any = "2017-03-12", **facts: Any) -> Entry:
    """A new entry."""
    return Entry.add(case, by=by, at=at, text=text, **facts)


def way(case: Case, by: Viewer, name: str = "Overland", **facts: Any) -> Route:
    """A new route with three stops."""
    return Route.add(case, by=by, name=name, **{"stops": SPOTS} | facts)


def somebody(case: Case, by: Viewer, name: str = "Boss", **facts: Any) -> Subject:
    """A new subject."""
    return Subject.add(case, by=by, names=[Name(name)], **facts)


def addresses(case: Case) -> list[str]:
    """Every page and answer of the case in which an entry, a route or a subject could leave a trace."""
    pages = ("", "timeline/", "timeline/?order=oldest", "timeline/?kind=happened", "map/", "entries/new/", "sharing/")
    answers = ("", "entries/", "routes/", "map/", "chronology/", "chronology/?order=oldest", "timeline/")
    return [f"/cases/{case.pk}/{page}" for page in pages] + [f"/api/cases/{case.pk}/{answer}" for answer in answers]


def everything(browser: Client, program: Client, case: Case) -> list[str]:
    """What all those addresses answer, without form tokens and the distance of times."""
    return [
        bare((program if address.startswith("/api/") else browser).get(address).content) for address in addresses(case)
    ]


def bare(content: bytes) -> str:
    """A page without what differs at each rendering."""
    text = re.sub(r'(value|content)="[A-Za-z0-9]{32,64}"', "", content.decode())
    text = re.sub(r'name="once" value="[^"]+"', "", text)
    return re.sub(r"<time[^>]*>[^<]*</time>", "", text)
