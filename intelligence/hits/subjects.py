"""Subjects of cases as holdings."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.codes import Part, State
from cases.models import Participation
from cases.subjects.listening import register_listener
from cases.subjects.models import Identifier, Subject, SubjectName
from intelligence.hits import index
from intelligence.hits.holding import Holding, Source, register_holdings

WHY = "the match index reads what stands"


def declare() -> None:
    """Subjects are asked about, and the index hears when one is written."""
    register_holdings(
        Source(
            noun=Subject.noun, model=Subject, standing=standing, every=every, label=str, page=_page, word=_("Subject")
        )
    )
    register_listener("hits", written=_written, removed=lambda subject: index.drop(subject.pk))


def standing(ids: Iterable[UUID]) -> Iterator[Holding]:
    """Of these subjects, those that stand: not removed, in no archived case, and supplied by one that takes part."""
    rows = _standing().filter(pk__in=list(ids))
    return (_holding(subject) for subject in rows)


def every() -> Iterator[Holding]:
    """All subjects that stand, with their names and numbers."""
    names = Prefetch("names", queryset=SubjectName.objects.unscoped(WHY).filter(removed_at=None), to_attr="said")
    numbers = Prefetch("identifiers", queryset=Identifier.objects.unscoped(WHY).filter(removed_at=None), to_attr="had")
    for subject in _standing().prefetch_related(names, numbers).order_by("pk").iterator(chunk_size=500):
        yield _holding(
            subject, names=[name.text for name in subject.said], numbers=[(n.kind, n.normal) for n in subject.had]
        )


def _standing() -> Any:
    supplies = Participation.objects.unscoped(WHY).filter(
        case=OuterRef("case_id"), agency=OuterRef("agency_id"), state=Part.ACTIVE, until__gt=Now()
    )
    rows = Subject.objects.unscoped(WHY).filter(Exists(supplies), removed_at=None)
    return rows.exclude(case__state=State.ARCHIVED).select_related("case")


def _written(subject: Subject) -> None:
    names = [line["text"] for line in subject.standing_names()]
    numbers = [(line["kind"], line["normal"]) for line in subject.standing_numbers()]
    index.keep(_holding(subject, names=names, numbers=numbers))


def _holding(subject: Subject, *, names: Iterable[str] = (), numbers: Iterable[tuple[str, str]] = ()) -> Holding:
    return Holding(
        noun=Subject.noun,
        id=subject.pk,
        root_type="case",
        root=subject.case_id,
        originator=subject.case.originator_id,
        agency=subject.agency_id,
        kind=subject.kind,
        names=tuple(names),
        born=subject.born,
        nationality=tuple(subject.nationality),
        numbers=tuple(dict.fromkeys(number for number in numbers if number[1])),
        notice=subject.told,
    )


def _page(subject: Subject) -> str:
    return subject.get_absolute_url()
