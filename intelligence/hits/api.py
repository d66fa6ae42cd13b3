"""The REST API of hit / no-hit: the same verbs, the same quota, the same moment as the pages."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import APIView, ViewSet
from access.decide import require_role
from audit.keeping import on_the_log
from audit.log import consulted
from audit.views import overseer_of
from cases.api import KEY
from cases.api_answers import Answers
from intelligence.hits import quota, timing
from intelligence.hits import serializers as shapes
from intelligence.hits.answering import propose_joint_case, refuse
from intelligence.hits.asking import ask
from intelligence.hits.canaries import plant, take_out
from intelligence.hits.oversight import alarms, canaries, canary_for, patterns
from intelligence.hits.reading import closed_hits, hit_for, my_queries, my_query, my_watch, my_watches, open_hits
from intelligence.hits.watching import note, watch, withdraw
from intelligence.hits.work import laid_aside, put_back


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class Ask(APIView):
    """Asking. Outside the request's transaction: a question counts whatever follows, and nothing waits with a lock."""

    @extend_schema(operation_id="hits_ask", request=shapes.AskIn, responses={201: shapes.HitAnswerOut})
    def post(self, request: Request) -> Response:
        """Hit: contact these agencies, or no hit; answered at a fixed moment. 429 when the quota is used up."""
        since = timing.begin()
        require_role(self.viewer, "hit.ask")
        asked = shapes.AskIn(data=request.data)
        asked.is_valid(raise_exception=True)
        question = asked.question()
        quota.reserve(self.viewer)
        query = ask(question, purpose=asked.validated_data["purpose"], by=self.viewer)
        body = shapes.HitAnswerOut(my_query(self.viewer, query.pk)).data
        timing.hold(since)
        return Response(body, status=201)


class Queries(Answers, ViewSet):  # type: ignore[misc]
    """One's own questions."""

    @extend_schema(operation_id="hits_answers", responses=shapes.HitAnswerOut(many=True))
    def list(self, request: Request) -> Response:
        """One's last questions, with their answers."""
        require_role(self.viewer, "hit.ask")
        return Response(shapes.HitAnswerOut(my_queries(self.viewer), many=True).data)

    @extend_schema(operation_id="hits_answer", responses=shapes.HitAnswerOut)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One question of one's own."""
        require_role(self.viewer, "hit.ask")
        return Response(shapes.HitAnswerOut(my_query(self.viewer, pk)).data)


class Watches(Answers, ViewSet):  # type: ignore[misc]
    """One's own standing queries."""

    @extend_schema(operation_id="hits_standing_list", responses=shapes.WatchOut(many=True))
    def list(self, request: Request) -> Response:
        """Those in force first."""
        require_role(self.viewer, "hit.ask")
        return Response(shapes.WatchOut(my_watches(self.viewer), many=True).data)

    @extend_schema(operation_id="hits_standing_create", request=shapes.WatchIn, responses={201: shapes.WatchOut})
    def create(self, request: Request) -> Response:
        """Lay one down."""
        require_role(self.viewer, "hit.ask")
        body = shapes.WatchIn(data=request.data)
        said = self.valid(body)
        made = watch(body.question(), purpose=said["purpose"], days=said["days"], by=self.viewer)
        return Response(shapes.WatchOut(my_watch(self.viewer, made.pk)).data, status=201)

    @extend_schema(operation_id="hits_standing_retrieve", responses=shapes.WatchOut)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One of one's own."""
        require_role(self.viewer, "hit.ask")
        return Response(shapes.WatchOut(my_watch(self.viewer, pk)).data)

    @extend_schema(operation_id="hits_standing_note", request=None, responses=shapes.WatchOut)
    def note(self, request: Request, pk: UUID) -> Response:
        """Say that its answers were read: they leave the desk. 409 where none is new."""
        require_role(self.viewer, "hit.ask")
        note(my_watch(self.viewer, pk).watch, by=self.viewer)
        return Response(shapes.WatchOut(my_watch(self.viewer, pk)).data)

    @extend_schema(operation_id="hits_standing_withdraw", request=None, responses={204: None})
    def destroy(self, request: Request, pk: UUID) -> Response:
        """Withdraw it."""
        require_role(self.viewer, "hit.ask")
        withdraw(my_watch(self.viewer, pk).watch, by=self.viewer)
        return Response(status=204)


class Received(Answers, ViewSet):  # type: ignore[misc]
    """Hits on the acting agency's records."""

    @extend_schema(operation_id="hits_received", responses=shapes.HitOut(many=True))
    def list(self, request: Request) -> Response:
        """Those that wait, the most pressing first, then those answered last."""
        require_role(self.viewer, "hit.see")
        return Response(shapes.HitOut([*open_hits(self.viewer), *closed_hits(self.viewer)], many=True).data)

    @extend_schema(operation_id="hits_received_one", responses=shapes.HitOut)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One hit."""
        return Response(shapes.HitOut(hit_for(self.viewer, pk)).data)

    @extend_schema(operation_id="hits_refuse", request=shapes.HitRefusalIn, responses=shapes.HitOut)
    def refuse(self, request: Request, pk: UUID) -> Response:
        """Refuse, with a reason."""
        line = hit_for(self.viewer, pk)
        refuse(line.hit, by=self.viewer, **self.valid(shapes.HitRefusalIn(data=request.data)))
        return self.retrieve(request, pk)

    @extend_schema(
        operation_id="hits_propose", parameters=[KEY], request=shapes.JointCaseIn, responses={201: shapes.HitOut}
    )
    def propose(self, request: Request, pk: UUID) -> Response:
        """Propose a joint case with the asker's agency invited; `outcome` is the case."""
        line = hit_for(self.viewer, pk)
        data = self.valid(shapes.JointCaseIn(data=request.data))
        self.once(f"hits_propose {pk}", lambda: propose_joint_case(line.hit, by=self.viewer, **data))
        return Response(shapes.HitOut(hit_for(self.viewer, pk)).data, status=201)


class Oversight(Answers, ViewSet):  # type: ignore[misc]
    """Oversight of questions, and its canaries. 404 for whoever has not the role."""

    @extend_schema(operation_id="oversight_questions", responses=shapes.OversightOut)
    def list(self, request: Request) -> Response:
        """Who asked how often, and which canaries were found."""
        viewer = overseer_of(request._request)
        consulted(by=viewer, refs=[on_the_log(viewer.agency_id)], purpose="oversight")
        return Response(shapes.OversightOut({"patterns": patterns(viewer), "alarms": alarms(viewer)}).data)

    @extend_schema(operation_id="oversight_work", responses=shapes.AsideOut(many=True))
    def work(self, request: Request) -> Response:
        """Background work on hits that failed too often; empty but for the oversight of a coordination centre."""
        return Response(shapes.AsideOut(laid_aside(overseer_of(request._request)), many=True).data)

    @extend_schema(operation_id="oversight_work_retry", request=None, responses={204: None})
    def retry(self, request: Request, pk: UUID) -> Response:
        """Let it be tried anew."""
        put_back(pk, by=overseer_of(request._request))
        return Response(status=204)

    @extend_schema(operation_id="oversight_canaries", responses=shapes.CanaryOut(many=True))
    def canaries(self, request: Request) -> Response:
        """The canaries of one's own agency."""
        return Response(shapes.CanaryOut(canaries(overseer_of(request._request)), many=True).data)

    @extend_schema(operation_id="oversight_plant", request=shapes.QuestionIn, responses={201: shapes.CanaryOut})
    def plant(self, request: Request) -> Response:
        """Plant one."""
        viewer = overseer_of(request._request)
        body = shapes.QuestionIn(data=request.data)
        self.valid(body)
        return Response(shapes.CanaryOut(plant(body.question(), by=viewer)).data, status=201)

    @extend_schema(operation_id="oversight_take_out", request=None, responses={204: None})
    def take_out(self, request: Request, pk: UUID) -> Response:
        """Take one out."""
        viewer = overseer_of(request._request)
        take_out(canary_for(viewer, pk), by=viewer)
        return Response(status=204)


def routes(of: Any, **methods: Any) -> Any:
    """The view set answering these methods."""
    return of.as_view(dict(methods))
