"""Reading blobs. Who may is decided by the app whose row points to the blob."""

from pathlib import Path

from django.http import FileResponse

from khidmat.files.models import Blob
from khidmat.files.storing import place


def path(blob: Blob) -> Path:
    """Where the bytes lie."""
    return place(blob.sha256)


def answer(blob: Blob, name: str = "") -> FileResponse:
    """The file as a response that no browser will run or guess at; with a name it is a download."""
    response = FileResponse(
        path(blob).open("rb"), as_attachment=bool(name), filename=name, content_type=blob.media_type
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
