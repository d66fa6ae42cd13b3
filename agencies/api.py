"""The REST API of signing in, of the directory, and of oneself."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.decorators import method_decorator
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import APIView, PlainText, Serializer
from access.viewer import Viewer
from agencies import directory, token_request, tokens
from agencies.models import Agency, ApiToken
from coordination_center.errors import NotAllowed


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the schema describes our tokens."""

    target_class = "agencies.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A header with a prefix, which OpenAPI can only describe as a key."""
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Token ..."}


class Id(serializers.UUIDField):
    """An id as text; DRF would take a number for one, too."""

    def to_internal_value(self, data: Any) -> UUID:
        """The id."""
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class TokenIn(Serializer):
    """What a token is asked with."""

    username = PlainText(max_length=150)
    password = serializers.CharField(max_length=1024, trim_whitespace=False)
    code = PlainText(max_length=20)
    agency = Id(required=False)

    def validate_password(self, value: str) -> str:
        """Text that can be hashed: an unpaired surrogate cannot."""
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise serializers.ValidationError("This text holds a broken character.") from error
        return value


class TokenOut(serializers.Serializer[Any]):
    """A token, shown once, and when it expires."""

    token = serializers.CharField()
    expiry = serializers.DateTimeField()


class AgencyOut(serializers.ModelSerializer[Agency]):
    """An agency of the directory."""

    class Meta:
        model = Agency
        fields = ("id", "name", "kind", "country", "languages", "desk_email", "desk_phone")
        read_only_fields = fields


class AgenciesOut(serializers.Serializer[Any]):
    """The directory."""

    results = AgencyOut(many=True)


class MembershipOut(serializers.Serializer[Any]):
    """One of the person's agencies, and the roles there."""

    agency = AgencyOut()
    roles = serializers.ListField(child=serializers.CharField())


class MeOut(serializers.Serializer[Any]):
    """Who the token speaks for."""

    id = serializers.UUIDField()
    username = serializers.CharField()
    name = serializers.CharField()
    language = serializers.CharField()
    agency = AgencyOut()
    roles = serializers.ListField(child=serializers.CharField())
    agencies = MembershipOut(many=True)


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class Token(APIView):
    """Getting and ending a token. Outside the request's transaction: a failed attempt is committed whatever follows."""

    def get_permissions(self) -> list[Any]:
        """Whoever asks for a token has none yet."""
        return [AllowAny()] if self.request.method == "POST" else list(super().get_permissions())

    def perform_authentication(self, request: Request) -> None:
        """A stale token in the header does not keep anybody from asking for a new one."""
        if request.method != "POST":
            super().perform_authentication(request)

    @extend_schema(operation_id="token_create", request=TokenIn, responses=TokenOut, auth=[])
    def post(self, request: Request) -> Response:
        """A token for a user name, password and authenticator code; for the first of the person's agencies, or the
        one named."""
        data = TokenIn(data=request.data)
        data.is_valid(raise_exception=True)
        token, text = token_request.exchange(request._request, **data.validated_data)
        return Response(TokenOut({"token": text, "expiry": token.expiry}).data)

    @extend_schema(operation_id="token_end", request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """End the token the request carries."""
        if not isinstance(request.auth, ApiToken):
            raise NotAllowed
        tokens.end(request.auth, by=self.viewer)
        return Response(status=204)


class Me(APIView):
    """Oneself."""

    @extend_schema(operation_id="me", responses=MeOut)
    def get(self, request: Request) -> Response:
        """The person, the agency the token acts for and the roles in it, and the person's other agencies."""
        return Response(MeOut(_me(self.viewer)).data)


class Agencies(APIView):
    """The directory."""

    @extend_schema(operation_id="agencies_list", responses=AgenciesOut)
    def get(self, request: Request) -> Response:
        """All agencies, by country and name."""
        return Response({"results": AgencyOut(Agency.objects.order_by("country", "name"), many=True).data})


class OneAgency(APIView):
    """An agency of the directory."""

    @extend_schema(operation_id="agencies_retrieve", responses=AgencyOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """One agency."""
        return Response(AgencyOut(directory.find_agency(pk)).data)


def _me(viewer: Viewer) -> dict[str, Any]:
    person = viewer.person
    return {
        "id": person.pk,
        "username": person.username,
        "name": person.name,
        "language": person.language,
        "agency": viewer.agency,
        "roles": sorted(viewer.roles),
        "agencies": viewer.memberships,
    }
