"""Places: found by name in a bundled gazetteer, or given as coordinates. A library, without tables."""

from cases.places.coordinates import Point, coordinates_of
from cases.places.gazetteer import Place, find, named

__all__ = ["Place", "Point", "coordinates_of", "find", "named"]
