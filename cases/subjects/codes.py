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
    """Who is told of a hit on this subject (the domain page, section 4).

    As usual is `BOTH`, and `OWNER` while the subject or its case is restricted: only an explicit word opens that.
    """

    USUAL = "", _("As usual: both sides, but only we while it is restricted")
    BOTH = "both", _("Both sides")
    OWNER = "owner", _("Only we")
    NONE = "none", _("Nobody")


class Screened(models.TextChoices):
    """How a screening for the non-punishment of victims stands (ACTIP, article 14.7; the domain page, section 5)."""

    DUE = "due", _("Screening due")
    VICTIM = "victim_not_punished", _("Victim: not to be punished")
    PROCEED = "proceed", _("Reviewed: proceed")


STOPPING = frozenset({Screened.DUE, Screened.VICTIM})  # no warrant and no notice on this person
RESULTS = frozenset({Screened.VICTIM, Screened.PROCEED})


class Indicator(models.TextChoices):
    """Why a suspect may be a victim (after UNODC's indicators of trafficking): codes, never prose."""

    UNDER_18 = "under_18", _("Under 18 at the time")
    FORCED = "forced", _("Threat or use of force")
    CONTROLLED = "controlled", _("Under the control of others")
    CONFINED = "confined", _("Not free to leave")
    DECEIVED = "deceived", _("Deceived about the work")
    DEBT = "debt", _("Bound by a debt")
    DOCUMENTS_KEPT = "documents_kept", _("Papers kept by others")
    UNPAID = "unpaid", _("Unpaid, or wages withheld")
    SOLD = "sold", _("Sold or handed on")
    INJURED = "injured", _("Signs of violence")
    OTHER = "other", _("Another reason")


class Answer(models.TextChoices):
    """How a proposal to change a record stands."""

    PENDING = "pending", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Sex(models.TextChoices):
    """Sex, as far as known (HTCDS 2.0)."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")


class AgeGroup(models.TextChoices):
    """Whether a potential victim is a child (Palermo Protocol, article 3 d: under eighteen)."""

    MINOR = "minor", _("Under 18")
    ADULT = "adult", _("18 or over")


class Need(models.TextChoices):
    """What a potential victim needs now (HTCDS 2.0, support plan) and is in danger of (the domain page, section 7)."""

    MEDICAL_EMERGENCY = "medical_emergency", _("Medical emergency")
    MEDICAL = "medical", _("Medical care")
    SHELTER = "shelter", _("Shelter")
    COUNSELLING = "counselling", _("Counselling")
    LEGAL_AID = "legal_aid", _("Legal aid")
    INTERPRETATION = "interpretation", _("Interpreter")
    DOCUMENT_RECOVERY = "document_recovery", _("Papers recovered")
    FAMILY_TRACING = "family_tracing", _("Family traced")
    PROTECTION = "protection", _("Protection")
    THREAT_TRAFFICKERS = "threat_traffickers", _("Threatened by traffickers")
    THREAT_OFFICIALS = "threat_officials", _("Threatened by officials")
    DEPORTATION_RISK = "deportation_risk", _("At risk of deportation")
    REFUGEE_STATUS_PENDING = "refugee_status_pending", _("Refugee status pending")
    STATELESS = "stateless", _("Stateless")
    UNDOCUMENTED = "undocumented", _("Without papers")


class Offence(models.TextChoices):
    """What a person is charged with; after trafficking and smuggling the related offences (the domain page, 5)."""

    TRAFFICKING = "trafficking", _("Trafficking in persons")
    SMUGGLING = "smuggling", _("Smuggling of migrants")
    CORRUPTION = "corruption", _("Corruption")
    MONEY_LAUNDERING = "money_laundering", _("Money laundering")
    DOCUMENT_FRAUD = "document_fraud", _("Document fraud")
    DRUGS = "drugs", _("Drugs")
    CYBERCRIME = "cybercrime", _("Cybercrime")
    OTHER = "other", _("Another offence")


class Verdict(models.TextChoices):
    """How a charge stands."""

    CHARGED = "charged", _("Charged")
    CONVICTED = "convicted", _("Convicted")
    ACQUITTED = "acquitted", _("Acquitted")
    DISCONTINUED = "discontinued", _("Discontinued")


class Sentence(models.TextChoices):
    """What a conviction led to."""

    IMPRISONMENT = "imprisonment", _("Imprisonment")
    LIFE = "life", _("Imprisonment for life")
    SUSPENDED = "suspended", _("Suspended sentence")
    FINE = "fine", _("Fine")
    DEATH = "death", _("Death penalty")
    OTHER = "other", _("Another sentence")
