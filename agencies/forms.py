"""Forms of signing in, factors, agencies and people."""

from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies import codes, factors, limits, signin
from agencies.address import counted_address
from agencies.countries import country_choices
from agencies.languages import language_choices
from agencies.letters import reset_letter
from agencies.models import Agency, Membership, Person, Role, UsedCode
from coordination_center.fields import EmailLine, TextLine

LONGEST_PASSWORD = 1024


def code_field() -> TextLine:
    """The box for an authenticator or recovery code."""
    return TextLine(
        label=_("Code"),
        max_length=20,
        markup=True,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


def password_field(label: Any, autocomplete: str) -> forms.CharField:
    """The box for a password; what is typed is taken as it is, spaces included."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


def version_field() -> forms.IntegerField:
    """The version of a row that the writer read."""
    return forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class LoginForm(AllauthLoginForm):
    """User name and password; allauth's, with bounded fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username", "autofocus": True, "autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"] = TextLine(
            label=_("User name"), max_length=150, markup=True, widget=forms.TextInput(attrs=attrs)
        )
        self.fields["password"] = password_field(_("Password"), "current-password")
        self.order_fields(["login", "password"])


class CodeForm(BaseAuthenticateForm):
    """A code for one channel: counted, used up, and recorded where it is wrong."""

    channel = UsedCode.Channel.SIGN_IN

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()

    def clean_code(self) -> str:
        """The code, accepted for `self.authenticator`."""
        code: str = self.cleaned_data["code"]
        request, person = context.request, self.user
        guess = limits.reserve(limits.CODE, account=person.username, address=counted_address(request))
        checked = codes.check(person, code, channel=self.channel)
        if checked.factor or checked.replayed:  # whoever repeats a right code is not guessing
            guess.release()
        else:
            guess.fail()
            signin.refuse(request, person.username, channel=self.channel.value, why="code")
        if checked.replayed:
            raise ValidationError(_("This code was used already. Wait for your authenticator to show the next one."))
        if checked.factor is None:
            raise get_adapter().validation_error("incorrect_code")
        self.authenticator = checked.factor
        self.authenticator.user = person
        return code


class AuthenticateForm(CodeForm, AllauthAuthenticateForm):
    """The second factor at sign-in."""


class ReauthenticateForm(CodeForm, AllauthReauthenticateForm):
    """A fresh code before what cannot be taken back."""

    channel = UsedCode.Channel.STEP_UP


class EnrolForm(forms.Form):
    """A first code from a new authenticator; its secret waits sealed in the session."""

    code = code_field()

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.secret = factors.pending_secret(context.request.session, fresh=not self.is_bound)

    def clean_code(self) -> str:
        """The code, used up."""
        code: str = self.cleaned_data["code"]
        step = codes.matching_step(self.secret, code)
        if step is None or not codes.use(self.user, UsedCode.Channel.ENROLMENT, step):
            raise get_adapter().validation_error("incorrect_code")
        return code


class ChangePasswordForm(AllauthChangePasswordForm):
    """allauth's, with bounded fields; guessing the present password is counted like at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _bound_passwords(self)
        self.fields["oldpassword"].label = _("Current password")

    def clean_oldpassword(self) -> str:
        """The present password, if it is that."""
        guess = limits.reserve(limits.PASSWORD, account=self.user.username, address=counted_address(context.request))
        try:
            password: str = super().clean_oldpassword()
        except ValidationError:
            guess.fail()
            raise
        guess.release()
        return password


class ResetPasswordForm(AllauthResetPasswordForm):
    """An address to send a link to; the answer is one for known and unknown addresses, and so is the work."""

    email = EmailLine(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def clean_email(self) -> str:
        """The address, not looked up here."""
        email: str = self.cleaned_data["email"].lower()
        self.users: list[Person] = []
        return email

    def save(self, request: Any, **kwargs: Any) -> str:
        """Queue the link."""
        email: str = self.cleaned_data["email"]
        limits.reserve(limits.MAIL, account=email, address=counted_address(request)).fail()
        reset_letter(email)
        return email


class ResetPasswordKeyForm(AllauthResetPasswordKeyForm):
    """allauth's, with bounded fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _bound_passwords(self)


class NewPasswordMixin:
    """Two boxes that must agree, checked against the password rules for the person."""

    def clean_new_password(self, person: Person) -> None:
        """Add errors to the boxes `password1` and `password2`."""
        form: Any = self
        first, second = form.cleaned_data.get("password1"), form.cleaned_data.get("password2")
        if first and second and first != second:
            form.add_error("password2", _("The two passwords differ."))
        elif first:
            try:
                validate_password(first, person)
            except ValidationError as error:
                form.add_error("password1", error)


class AcceptForm(NewPasswordMixin, forms.Form):
    """What a new person chooses when accepting an invitation."""

    username = TextLine(
        label=_("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password1 = password_field(_("Password"), "new-password")
    password2 = password_field(_("Password again"), "new-password")

    def __init__(self, *args: Any, name: str, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = Person(name=name, email=email)

    def clean(self) -> None:
        """The password, checked against the rules and what is known of the person."""
        self.person.username = self.cleaned_data.get("username", "")
        self.clean_new_password(self.person)


def role_choices(roles: list[str]) -> list[tuple[str, str]]:
    """Roles with their names, in the order of `Role`."""
    return [(role.value, str(role.label)) for role in Role if role.value in roles]


class RolesField(forms.MultipleChoiceField):
    """One or more roles."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Roles"), choices=lambda: role_choices(list(Role.values)), **kwargs)


class RolesForm(forms.Form):
    """A member's roles, against the version that the writer read."""

    roles = RolesField()
    version = version_field()

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"roles": membership.roles, "version": membership.version}


class InviteForm(forms.Form):
    """Whom to invite, as what. `roles` limits what the inviter may give."""

    name = TextLine(label=_("Name"), max_length=200)
    email = EmailLine(label=_("E-mail address"))
    roles = RolesField()
    language = forms.ChoiceField(label=_("Language of the mail"), choices=lambda: settings.LANGUAGES, required=False)

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices(roles)  # type: ignore[attr-defined]


class AgencyForm(forms.ModelForm):  # type: ignore[type-arg]  # Django does not subscript it at run time
    """An agency's facts. `by_centre`: only the centre names agencies and says what kind they are."""

    name = TextLine(label=_("Name"), max_length=200)
    country = forms.ChoiceField(label=_("Country"), choices=lambda: [("", _("Choose a country")), *country_choices()])
    languages = forms.MultipleChoiceField(label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple)
    desk_email = EmailLine(label=_("E-mail of the desk"), required=False)
    desk_phone = TextLine(
        label=_("Telephone of the desk"), max_length=30, required=False,
        help_text=_("Answered day and night, with the country code: rung when an urgent alert stays unanswered."),
    )  # fmt: skip

    class Meta:
        model = Agency
        fields = ("name", "kind", "country", "languages", "desk_email", "desk_phone")
        labels = {"kind": _("Kind")}

    def validate_unique(self) -> None:
        """Left to the verb, which knows a repeated sending from a name that is taken."""

    def __init__(self, *args: Any, by_centre: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = language_choices(self.instance.languages or [])  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("Choose a kind")), *Agency.Kind.choices]  # type: ignore[attr-defined]
        if self.instance.pk and not self.instance._state.adding:
            self.fields["version"] = version_field()
            self.initial["version"] = self.instance.version
        if not by_centre:
            for name in ("name", "kind", "country"):
                del self.fields[name]


class TokenForm(forms.Form):
    """A new API token."""

    name = TextLine(label=_("What it is for"), max_length=100)
    agency = forms.ModelChoiceField(label=_("Acts for"), queryset=Agency.objects.none(), empty_label=None)

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


def _bound_passwords(form: forms.Form) -> None:
    for field in form.fields.values():
        if isinstance(field, forms.CharField) and isinstance(field.widget, forms.PasswordInput):
            field.max_length = LONGEST_PASSWORD
            field.validators.append(forms.CharField(max_length=LONGEST_PASSWORD).validators[0])
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
    form.fields["password1"].label, form.fields["password2"].label = _("New password"), _("New password again")
