"""`bin/up`: from a clone to a running centre, and then its keeper until Ctrl-C."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from coordination_center.embedded import (
    account,
    accounts,
    catalogues,
    gazetteer,
    health,
    keys,
    leftovers,
    node,
    packages,
    places,
    postgres,
    processes,
    sockets,
    valkey,
)
from coordination_center.embedded.places import PROJECT, PYTHON, Places
from coordination_center.embedded.say import EXPLAINED, Refusal, line, step
from coordination_center.embedded.service import Running, head, tail, wait_until
from coordination_center.embedded.supervisor import Interrupted, Supervisor, say_if_heard

MODULE = "coordination_center.embedded"


def up() -> int:
    """Start everything, say where it is, keep it running. Returns the exit code."""
    here = _checked(places.read())
    with _owned(here), _listening(here.port) as listener:
        supervisor = Supervisor()
        try:
            _start(here, supervisor, listener)
            supervisor.watch()
        except Interrupted:
            say_if_heard("\nStopping…")
        finally:
            listener.close()
            supervisor.stop()
            sockets.remove(here.data)
    say_if_heard("Stopped. Your data is kept; bin/up continues with it.")
    return 0


def environment(here: Places, *, database: str, broker: str) -> dict[str, str]:
    """Return the settings of this instance as the environment of its processes."""
    own = {
        **keys.of(here.data),
        "DATABASE_URL": database,
        "REDIS_URL": broker,
        "BASE_URL": here.address,
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "HTTPS": "0",
        "STATIC_ROOT": str(here.static),
        "FILES_DIR": str(here.files),
        "MAIL_DIR": str(here.mail),
        "DJANGO_SETTINGS_MODULE": "coordination_center.settings",
        "LC_ALL": "C.UTF-8",
        leftovers.MARK: str(here.data),
    }
    inherited = packages.clean_environment()
    inherited.pop("DEMO_ACCOUNTS", None)
    if here.is_demo:
        return inherited | own | {"DEMO_ACCOUNTS": str(here.accounts)}
    kept = {
        name: inherited[name] for name in ("SECRET_KEY", "FIELD_KEY", "BASE_URL", "ALLOWED_HOSTS") if name in inherited
    }
    return inherited | own | kept


def start_services(here: Places, supervisor: Supervisor, *, lasting: bool = True) -> dict[str, str]:
    """Start PostgreSQL and Valkey unless others are to be used; return the environment that names them."""
    mark = {leftovers.MARK: str(here.data)}
    database, broker = here.database_url, here.redis_url
    if not broker:
        queue = valkey.broker(here.data, log=here.log)
        queue.make()
        [running] = supervisor.start(queue.service(mark))
        _await("Starting Valkey", queue.accepts, running)
        broker = queue.url
    if not database:
        cluster = postgres.cluster(here.data, log=here.log, is_lasting=lasting)
        cluster.make()
        [running] = supervisor.start(cluster.service(mark))
        _await("Starting PostgreSQL", cluster.accepts, running)
        cluster.furnish(rights="" if lasting else "SUPERUSER")
        database = cluster.url
    return environment(here, database=database, broker=broker)


def install(*, dev: bool = False) -> None:
    """Bring everything that a clone lacks."""
    packages.install(dev=dev)
    node.install()
    catalogues.compile_outdated()
    gazetteer.build_missing()


def _start(here: Places, supervisor: Supervisor, listener: socket.socket) -> None:
    install()
    env = start_services(here, supervisor)
    _prepare(here, env)
    own = supervisor.start(
        processes.web(env, here.log, listener.fileno()), processes.worker(env, here.log), processes.beat(env, here.log)
    )
    with step("Starting web, worker and beat"):
        _await_health(here, supervisor, own)
    line(f"Ready: {here.address}")
    if here.is_demo:
        line(accounts.table(accounts.read(here.accounts)))


def _prepare(here: Places, env: dict[str, str]) -> None:
    command = [
        *account.launcher(signal.SIGKILL, "-"),
        str(PYTHON),
        "-P",
        "-m",
        f"{MODULE}.prepare",
        str(here.data),
        str(here.world),
    ]
    log = here.log / "prepare.log"
    with log.open("wb") as errors:
        code = subprocess.run(  # noqa: S603
            command, env=env | {"PYTHONPATH": str(PROJECT)}, cwd=PROJECT, stderr=errors, check=False
        ).returncode
    if code == EXPLAINED:
        raise Refusal(f"{head(log)}\nEverything is stopped again. Mend this and run bin/up again.")
    if code:
        raise Refusal(f"The database could not be prepared:\n{tail(log)}\nMend this and run bin/up again.")


def _await(title: str, accepts: "health.Test", running: Running) -> None:
    with step(title):
        if not wait_until(accepts, alive=lambda: running.process.poll() is None, seconds=120):
            raise Refusal(f"{title} did not work. Its log says:\n{tail(running.service.log)}")


def _await_health(here: Places, supervisor: Supervisor, own: list[Running]) -> None:
    watched = health.Watch(here.port)
    supervisor.watch(until=lambda: watched.is_over() or any(running.failures > 2 for running in own))
    if not watched.is_well:
        ailing = next((running for running in own if running.failures), own[0])
        raise Refusal(
            f"The centre did not become healthy: {watched.seen}\n"
            f"The end of {ailing.service.log}:\n{tail(ailing.service.log)}"
        )


def _checked(here: Places) -> Places:
    if not sys.platform.startswith("linux"):
        raise Refusal("bin/up needs Linux. Elsewhere, docker-compose.yml starts the centre in containers.")
    if not here.world.is_file():
        raise Refusal(f"The world file {here.world} is not there. Name another: WORLD=/path/to/world.yaml bin/up")
    places.make(here)
    return here


@contextmanager
def _owned(here: Places) -> Iterator[None]:
    """Hold the data folder. The kernel drops the lock with the process, however that ends."""
    handle = os.open(here.data, os.O_RDONLY)
    holder = here.data / "up.pid"
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        holder.write_text(f"{os.getpid()}\n")
        if ended := leftovers.end(here.data):
            line(f"An earlier start was killed; ended {ended} processes that it had left behind.")
        yield
    except BlockingIOError:
        pid = holder.read_text().strip() if holder.exists() else "?"
        raise Refusal(
            f"The centre in {here.data} is running already (process {pid}).\n"
            "Stop it with Ctrl-C, or start a second one beside it: DATA_DIR=/another/folder PORT=8001 bin/up"
        ) from None
    finally:
        os.close(handle)


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """Take the port before anything is started."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        listener.close()
        raise Refusal(
            f"Port {port} cannot be used: {error.strerror}.\nNothing was started. Choose another: PORT={_free()} bin/up"
        ) from None
    listener.listen(512)
    with listener:
        yield listener


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
