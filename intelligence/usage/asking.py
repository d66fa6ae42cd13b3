"""Where the originator is asked to allow a use: a request of the release ledger, with what is wanted filled in."""

from urllib.parse import urlencode

from django.urls import reverse

from intelligence.releases.codes import Learned
from intelligence.usage.rules import AskFirst


def where_to_ask(refusal: AskFirst) -> str:
    """The address of the form that asks the originator of the report for this leave."""
    report = refusal.report
    said = {"owner": report.originator_id, "reference": report.reference, "learned": Learned.REFERENCE.value}
    return f"{reverse('release_new')}?{urlencode(said | {'leave': refusal.leave})}"
