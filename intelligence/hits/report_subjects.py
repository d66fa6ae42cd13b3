"""Subjects of validated reports as holdings."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from intelligence.hits import index
from intelligence.hits.holding import Holding, Source, register_holdings
from intelligence.reports.codes import State
from intelligence.reports.listening import register_listener
from intelligence.reports.models import Report, ReportSubject

NOUN = "report_subject"
WHY = "the match index reads what stands"


def declare() -> None:
    """They are asked about, and the index hears when a report is written."""
    register_holdings(
        Source(
            noun=NOUN, model=ReportSubject, standing=standing, every=every, label=str,
            page=lambda subject: str(subject.report.get_absolute_url()), word=_("Subject of a report"),
        )
    )  # fmt: skip
    register_listener("hits", _written)


def standing(ids: Iterable[UUID]) -> Iterator[Holding]:
    """Of these subjects, those that stand: not removed, of a report that is validated."""
    return (_holding(subject) for subject in _standing().filter(pk__in=list(ids)))


def every() -> Iterator[Holding]:
    """All subjects that stand, with their names and numbers."""
    return (_whole(subject) for subject in _standing().order_by("pk").iterator(chunk_size=500))


def _standing() -> Any:
    rows = ReportSubject.objects.unscoped(WHY).filter(removed_at=None, report__state=State.VALIDATED)
    return rows.select_related("report")


def _written(report: Report) -> None:
    """Keep the subjects of a validated report, and forget those that are gone or whose report no longer stands."""
    for subject in ReportSubject.objects.unscoped(WHY).filter(report=report):
        subject.report = report
        if subject.removed_at is None and report.state == State.VALIDATED:
            index.keep(_whole(subject))
        else:
            index.drop(subject.pk)


def _whole(subject: ReportSubject) -> Holding:
    names = [name["text"] for name in subject.names]
    return _holding(subject, names, [(one["kind"], one["normal"]) for one in subject.numbers])


def _holding(subject: ReportSubject, names: Iterable[str] = (), numbers: Iterable[tuple[str, str]] = ()) -> Holding:
    report = subject.report
    return Holding(
        noun=NOUN,
        id=subject.pk,
        root_type="report",
        root=report.pk,
        originator=report.originator_id,
        agency=report.originator_id,
        kind=subject.kind,
        names=tuple(names),
        born=subject.born,
        nationality=tuple(subject.nationality),
        numbers=tuple(dict.fromkeys(number for number in numbers if number[1])),
        notice=subject.told,
    )
