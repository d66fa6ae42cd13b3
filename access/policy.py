"""Who may do what: the one table. `action -> levels x roles`.

A person acts for one agency at a time. On a record, an action is allowed when that agency (or, in a compartment, that
person for that agency) holds one of the rule's levels on it *and* the person has one of the rule's roles in it. A rule
without levels asks for the role alone. Whatever the table does not name raises `UndeclaredAction`.
"""

from dataclasses import dataclass

from agencies.models import Role

READERS = frozenset(
    {Role.ANALYST, Role.LIAISON, Role.SUPERVISOR, Role.CASEWORKER, Role.COUNSEL, Role.DELEGATE}
)  # admins administer people, oversight reads the log: neither reads records
OFFICERS = frozenset({Role.ANALYST, Role.LIAISON, Role.SUPERVISOR})
RECORDERS = OFFICERS | {Role.COUNSEL, Role.DELEGATE}  # who may write down what the case is made of
RAISERS = OFFICERS | {Role.CASEWORKER, Role.DELEGATE}  # who may raise an urgent alert
PAIR = frozenset({Role.LIAISON, Role.SUPERVISOR})

LEAD, PARTNER, OBSERVER, INVITED = "lead", "partner", "observer", "invited"
HOST, ATTENDING = "host", "attending"  # of a case review meeting
KEEPER, READER = "keeper", "reader"  # of a network
ORIGINATOR, RECIPIENT = "originator", "recipient"  # of an intelligence report
OWNER, ASKER = "owner", "asker"  # of a line of the release ledger: who originated, and who receives
OFFICER, HANDLER = "officer", "handler"  # of a source: its agency, and the one person who handles it
ISSUER, ALERTED = "issuer", "alerted"  # of an urgent alert: who raised it, and the desks that were chosen
ADDRESSEE = "addressee"  # of a request for information, beside its asker
COORDINATOR, DELEGATION = "coordinator", "delegation"  # of an operation, beside its observers
TAKING_PART = frozenset({LEAD, PARTNER, OBSERVER})
WORKING = frozenset({LEAD, PARTNER})


class UndeclaredAction(LookupError):
    """The code asked about an action that the table does not name."""


@dataclass(frozen=True)
class Rule:
    """Levels of the record that allow an action (none: it has no record), and roles that may use them."""

    levels: frozenset[str]
    roles: frozenset[str]


def _rule(levels: set[str] | frozenset[str], roles: set[str] | frozenset[str]) -> Rule:
    return Rule(frozenset(levels), frozenset(roles))


POLICY: dict[str, Rule] = {
    # action               levels                    roles
    "case.create": _rule(set(), OFFICERS),
    "case.see": _rule(TAKING_PART | {INVITED}, READERS),  # that it exists: title, summary, lead and participants
    "case.read": _rule(TAKING_PART, READERS),
    "case.note": _rule(WORKING, READERS),
    "case.edit": _rule({LEAD}, OFFICERS),
    "case.invite": _rule({LEAD}, OFFICERS),
    "case.propose": _rule({LEAD}, OFFICERS),
    "case.accept": _rule({INVITED}, READERS),
    "case.decline": _rule({INVITED}, READERS),
    "case.leave": _rule({PARTNER, OBSERVER}, {Role.LIAISON, Role.SUPERVISOR}),
    "case.revoke": _rule({LEAD}, OFFICERS),
    "case.open": _rule({LEAD}, OFFICERS),
    "case.suspend": _rule({LEAD}, OFFICERS),
    "case.resume": _rule({LEAD}, OFFICERS),
    "case.close": _rule({LEAD}, OFFICERS),
    "case.reopen": _rule({LEAD}, OFFICERS),
    "case.archive": _rule({LEAD}, OFFICERS),
    "case.offer_lead": _rule({LEAD}, {Role.LIAISON, Role.SUPERVISOR}),
    "case.accept_lead": _rule({PARTNER}, {Role.LIAISON, Role.SUPERVISOR}),
    "case.name": _rule({LEAD}, OFFICERS),
    "case.exclude": _rule({LEAD}, OFFICERS),
    "case.log": _rule({LEAD}, OFFICERS),
    "case.subject": _rule(WORKING, RECORDERS),  # add subjects, change one's own agency's, propose changes to others'
    "case.card": _rule(WORKING, RECORDERS | {Role.CASEWORKER}),  # pseudonymous cards of potential victims
    "case.judge": _rule(WORKING, OFFICERS | {Role.COUNSEL}),  # charge, verdict, sentence
    "case.screen": _rule(WORKING, RECORDERS | {Role.CASEWORKER}),  # refer a suspect for screening
    "case.review_screening": _rule(WORKING, {Role.COUNSEL}),  # and only for a prosecution: see cases.warrants
    "case.link": _rule(WORKING, RECORDERS),
    "case.entry": _rule(WORKING, READERS),  # what happened, where
    "case.plan": _rule(WORKING, READERS),
    "case.warrant": _rule(WORKING, OFFICERS | {Role.COUNSEL}),
    "case.notice": _rule(WORKING, OFFICERS | {Role.COUNSEL}),
    "case.offence": _rule(WORKING, RECORDERS),
    "case.evidence": _rule(WORKING, RECORDERS | {Role.CASEWORKER}),
    "case.attach": _rule(WORKING, RECORDERS),  # attach an intelligence report, as far as its handling allows
    "case.relate": _rule(WORKING, OFFICERS),  # say that two cases belong together
    "case.merge": _rule({LEAD}, PAIR),
    "case.split": _rule({LEAD}, PAIR),
    "case.export": _rule(TAKING_PART, OFFICERS | {Role.COUNSEL}),  # files that leave the centre
    "case.alert": _rule(WORKING, RAISERS),  # raise an urgent alert on it, which opens nothing of the case
    "alert.create": _rule(set(), RAISERS),  # anywhere at all; what it is raised on has a rule of its own
    "alert.see": _rule({ISSUER, ALERTED}, READERS),  # that it exists, and how many desks have acknowledged
    "alert.read": _rule({ISSUER, ALERTED}, OFFICERS),  # open the tracing sheet; of others its own issuer alone
    "alert.follow": _rule({ISSUER}, RAISERS),  # desks, re-sending, telephone calls, messages, closing
    "alert.acknowledge": _rule({ALERTED}, OFFICERS),
    "alert.review": _rule({ISSUER}, {Role.SUPERVISOR}),  # of a vital interest, and never one's own alert
    "review.create": _rule(set(), OFFICERS),
    "review.see": _rule({HOST, ATTENDING}, READERS),  # a case review meeting
    "review.answer": _rule({ATTENDING}, READERS),  # accept or decline a seat, as `case.accept` does a part
    "review.host": _rule({HOST}, OFFICERS),
    "review.decide": _rule({HOST, ATTENDING}, OFFICERS | {Role.COUNSEL}),
    "network.create": _rule(set(), OFFICERS),
    "network.see": _rule({KEEPER, READER}, READERS),
    "network.keep": _rule({KEEPER}, OFFICERS),
    "intelligence.overview": _rule(set(), READERS),  # figures, over what one may see anyway
    "report.create": _rule(set(), READERS),
    "report.see": _rule({ORIGINATOR, RECIPIENT}, READERS),
    "report.edit": _rule({ORIGINATOR}, READERS),
    "report.submit": _rule({ORIGINATOR}, READERS),
    "report.translate": _rule({ORIGINATOR}, READERS),
    "report.validate": _rule({ORIGINATOR}, OFFICERS),
    "report.lower": _rule({ORIGINATOR}, PAIR),  # make the marking less strict
    "report.name": _rule({ORIGINATOR}, OFFICERS),
    "report.release": _rule({ORIGINATOR}, {Role.LIAISON}),  # offer it, clear a tear-line
    "report.exclude": _rule({ORIGINATOR}, OFFICERS),
    "report.log": _rule({ORIGINATOR}, OFFICERS),
    "release.create": _rule(set(), READERS),  # ask another agency for a report one learned of
    "release.see": _rule({OWNER, ASKER}, READERS),
    "release.decide": _rule({OWNER}, {Role.LIAISON}),
    "release.recall": _rule({OWNER}, PAIR),
    "release.follow": _rule({ASKER}, READERS),  # reply, withdraw, accept an offer, acknowledge a recall
    "use.create": _rule(set(), RECORDERS),  # attach a report anywhere at all; in a case `case.attach` decides
    "source.create": _rule(set(), READERS),  # whoever may file a report
    "source.see": _rule({OFFICER, HANDLER}, READERS),  # the codename alone
    "source.handle": _rule({HANDLER}, READERS),  # identity, payments, grades, offering it to a colleague
    "source.oversee": _rule({OFFICER}, PAIR),  # who handles it, and confirming a new handler: never the identity
    "source.assign": _rule({OFFICER}, {Role.SUPERVISOR}),  # propose a handler in the place of one who is gone
    "duty.see": _rule(set(), set(Role)),  # the roster of the acting agency, never of another
    "duty.keep": _rule(set(), PAIR | {Role.ADMIN}),
    "rfi.create": _rule(set(), OFFICERS),
    "rfi.see": _rule({ASKER, ADDRESSEE}, READERS),
    "rfi.follow": _rule({ASKER}, READERS),  # what the own agency asked, in lists
    "rfi.ask": _rule({ASKER}, OFFICERS),
    "rfi.answer": _rule({ADDRESSEE}, OFFICERS),
    "operation.create": _rule(set(), OFFICERS | {Role.DELEGATE}),
    "operation.see": _rule({COORDINATOR, DELEGATION, OBSERVER}, READERS),
    "operation.plan": _rule({COORDINATOR}, OFFICERS | {Role.DELEGATE}),  # fields, countries, from when they may know
    "operation.run": _rule({COORDINATOR}, OFFICERS | {Role.DELEGATE}),  # its states, and reporting on behalf
    "operation.name": _rule({COORDINATOR}, OFFICERS),
    "operation.exclude": _rule({COORDINATOR}, OFFICERS),
    "operation.report": _rule({COORDINATOR, DELEGATION}, RECORDERS),  # results and sites of the own delegation
    "operation.judge": _rule({COORDINATOR, DELEGATION}, RECORDERS),  # and then who speaks for the country
    "operation.alert": _rule({COORDINATOR, DELEGATION}, RAISERS),  # raise an urgent alert on it
    "operation.sign": _rule({COORDINATOR, DELEGATION}, RECORDERS),  # as above
    "hit.ask": _rule(set(), OFFICERS),  # hit or no hit: of other agencies, once or standing
    "hit.see": _rule(set(), OFFICERS),  # hits on the acting agency's records, as far as one sees the record
    "hit.answer": _rule(set(), OFFICERS),  # refuse, propose a joint case, release
    "agency.administer": _rule(set(), {Role.ADMIN}),  # of the acting agency, never of another
    "agency.exclude": _rule(set(), {Role.SUPERVISOR, Role.LIAISON}),  # from everything the acting agency originates
    "centre.administer": _rule(set(), {Role.ADMIN}),  # only where the acting agency is a coordination centre
    "log.oversee": _rule(set(), {Role.OVERSIGHT}),
}


def rule_for(action: str) -> Rule:
    """The rule of an action; `UndeclaredAction` if the table does not name it."""
    try:
        return POLICY[action]
    except KeyError:
        raise UndeclaredAction(action) from None


def seeing(aggregate: str) -> str:
    """The action that says a record of this aggregate may be known to exist."""
    return f"{aggregate}.see"
