"""Pages: verifying a paper, the published keys, and the officers' view of certificates."""

from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from django.views.static import serve

from khidmat.audit.public import act_once
from khidmat.documents import operations, policies, queries
from khidmat.documents.codes import grouped, parse_code
from khidmat.documents.forms import CodeForm, DigitsForm, RevokeForm
from khidmat.documents.keys import fingerprint, load_certificate
from khidmat.files.public import answer as file_answer
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import NotFound
from khidmat.kernel.paging import cut
from khidmat.kernel.policy import TABLE, allows

#: Answers are padded to a multiple of this, so that their length tells nothing.
LENGTH = 16 * 1024
A_PAGE = 50
#: Set for unknown codes and thrown away.
NOBODYS = {
    "number": "PCC-KSR-2026-000000",
    "title": "Certificate",
    "title_ur": "سرٹیفکیٹ",
    "issued_on": date(2026, 1, 1),
    "valid_until": date(2026, 6, 30),
}
#: What anybody may fetch of the keys, and as what.
PUBLISHED = {
    "root": ("root.pem", "application/x-pem-file"),
    "signer": ("signer.pem", "application/x-pem-file"),
    "qr": ("qr.pub", "application/x-pem-file"),
    "revocations": ("revocations.json", "application/json"),
}


@require_GET
@never_cache
@allows("documents.verify")
def ask(request: ActorRequest) -> HttpResponse:
    """Ask for the code on the paper; a good one leads to its answer."""
    form = CodeForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect("documents:answer", code=form.cleaned_data["code"])
    return render(request, "documents/ask.html", {"form": form})


@require_http_methods(["GET", "POST"])
@never_cache
@allows("documents.verify")
def answer(request: ActorRequest, code: str) -> HttpResponse:
    """Say what the code stands for; with the last four of the identity number also whose it is."""
    form = DigitsForm(request.POST or None)
    digits = form.cleaned_data["digits"] if form.is_bound and form.is_valid() else ""
    address = request.META.get("REMOTE_ADDR") or "unix"
    found = operations.look_up(
        code=code, digits=digits, address=address, actor=request.actor, now=timezone.now()
    )
    if found.digits == "wrong":
        form.add_error("digits", _("These are not the last four on the paper. Look again."))
    known = parse_code(code)
    shown = {"found": found, "certificate": found.certificate or NOBODYS}
    on_paper = render_to_string("documents/on_paper.html", shown, request)  # for unknown ones too: equal work
    context = {"found": found, "form": form, "code": grouped(known) if known else ""}
    context["on_paper"] = on_paper if found.certificate else ""
    return padded(render(request, "documents/answer.html", context))


def padded(response: HttpResponse) -> HttpResponse:
    """Fill the answer up to a fixed length, and ask what stands in between not to press it together."""
    missing = -(len(response.content) + len("<!---->\n")) % LENGTH
    response.content += b"<!--" + b" " * missing + b"-->\n"
    response["Cache-Control"] = "no-store, no-transform"
    return response


@require_GET
@allows("documents.verify")
def keys(request: ActorRequest) -> HttpResponse:
    """The published keys with the root's fingerprint, and how to check a paper without us."""
    root = load_certificate(Path(settings.PUBLIC_KEYS) / "root.pem")
    return render(
        request, "documents/keys.html", {"fingerprint": fingerprint(root), "names": list(PUBLISHED)}
    )


@require_GET
@allows("documents.verify")
def key_file(request: ActorRequest, name: str) -> HttpResponseBase:
    """One file of the published material."""
    file, kind = PUBLISHED.get(name, ("", ""))
    place = Path(settings.PUBLIC_KEYS)
    if not file or not (place / file).is_file():
        raise NotFound(_("This page was not found."))
    response = serve(request, file, document_root=str(place))
    response["Content-Type"] = kind
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_GET
@never_cache
@allows("documents.certificate.read")
def certificates(request: ActorRequest) -> HttpResponse:
    """The district's certificates, newest first, or those whose number ends as asked."""
    words = request.GET.get("q", "")
    found = queries.by_number(request.actor, words)
    rows, following = cut(found, request.GET.get("after", ""), by="attached_at", rows=A_PAGE, newest=True)
    return render(request, "documents/certificates.html", {"rows": rows, "following": following, "q": words})


@require_GET
@never_cache
@allows("documents.certificate.read")
def certificate(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One certificate as it was issued. Opening it is written down first."""
    now = timezone.now()
    opened = operations.open_certificate(certificate_id=pk, actor=request.actor, now=now)
    context = {
        "opened": opened,
        "standing": queries.standing(opened.certificate, timezone.localdate(now)),
        "may_revoke": TABLE.may(request.actor, policies.REVOKE),
    }
    return render(request, "documents/certificate.html", context)


@require_GET
@never_cache
@allows("documents.certificate.read")
def paper(request: ActorRequest, pk: UUID) -> HttpResponseBase:
    """Download the signed paper. It is written down first."""
    found = operations.print_certificate(certificate_id=pk, actor=request.actor, now=timezone.now())
    if found.blob is None:
        raise NotFound(_("This certificate was not found."))
    return file_answer(found.blob, name=f"{found.number}.pdf")


@require_http_methods(["GET", "POST"])
@never_cache
@allows("documents.certificate.revoke")
def revoke(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask for the reason, then end the certificate."""
    found = queries.certificate(request.actor, pk, policies.REVOKE)
    form = RevokeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason, actor = form.cleaned_data["reason"], request.actor
        act_once(
            request,
            "documents.revoke",
            lambda now: operations.revoke(certificate_id=pk, reason=reason, actor=actor, now=now),
        )
        messages.success(request, _("The certificate is revoked. The verification page says so from now on."))
        return redirect("documents:certificate", pk=pk)
    return render(request, "documents/revoke.html", {"form": form, "certificate": found})
