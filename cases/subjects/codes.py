"""Code lists of subjects, each written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a subject is: schemata of FollowTheMoney 4 by their names; `Phone` is ours (a property there)."""

    PERSON = "Person", _("Person")
    ORGANIZATION = "Organization", _("Organisation")
    COMPANY = "Company", _("Company")
    PUBLIC_BODY = "PublicBody", _("Public body")
    LEGAL_ENTITY = "LegalEntity", _("Person or organisation")
    VEHICLE = "Vehicle", _("Vehicle")
    VESSEL = "Vessel", _("Vessel")
    AIRPLANE = "Airplane", _("Aircraft")
    ADDRESS = "Address", _("Address")
    REAL_ESTATE = "RealEstate", _("Land or building")
    IDENTIFICATION = "Identification", _("Document")
    PASSPORT = "Passport", _("Passport")
    BANK_ACCOUNT = "BankAccount", _("Bank account")
    CRYPTO_WALLET = "CryptoWallet", _("Crypto wallet")
    USER_ACCOUNT = "UserAccount", _("Online account")
    PHONE = "Phone", _("Phone")
    TRIP = "Trip", _("Trip")
    EVENT = "Event", _("Event")


PEOPLE = frozenset({Kind.PERSON, Kind.LEGAL_ENTITY})


class Role(models.TextChoices):
    """What a subject is in the case (the domain page, section 5). A potential victim is a card, never a subject."""

    SUSPECT = "suspect", _("Suspect")
    ORGANISER = "organiser", _("Organiser")
    RECRUITER = "recruiter", _("Recruiter")
    TRANSPORTER = "transporter", _("Transporter")
    HARBOURER = "harbourer", _("Harbourer")
    DOCUMENT_FORGER = "document_forger", _("Document forger")
    MONEY_HANDLER = "money_handler", _("Money handler")
    CORRUPT_OFFICIAL = "corrupt_official", _("Corrupt official")
    WITNESS = "witness", _("Witness")
    MISSING_PERSON = "missing_person", _("Missing person")


SUSPECTED = frozenset(Role) - {Role.WITNESS, Role.MISSING_PERSON}


class NameKind(models.TextChoices):
    """What a name is to its bearer."""

    PRIMARY = "primary", _("Main name")
    PASSPORT = "passport", _("As in the passport")
    ALIAS = "alias", _("Alias")
    NICKNAME = "nickname", _("Nickname")
    TRANSLITERATION = "transliteration", _("Other spelling")
    FORMER = "former", _("Former name")


class IdentifierKind(models.TextChoices):
    """Kinds of identifiers (the world file's list)."""

    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    PASSPORT = "passport", _("Passport")
    ID_CARD = "id_card", _("Identity card")
    PLATE = "plate", _("Number plate")
    ACCOUNT = "account", _("Bank account")
    WALLET = "wallet", _("Wallet")
    HANDLE = "handle", _("User name online")
    URL = "url", _("Web address")
    IMEI = "imei", _("IMEI of a phone")
    OTHER = "other", _("Other")


class Notice(models.TextChoices):
    """Who is told of a hit on this subject (the domain page, section 4)."""

    BOTH = "both", _("Both sides")
    OWNER = "owner", _("Only we")
    NONE = "none", _("Nobody")
