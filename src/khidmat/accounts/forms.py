"""Forms of sign-in and of the administrator: dictionaries in, clean values out."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khidmat.accounts.states import STAFF_NAME
from khidmat.kernel.errors import DomainError
from khidmat.kernel.policy import REACHES
from khidmat.kernel.roles import POSTED, Role
from khidmat.org.public import Office
from khidmat.ui import formats
from khidmat.ui.fields import BilingualChoice, DayMonthYearField, DigitsField, MobileField, NameField, today

LTR = {"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}


USER_NAME_RULE = _(
    "A user name has 3 to 60 small Latin letters, digits, dots or dashes and begins with a letter."
)


def told(form: forms.Form, refusal: DomainError) -> None:
    """Show a refusal on its fields, or above the form when it names none of them."""
    shown = {name: str(text) for name, text in refusal.fields.items() if name in form.fields}
    for name, text in shown.items():
        form.add_error(name, text)
    if not shown:
        form.add_error(None, str(refusal.message))


def _password(label: Any, autocomplete: str, **options: Any) -> forms.CharField:
    attrs = {"autocomplete": autocomplete, "dir": "ltr", **options.pop("attrs", {})}
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs=attrs),
        error_messages={"required": _("The password is empty.")},
        **options,
    )


class SignInForm(forms.Form):
    """The first step of staff."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={**LTR, "autocomplete": "username", "autofocus": True}),
        error_messages={"required": _("The user name is empty.")},
    )
    password = _password(_("Password"), "current-password")


class SecondStepForm(forms.Form):
    """A code of the app or from the recovery list."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={**LTR, "autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
        error_messages={"required": _("The code is empty.")},
    )


class PasskeyForm(forms.Form):
    """The browser's answer, as JSON text; what it means is judged by `passkeys`."""

    answer = forms.CharField(max_length=20_000, widget=forms.HiddenInput)
    label = NameField(label=_("Name of this passkey"), limit=60, required=False)


class NewPasswordForm(forms.Form):
    """A password, twice."""

    new = _password(
        _("New password"),
        "new-password",
        help_text=_("At least 12 letters or digits. Three words that do not belong together are good."),
    )
    again = _password(_("The same once more"), "new-password")

    def clean(self) -> dict[str, Any]:
        """Both the same."""
        values = super().clean() or {}
        if "new" in values and "again" in values and values["new"] != values["again"]:
            self.add_error("again", _("The two are not the same. Write the new password once more."))
        return values


class ChangePasswordForm(NewPasswordForm):
    """The same against the old one."""

    old = _password(_("Old password"), "current-password", attrs={"autofocus": True})
    field_order = ("old", "new", "again")


class UnlockForm(forms.Form):
    """Proof for a locked screen."""

    proof = _password(_("Password, or the code of the app"), "current-password", attrs={"autofocus": True})


class MobileForm(forms.Form):
    """A citizen's number."""

    mobile = MobileField(help_text=_("The code and the news come to this number."))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["mobile"].widget.attrs["autofocus"] = True


class CodeForm(forms.Form):
    """The code that came to the mobile."""

    code = DigitsField(
        label=_("Code"),
        length=6,
        one_time_code=True,
        error_messages={
            "required": _("The code is empty. It has 6 digits and came to the mobile."),
            "length": _("The code has 6 digits; %(n)s are written. Look at the message and write it again."),
        },
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["code"].widget.attrs["autofocus"] = True


class DayField(DayMonthYearField):
    """A day from which something holds: today means this moment, a later day its first minute."""

    @staticmethod
    def moment(day: date, now: datetime) -> datetime:
        """The moment that the day stands for."""
        if day == now.astimezone(formats.KARACHI).date():
            return now
        return datetime.combine(day, time(), tzinfo=formats.KARACHI)


class PostingForm(forms.Form):
    """Where to, as what, from when, why."""

    role = forms.ChoiceField(label=_("Post"), choices=[("", _("Choose"))])
    office = BilingualChoice(label=_("Office"), queryset=Office.objects.none(), empty_label=_("Choose"))
    since = DayField(label=pgettext_lazy("day", "From"), initial=today)
    reason = forms.CharField(
        label=_("Order or reason"),
        max_length=300,
        help_text=_("Number and date of the order, if there is one."),
    )

    def __init__(self, *arguments: Any, offices: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        role, office = self.fields["role"], self.fields["office"]
        if isinstance(role, forms.ChoiceField) and isinstance(office, forms.ModelChoiceField):
            role.choices = [("", _("Choose")), *((one.value, one.label) for one in POSTED)]
            office.queryset = offices

    def clean_role(self) -> Role:
        """The role as such."""
        return Role(self.cleaned_data["role"])


class OfficerForm(PostingForm):
    """A new officer and his first posting."""

    name = NameField(label=_("Name in English letters"), script="latin")
    name_ur = NameField(label=_("Name in Urdu letters"), script="urdu")
    username = forms.RegexField(
        STAFF_NAME,
        label=_("User name"),
        widget=forms.TextInput(attrs={**LTR, "autocomplete": "off"}),
        help_text=_("Small Latin letters and digits, for example the name and the belt number."),
        error_messages={"invalid": USER_NAME_RULE},
    )
    mobile = MobileField(required=False)
    field_order = ("name", "name_ur", "username", "mobile", "role", "office", "since", "reason")


class EndForm(forms.Form):
    """When a posting ends, and why."""

    at = DayField(label=_("Ends on"), initial=today)
    reason = forms.CharField(label=_("Order or reason"), max_length=300)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class FindForm(forms.Form):
    """An officer by user name."""

    username = forms.CharField(
        label=_("User name"), max_length=60, widget=forms.TextInput(attrs={**LTR, "autocomplete": "off"})
    )


class LanguageForm(forms.Form):
    """The language of pages and messages."""

    language = forms.ChoiceField(label=_("Language"), choices=[("ur", _("Urdu")), ("en", _("English"))])


class ClientForm(forms.Form):
    """A program: whose it is, as what it acts, what it is for."""

    name = NameField(
        label=_("Organisation and program"),
        limit=120,
        help_text=_("For example: Visa section, German embassy. The ledger names it at every act."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it is for"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Nothing is ticked yet. Tick what the program is for.")},
    )
    office = BilingualChoice(
        label=_("Office that answers for it"),
        queryset=Office.objects.none(),
        empty_label=_("Choose"),
        required=False,
    )
    officer = forms.CharField(
        label=_("Or an officer in whose place it works: user name"),
        help_text=_("It may then do what the officer may, and ends when the posting ends."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={**LTR, "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Agreement or letter"),
        max_length=300,
        error_messages={"required": _("Write number and date of the agreement or letter.")},
    )

    def __init__(self, *arguments: Any, offices: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        scopes, office = self.fields["scopes"], self.fields["office"]
        if isinstance(scopes, forms.MultipleChoiceField) and isinstance(office, forms.ModelChoiceField):
            scopes.choices = [(one.code, one.label) for one in REACHES]
            office.queryset = offices
            office.widget.is_required = True  # unless an officer is named; the operation says so


class TokenForm(forms.Form):
    """For how long a token is good."""

    days = forms.TypedChoiceField(
        label=_("Good for"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("One year"))],
        widget=forms.RadioSelect,
        initial=90,
        error_messages={"required": _("Nothing is chosen yet. Choose how long it is good.")},
    )
