"""What hit / no-hit keeps."""

from intelligence.hits.models.canary import Alarm, Canary
from intelligence.hits.models.held import Held, HeldKey, Unscreened
from intelligence.hits.models.hit import Hit
from intelligence.hits.models.query import Query
from intelligence.hits.models.watch import Sighting, Watch, WatchKey

__all__ = ["Alarm", "Canary", "Held", "HeldKey", "Hit", "Query", "Sighting", "Unscreened", "Watch", "WatchKey"]
