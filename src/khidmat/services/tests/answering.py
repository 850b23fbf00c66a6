"""Whole answers to any service of the catalogue, made from its definition."""

import io
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from khidmat.services.definition import FieldSpec, Service

Pages = dict[str, dict[str, str]]

#: The plainest answer to a question of each kind, under the ends of its inputs' names.
PLAIN: Mapping[str, Mapping[str, str]] = {
    "name": {"": "Muhammad Akram"},
    "name_ur": {"": "محمد اکرم"},
    "id_document": {"_kind": "cnic", "_cnic": "01234-5678901-2"},
    "relation": {"": "s/o"},
    "birth": {"_day": "27", "_month": "4", "_year": "1994"},
    "year": {"": "2014"},
    "email": {},
    "country": {"": "DE"},
    "line": {"": "Islamabad"},
    "photo": {},
    "paper": {},
}
SAME = {"_same": "on"}


def answers(service: Service, known: Mapping[str, str]) -> Pages:
    """What an applicant types page by page: what is `known` by input name, else the plainest answer."""
    typed: Pages = {}
    so_far: dict[str, str] = {}
    for page in service.pages:
        typed[page.name] = {}
        for spec in page.fields:
            if all(so_far.get(name) == value for name, value in spec.when.items()):
                given = {name: known.get(name, value) for name, value in _answer(spec, known).items()}
                typed[page.name] |= given
                so_far |= given
    return typed


def _answer(spec: FieldSpec, known: Mapping[str, str]) -> dict[str, str]:
    if spec.kind == "choice":
        return {spec.name: spec.options[0].value}
    if spec.kind == "address":
        written = {name: value for name, value in known.items() if name.startswith(f"{spec.name}_")}
        return written or {f"{spec.name}{end}": value for end, value in SAME.items()}
    if spec.kind in ("name", "name_ur") and not spec.required:
        return {spec.name: ""}
    return {f"{spec.name}{end}": value for end, value in PLAIN[spec.kind].items()}


def papers(service: Service) -> list[str]:
    """The photograph and papers that cannot be left out."""
    return [spec.name for spec in service.fields if spec.kind in ("photo", "paper") and spec.required]


def picture(seed: int = 0) -> SimpleUploadedFile:
    """A picture that passes."""
    out = io.BytesIO()
    Image.new("RGB", (300, 400), (seed * 7 % 256, 120, 160)).save(out, "JPEG")
    return SimpleUploadedFile("photo.jpg", out.getvalue(), "image/jpeg")
