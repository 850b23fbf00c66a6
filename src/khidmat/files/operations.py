"""Taking files in."""

import tempfile
from datetime import datetime
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from khidmat.files import limits
from khidmat.files.models import Blob
from khidmat.files.rewriter import rewriter
from khidmat.files.storing import store
from khidmat.kernel import failpoints
from khidmat.kernel.errors import Invalid


def receive(*, upload: UploadedFile[bytes], kind: str, now: datetime) -> Blob:
    """Take an upload: rewritten in a limited child process, stored under its digest.

    `kind` is "photo" (a picture of a person) or "paper" (a picture or a PDF). Raises `Invalid` with what, why and how
    to mend it. What arrived is not kept.
    """
    size = upload.size or 0
    if size == 0:
        raise Invalid(_("The file is empty. Take a new photograph or choose another file."))
    if size > limits.MAX_BYTES:
        raise Invalid(
            _(
                "The file is %(size)s MB; up to %(max)s MB fits here. Take a new photograph or attach a smaller file."
            )
            % {"size": round(size / limits.MEGABYTE, 1), "max": limits.MAX_BYTES // limits.MEGABYTE}
        )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in", Path(folder) / "out"
        source.write_bytes(upload.read())
        said = rewriter(source, target, kind)
        if "refused" in said:
            raise Invalid(refusal(str(said["refused"])))
        return keep(
            data=target.read_bytes(),
            kind=kind,
            media_type=str(said["media_type"]),
            now=now,
            width=_number(said["width"]),
            height=_number(said["height"]),
            pages=_number(said["pages"]),
        )


def keep(
    *,
    data: bytes,
    kind: str,
    media_type: str,
    now: datetime,
    width: int | None = None,
    height: int | None = None,
    pages: int | None = None,
) -> Blob:
    """Store bytes that the program itself made. The same bytes give the same blob."""
    digest = store(data)
    failpoints.reach("files.stored")
    made = Blob(
        sha256=digest,
        kind=kind,
        media_type=media_type,
        size=len(data),
        width=width,
        height=height,
        pages=pages,
        received_at=now,
    )
    Blob.objects.bulk_create([made], ignore_conflicts=True)
    return Blob.objects.get(sha256=digest)


def refusal(code: str) -> str:
    """The sentence for a code of the child."""
    return {
        "pixels": _("This picture is too large to open. Take it again with an ordinary camera setting."),
        "pages": _("This PDF has too many pages. Attach at most %(max)s pages.") % {"max": limits.MAX_PAGES},
        "small": _("This picture is too small to recognise anything. Take a larger one."),
        "broken": _(
            "This file is damaged and could not be opened. Take a new photograph or choose another file."
        ),
    }.get(code) or _("This file could not be opened. Attach a picture (JPG, PNG) or a PDF.")


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
