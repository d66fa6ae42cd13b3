"""`/health/`: whether web, database, broker and worker work. Says what fails, and nothing about why."""

import redis
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coordination_center import heartbeat


@login_not_required
@never_cache
@require_safe
@transaction.non_atomic_requests
def health(_request: HttpRequest) -> JsonResponse:
    """Answer 200 if all of it works, else 503; the body names each part in both cases."""
    broker, worker = _queue()
    parts = {"web": True, "database": _database(), "broker": broker, "worker": worker}
    return JsonResponse(
        {"status": "ok" if all(parts.values()) else "failing", **parts}, status=200 if all(parts.values()) else 503
    )


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        connection.close()
        return False
    return True


def _queue() -> tuple[bool, bool]:
    """Whether the broker answers, and whether a worker renewed its sign of life in it."""
    try:
        return True, heartbeat.is_fresh()
    except redis.RedisError:
        return False, False
