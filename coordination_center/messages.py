"""The catalogues of translations: what the code says, what each catalogue lacks. `bin/messages` runs it.

bin/messages           bring every catalogue up to date with the code; new strings come in empty
bin/messages --check   say what each catalogue lacks, and fail if it lacks anything
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parent.parent
LOCALE = PROJECT / "locale"
KEYWORDS = DEFAULT_KEYWORDS | {"gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}
SKIPPED = {"node_modules", "staticfiles", "tests", "benchmarks", "migrations"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def extracted() -> Catalog:
    """Every string of the code that is shown to people."""
    with (LOCALE / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalogue = Catalog()
    found = extract_from_dir(PROJECT, methods, options, keywords=KEYWORDS, directory_filter=_wanted)
    for _file, _line, text, comments, context in found:
        catalogue.add(text, auto_comments=comments, context=context)
    return catalogue


def _wanted(folder: str | Path) -> bool:
    name = Path(folder).name
    return not name.startswith(".") and name not in SKIPPED


def catalogues() -> list[Path]:
    """The catalogues there are."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(file: Path) -> Catalog:
    """A catalogue from its file."""
    with file.open("rb") as source:
        return read_po(source, locale=file.parent.parent.name)


def update(file: Path, template: Catalog) -> None:
    """Bring a catalogue up to date: new strings empty, strings that are gone dropped, none guessed."""
    catalogue = read(file)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.msgid_bugs_address = catalogue.last_translator = ""
    with file.open("wb") as target:
        write_po(target, catalogue, width=110, sort_output=True, no_location=True, ignore_obsolete=True)


def lacking(file: Path, template: Catalog) -> Iterator[str]:
    """What keeps a catalogue from being complete, as sentences."""
    catalogue = read(file)
    for message in template:
        if message.id:
            yield from _lack(message, catalogue.get(message.id, message.context))


def _lack(message: Message, translated: Message | None) -> Iterator[str]:
    name = message.id if isinstance(message.id, str) else message.id[0]
    strings = [] if translated is None else _strings(translated)
    if not strings or not all(strings):
        yield f"not translated: {name}"
    elif translated and translated.fuzzy:
        yield f"fuzzy: {name}"
    elif any(set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(name)) for text in strings):
        yield f"other placeholders: {name}"


def _strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def main(arguments: list[str]) -> int:
    """Update, or with --check only say what is missing. Returns the exit code."""
    template = extracted()
    if arguments != ["--check"]:
        for file in catalogues():
            update(file, template)
    missing = [f"{file.parent.parent.name}: {lack}" for file in catalogues() for lack in lacking(file, template)]
    sys.stdout.write("\n".join(missing) + "\n" if missing else "Every catalogue is complete.\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
