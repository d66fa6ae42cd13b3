"""Addresses of the chronology."""

from django.urls import path

from cases.chronology import views, views_routes
from cases.places.views import places

CASE, ENTRY, ROUTE = "cases/<uuid:pk>/", "cases/<uuid:pk>/entries/<uuid:entry>/", "cases/<uuid:pk>/routes/<uuid:route>/"

urlpatterns = [
    path("places/", places, name="places"),
    path(f"{CASE}timeline/", views.case_timeline, name="case_timeline"),
    path(f"{CASE}map/", views.case_map, name="case_map"),
    path(f"{CASE}entries/new/", views.entry_new, name="case_entry_new"),
    path(ENTRY, views.entry_page, name="case_entry"),
    path(f"{ENTRY}edit/", views.entry_edit, name="case_entry_edit"),
    path(f"{ENTRY}removal/", views.entry_removal, name="case_entry_removal"),
    path(f"{CASE}routes/new/", views_routes.route_new, name="case_route_new"),
    path(ROUTE, views_routes.route_page, name="case_route"),
    path(f"{ROUTE}edit/", views_routes.route_edit, name="case_route_edit"),
    path(f"{ROUTE}removal/", views_routes.route_removal, name="case_route_removal"),
]
