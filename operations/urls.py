"""Addresses of operations."""

from django.urls import path

from operations import views, views_results

ONE = "operations/<uuid:pk>/"
RESULT = f"{ONE}results/<uuid:result>/"

urlpatterns = [
    path("operations/", views.operation_list, name="operations"),
    path("operations/new/", views.operation_new, name="operation_new"),
    path(ONE, views.operation_board, name="operation"),
    path(f"{ONE}plan/", views.operation_plan, name="operation_plan"),
    path(f"{ONE}edit/", views.operation_edit, name="operation_edit"),
    path(f"{ONE}moves/<slug:act>/", views.operation_move, name="operation_move"),
    path(f"{ONE}delegations/new/", views.operation_invite, name="operation_invite"),
    path(f"{ONE}delegations/<uuid:line>/", views.operation_delegation, name="operation_delegation"),
    path(f"{ONE}delegations/<uuid:line>/end/", views.operation_dismiss, name="operation_dismiss"),
    path(f"{ONE}sites/new/", views.operation_site_new, name="operation_site_new"),
    path(f"{ONE}report/", views_results.operation_report, name="operation_report"),
    path(f"{ONE}results/", views_results.operation_results, name="operation_results"),
    path(RESULT, views_results.operation_result, name="operation_result"),
    path(f"{RESULT}marks/", views_results.operation_mark, name="operation_mark"),
    path(f"{RESULT}corrections/", views_results.operation_correct, name="operation_correct"),
]
