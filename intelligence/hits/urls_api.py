"""Addresses of the API of hit / no-hit, under /api/."""

from django.urls import path

from intelligence.hits.api import Ask, Oversight, Queries, Received, Watches, routes

urlpatterns = [
    path("hits/ask/", Ask.as_view(), name="api_hit_ask"),
    path("hits/queries/", routes(Queries, get="list"), name="api_hit_queries"),
    path("hits/queries/<uuid:pk>/", routes(Queries, get="retrieve"), name="api_hit_query"),
    path("hits/standing/", routes(Watches, get="list", post="create"), name="api_hit_watches"),
    path("hits/standing/<uuid:pk>/", routes(Watches, get="retrieve", delete="destroy"), name="api_hit_watch"),
    path("hits/standing/<uuid:pk>/note/", routes(Watches, post="note"), name="api_hit_watch_note"),
    path("hits/received/", routes(Received, get="list"), name="api_hits_received"),
    path("hits/received/<uuid:pk>/", routes(Received, get="retrieve"), name="api_hit"),
    path("hits/received/<uuid:pk>/refusal/", routes(Received, post="refuse"), name="api_hit_refusal"),
    path("hits/received/<uuid:pk>/joint-case/", routes(Received, post="propose"), name="api_hit_joint_case"),
    path("oversight/questions/", routes(Oversight, get="list"), name="api_oversight_hits"),
    path("oversight/work/", routes(Oversight, get="work"), name="api_hit_work"),
    path("oversight/work/<uuid:pk>/retry/", routes(Oversight, post="retry"), name="api_hit_work_retry"),
    path("oversight/canaries/", routes(Oversight, get="canaries", post="plant"), name="api_canaries"),
    path("oversight/canaries/<uuid:pk>/", routes(Oversight, delete="take_out"), name="api_canary"),
]
