"""Suggestions of places for the forms: public facts, for whoever is signed in; no record is touched."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from agencies.countries import country_name
from cases.places import find

MOST = 8
LONGEST = 100


@require_safe
def places(request: HttpRequest) -> JsonResponse:
    """`{"places": [{name, country, where, lat, lon}]}` for `?q=`, of `?country=` first; at most eight."""
    text, country = request.GET.get("q", "")[:LONGEST], request.GET.get("country", "")[:2]
    found = [
        {
            "name": place.name,
            "country": place.country,
            "where": country_name(place.country) if place.country else "",
            "lat": round(place.lat, 5),
            "lon": round(place.lon, 5),
        }
        for place in find(text, country=country, most=MOST)
    ]
    return JsonResponse({"places": found})
