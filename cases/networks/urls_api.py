"""Addresses of the networks' API, under /api/."""

from django.urls import path

from cases.networks.api import routes

urlpatterns = [
    path("networks/", routes(get="list", post="create"), name="api_networks"),
    path("networks/<uuid:pk>/", routes(get="retrieve", patch="partial_update"), name="api_network"),
    path("networks/<uuid:pk>/parts/", routes(get="parts", post="share"), name="api_network_parts"),
    path("networks/<uuid:pk>/parts/<uuid:part>/", routes(delete="unshare"), name="api_network_part"),
    path("networks/<uuid:pk>/members/", routes(get="members", post="enlist"), name="api_network_members"),
    path(
        "networks/<uuid:pk>/members/<uuid:member>/",
        routes(get="member", patch="reassess", delete="strike"),
        name="api_network_member",
    ),
]
