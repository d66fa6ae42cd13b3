"""What every test of warrants begins with: a person in the joint case, and a warrant on him."""

from datetime import date, timedelta
from typing import Any

from access.viewer import Viewer
from cases.models import Case
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from cases.warrants.models import Warrant

DAY = timedelta(days=1)


def suspect(case: Case, by: Viewer, **facts: Any) -> Subject:
    """A person the case is about."""
    return Subject.add(case, by=by, names=[Name("Soe Lin")], **{"role": "suspect"} | facts)


def warrant(case: Case, by: Viewer, **facts: Any) -> Warrant:
    """A draft of a warrant on a person of the case."""
    facts["subject"] = facts.get("subject") or suspect(case, by)
    return Warrant.add(case, by=by, **{"number": "W 12/2560"} | facts)


def issued(case: Case, by: Viewer, **facts: Any) -> Warrant:
    """A warrant the court issued."""
    row = warrant(case, by, **facts)
    row.issue(by=by)
    return row


def transmitted(case: Case, by: Viewer, **facts: Any) -> Warrant:
    """A warrant on its way to the country that must act."""
    row = issued(case, by, **facts)
    row.transmit(by=by, channel="ncb")
    return row


def today(case: Case) -> date:
    """The database's day in UTC."""
    return Warrant(case=case).today()
