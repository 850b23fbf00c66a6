"""For the officer who answers the phone: a short number in, the words of a status out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from khidmat.audit.public import refused
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import allows
from khidmat.services import operations
from khidmat.services.counter import ByVoice


@allows("services.phone.answer")
def phone(request: ActorRequest) -> HttpResponse:
    """What to say to the caller. Nothing of the person is shown: whoever has the slip may have found it."""
    form, found = ByVoice(request.POST if request.method == "POST" else None), None
    if form.is_valid():
        try:
            found = operations.say_status(**form.cleaned_data, actor=request.actor, now=timezone.now())
        except Invalid as error:
            refused(form, error)
    context = {"form": form, "found": found}
    return render(request, "services/phone.html", context, status=422 if form.errors else 200)
