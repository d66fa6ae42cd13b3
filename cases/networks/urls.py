"""Addresses of networks."""

from django.urls import path

from cases.networks import views

urlpatterns = [
    path("networks/", views.network_list, name="networks"),
    path("networks/new/", views.network_new, name="network_new"),
    path("networks/<uuid:pk>/", views.network_page, name="network"),
    path("networks/<uuid:pk>/edit/", views.network_edit, name="network_edit"),
    path("networks/<uuid:pk>/sharing/", views.network_share, name="network_share"),
    path("networks/<uuid:pk>/sharing/<uuid:part>/end/", views.network_unshare, name="network_unshare"),
    path("networks/<uuid:pk>/members/", views.network_enlist, name="network_enlist"),
    path("networks/<uuid:pk>/members/<uuid:member>/", views.network_member, name="network_member"),
    path("networks/<uuid:pk>/members/<uuid:member>/end/", views.network_strike, name="network_strike"),
]
