"""Hit / no-hit: asking what other agencies hold, without learning more than whom to ask."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

VERBS = {
    "hit.asked": _("asked hit or no hit"),
    "hit.over_quota": _("asked more than the quota allows"),
    "hit.raised": _("a record was found by another agency’s question or record"),
    "hit.refused": _("refused an answer to a hit"),
    "hit.proposed": _("proposed a joint case upon a hit"),
    "hit.answered": _("answered a hit"),
    "hit.watched": _("laid down a standing query"),
    "hit.unwatched": _("withdrew a standing query"),
    "hit.sighted": _("a standing query was answered"),
    "hit.forgotten": _("questions that were kept long enough were deleted"),
    "hit.laid_aside": _("background work on hits failed too often and was laid aside"),
    "hit.put_back": _("put back background work on hits that was laid aside"),
    "hit.noted": _("noted the answer to a standing query"),
    "canary.planted": _("planted a canary"),
    "canary.taken_out": _("took a canary out"),
    "canary.found": _("a canary was found"),
}


class HitsConfig(AppConfig):
    """Declares what can be asked about, what waits on the desk, and the verbs."""

    name = "intelligence.hits"
    label = "hits"

    def ready(self) -> None:
        from audit import verbs
        from cases.waiting import register_waiting
        from intelligence.hits import asked_upon, canaries, report_subjects, subjects
        from intelligence.hits.answering import register_way
        from intelligence.hits.desk import waiting_answers, waiting_hits

        subjects.declare()
        report_subjects.declare()
        canaries.declare()
        asked_upon.declare()
        register_waiting("hits", waiting_hits)
        register_waiting("standing", waiting_answers)
        register_way(
            "release",
            _("Release the report"),
            lambda hit: reverse("hit_release", args=[hit.pk]),
            lambda hit: hit.noun == report_subjects.NOUN,
        )
        verbs.register(VERBS)
