"""A world file's bytes to its nodes."""

from pathlib import Path

from demo.json_file import read_json
from demo.nodes import Node, printable
from demo.problems import Place, Problem
from demo.yaml_file import read_yaml

MAX_BYTES = 100_000_000


def read(path: Path) -> Node:
    """What the file holds: JSON where its name ends in `.json`, else YAML. Raises `Problem`."""
    start = Place(path.name, 1, "")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Problem(start, f"expected a file of at most {MAX_BYTES} bytes, found {size}")
        data = path.read_bytes()
    except OSError as error:
        raise Problem(start, f"expected a file that can be read: {error.strerror}") from error
    return parse(path.name, data)


def parse(file: str, data: bytes) -> Node:
    """What the bytes of a file of that name hold. Raises `Problem`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Problem(Place(file, line, ""), "expected text in UTF-8") from error
    printable(text, Place(file, 1, ""))
    return read_json(file, text) if file.lower().endswith(".json") else read_yaml(file, text)
