"""Claims and what supports them: whose they are, what they may name, and who sees them."""

from typing import Any
from uuid import uuid4

import pytest

from access.viewer import Viewer
from cases.evidence.models import Evidence
from cases.models import Case
from cases.offences.models import Claim, Ground, VictimGroup
from coordination_center.errors import Invalid, NotAllowed, Stale, Unseen
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.offences.groups import claim, grounded, group
from tests.cases.test_pages import bare
from tests.cast import case_of, fresh, opened, taken_in

pytestmark = pytest.mark.django_db


def at(case: Case, rest: str = "") -> str:
    return f"/cases/{case.pk}/offences/{rest}"


def test_only_its_supplier_changes_a_record(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    crew = group(ranong, thai_analyst)
    row = claim(ranong, thai_analyst, crew, "fraud")
    ground = grounded(row, thai_analyst)
    for verb in (crew.take_out, row.take_out, ground.take_out):
        with pytest.raises(NotAllowed):
            verb(by=khmer_liaison)
    with pytest.raises(NotAllowed):
        row.edit(by=khmer_liaison, version=1, support="proven")
    theirs = claim(ranong, khmer_liaison, crew, "fraud")
    assert theirs.agency_id == khmer_liaison.agency_id


def test_a_stale_or_removed_record_is_refused(ranong: Case, thai_analyst: Viewer) -> None:
    crew = group(ranong, thai_analyst)
    row = claim(ranong, thai_analyst, crew, "fraud")
    row.edit(by=thai_analyst, version=1, support="supported")
    with pytest.raises(Stale):
        row.edit(by=thai_analyst, version=1, support="proven")
    row.take_out(by=thai_analyst)
    with pytest.raises(Unseen):
        row.take_out(by=thai_analyst)
    with pytest.raises(Invalid):
        grounded(row, thai_analyst)


@pytest.mark.parametrize("facts", [{"code": "nonsense"}, {"code": "fraud", "support": "certain"}])
def test_codes_are_of_the_lists(ranong: Case, thai_analyst: Viewer, facts: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        Claim.add(ranong, by=thai_analyst, group=group(ranong, thai_analyst), **facts)


def test_references_to_what_one_does_not_see_are_refused_alike(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    row = claim(ranong, thai_analyst, group(ranong, thai_analyst), "fraud")
    hidden = Evidence.add(ranong, by=khmer_liaison, title="Ledger", text="x", only=[khmer_liaison.agency])
    other = opened(case_of(thai_analyst), by=thai_analyst)
    elsewhere = Evidence.add(other, by=thai_analyst, title="Ledger", text="x")
    ours = Program(thai_analyst)
    bodies = [
        {"claim": str(row.pk), "kind": "evidence", "source": str(pk)} for pk in (hidden.pk, elsewhere.pk, uuid4())
    ]
    answers = [ours.post(at(ranong, "grounds/"), body) for body in bodies]
    assert {a.status_code for a in answers} <= {400, 422}
    assert len({a.content for a in answers}) == 1
    for source in (hidden, elsewhere):
        with pytest.raises(Invalid):
            Ground.add(ranong, by=thai_analyst, claim=row, source=source)
    foreign = claim(other, thai_analyst, group(other, thai_analyst), "fraud")
    with pytest.raises(Invalid):
        Ground.add(ranong, by=thai_analyst, claim=foreign, source=ranong.add_note(by=thai_analyst, text="x"))


def test_a_ground_is_seen_by_who_sees_its_source(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    row = claim(ranong, thai_analyst, group(ranong, thai_analyst), "fraud")
    item = Evidence.add(ranong, by=thai_analyst, title="Ledger", text="x", only=[thai_analyst.agency])
    at_first = Case.objects.get(pk=ranong.pk).updated_at
    ground = Ground.add(ranong, by=thai_analyst, claim=row, source=item)
    assert Case.objects.get(pk=ranong.pk).updated_at == at_first
    assert Program(khmer_liaison).get(at(ranong, f"grounds/{ground.pk}/")).status_code == 404
    assert Program(thai_analyst).get(at(ranong, f"grounds/{ground.pk}/")).status_code == 200


def test_the_ids_of_another_case_are_404(ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    other = opened(case_of(thai_analyst), by=thai_analyst)
    crew = group(ranong, thai_analyst)
    row = claim(ranong, thai_analyst, crew, "fraud")
    for rest in (f"groups/{crew.pk}/", f"claims/{row.pk}/", f"claims/{row.pk}/edit/", f"groups/{crew.pk}/removal/"):
        assert browser(thai_analyst).get(at(other, rest)).status_code == 404
        assert browser(malay_liaison).get(at(ranong, rest)).status_code == 404
    assert Program(thai_analyst).patch(at(other, f"claims/{row.pk}/"), {"version": 1}).status_code == 404


def test_what_is_for_others_changes_no_byte(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    taken_in(ranong, malay_liaison, by=thai_analyst)
    guest, crew = fresh(malay_liaison), group(ranong, thai_analyst)
    row = claim(ranong, thai_analyst, crew, "recruitment", support="supported")
    pages = [f"/cases/{ranong.pk}/{p}" for p in ("", "timeline/", "offences/", f"offences/claims/{row.pk}/")]
    feeds = [at(ranong, p) for p in ("", "groups/", "claims/", "grounds/")] + [f"/cases/{ranong.pk}/"]

    def everything() -> list[Any]:
        return [bare(browser(guest).get(a).content) for a in [*pages, "/cases/"]] + [
            Program(guest).get(a).json() for a in feeds
        ]

    before, ours = everything(), [thai_analyst.agency, khmer_liaison.agency]
    claim(ranong, thai_analyst, crew, "fraud", support="proven", only=ours)
    hidden = group(ranong, thai_analyst, label="Hidden", only=ours)
    claim(ranong, khmer_liaison, hidden, "fraud")
    Ground.add(ranong, by=thai_analyst, claim=row, source=ranong.add_note(by=thai_analyst, text="x", only=ours))
    assert everything() == before


def test_forms_keep_what_was_typed_and_make_one(ranong: Case, thai_analyst: Viewer) -> None:
    ours = browser(thai_analyst)
    page = ours.post(at(ranong, "groups/new/"), {"label": "Crew", "estimate": "many", "minors": "some"})
    assert (page.status_code, b'value="many"' in page.content) == (422, True)
    form = {"label": "Crew", "estimate": "12", "minors": "some", "once": str(uuid4())}
    assert [ours.post(at(ranong, "groups/new/"), form).status_code for _n in range(2)] == [302, 302]
    crew = VictimGroup.objects.get()
    assert (
        ours.post(at(ranong, "claims/new/"), {"group": crew.pk, "code": "fraud", "support": "alleged"}).status_code
        == 302
    )
    row, note = Claim.objects.get(), ranong.add_note(by=thai_analyst, text="Seen")
    assert ours.post(at(ranong, f"claims/{row.pk}/grounds/new/"), {"source": f"note:{note.pk}"}).status_code == 302
    assert ours.post(at(ranong, f"claims/{row.pk}/grounds/new/"), {"source": f"note:{uuid4()}"}).status_code == 422
    stale = ours.post(at(ranong, f"claims/{row.pk}/edit/"), {"code": "force", "support": "proven", "version": 9})
    assert stale.status_code == 409
    assert ours.post(at(ranong, f"grounds/{Ground.objects.get().pk}/removal/")).status_code == 302
    assert ours.post(at(ranong, f"groups/{crew.pk}/removal/")).status_code == 302
    assert ours.get(at(ranong, f"claims/{row.pk}/")).status_code == 404
