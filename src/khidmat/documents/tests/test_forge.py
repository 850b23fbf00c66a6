"""Forgeries: every one is refused, in words and without a traceback."""

import io
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from khidmat.documents import cms
from khidmat.documents.codes import code_of
from khidmat.documents.envelope import LARGEST, open_envelope
from khidmat.documents.sign import KeptKey, Sealer
from khidmat.documents.tests.samples import ISSUED, NOW, Office, facts
from khidmat.documents.verify import verify

Mutation = Callable[[random.Random, bytes], bytes]


def outcome(office: Office, data: bytes) -> str:
    """What the verifier answers now."""
    return verify(data, root=office.root, now=NOW).check


def flip(chance: random.Random, data: bytes) -> bytes:
    """Change one byte anywhere."""
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ chance.randrange(1, 256)]) + data[at + 1 :]


def flip_in_signature(chance: random.Random, data: bytes) -> bytes:
    """Change one byte where no signature reaches: in the signature's own place."""
    begin = data.index(b"/Contents <") + 10
    at = chance.randrange(begin, data.index(b">", begin) + 1)
    return data[:at] + bytes([data[at] ^ chance.randrange(1, 256)]) + data[at + 1 :]


def lower_a_digit(chance: random.Random, data: bytes) -> bytes:
    """Write one hexadecimal digit of the signature as a small letter: the same number, another byte."""
    begin = data.index(b"/Contents <") + 11
    places = [at for at in range(begin, begin + 1800) if data[at] in b"ABCDEF"]
    at = chance.choice(places)
    return data[:at] + data[at : at + 1].lower() + data[at + 1 :]


def cut(chance: random.Random, data: bytes) -> bytes:
    """Cut the end off."""
    return data[: chance.randrange(1, len(data))]


def add(chance: random.Random, data: bytes) -> bytes:
    """Add something at the end."""
    return data + chance.randbytes(chance.randrange(1, 200))


def swap(chance: random.Random, data: bytes) -> bytes:
    """Exchange two stretches."""
    one, other = sorted(chance.sample(range(len(data) - 64), 2))
    if other - one < 64 or data[one : one + 64] == data[other : other + 64]:
        return flip(chance, data)
    return (
        data[:one]
        + data[other : other + 64]
        + data[one + 64 : other]
        + data[one : one + 64]
        + data[other + 64 :]
    )


def double(chance: random.Random, data: bytes) -> bytes:
    """Repeat a stretch."""
    at = chance.randrange(len(data) - 64)
    return data[: at + 64] + data[at:]


MUTATIONS: tuple[Mutation, ...] = (flip, flip, flip_in_signature, lower_a_digit, cut, add, swap, double)


def forgeries(sealed: bytes, count: int, seed: int) -> Iterator[bytes]:
    """So many changed papers."""
    chance = random.Random(seed)
    for n in range(count):
        yield MUTATIONS[n % len(MUTATIONS)](chance, sealed)


def test_the_untouched_paper_is_genuine(kasur: Office, sealed: bytes) -> None:
    assert outcome(kasur, sealed) == "genuine"


def test_300_changed_papers_are_all_refused(kasur: Office, sealed: bytes) -> None:
    accepted = [
        one for one in forgeries(sealed, 300, seed=1) if outcome(kasur, one) in ("genuine", "expired")
    ]
    assert accepted == []


@pytest.mark.slow
def test_10000_changed_papers_are_all_refused(kasur: Office, sealed: bytes) -> None:
    accepted = [
        one for one in forgeries(sealed, 10_000, seed=2) if outcome(kasur, one) in ("genuine", "expired")
    ]
    assert accepted == []


@pytest.mark.slow
def test_a_change_of_any_byte_of_the_signature_is_noticed(kasur: Office, sealed: bytes) -> None:
    begin = sealed.index(b"/Contents <") + 10
    for at in range(begin, sealed.index(b">", begin) + 1):
        changed = sealed[:at] + bytes([sealed[at] ^ 0x20]) + sealed[at + 1 :]
        assert outcome(kasur, changed) != "genuine", at


def test_an_update_appended_after_the_signature_is_noticed(kasur: Office, sealed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    writer.root["/PageMode"] = writer.root["/Type"]
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(sealed)
    assert outcome(kasur, out.getvalue()) == "added"


def test_a_second_signature_is_refused_even_by_our_own_key(kasur: Office, sealed: bytes) -> None:
    out = io.BytesIO()
    signer = PdfSigner(
        PdfSignatureMetadata(field_name="Second", md_algorithm="sha256"),
        KeptKey(kasur.places.secret),
        new_field_spec=SigFieldSpec("Second"),
    )
    signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(sealed)), output=out, bytes_reserved=8192)
    assert outcome(kasur, out.getvalue()) == "several"


def test_a_root_of_the_same_name_is_foreign(kasur: Office, forger: Office) -> None:
    assert forger.root.subject == kasur.root.subject
    assert outcome(kasur, forger.sealed(facts())) == "foreign"
    assert outcome(forger, forger.sealed(facts())) == "genuine"


def test_a_paper_without_signature_is_refused(kasur: Office) -> None:
    assert outcome(kasur, kasur.unsigned(facts())) == "unsigned"


def test_attached_facts_that_differ_from_the_qr_are_noticed_even_if_our_key_signed(kasur: Office) -> None:
    other = kasur.unsigned(facts(name="Omar Farooq"), qr=kasur.qr(facts()))
    assert outcome(kasur, Sealer(kasur.places.secret).seal(other)) == "facts"


def test_a_qr_of_another_paper_is_noticed_even_if_our_key_signed(kasur: Office) -> None:
    other = kasur.unsigned(facts(), qr=kasur.qr(facts(code=code_of(bytes(16)))))
    assert outcome(kasur, Sealer(kasur.places.secret).seal(other)) == "facts"


def test_a_qr_signed_by_another_office_is_noticed(kasur: Office, forger: Office) -> None:
    other = kasur.unsigned(facts(), qr=forger.qr(facts()))
    assert outcome(kasur, Sealer(kasur.places.secret).seal(other)) == "qr"


@pytest.mark.parametrize("name", ["facts.json", "qr.txt", "qr-key.pem"])
def test_a_missing_or_exchanged_attachment_is_noticed_even_if_our_key_signed(
    kasur: Office, name: str
) -> None:
    for content in (None, b"{}", b"\xff\xfe", b""):
        with pikepdf.open(io.BytesIO(kasur.unsigned(facts()))) as pdf:
            del pdf.attachments[name]
            if content is not None:
                pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
            out = io.BytesIO()
            pdf.save(out)
        assert outcome(kasur, Sealer(kasur.places.secret).seal(out.getvalue())) in ("attachments", "qr")


def test_the_mirror_form_of_the_signature_is_refused(kasur: Office, sealed: bytes) -> None:
    begin = sealed.index(b"/Contents <") + 10
    end = sealed.index(b">", begin) + 1
    digest = sha256(sealed[:begin] + sealed[end:]).digest()
    found = open_envelope(sealed, kasur.root).container
    r, s = decode_dss_signature(found.signature)
    mirrored = replace(found, signature=encode_dss_signature(r, cms.ORDER - s))
    room = end - begin - 2
    for container, answer in ((found, "genuine"), (mirrored, "changed")):
        digits = cms.encode(container, digest).hex().upper().encode().ljust(room, b"0")
        assert outcome(kasur, sealed[: begin + 1] + digits + sealed[end - 1 :]) == answer


def test_the_root_itself_may_not_sign_papers(kasur: Office, tmp_path: Path) -> None:
    for name in ("key", "pem"):
        shutil.copy(kasur.places.secret / f"root.{name}", tmp_path / f"signer.{name}")
    assert outcome(kasur, Sealer(tmp_path).seal(kasur.unsigned(facts()))) == "foreign"


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"", "not_pdf"),
        (b"%PDF-", "unsigned"),
        (b"%PDF-1.7 /ByteRange", "changed"),
        (b"%PDF-1.7 /ByteRange [0 1 2 3]", "added"),
        (b"%PDF-1.7 /ByteRange [0 9 99999999 99999999]", "cut"),
        (b"%PDF-1.7 /ByteRange [0 99999999999 1 1]", "changed"),
        (b"PK\x03\x04", "not_pdf"),
        (bytes(50 * 1024 * 1024), "too_large"),
        (b"%PDF-1.7 " + b"/ByteRange " * 1000, "several"),
        (b"%PDF-1.7 " + b"x" * (LARGEST - 9), "unsigned"),
    ],
)
def test_junk_is_refused_in_words(kasur: Office, data: bytes, answer: str) -> None:
    assert outcome(kasur, data) == answer


def test_the_day_after_its_last_the_paper_is_expired_and_on_its_last_it_is_not(
    kasur: Office, sealed: bytes
) -> None:
    last = NOW.replace(hour=18) + (facts().valid_until - NOW.date())
    assert verify(sealed, root=kasur.root, now=last).check == "genuine"
    assert verify(sealed, root=kasur.root, now=last + timedelta(hours=1)).check == "expired"


def test_a_paper_dated_before_its_key_existed_is_refused(kasur: Office) -> None:
    early = ISSUED.replace(year=2021)
    old = facts(issued_on=early, period_from=early, period_to=early, birth_date=early)
    assert outcome(kasur, kasur.sealed(old)) == "key_time"
