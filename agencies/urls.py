"""Pages of agencies and people; each view says which template it renders, with what."""

from django.urls import include, path

from agencies.views import account, agency, choices, invitation, person

urlpatterns = [
    path("accounts/", include("agencies.urls_accounts")),
    # What a person chooses for the session
    path("acting-agency/", choices.switch_agency, name="switch_agency"),
    path("language/", choices.language, name="language"),
    # The person's own account
    path("account/", account.account, name="account"),
    path("account/sessions/end/", account.end_sessions, name="end_sessions"),
    path("account/tokens/new/", account.token_new, name="token_new"),
    path("account/tokens/<uuid:pk>/end/", account.token_end, name="token_end"),
    # Agencies
    path("agencies/", agency.agencies, name="agencies"),
    path("agencies/new/", agency.agency_new, name="agency_new"),
    path("agencies/<uuid:pk>/", agency.agency, name="agency"),
    path("agencies/<uuid:pk>/edit/", agency.agency_edit, name="agency_edit"),
    path("agencies/<uuid:pk>/suspension/", agency.agency_suspension, name="agency_suspension"),
    path("agencies/<uuid:pk>/reactivation/", agency.agency_reactivation, name="agency_reactivation"),
    path("agencies/<uuid:pk>/invitations/", invitation.invite, name="invite"),
    path(
        "agencies/<uuid:pk>/invitations/<uuid:invitation>/withdrawal/",
        invitation.withdraw,
        name="invitation_withdrawal",
    ),
    # People, each seen by the administrators of their own agencies and of the centre
    path("people/<uuid:pk>/", person.person, name="person"),
    path("people/<uuid:pk>/roles/", person.person_roles, name="person_roles"),
    path("people/<uuid:pk>/departure/", person.person_departure, name="person_departure"),
    path("people/<uuid:pk>/suspension/", person.person_suspension, name="person_suspension"),
    path("people/<uuid:pk>/reactivation/", person.person_reactivation, name="person_reactivation"),
    path("people/<uuid:pk>/factor-reset/", person.person_factor_reset, name="person_factor_reset"),
    # The one-time link
    path("invitations/<str:token>/", invitation.invitation, name="invitation"),
]
