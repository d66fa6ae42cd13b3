"""Twenty people of one agency attach the same report at once: it is attached once."""

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from intelligence.reports.models import Report
from intelligence.usage.models import Use
from tests.cast import member
from tests.intelligence.releases.test_races import MANY, at_once
from tests.intelligence.writing import a_report

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_at_once_attach_it_once(ranong: Case, thai_analyst: Viewer) -> None:
    report = a_report(thai_analyst)
    people = [member(thai_analyst.agency, "analyst", name=f"Analyst {n} of the desk") for n in range(MANY)]

    def attach(n: int) -> None:
        case = Case.objects.unscoped("a test").get(pk=ranong.pk)
        Use.attach(Report.objects.unscoped("a test").get(pk=report.pk), by=people[n], case=case)

    assert sorted(at_once(attach)) == ["done"] + ["illegal_move"] * (MANY - 1)
    assert Event.objects.filter(verb="use.attached").count() == 1
