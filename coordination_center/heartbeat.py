"""The worker's sign of life: a key in the broker that lapses unless the worker renews it.

Beat sends the task, the broker carries it, the worker runs it, so the key stands for all three.
"""

from urllib.parse import urlsplit

import redis
from django.conf import settings

KEY = "coordination-center:worker"
LAPSES_AFTER = 45  # seconds; beat sends the task every ten


def broker() -> "redis.Redis":
    """Return a connection to the broker that gives up within two seconds."""
    url = settings.REDIS_URL
    if urlsplit(url).scheme == "redis+socket":  # Celery's name for what redis-py calls unix
        url = "unix" + url.removeprefix("redis+socket")
    return redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)


def renew() -> None:
    """Put the key in place for another while."""
    with broker() as link:
        link.set(KEY, "alive", ex=LAPSES_AFTER)


def forget() -> None:
    """Drop the key, so that only a worker that runs now can put it back."""
    with broker() as link:
        link.delete(KEY)


def is_fresh() -> bool:
    """Return whether a worker renewed the key in time. Raises redis.RedisError if the broker does not answer."""
    with broker() as link:
        return bool(link.exists(KEY))
