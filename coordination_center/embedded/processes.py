"""The centre's own processes as services: web, worker and beat."""

import signal
from collections.abc import Mapping
from pathlib import Path

from coordination_center.embedded.places import PROJECT, PYTHON
from coordination_center.embedded.service import Service

CELERY = ["-m", "celery", "-A", "coordination_center"]


def web(env: Mapping[str, str], log: Path, listener: int) -> Service:
    """Return the web server. It inherits the listening socket, so callers wait in line while it is started again."""
    options = ["--config", "python:coordination_center.gunicorn", "--bind", f"fd://{listener}"]
    command = ["-m", "gunicorn", *options, "coordination_center.wsgi:application"]
    return _service("web", command, env, log, descriptors=(listener,))


def worker(env: Mapping[str, str], log: Path) -> Service:
    """Return the Celery worker: threads, for one process starts faster and leaves no children behind."""
    options = ["--pool", "threads", "--concurrency", "8", "--without-mingle", "--without-gossip"]
    return _service("worker", [*CELERY, "worker", *options, "--loglevel", "INFO"], env, log)


def beat(env: Mapping[str, str], log: Path) -> Service:
    """Return the Celery clock."""
    return _service("beat", [*CELERY, "beat", "--pidfile", "", "--loglevel", "WARNING"], env, log)


def _service(
    name: str, arguments: list[str], env: Mapping[str, str], log: Path, descriptors: tuple[int, ...] = ()
) -> Service:
    return Service(
        name=name, command=[str(PYTHON), "-P", *arguments], cwd=PROJECT, log=log / f"{name}.log", env=env,
        stop=signal.SIGTERM, orphaned=signal.SIGTERM, descriptors=descriptors,
    )  # fmt: skip
