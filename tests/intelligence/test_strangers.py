"""Before a release nothing tells another agency that a report exists: every address, found by walking them all.

A further address of the site is walked without being named here.
"""

import re
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from access.viewer import Viewer
from intelligence.hits import timing
from intelligence.hits.models import Hit
from intelligence.hits.question import Question
from intelligence.hits.watching import watch
from intelligence.releases.acts import ACTS as RELEASE_ACTS
from intelligence.releases.models import Release
from intelligence.reports.acts import ACTS as REPORT_ACTS
from intelligence.reports.models import Report, ReportSubject
from intelligence.reports.models.content import About
from intelligence.rfis.models import Recipient, Rfi
from tests.access.addresses import ROUTES
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import fresh, member
from tests.intelligence.hits.world import asks, holds, worked
from tests.intelligence.writing import BOSS, MARKS, a_report

pytestmark = pytest.mark.django_db
OURS = ("report", "release", "hit", "rfi", "source", "usage", "overview", "flow", "desk", "attachment")
RANDOM = re.compile(
    rb'(name="(csrfmiddlewaretoken|once)" value=")[^"]*|nonce="[^"]*"|data-now="[^"]*"|(?<=after=)[\w%-]+'
    rb"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|<time.*?</time>|\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)?"
)
TELLING = ("ETag", "Last-Modified", "Content-Type", "Cache-Control", "Location", "Allow", "X-Total-Count", "Link")
ACTS: dict[str, Any] = {"report_act": REPORT_ACTS, "release_act": RELEASE_ACTS}


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "MOMENT", 0.01)


def told(answer: Any) -> tuple[Any, ...]:
    """All that an answer says: status, telling headers, and its body without what differs at each reading."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = [answer.headers.get(name) for name in TELLING]
    return answer.status_code, RANDOM.sub(b"", repr(headers).encode()), RANDOM.sub(b"", body)


def block() -> transaction.Atomic:
    """A transaction around requests, which stands for the test's own: what they commit after it is undone with it."""
    made = transaction.atomic()
    made._from_testcase = True  # type: ignore[attr-defined]
    return made


def undone(ask: Callable[[], Any]) -> tuple[Any, ...]:
    """What an answer says; whatever the request did is undone."""
    with block():
        answer = told(ask())
        transaction.set_rollback(True)
    return answer


def addresses(name: str, ids: dict[str, Any]) -> list[str]:
    """The addresses of a route with these ids in it, one for each verb where it names one."""
    converters = ROUTES[name].pattern.converters
    given = {key: ids.get(key, ids["pk"]) for key in converters if key != "act"}
    if "act" not in converters:
        return [reverse(name, kwargs=given)]
    return [reverse(name, kwargs=given | {"act": act}) for act in ACTS.get(name, {})]


def walk(viewer: Viewer, ids: dict[str, Any]) -> dict[str, Any]:
    """What a viewer is told at every address that names records of intelligence, read and sent to."""
    pen, program = browser(viewer), Program(viewer)
    found = {}
    for name in sorted(ROUTES):
        converters = ROUTES[name].pattern.converters
        if not converters or not any(word in name for word in OURS) or not set(converters) <= set(ids) | {"act"}:
            continue
        for address in addresses(name, ids):
            client = program.client if name.startswith("api_") else pen
            said: dict[str, Any] = {"content_type": "application/json"} if name.startswith("api_") else {}
            key = RANDOM.sub(b"", address.encode()).decode()
            found[f"GET {key}"] = undone(partial(client.get, address))
            found[f"POST {key}"] = undone(partial(client.post, address, {}, **said))
    return found


def its_ids(report: Report, **more: Any) -> dict[str, Any]:
    subject = ReportSubject.objects.unscoped("test").filter(report=report).first()
    file = report.attach_row if hasattr(report, "attach_row") else None
    return {"pk": report.pk, "subject": subject.pk if subject else uuid.uuid4(),
            "file": file.pk if file else uuid.uuid4()} | more  # fmt: skip


def filed(by: Viewer) -> tuple[Report, Any]:
    """A validated report with a file."""
    report = a_report(by, validated=False)
    file = report.attach(by=by, file=SimpleUploadedFile("seen.txt", b"Seen at the pier"))
    report.submit(by=by)
    report.validate(by=by)
    return report, file


def test_no_address_tells_a_report_from_a_guess(khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    report, file = filed(khmer_liaison)
    strange = {"pk": uuid.uuid4(), "subject": uuid.uuid4(), "file": uuid.uuid4(), "line": uuid.uuid4()}
    real = its_ids(report, file=file.pk, line=uuid.uuid4())
    guessed, known = walk(malay_liaison, strange), walk(fresh(malay_liaison), real)
    assert len(known) > 60
    assert {where for where in known if known[where] != guessed[where]} == set()
    assert {answer[0] for answer in known.values()} <= {403, 404, 405}


def test_no_address_tells_a_line_of_two_others_from_a_guess(
    khmer_liaison: Viewer, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    report = a_report(khmer_liaison)
    line = Release.ask(by=thai_liaison, owner=report.originator, purpose="Ours", reference=report.reference)
    asks(thai_liaison, MARKS["subjects"])
    worked()
    hit = Hit.objects.unscoped("test").get(noun="report_subject")
    rfi = Rfi.send(by=thai_liaison, to=[Recipient(khmer_liaison.agency)], question="Who?", purpose="Ours")
    other = rfi.addressees.unscoped("test").get()
    strange = {"pk": uuid.uuid4(), "subject": uuid.uuid4(), "file": uuid.uuid4(), "line": uuid.uuid4()}
    guessed = walk(malay_liaison, strange)
    for pk in (line.pk, hit.pk, hit.source, rfi.pk):
        known = walk(fresh(malay_liaison), strange | {"pk": pk, "line": other.pk})
        assert {where for where in known if known[where] != guessed[where]} == set()


def bodies(report: Report, own: Report, by: Viewer) -> dict[str, dict[str, Any]]:
    """Every body that can name a report by its id or its reference, of an agency that has one of its own."""
    pk = str(report.pk)
    line = Release.ask(by=by, owner=report.originator, purpose="Ours", reference="AAAA-BBBB-CCCC")
    return {
        f"/reports/{own.pk}/quotations/": {"source": pk},
        f"/reports/{own.pk}/supersession/": {"successor": pk},
        f"/releases/{line.pk}/match/": {"report": pk},
        f"/releases/{line.pk}/approval/": {"withheld": []},
    }


@pytest.mark.parametrize("path", ["quotations", "supersession", "match", "approval"])
def test_a_report_in_a_body_is_refused_like_a_guess(path: str, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    own = a_report(malay_liaison, title="Ours", validated=path == "supersession")
    program = Program(malay_liaison)
    address, body = next(pair for pair in bodies(report, own, malay_liaison).items() if path in pair[0])
    names = {name: str(uuid.uuid4()) for name in body if body[name] == str(report.pk)}
    known, guessed = told(program.post(address, body)), told(program.post(address, body | names))
    assert known == guessed
    assert known[0] in {403, 422}, "the address is there, and the body was read"


# --- twin worlds ------------------------------------------------------------------------------------------------------
class _Undone(Exception):
    pass


def seen_in(secret: Callable[[], object], asker: Viewer, watchful: Viewer) -> dict[str, Any]:
    """What the asker and the oversight of its agency are told at every address that names nothing, with `secret` done
    before; all of it is undone."""
    seen: dict[str, Any] = {}
    try:
        with block():
            secret()
            worked()
            for who in (fresh(asker), fresh(watchful)):
                pen, program = browser(who), Program(who)
                for name in sorted(ROUTES):
                    if not ROUTES[name].pattern.converters and not ROUTES[name].pattern.regex.groupindex:
                        client = program.client if name.startswith("api_") else pen
                        seen[f"{who.roles} {name}"] = undone(partial(client.get, reverse(name)))
                seen[f"{who.roles} found"] = told(pen.post("/reports/search/", {"q": MARKS["title"]}))
                seen[f"{who.roles} api found"] = told(program.post("/reports/search/", {"q": MARKS["subjects"]}))
            raise _Undone  # noqa: TRY301 - the world ends here
    except _Undone:
        return seen


RANDOM_TWICE = ("health", "mfa_activate_totp", "schema")


def draft(a: Viewer, c: Viewer) -> None:
    a_report(a, validated=False)


def validated(a: Viewer, c: Viewer) -> None:
    filed(a)


def compartment(a: Viewer, c: Viewer) -> None:
    a_report(a).name(by=a, person=a.person)


def released_to_another(a: Viewer, c: Viewer) -> None:
    Release.offer(a_report(a), by=a, asker=c.agency, purpose="For you", needs_acceptance=False)


def quoted_by_another(a: Viewer, c: Viewer) -> None:
    report = a_report(a)
    Release.offer(report, by=a, asker=c.agency, purpose="For you", needs_acceptance=False)
    a_report(c, title="Derived", validated=False).quote(by=c, source=report)


def recalled_from_another(a: Viewer, c: Viewer) -> None:
    line = Release.offer(a_report(a), by=a, asker=c.agency, purpose="For you", needs_acceptance=False)
    line.recall(by=a, reason="A tip")


def asked_for_by_another(a: Viewer, c: Viewer) -> None:
    report = a_report(a)
    Release.ask(by=c, owner=a.agency, purpose="Ours", reference=report.reference, urgency="threat_to_life")


def silent(a: Viewer, c: Viewer) -> None:
    a_report(a, subjects=[About(names=BOSS.names, numbers=BOSS.numbers, notice="owner")])


def answered_to_another(a: Viewer, c: Viewer) -> None:
    rfi = Rfi.send(by=c, to=[Recipient(a.agency)], question="Who is the recruiter?", purpose="Our inquiry")
    line = rfi.addressees.unscoped("test").select_related("rfi__originator", "agency").get()
    line.respond(by=a, answer="positive", report=a_report(a))


SECRETS = [draft, validated, compartment, released_to_another, quoted_by_another, recalled_from_another,
           asked_for_by_another, silent, answered_to_another]  # fmt: skip


@pytest.mark.parametrize("secret", SECRETS)
def test_reports_of_others_change_no_byte_of_any_page(
    secret: Callable[[Viewer, Viewer], None], khmer_liaison: Viewer, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    watchful = member(malay_liaison.agency, "oversight", name="Zainal Abidin")
    if secret in (draft, compartment, silent):  # even where the asker holds the same person, and watches the number
        holds(malay_liaison, MARKS["subjects"], phone="+855 12 345 678")
        watch(Question.said(numbers=[("phone", "+855 12 345 678", "KH")]), purpose="x", days=9, by=malay_liaison)
    blank = seen_in(lambda: None, malay_liaison, watchful)
    after = seen_in(lambda: secret(khmer_liaison, thai_liaison), malay_liaison, watchful)
    assert len(blank) > 80
    assert {
        where for where in after if after[where] != blank[where] and not any(word in where for word in RANDOM_TWICE)
    } == set()
