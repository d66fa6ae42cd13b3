"""`printed(paper)`: a paper as a PDF that a screen reader can read too.

Its words are in the paper's language, its times in the active zone and the reader's calendar. The same paper gives the
same bytes: nothing in it is random, and the file's own dates are those of `at`.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination_center.dates import exact
from coordination_center.errors import DomainError
from coordination_center.marking import HANDLING, TLP
from coordination_center.paper.blocks import Section, section_data
from coordination_center.paper.letters import folders, legible, names

PRESS = Path(__file__).with_name("press.py")
SECONDS = 30  # for one paper; a request holds its transaction for no longer than a minute
MOST = 40_000_000  # bytes of one paper's data, pictures included
PRESSES = threading.BoundedSemaphore(2)  # papers set at one time by one web process
SHORT = 110  # letters of a line in the margin
FULL = gettext_lazy("This print became too large to set. Choose fewer sections, or a shorter period.")
COLOURS = {"RED": "#FF2B2B", "AMBER+STRICT": "#FFC000", "AMBER": "#FFC000", "GREEN": "#33FF00", "CLEAR": "#FFFFFF"}


class CannotPrint(DomainError):
    """The paper is too large or took too long: 422. Nothing was printed and nothing is left running."""

    status = 422
    code = "cannot_print"


@dataclass(frozen=True)
class Marking:
    """`tlp` and `handling` as codes (TLP 2.0; Europol SIENA H0-H3), `note` the handling note, `originator` a name."""

    tlp: str
    handling: tuple[str, ...]
    note: str
    originator: str


@dataclass(frozen=True)
class Paper:
    """What is to be printed, for whom, and when. `copy` is the id of this print, by which a leak is traced."""

    title: str
    marking: Marking
    reader: str
    agency: str
    at: datetime
    language: str
    sections: Sequence[Section]
    copy: str = ""


def printed(paper: Paper) -> bytes:
    """The paper as a PDF (1.7, tagged after PDF/UA-1). Raises CannotPrint, ValueError for a table that is not one."""
    with translation.override(paper.language):
        data = json.dumps(_job(paper)).encode()
        if len(data) > MOST:
            raise CannotPrint(str(FULL))
        return _pressed(data)


def _pressed(data: bytes) -> bytes:
    if not PRESSES.acquire(timeout=SECONDS):
        raise CannotPrint(_("The centre is printing for others just now. Try again shortly."))
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(PRESS)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env={"LC_ALL": "C.UTF-8", "RAYON_NUM_THREADS": "1", "PATH": os.defpath},
            cwd="/",
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise CannotPrint(str(FULL)) from error
    finally:
        PRESSES.release()
    return done.stdout


def _job(paper: Paper) -> dict[str, Any]:
    return {
        "seconds": SECONDS,
        "at": int(paper.at.timestamp()),
        "fonts": [str(folder) for folder in folders()],
        "root": str(PRESS.parent),
        "paper": _data(paper),
    }


def _data(paper: Paper) -> dict[str, Any]:
    language, _dash, script = paper.language.partition("-")
    return {
        "title": legible(paper.title),
        "lang": language,
        "region": {"hans": "CN", "hant": "TW"}.get(script.lower()),
        "fonts": names(),
        "marking": _marking(paper.marking),
        "facts": _facts(paper),
        "margin": _margin(paper),
        "page": _("Page %(page)s of %(pages)s") % {"page": "{n}", "pages": "{m}"},
        "sections": [section_data(section) for section in paper.sections],
    }


def _marking(marking: Marking) -> dict[str, Any]:
    return {
        "tlp": f"TLP:{marking.tlp}",
        "colour": COLOURS[marking.tlp],
        "codes": " · ".join(marking.handling),
        "originator": _short(_("Originator: %(agency)s") % {"agency": marking.originator}),
        "meaning": [[f"TLP:{marking.tlp}", str(TLP[marking.tlp])], *_handling(marking)],
    }


def _handling(marking: Marking) -> list[list[str]]:
    codes = [[code, str(HANDLING[code])] for code in marking.handling]
    return codes + ([[_("Handling note"), legible(marking.note)]] if marking.note else [])


def _facts(paper: Paper) -> list[list[str]]:
    rows = [
        [_("Originator"), paper.marking.originator],
        [_("Printed for"), f"{paper.reader}, {paper.agency}"],
        [_("Printed at"), exact(paper.at)],
    ]
    rows += [[_("This copy"), paper.copy]] if paper.copy else []
    return [[label, legible(value)] for label, value in rows]


def _margin(paper: Paper) -> list[str]:
    """The lines at the foot of each page: who reads this, and when and as which copy it was printed."""
    reader = _("Printed for %(reader)s, %(agency)s") % {"reader": paper.reader, "agency": paper.agency}
    copy = " · ".join(part for part in (exact(paper.at), paper.copy) if part)
    return [_short(reader), _short(copy)]


def _short(text: str) -> str:
    text = legible(text)
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"
