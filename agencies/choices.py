"""What a person chooses for the session: the language, and the agency they act for."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import check_for_language

from agencies.models import Membership, Person
from agencies.signin import AGENCY, LANGUAGE
from coordination_center.errors import Unseen


def act_for(request: HttpRequest, person: Person, agency: UUID) -> None:
    """Act for another agency from the next request on; `Unseen` unless the person is a live member of it."""
    if not Membership.objects.live().filter(person=person, agency=agency).exists():
        raise Unseen(object_type="agency", object_id=agency, action="agency.act_for")
    request.session[AGENCY] = str(agency)


def offered(language: str) -> bool:
    """Whether the product speaks this language."""
    return language in dict(settings.LANGUAGES) and check_for_language(language)


def choose_language(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """Read in `language` from now on: in this browser, and wherever the person signs in next."""
    person = getattr(request, "person", None)
    if person is not None:
        Person.objects.filter(pk=person.pk).update(language=language)
        request.session[LANGUAGE] = language
    remember_language(response, language)


def remember_language(response: HttpResponse, language: str) -> None:
    """Keep the language in the browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 86_400,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
