"""Addresses of hit / no-hit."""

from django.urls import path

from intelligence.hits import oversight_views, releasing, views

urlpatterns = [
    path("hits/", views.hits, name="hits"),
    path("hits/queries/", views.hit_ask, name="hit_ask"),
    path("hits/queries/<uuid:pk>/", views.hit_query, name="hit_query"),
    path("hits/received/", views.hits_received, name="hits_received"),
    path("hits/received/<uuid:pk>/", views.hit, name="hit"),
    path("hits/received/<uuid:pk>/refusal/", views.hit_refusal, name="hit_refusal"),
    path("hits/received/<uuid:pk>/joint-case/", views.hit_joint_case, name="hit_joint_case"),
    path("hits/received/<uuid:pk>/release/", releasing.hit_release, name="hit_release"),
    path("hits/standing/", views.hit_watches, name="hit_watches"),
    path("hits/standing/<uuid:pk>/", views.hit_watch, name="hit_watch"),
    path("hits/standing/<uuid:pk>/note/", views.hit_watch_note, name="hit_watch_note"),
    path("hits/standing/<uuid:pk>/end/", views.hit_watch_end, name="hit_watch_end"),
    path("oversight/questions/", oversight_views.oversight_hits, name="oversight_hits"),
    path("oversight/work/<uuid:pk>/retry/", oversight_views.hit_work_retry, name="hit_work_retry"),
    path("oversight/canaries/<uuid:pk>/end/", oversight_views.canary_removal, name="canary_removal"),
]
