"""A certificate's photograph as the verification page shows it: small, and inside the page itself."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

from PIL import Image

SIZE = (280, 350)


def portrait(file: Path) -> str:
    """A data address of the picture, some 15 KB. No other address shows it, so none can be passed on."""
    with Image.open(file) as picture:
        picture.thumbnail(SIZE)
        out = BytesIO()
        picture.convert("RGB").save(out, "JPEG", quality=80)
    return f"data:image/jpeg;base64,{b64encode(out.getvalue()).decode()}"
