"""Gives Django's static files the few files of node_modules that pages use, under `vendor/`; the rest stays private."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

_VARIABLE = "@fontsource-variable/noto-sans"

FILES = {
    "vendor/bootstrap-reboot.min.css": "bootstrap/dist/css/bootstrap-reboot.min.css",
    "vendor/bootstrap-reboot.min.css.map": "bootstrap/dist/css/bootstrap-reboot.min.css.map",
    "vendor/bootstrap-utilities.min.css": "bootstrap/dist/css/bootstrap-utilities.min.css",
    "vendor/bootstrap-utilities.min.css.map": "bootstrap/dist/css/bootstrap-utilities.min.css.map",
    **{
        f"vendor/noto/{subset}.woff2": f"{_VARIABLE}/files/noto-sans-{subset}-wght-normal.woff2"
        for subset in ("latin", "latin-ext", "vietnamese")
    },
    **{
        f"vendor/noto/{script}.woff2": f"{_VARIABLE}-{script}/files/noto-sans-{script}-{script}-wght-normal.woff2"
        for script in ("thai", "lao", "khmer", "bengali")
    },
    **{  # Noto Sans Myanmar has no variable font on npm: the two weights in use
        f"vendor/noto/myanmar-{weight}.woff2": (
            f"@fontsource/noto-sans-myanmar/files/noto-sans-myanmar-myanmar-{weight}-normal.woff2"
        )
        for weight in (400, 600)
    },
    **{  # the map: fetched only when somebody asks for it
        f"vendor/maplibre/{name}": f"maplibre-gl/dist/{name}"
        for name in ("maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css")
    },
    "vendor/topojson-client.min.js": "topojson-client/dist/topojson-client.min.js",
    "vendor/world/countries-50m.json": "world-atlas/countries-50m.json",
    "vendor/cytoscape.min.js": "cytoscape/dist/cytoscape.min.js",
    "vendor/cytoscape-fcose.js": "cytoscape-fcose/cytoscape-fcose.js",
    "vendor/cose-base.js": "cose-base/cose-base.js",
    "vendor/layout-base.js": "layout-base/layout-base.js",
}


class NodeModules(BaseFinder):
    """Finds the files of `FILES`, each under its public name."""

    def check(self, **_kwargs: Any) -> list[CheckMessage]:
        missing = [source for source in FILES.values() if not (settings.NODE_MODULES / source).is_file()]
        return [Error(f"node_modules lacks {name}: run `npm ci`.", id="pages.E001") for name in missing]

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        source = FILES.get(path.replace("\\", "/"))
        found = [str(settings.NODE_MODULES / source)] if source and (settings.NODE_MODULES / source).is_file() else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for public, source in FILES.items():
            yield public, _Renamed(settings.NODE_MODULES / source)


class _Renamed(FileSystemStorage):
    """A storage of one file, which answers to whatever name it is asked for."""

    def __init__(self, file: Path) -> None:
        super().__init__(location=file.parent)
        self._file = file

    def path(self, name: str) -> str:
        return str(self._file)
