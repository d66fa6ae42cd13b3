"""What people are told, through which channels, and how they want it."""

from notifications.models.delivery import Delivery
from notifications.models.endpoint import Endpoint
from notifications.models.notification import Notification
from notifications.models.preference import Preference, Rhythm, Watch
from notifications.models.step import Step

__all__ = ["Delivery", "Endpoint", "Notification", "Preference", "Rhythm", "Step", "Watch"]
