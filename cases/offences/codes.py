"""Code lists of offence elements: the Palermo Protocol, article 3, and the Smuggling Protocol, articles 3 and 6."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Offence(models.TextChoices):
    """The two offences. Smuggling of migrants is an offence of its own, and no lesser form of trafficking."""

    TRAFFICKING = "trafficking", _("Trafficking in persons")
    SMUGGLING = "smuggling", _("Smuggling of migrants")


class Element(models.TextChoices):
    """What an offence is made of; for each at least one of its codes must be shown."""

    ACT = "act", _("Act")
    MEANS = "means", _("Means")
    PURPOSE = "purpose", _("Purpose")
    PROCUREMENT = "procurement", _("Procurement of illegal entry")
    BENEFIT = "benefit", _("Financial or other material benefit")
    BORDER = "border", _("Crossing the border")


class Code(models.TextChoices):
    """What may be claimed of a group of victims."""

    # acts: Palermo Protocol, article 3 (a)
    RECRUITMENT = "recruitment", _("Recruitment")
    TRANSPORTATION = "transportation", _("Transportation")
    TRANSFER = "transfer", _("Transfer")
    HARBOURING = "harbouring", _("Harbouring")
    RECEIPT = "receipt", _("Receipt")
    # means: the same article
    FORCE = "force", _("Threat or use of force")
    COERCION = "coercion", _("Other forms of coercion")
    ABDUCTION = "abduction", _("Abduction")
    FRAUD = "fraud", _("Fraud")
    DECEPTION = "deception", _("Deception")
    ABUSE_OF_POWER = "abuse_of_power", _("Abuse of power")
    ABUSE_OF_VULNERABILITY = "abuse_of_vulnerability", _("Abuse of a position of vulnerability")
    PAYMENT_TO_CONTROLLER = "payment_to_controller", _("Payments or benefits to a person in control of another")
    # purposes: the same article
    PROSTITUTION = "prostitution_of_others", _("Exploitation of the prostitution of others")
    SEXUAL = "sexual_exploitation", _("Other sexual exploitation")
    FORCED_LABOUR = "forced_labour", _("Forced labour or services")
    SLAVERY = "slavery", _("Slavery")
    LIKE_SLAVERY = "like_slavery", _("Practices similar to slavery")
    SERVITUDE = "servitude", _("Servitude")
    ORGAN_REMOVAL = "organ_removal", _("Removal of organs")
    # purposes beyond the article's minimum, as states of the region have them
    FORCED_CRIMINALITY = "forced_criminality", _("Forced criminality")
    FORCED_BEGGING = "forced_begging", _("Forced begging")
    FORCED_MARRIAGE = "forced_marriage", _("Forced marriage")
    ILLEGAL_ADOPTION = "illegal_adoption", _("Illegal adoption")
    SURROGACY = "surrogacy", _("Surrogacy under constraint")
    # procurement: Smuggling Protocol, articles 3 (a) and 6.1
    ILLEGAL_ENTRY = "illegal_entry", _("Illegal entry procured")
    FALSE_DOCUMENTS = "false_documents", _("False travel or identity documents produced or provided")
    ILLEGAL_STAY = "illegal_stay", _("Stay without the requirements of law enabled")
    # benefit: article 3 (a)
    FINANCIAL_BENEFIT = "financial_benefit", _("Financial benefit")
    OTHER_BENEFIT = "other_benefit", _("Other material benefit")
    # crossing into a state of which the person is no national or permanent resident: article 3 (a) and (b)
    BORDER_LAND = "border_land", _("Border crossed by land")
    BORDER_SEA = "border_sea", _("Border crossed by sea")
    BORDER_AIR = "border_air", _("Border crossed by air")


class Support(models.TextChoices):
    """How well an element is supported, in the eyes of the agency that claims it."""

    ALLEGED = "alleged", _("Alleged")
    SUPPORTED = "supported", _("Supported")
    PROVEN = "proven", _("Proven")


class Minors(models.TextChoices):
    """Whether those of a group are under eighteen (Palermo Protocol, article 3 (d))."""

    ALL = "all", _("All under 18")
    SOME = "some", _("Some under 18")
    NONE = "none", _("None under 18")
    UNKNOWN = "unknown", _("Not known")


ELEMENTS = {
    Offence.TRAFFICKING: (Element.ACT, Element.MEANS, Element.PURPOSE),
    Offence.SMUGGLING: (Element.PROCUREMENT, Element.BENEFIT, Element.BORDER),
}
_LAST = {  # the codes stand in order of their elements: the last of each
    Element.ACT: Code.RECEIPT,
    Element.MEANS: Code.PAYMENT_TO_CONTROLLER,
    Element.PURPOSE: Code.SURROGACY,
    Element.PROCUREMENT: Code.ILLEGAL_STAY,
    Element.BENEFIT: Code.OTHER_BENEFIT,
    Element.BORDER: Code.BORDER_AIR,
}


def _codes() -> dict[Element, tuple[Code, ...]]:
    every, found, begin = list(Code), {}, 0
    for element, last in _LAST.items():
        end = every.index(last) + 1
        found[element], begin = tuple(every[begin:end]), end
    return found


CODES: dict[Element, tuple[Code, ...]] = _codes()
ELEMENT_OF: dict[str, Element] = {code.value: element for element, codes in CODES.items() for code in codes}
OFFENCE_OF: dict[Element, Offence] = {element: offence for offence, of in ELEMENTS.items() for element in of}


def code_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every code under its element and offence, for a form: [("Trafficking in persons: Act", [(code, label)])]."""
    return [
        (f"{OFFENCE_OF[element].label}: {element.label}", [(code.value, str(code.label)) for code in codes])
        for element, codes in CODES.items()
    ]
