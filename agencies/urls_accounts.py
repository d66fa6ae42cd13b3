"""Signing in and second factors: every page of allauth that we offer, by name; the rest answers 404.

allauth reverses some names of pages we do not offer; those are listed at the end so that they resolve.

Templates (all ours; context beyond the frame's):
    account/login.html                  form (login, password), redirect_field_name, redirect_field_value, demo_people
    account/logout.html                 redirect_field_value; POST to the same address signs out
    account/password_change.html        form (oldpassword, password1, password2)
    account/password_reset.html         form (email)
    account/password_reset_done.html    -
    account/password_reset_from_key.html       form (password1, password2), action_url; or token_fail = True
    account/password_reset_from_key_done.html  -
    mfa/authenticate.html               form (code), demo_code; "start again" is a link to account_login
    mfa/reauthenticate.html             form (code), redirect_field_name, redirect_field_value, demo_code
    mfa/totp/activate_form.html         form (code; form.secret in clear for typing), totp_svg_data_uri, replacing
    mfa/recovery_codes/index.html       unused_codes, total_count, can_download_codes
    mfa/recovery_codes/generate.html    form (no fields), unused_code_count
    mfa/recovery_codes/download.txt     unused_codes
`demo_people` is None outside the embedded demo, else a list of {username, name, password, agencies: [{name, country,
roles}]}; `demo_code` is "" outside it.
"""

from django.urls import path, re_path

from agencies.views import accounts

urlpatterns = [
    path("login/", accounts.sign_in, name="account_login"),
    path("logout/", accounts.sign_out, name="account_logout"),
    path("password/change/", accounts.change_password, name="account_change_password"),
    path("password/reset/", accounts.reset_password, name="account_reset_password"),
    path("password/reset/done/", accounts.reset_password_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        accounts.choose_password,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", accounts.password_chosen, name="account_reset_password_from_key_done"),
    path("2fa/", accounts.own_factors, name="mfa_index"),
    path("2fa/authenticate/", accounts.second_factor, name="mfa_authenticate"),
    path("2fa/reauthenticate/", accounts.step_up, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", accounts.enrol, name="mfa_activate_totp"),
    path("2fa/totp/replace/", accounts.replace_factor, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", accounts.recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", accounts.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", accounts.download_recovery_codes, name="mfa_download_recovery_codes"),
    # Names that allauth reverses, of pages that are not offered.
    path("signup/", accounts.not_offered, name="account_signup"),
    path("inactive/", accounts.not_offered, name="account_inactive"),
    path("email/", accounts.not_offered, name="account_email"),
    path("confirm-email/", accounts.not_offered, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", accounts.not_offered, name="account_confirm_email"),
    path("reauthenticate/", accounts.not_offered, name="account_reauthenticate"),
    path("password/set/", accounts.not_offered, name="account_set_password"),
    path("login/code/confirm/", accounts.not_offered, name="account_confirm_login_code"),
]
