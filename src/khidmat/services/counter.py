"""The counter's screen: every question of a service on one page, and the mobile number that news goes to."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms as django_forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from khidmat.documents.public import Slip
from khidmat.payments.public import ChargeStatus, charge_for
from khidmat.services import forms, queries, registry
from khidmat.services.definition import Service
from khidmat.services.models import Application, Assisted
from khidmat.services.operations.assisting import Standing
from khidmat.services.operations.drafting import LETTER
from khidmat.services.recourse import APPEAL
from khidmat.services.states import OPEN, Kin, Status
from khidmat.services.voice import spoken
from khidmat.ui.fields import CnicField, DigitsField, MobileField, NameField
from khidmat.ui.formats import bilingual, cnic, date_words, datetime_words, mobile, rupees

#: Inputs of the screen that no definition asks for.
STANDING = ("mobile", "kin", "kin_name", "kin_cnic")


class ByNumber(django_forms.Form):
    """The card that the customer shows."""

    cnic = CnicField(label=_("CNIC number of the person"), required=False)

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        self.fields["cnic"].widget.attrs["autofocus"] = True


class ByVoice(django_forms.Form):
    """The short number of a slip, as a caller reads it."""

    number = DigitsField(
        length=9,
        label=_("Short number of the slip"),
        help_text=_("Nine digits; the caller reads them in threes."),
        error_messages={"required": _("The number is empty. Let the caller read it from the slip.")},
    )


class ByName(django_forms.Form):
    """Both names, when no card is at hand."""

    name = NameField(label=_("Name of the person"), offered=True)
    relation_name = NameField(label=_("Father's or husband's name"), offered=True)


class EntryForm(forms.PageForm):
    """All questions at once, as the operator's eye goes down the screen, and who stands there."""

    def __init__(
        self,
        service: Service,
        *,
        data: Mapping[str, str] | None,
        answers: Mapping[str, str],
        attached: frozenset[str],
    ) -> None:
        super().__init__(service.whole, data=data, answers=answers, attached=attached)
        self.fields["mobile"] = MobileField(
            label=_("Mobile number of the applicant"), help_text=_("News of every step goes to it.")
        )
        self.fields["kin"] = django_forms.ChoiceField(
            label=_("Is the applicant abroad? Who stands here is his or her"),
            choices=[("", _("The applicant stands here")), *Kin.choices],
            required=False,
        )
        self.fields["kin_name"] = NameField(label=_("Name of the relative"), required=False, offered=True)
        self.fields["kin_cnic"] = CnicField(label=_("CNIC number of the relative"), required=False)
        self.fields[LETTER] = django_forms.FileField(
            label=_("Authority letter"),
            help_text=_("With the embassy's stamp, or of two witnesses."),
            required=False,
        )
        self.initial.update({name: answers.get(name, "") for name in STANDING})

    def clean(self) -> dict[str, object]:
        """For somebody abroad name, number and letter; all of them, and not the applicant's own number."""
        cleaned, said = super().clean(), self.cleaned_data
        if not said.get("kin"):
            for name in ("kin_name", "kin_cnic"):
                self.errors.pop(name, None)
            return cleaned
        if not said.get("kin_name") and "kin_name" not in self.errors:
            self.add_error("kin_name", _("The relative's name is empty. Write it as on his own card."))
        if not said.get("kin_cnic") and "kin_cnic" not in self.errors:
            self.add_error("kin_cnic", _("The relative's number is empty. Write it from his own card."))
        if said.get("kin_cnic") and said["kin_cnic"] == said.get("id_cnic"):
            self.add_error("kin_cnic", _("This is the applicant's own number. Write the relative's."))
        if LETTER not in self.given.attached:
            self.add_error(LETTER, _("The authority letter is missing. Attach a picture of it."))
        return cleaned


def standing(data: Mapping[str, str]) -> Standing:
    """Who stands there, in the stored form; what is not right yet is left out: a draft holds no half number."""
    kin = data.get("kin", "")
    return Standing(
        mobile=_or_nothing(MobileField(required=False), data.get("mobile", "")),
        kin=kin if kin in Kin.values else "",
        kin_name=_or_nothing(NameField(required=False), data.get("kin_name", "")),
        kin_cnic=_or_nothing(CnicField(required=False), data.get("kin_cnic", "")),
    )


def _or_nothing(field: django_forms.Field, typed: str) -> str:
    try:
        return str(field.clean(typed))
    except ValidationError:
        return ""


@dataclass(frozen=True, slots=True)
class Warned:
    """An application of the same person for the same service that somebody still works on."""

    ref: str
    status: str


def still_open(application: Application) -> list[Warned]:
    """What the operator says before he types: there is one already, and where it stands."""
    person = application.assisted.person_id
    if person is None:
        return []
    others = Application.objects.filter(person_id=person, service=application.service, status__in=OPEN)
    return [
        Warned(one.ref, str(one.get_status_display())) for one in others.order_by("-submitted_at", "pk")[:3]
    ]


def slip(application: Application) -> Slip:
    """The slip in Urdu, whatever language the operator works in."""
    with override("ur"):
        return _slip(application)


def _slip(application: Application) -> Slip:
    service = registry.service(application.service, application.version)
    assisted, person = application.assisted, application.person
    if not (person and application.district_id and application.due_at and assisted.read_back_at):
        raise AssertionError("a sent entry has a person, a district, a promise and was read back")
    return Slip(
        service=service.title.ur,
        ref=application.ref,
        voice=spoken(assisted.voice or ""),
        name=person.name_ur or person.name,
        relation=person.relation_name_ur or person.relation_name,
        cnic=cnic(person.cnic or ""),
        taken=_taken(application, service),
        fee=_fee(application),
        promised=_promise(application, service),
        officer=_officer(application),
        office=assisted.office.name_ur,
        entered=f"{bilingual(application.entered_by)} نے، آپ کے بتانے پر",
        read_back=f"{datetime_words(assisted.read_back_at)}؛ آپ نے تصدیق کی",
        mobile=f"{mobile(application.citizen.mobile)} پر ہر قدم کی خبر آئے گی۔",
        appeal=_appeal(),
        token=str(assisted.token) if assisted.token else "",
        behalf=_behalf(assisted),
        site=settings.BASE_URL.split("//", 1)[-1],
        specimen=not settings.PRODUCTION,
    )


def _behalf(assisted: Assisted) -> str:
    if not assisted.kin:
        return ""
    return f"{assisted.kin_name}، {assisted.get_kin_display()}، {cnic(assisted.kin_cnic)}"


def _fee(application: Application) -> str:
    """What was taken and under which receipt; what is still owed, and until when."""
    charge = charge_for(application.pk)
    if charge is None:
        return "کوئی فیس نہیں لی گئی"
    if charge.status == ChargeStatus.PAID:
        return f"{rupees(charge.rupees)} مل گئے، رسید نمبر {charge.receipt}"
    if charge.status == ChargeStatus.EXEMPT:
        return f"معاف: {charge.reason}"
    if charge.status == ChargeStatus.DUE and application.due_at:
        return f"{rupees(charge.rupees)} ابھی نہیں ملے، {date_words(application.due_at)} تک ادا کریں"
    return "فیس واپس کی گئی"


def _promise(application: Application, service: Service) -> str:
    if application.status == Status.AWAITING_PAYMENT or application.due_at is None:
        return f"فیس ملنے کے بعد کام کے {service.days} دن میں"
    return date_words(application.due_at)


def _taken(application: Application, service: Service) -> tuple[str, ...]:
    labels = {spec.name: spec.label.ur for spec in service.fields} | {LETTER: "اختیار نامہ"}
    return tuple(labels.get(one.field, one.field) for one in queries.attachments(application))


def _officer(application: Application) -> str:
    if application.district_id is None or application.submitted_at is None:
        raise AssertionError("a sent entry has a district and a time")
    found = queries.decider(application.district_id, application.submitted_at)
    return f"{bilingual(found.user)}، {found.office.name_ur}" if found else "ڈی پی او کا دفتر"


def _appeal() -> str:
    days = APPEAL.days
    return (
        f"انکار کی وجہ لکھ کر بتائی جائے گی۔ {days} دن کے اندر ڈی پی او کے دفتر میں اپیل کریں، اپیل مفت ہے۔ "
        "شکایت کے لیے 1787 ملائیں۔"
    )
