"""Where things are, and what the environment asks for."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coordination_center.embedded.say import Refusal

PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"


@dataclass(frozen=True)
class Places:
    """One instance of the centre: its data folder, and what the environment says of it."""

    data: Path
    world: Path
    port: int
    mail: Path
    database_url: str = ""  # set: someone else's PostgreSQL, and no embedded one
    redis_url: str = ""

    @property
    def log(self) -> Path:
        return self.data / "log"

    @property
    def static(self) -> Path:
        return self.data / "static"

    @property
    def files(self) -> Path:
        return self.data / "files"

    @property
    def accounts(self) -> Path:
        return self.data / "accounts.json"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_demo(self) -> bool:
        """True where every part is embedded; only then are passwords and codes shown."""
        return not self.database_url and not self.redis_url


def read(environ: Mapping[str, str] | None = None) -> Places:
    """Read WORLD, DATA_DIR, PORT, MAIL_DIR, DATABASE_URL and REDIS_URL. Raises Refusal for what cannot be meant."""
    environ = os.environ if environ is None else environ
    data = Path(environ.get("DATA_DIR") or PROJECT / ".data").expanduser().absolute()
    return Places(
        data=data,
        world=Path(environ.get("WORLD") or PROJECT / "demo" / "bangkok.yaml").expanduser().absolute(),
        port=_port(environ.get("PORT") or "8000"),
        mail=Path(environ.get("MAIL_DIR") or data / "mail").expanduser().absolute(),
        database_url=environ.get("DATABASE_URL", ""),
        redis_url=environ.get("REDIS_URL", ""),
    )


def make(places: Places) -> None:
    """Make the data folder, for its owner only. Raises Refusal where that is not allowed."""
    try:
        places.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (places.log, places.mail):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=places.data):
            pass
    except OSError as error:
        raise Refusal(
            f"{error.filename or places.data} cannot be written: {error.strerror}.\n"
            "Nothing was started. Give a folder of your own: DATA_DIR=/path/to/folder bin/up"
        ) from error


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise Refusal(f"PORT={text} is no port: it takes a number from 1 to 65535.")
