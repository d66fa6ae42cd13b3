"""One case of a world, played through its verbs until it is in the state that the file describes."""

from collections.abc import Callable
from functools import partial
from typing import Any

from access.decide import can, may
from access.viewer import Viewer
from agencies.models import Agency, Person
from cases.codes import Level, State, Tlp
from cases.creation import create
from cases.models import Case
from demo.case_court import Court
from demo.company import Company
from demo.entries import CaseEntry, NoteEntry
from demo.kinds import Ref
from demo.ledger import Ledger
from demo.problems import Place, Problem
from demo.refusals import at

ACCEPTED_FROM = {State.OPEN, State.SUSPENDED, State.CLOSED, State.ARCHIVED, State.DRAFT}


def play(entry: CaseEntry, *, company: Company, ledger: Ledger) -> Case:
    """The case in its state, with its notes. Raises Problem where a verb refuses or nobody may act."""
    return _Play(entry, company, ledger).run()


class _Play:
    def __init__(self, entry: CaseEntry, company: Company, ledger: Ledger) -> None:
        self.entry, self.company, self.ledger = entry, company, ledger
        self.lead = company.agency(entry.lead)
        self.invited = [(ref, company.agency(ref)) for ref in entry.invited]
        self.named = [(person, agency) for person, agency in map(self._nameable, entry.named)]
        self.names_first = self._accepting_agencies() <= {agency for _person, agency in self.named}
        self.case: Case

    def run(self) -> Case:
        self._create()
        self._invite()
        if self.names_first:
            self._name()
        state = State(self.entry.state)
        if state == State.PROPOSED or (state != State.DRAFT and self.invited):
            self._lead_does("propose", "state")
        self._accept()
        if not self.names_first:
            self._name()
        if state in (State.OPEN, State.SUSPENDED, State.CLOSED, State.ARCHIVED):
            self._lead_does("open", "state")
        self._write_notes()
        taking_part = [self.lead, *(agency for _ref, agency in self.invited)]
        Court(self.entry, self.case, taking_part, self.company, self.ledger).write()
        self._finish(state)
        return self.case

    # --- who takes part -----------------------------------------------------------------------------------------------
    def _nameable(self, ref: Ref) -> tuple[Person, Agency]:
        """The named person with the first of their agencies that takes part."""
        person = self.company.person(ref)
        taking_part = {self.lead.pk: self.lead} | {agency.pk: agency for _ref, agency in self.invited}
        for pk in self.company.agencies_of(person):
            if pk in taking_part:
                return person, taking_part[pk]
        raise Problem(ref.place, f"expected a person of an agency that takes part in the case, found “{ref.key}”")

    def _accepting(self) -> list[tuple[Ref, Agency]]:
        if self.entry.state != State.PROPOSED:
            return self.invited
        accepted = {ref.key for ref in self.entry.accepted}
        return [(ref, agency) for ref, agency in self.invited if ref.key in accepted]

    def _accepting_agencies(self) -> set[Agency]:
        return {agency for _ref, agency in self._accepting()}

    # --- verbs, in their order ----------------------------------------------------------------------------------------
    def _create(self) -> None:
        entry = self.entry
        of_lead = [(person, agency) for person, agency in self.named if agency == self.lead]
        if entry.named and not of_lead:
            raise Problem(entry.place("named"), f"expected a person of the lead, {self.lead}, among the named")
        place = entry.place("lead")
        creator = self.company.actor(self.lead, "case.create", place, fits=self._may_create(of_lead))
        now = self.names_first
        with at(entry.node):
            self.case = create(
                by=creator,
                title=entry.title,
                summary=entry.summary,
                tlp=entry.tlp if now or entry.tlp != Tlp.RED else Tlp.AMBER_STRICT,
                handling=list(entry.handling),
                handling_note=entry.handling_note,
                named=of_lead if now else (),
                id=entry.id,
            )
        self.ledger.add("cases", entry.key, self.case)

    def _may_create(self, of_lead: list[tuple[Person, Agency]]) -> Callable[[Viewer], bool]:
        people = {person for person, _agency in of_lead}
        return lambda viewer: may(viewer, "case.create") and (not people or viewer.person in people)

    def _invite(self) -> None:
        partners = len(self.entry.partners)
        for index, (ref, agency) in enumerate(self.invited):
            level = Level.PARTNER if index < partners else Level.OBSERVER
            self._does(self.lead, "invite", ref.place, agency=agency, level=level)

    def _name(self) -> None:
        """Name everyone. Where the case was open to whole agencies before, the one who names comes first."""
        if not self.named:
            return
        place = self.entry.place("named")
        by = self._actor(self.lead, "name", place, among={p for p, agency in self.named if agency == self.lead})
        for person, agency in sorted(self.named, key=lambda pair: pair[0] != by.person):
            if not (self.names_first and agency == self.lead):
                with at(self.entry.node, place):
                    self.case.name(by=by, person=person, agency=agency)
        if self.case.tlp != self.entry.tlp:
            with at(self.entry.node, self.entry.place("tlp")):
                self.case.edit(by=by, version=self.case.version, tlp=self.entry.tlp)

    def _accept(self) -> None:
        for ref, agency in self._accepting():
            self._does(agency, "accept", ref.place)

    def _finish(self, state: State) -> None:
        if state == State.SUSPENDED:
            self._lead_does("suspend", "state")
        if state in (State.CLOSED, State.ARCHIVED):
            self._lead_does("close", "outcome", outcome=self.entry.outcome)
        if state == State.ARCHIVED:
            self._lead_does("archive", "state")

    def _lead_does(self, verb: str, key: str, /, **arguments: Any) -> None:
        self._does(self.lead, verb, self.entry.place(key), **arguments)

    def _does(self, agency: Agency, verb: str, place: Place, /, **arguments: Any) -> None:
        by = self._actor(agency, verb, place)
        with at(self.entry.node, place):
            getattr(self.case, verb)(by=by, **arguments)

    def _actor(self, agency: Agency, verb: str, place: Place, *, among: set[Person] | None = None) -> Viewer:
        action = f"case.{verb}"

        def fits(viewer: Viewer) -> bool:
            return (among is None or viewer.person in among) and can(viewer, action, self.case)

        return self.company.actor(agency, action, place, fits=fits)

    # --- notes --------------------------------------------------------------------------------------------------------
    def _write_notes(self) -> None:
        for index, note in enumerate(self.entry.notes):
            only = [self.company.agency(ref) for ref in note.only]
            by = self._author(note, only)
            with at(note.node):
                row = self.case.add_note(by=by, text=note.text, only=only, id=note.id)
            self.ledger.add("cases", f"{self.entry.key}.notes.{index}", row)

    def _author(self, note: NoteEntry, only: list[Agency]) -> Viewer:
        """The author, acting for the first of their agencies that takes part (and, with `only`, may read the note)."""
        person = self.company.person(note.by)
        taking_part = [self.lead, *(agency for _ref, agency in self.invited)]
        theirs = [a for pk in self.company.agencies_of(person) for a in taking_part if a.pk == pk]
        if not theirs:
            raise Problem(note.by.place, f"expected a person of an agency in the case, found “{note.by.key}”")
        readers = [agency for agency in theirs if not only or agency in only]
        if not readers:
            raise Problem(
                note.node.child("only").place, f"expected the author's agency, {theirs[0]}, among the readers"
            )
        for viewer in map(partial(self.company.viewer, person), readers):
            if can(viewer, "case.note", self.case):
                return viewer
        raise Problem(note.by.place, f"expected a person who may add notes to this case, found “{note.by.key}”")
