"""The same figures for a monitoring system, in Prometheus's text format, behind a token of the operators' own."""

import hmac
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from notifications.operators import Health, health


class Figures(Collector):
    """One reading."""

    def __init__(self, now: Health) -> None:
        self.now = now

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """What waits, what was given up and how far behind each queue is, the worker's life, the last seal."""
        queues = {"events": self.now.events, "messages": self.now.messages, "letters": self.now.letters}
        for name, help_text, value in (
            ("waiting", "Rows that wait, due or not", lambda queue: queue.waiting),
            ("given_up", "Rows that were given up", lambda queue: queue.dead),
            ("lag_seconds", "Age of the longest due row", lambda queue: queue.lag.total_seconds()),
        ):
            family = GaugeMetricFamily(f"coordination_center_queue_{name}", help_text, labels=["queue"])
            for queue, state in queues.items():
                family.add_metric([queue], value(state))  # type: ignore[no-untyped-call]
            yield family
        alive = 1.0 if self.now.worker else 0.0
        yield GaugeMetricFamily("coordination_center_worker_alive", "Whether a worker runs tasks", alive)
        sealed = self.now.sealed_at.timestamp() if self.now.sealed_at else 0.0
        yield GaugeMetricFamily("coordination_center_last_seal_timestamp_seconds", "When the log was sealed", sealed)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for whoever shows `METRICS_TOKEN` as a bearer; absent for everybody else, and where none is set."""
    shown = request.headers.get("Authorization", "")
    token = settings.METRICS_TOKEN
    if not token or not hmac.compare_digest(shown.encode(), f"Bearer {token}".encode()):
        raise Http404
    registry = CollectorRegistry()
    registry.register(Figures(health()))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
