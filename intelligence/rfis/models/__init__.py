"""Requests for information: one question, its addressees, and the thread with each of them."""

from intelligence.rfis.models.addressee import Addressee
from intelligence.rfis.models.grants import RfiGroupGrant, RfiUserGrant
from intelligence.rfis.models.message import Message
from intelligence.rfis.models.rfi import Recipient, Rfi

__all__ = ["Addressee", "Message", "Recipient", "Rfi", "RfiGroupGrant", "RfiUserGrant"]
