"""The reader's clock: pages show times in the zone of the country whose agency the reader acts for."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


@cache
def zone_of(country: str) -> ZoneInfo:
    """The zone of a country's chief city (the first that tzdata's `zone.tab` lists for it), UTC where there is none."""
    for line in files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{country}\t"):
            return ZoneInfo(line.split("\t")[2])
    return ZoneInfo("UTC")


class ReadersZone:
    """Activates the zone for the length of one request; threads are reused, so it is taken back at the end."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        viewer = getattr(request, "viewer", None)
        if viewer is not None:
            timezone.activate(zone_of(viewer.agency.country))
