"""One intelligence report of a world, played through its verbs: written, put before the desk, and vouched for."""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from access.decide import can, may
from access.viewer import Viewer
from agencies.models import Agency, Person
from cases.chronology.placing import spot
from cases.models import Case
from cases.subjects.models.lines import Name, Number
from demo.company import Company
from demo.kinds import Ref
from demo.ledger import Ledger
from demo.problems import Problem
from demo.refusals import at
from demo.release_play import Releases
from demo.report_entries import AboutEntry, ReportEntry
from demo.report_schema import STANDING
from demo.use_play import used
from intelligence.reports.codes import State
from intelligence.reports.creation import create
from intelligence.reports.models import Report, ReportSubject
from intelligence.reports.models.content import About, Platform, grades_of
from intelligence.sources.registering import register


class Reports:
    """Plays reports in the order of the file; what ends one comes after all of them, as successors must stand."""

    def __init__(self, company: Company, ledger: Ledger) -> None:
        self.company, self.ledger = company, ledger
        self.played: list[tuple[ReportEntry, Report, Viewer]] = []

    def play(self, entry: ReportEntry) -> None:
        """The report with its releases, validated unless it is to remain a draft. Raises Problem as verbs refuse."""
        originator = self.company.agency(entry.originator)
        author = self._author(entry, originator)
        report = self._written(entry, author, originator)
        if entry.state != State.DRAFT:
            self._vouched_for(entry, report, author, originator)
        for index, line in enumerate(entry.releases):
            release = Releases(self.company, entry, report, originator).play(line)
            self.ledger.add("reports", f"{entry.key}.releases.{index}", release)
        for index, said in enumerate(entry.uses):
            self.ledger.add("reports", f"{entry.key}.uses.{index}", used(self.company, self.ledger, said, report))
        self.played.append((entry, report, author))

    def play_all(self, entries: Iterable[ReportEntry]) -> None:
        """Every report of the file, and then what ends some of them."""
        for entry in entries:
            self.play(entry)
        self.end()

    def end(self) -> None:
        """Supersede and withdraw what the file says so of."""
        for entry, report, author in self.played:
            with at(entry.node, entry.place("state")):
                if entry.state == State.SUPERSEDED:
                    report.supersede(by=author, successor=self._successor(entry))
                elif entry.state == State.WITHDRAWN:
                    report.withdraw(by=author, reason="–")  # the file has no word for why

    # --- what it says -------------------------------------------------------------------------------------------------
    def _written(self, entry: ReportEntry, author: Viewer, originator: Agency) -> Report:
        with at(entry.node):
            report = create(
                by=author,
                id=entry.id,
                language=_language(entry, originator),
                named=[person for ref in entry.named if (person := self._of(originator, ref, entry))],
                marking={name: getattr(entry, name) for name in ("tlp", "handling_note", "circle")}
                | {"handling": list(entry.handling)},
                cover={
                    name: getattr(entry, name)
                    for name in ("notice", "four_eyes", "hides_recipients", "tearline_for_hits")
                }
                | {"exploitation": list(entry.exploitation), "case": self._case(entry, author)},
                **_content(entry, self.company),
            )
        self.ledger.add("reports", entry.key, report)
        rows: Any = report.live(ReportSubject)
        for subject, row in zip(entry.subjects, rows, strict=True):
            self.ledger.add("reports", f"{entry.key}.subjects.{subject.key}", row)
        self._file_under_case(entry, report, originator)
        self._beside(entry, report, author)
        return report

    def _beside(self, entry: ReportEntry, report: Report, author: Viewer) -> None:
        """What it quotes, its files and its translations; and its source, which its author handles."""
        if entry.source:
            said = entry.source
            with at(said.node):
                source = register(by=author, codename=said.codename, real_name=said.real_name, contact=said.contact)
                report.name_source(by=author, source=source)
            self.ledger.add("reports", f"{entry.key}.source", source)
        for ref in entry.quotes:
            with at(entry.node, ref.place):
                report.quote(by=author, source=self._earlier(ref, author))
        for path in entry.attachments:
            with at(entry.node, entry.place("attachments")):
                report.attach(by=author, file=self._file(entry, path))
        for other in entry.translations:
            with at(other.node):
                report.translate(
                    by=author, version=report.version, language=other.language, title=other.title, body=other.body,
                    made=other.made,
                )  # fmt: skip

    def _file_under_case(self, entry: ReportEntry, report: Report, originator: Agency) -> None:
        """Where its author does not read the case: by the first colleague who reads both.

        Where nobody of the originator reads the case today, somebody did when the report was filed, and the case was
        left since: its id alone is on the cover, which opens it to nobody.
        """
        if entry.case is None or report.case_id is not None:
            return
        for viewer in self.company.members(originator):
            if (case := self._case(entry, viewer)) and can(viewer, "report.edit", report):
                with at(entry.node, entry.case.place):
                    language = _language(entry, originator)
                    report.edit(by=viewer, version=report.version, language=language, cover={"case": case})
                return
        report.case_id = self.ledger.ids("cases")[entry.case.key]
        report.save(update_fields=["case"])

    def _case(self, entry: ReportEntry, viewer: Viewer) -> Case | None:
        """The case it belongs to, if this viewer reads it."""
        if entry.case is None:
            return None
        case = Case.objects.visible_to(viewer).filter(pk=self.ledger.ids("cases")[entry.case.key]).first()
        return case if case and can(viewer, "case.read", case) else None

    # --- who ----------------------------------------------------------------------------------------------------------
    def _author(self, entry: ReportEntry, originator: Agency) -> Viewer:
        author = self.company.person(entry.author)
        if originator.pk not in self.company.agencies_of(author):
            raise Problem(entry.author.place, f"expected a person of {originator}, found “{entry.author.key}”")
        viewer = self.company.viewer(author, originator)
        if not may(viewer, "report.create"):
            raise Problem(entry.author.place, f"expected a person who may write reports, found “{entry.author.key}”")
        return viewer

    def _of(self, originator: Agency, ref: Ref, entry: ReportEntry) -> Person | None:
        """The named person, if of the originator; one of another agency has to be named in a release to that agency."""
        person = self.company.person(ref)
        if originator.pk in self.company.agencies_of(person):
            return person
        theirs = self.company.agencies_of(person)
        if any(self.company.agency(line.to).pk in theirs for line in entry.releases):
            return None
        raise Problem(
            ref.place, f"expected a person of {originator}, or of an agency of its `releases`, found “{ref.key}”"
        )

    def _vouched_for(self, entry: ReportEntry, report: Report, author: Viewer, originator: Agency) -> None:
        place = entry.place("state")
        with at(entry.node, place):
            report.submit(by=author)
        if entry.state not in STANDING:
            return
        colleagues = [v for v in self.company.members(originator) if v.person != author.person]
        by = next((v for v in [*colleagues, author] if can(v, "report.validate", report)), author)
        with at(entry.node, place):
            report.validate(by=by)

    # --- other records ------------------------------------------------------------------------------------------------
    def _earlier(self, ref: Ref, author: Viewer) -> Report:
        pk = self.ledger.ids("reports").get(ref.key)
        found = Report.objects.visible_to(author).filter(pk=pk).first() if pk else None
        if found is None:
            raise Problem(ref.place, f"expected a report loaded before that {author.agency} reads, found “{ref.key}”")
        return found

    def _successor(self, entry: ReportEntry) -> Model | None:
        """The report named in `superseded_by`; else the next of its originator that is validated, or the first."""
        if entry.superseded_by:
            author = next(viewer for other, _report, viewer in self.played if other is entry)
            return self._earlier(entry.superseded_by, author)
        at_ = next(n for n, (other, _report, _author) in enumerate(self.played) if other is entry)
        around = [*self.played[at_ + 1 :], *self.played[:at_]]
        same = (
            report for other, report, _author in around
            if other.originator.key == entry.originator.key and other.state == State.VALIDATED
        )  # fmt: skip
        return next(same, None)

    def _file(self, entry: ReportEntry, named: str) -> SimpleUploadedFile:
        path = self.company.folder / named
        try:
            return SimpleUploadedFile(path.name, path.read_bytes())
        except OSError as error:
            sentence = f"expected a file beside the world file, found none at “{named}”"
            raise Problem(entry.place("attachments"), sentence) from error


def _content(entry: ReportEntry, company: Company) -> dict[str, Any]:
    return {
        "title": entry.title,
        "body": entry.body,
        "tearline": entry.tearline,
        "grades": grades_of(entry.source_grade, entry.information_grade),
        "place": spot(entry.place_name) if entry.place_name else None,
        "route": [spot(stop) for stop in entry.route],
        "platforms": [Platform(one.kind, one.name) for one in entry.platforms],
        "subjects": [_about(subject, company) for subject in entry.subjects],
    }


def _about(said: AboutEntry, company: Company) -> About:
    return About(
        names=[Name(name) for name in said.names],
        numbers=[Number(number.kind, number.value) for number in said.identifiers],
        kind=said.kind, role=said.role, born=said.born, nationality=list(said.nationality), note=said.note, id=said.id,
        only=[company.agency(ref).pk for ref in said.only], notice=said.notice,
    )  # fmt: skip


def _language(entry: ReportEntry, originator: Agency) -> str:
    """What the file says; else the first language of the originator, else English."""
    return entry.language or next(iter(originator.languages), "en")
