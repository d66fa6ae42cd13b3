"""Keys and references of a world: each key once, and every name naming something."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol
from uuid import UUID

from demo.entries import CaseEntry, World
from demo.kinds import Ref
from demo.nodes import Node
from demo.problems import Problem, WorldError
from demo.report_entries import ReportEntry


class _Keyed(Protocol):
    @property
    def node(self) -> Node: ...
    @property
    def key(self) -> str: ...


Known = Mapping[str, frozenset[str]]  # the keys of earlier loads, by section


def check(world: World, known: Known) -> None:
    """Raise WorldError unless every key is new and every reference names an entry of this file or of `known`."""
    agencies = known["agencies"] | {entry.key for entry in world.agencies}
    people = known["people"] | {entry.key for entry in world.people}
    problems = [
        *_repeated(world, known),
        *_repeated_ids(world),
        *_unknown(_agencies_named(world), agencies, "an agency"),
        *_unknown(_people_named(world), people, "a person"),
        *(
            p
            for case in world.cases
            for p in _unknown(_subjects_named(case), _subjects(case), "a subject of this case")
        ),
        *(
            p
            for operation in world.operations
            for p in _unknown(_sites_named(operation), _sites(operation), "a site of this operation")
        ),
        *_unclear(_either_named(world), agencies, people),
        *_unknown(_cases_named(world), known["cases"] | {entry.key for entry in world.cases}, "a case"),
        *_unknown(_reports_named(world), known["reports"] | {entry.key for entry in world.reports}, "a report"),
    ]
    if problems:
        raise WorldError(problems)


def _subjects(case: CaseEntry) -> frozenset[str]:
    return frozenset(subject.key for subject in case.subjects)


def _sites(operation: Any) -> frozenset[str]:
    return frozenset(site.key for site in operation["sites"])


def _sites_named(operation: Any) -> Iterator[Ref]:
    yield from (line["site"] for line in operation["results"] if line["site"])


def _repeated(world: World, known: Known) -> Iterator[Problem]:
    sections: list[tuple[str, Iterable[_Keyed]]] = [
        ("agencies", world.agencies),
        ("people", world.people),
        ("cases", world.cases),
        ("reports", world.reports),
        ("networks", world.networks),
        ("meetings", world.meetings),
        ("rfis", world.rfis),
        ("alerts", world.alerts),
        ("operations", world.operations),
        *(("", operation["sites"]) for operation in world.operations),  # keys of one operation only
        *(("", case.subjects) for case in world.cases),  # keys of one case only
    ]
    for section, entries in sections:
        lines: dict[str, int] = {}
        for entry in entries:
            place = entry.node.child("key").place
            if section and entry.key in known[section]:
                yield Problem(place, f"expected a new key, found “{entry.key}”, which was loaded before")
            elif entry.key in lines:
                yield Problem(place, f"expected a new key, found “{entry.key}”, as in line {lines[entry.key]}")
            lines.setdefault(entry.key, place.line)


def _repeated_ids(world: World) -> Iterator[Problem]:
    sections: list[Iterable[Any]] = [world.agencies, world.people, world.cases, world.reports, world.operations]
    sections += [[item for one in world.operations for item in one[name]] for name in ("sites", "results")]
    sections += [[item for report in world.reports for item in getattr(report, name)] for name in _OF_REPORTS]
    sections += [[item for case in world.cases for item in getattr(case, name)] for name in _LISTS]
    for entries in sections:
        lines: dict[UUID, int] = {}
        for entry in entries:
            place = entry.node.child("id").place
            if entry.id is not None and entry.id in lines:
                yield Problem(place, f"expected a new id, found {entry.id}, as in line {lines[entry.id]}")
            if entry.id is not None:
                lines.setdefault(entry.id, place.line)


_LISTS = ("notes", "subjects", "links", "timeline", "actions", "warrants", "evidence", "cards", "charges", "offences",
          "notices")  # fmt: skip
_OF_REPORTS = ("subjects", "releases", "uses")


def _agencies_named(world: World) -> Iterator[Ref]:
    for person in world.people:
        yield from person.roles
    for case in world.cases:
        yield from (case.lead, *case.invited, *case.accepted)
        yield from (
            ref for name in ("notes", "subjects", "timeline", "evidence", "cards") for ref in _audience(case, name)
        )
        yield from (action.agency for action in case.actions)
        yield from (warrant.issued_by for warrant in case.warrants)
        yield from (charge.agency for charge in case.charges)
        yield from (ref for notice in case.notices for ref in (notice.agency, notice.ncb, *notice.only) if ref)
    for report in world.reports:
        yield from (report.originator, *(release.to for release in report.releases))
        yield from (ref for subject in report.subjects for ref in subject.only)
    yield from _agencies_gathered(world)
    for operation in world.operations:
        yield from (operation["coordinator"], *(line["agency"] for line in operation["delegations"]))
        yield from (line["agency"] for line in operation["results"])
        yield from (ref for site in operation["sites"] for ref in site["only"])


def _agencies_gathered(world: World) -> Iterator[Ref]:
    """The agencies of what agencies keep, attend, ask and look for together."""
    for network in world.networks:
        yield from (network["keeper"], *network["readers"])
    for meeting in world.meetings:
        yield from (meeting["host"], *meeting["attending"])
        yield from (line["agency"] for item in meeting["agenda"] for line in item["decisions"])
    for rfi in world.rfis:
        yield from (rfi["from"], *(line["agency"] for line in rfi["to"]))
    for alert in world.alerts:
        yield from (alert["from"], *alert["desks"], *alert["reached"], *(line["desk"] for line in alert["answers"]))


def _audience(case: CaseEntry, name: str) -> Iterator[Ref]:
    return (ref for item in getattr(case, name) for ref in item.only)


def _subjects_named(case: CaseEntry) -> Iterator[Ref]:
    yield from (end for link in case.links for end in (link.source, link.target))
    named: list[Any] = [*case.warrants, *case.charges, *case.screenings]
    yield from (item.subject for item in named)
    yield from (notice.subject for notice in case.notices if notice.subject)


def _people_named(world: World) -> Iterator[Ref]:
    for agency in world.agencies:
        yield from (turn.person for turn in agency.duty)
    for case in world.cases:
        yield from case.named
        yield from (note.by for note in case.notes)
    for rfi in world.rfis:
        yield from (ref for ref in (rfi["by"], *(line["person"] for line in rfi["to"])) if ref)
    yield from (alert["by"] for alert in world.alerts if alert["by"])
    for operation in world.operations:
        yield from (*operation["named"], *(line["by"] for line in operation["results"]))
        yield from (line["coordinator"] for line in operation["delegations"] if line["coordinator"])
    for report in world.reports:
        yield from (report.author, *report.named, *_on_releases(report), *(use.by for use in report.uses))


def _on_releases(report: ReportEntry) -> Iterator[Ref]:
    for release in report.releases:
        yield from (ref for ref in (release.person, release.requested_by, release.decided_by) if ref)


def _cases_named(world: World) -> Iterator[Ref]:
    for report in world.reports:
        yield from (*([report.case] if report.case else []), *(use.case for use in report.uses))
    yield from (alert["case"] for alert in world.alerts)
    for operation in world.operations:
        yield from (line["case"] for line in operation["results"] if line["case"])


def _reports_named(world: World) -> Iterator[Ref]:
    for report in world.reports:
        yield from (*report.quotes, *([report.superseded_by] if report.superseded_by else []))
    for rfi in world.rfis:
        yield from (line["report"] for line in rfi["to"] if line["report"])


def _either_named(world: World) -> Iterator[Ref]:
    for agency in world.agencies:
        yield from agency.excludes
    for case in world.cases:
        yield from case.excluded
    for report in world.reports:
        yield from report.excluded
    for operation in world.operations:
        yield from operation["excluded"]


def _unknown(refs: Iterable[Ref], keys: frozenset[str], wanted: str) -> Iterator[Problem]:
    for ref in refs:
        if ref.key not in keys:
            yield Problem(ref.place, f"expected the key of {wanted}, found “{ref.key}”")


def _unclear(refs: Iterable[Ref], agencies: frozenset[str], people: frozenset[str]) -> Iterator[Problem]:
    for ref in refs:
        if ref.key in agencies and ref.key in people:
            yield Problem(ref.place, f"expected the key of an agency or a person, “{ref.key}” is both")
        elif ref.key not in agencies | people:
            yield Problem(ref.place, f"expected the key of an agency or a person, found “{ref.key}”")
