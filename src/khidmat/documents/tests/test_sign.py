import subprocess
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from khidmat.documents.cms import ORDER, lower_s, oid
from khidmat.documents.envelope import open_envelope
from khidmat.documents.tests.samples import Office


def test_poppler_which_shares_no_code_with_us_finds_the_signature_valid(
    sealed: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(sealed)
    told = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    assert "Signature #2" not in told


def test_the_sealed_paper_has_a_title_and_is_tagged_for_screen_readers(sealed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(sealed)
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert "Title:           Police Character Certificate" in told
    assert "Tagged:          yes" in told
    assert "Pages:           1\n" in told


def test_the_signature_is_the_lower_of_its_two_forms(kasur: Office, sealed: bytes) -> None:
    _r, s = decode_dss_signature(open_envelope(sealed, kasur.root).container.signature)
    assert s <= ORDER // 2


def test_lowering_a_signature_keeps_it_valid() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    for _ in range(8):
        key.public_key().verify(lower_s(key.sign(b"x", ec.ECDSA(SHA256()))), b"x", ec.ECDSA(SHA256()))


def test_object_identifiers_are_encoded_as_the_standard_says() -> None:
    assert oid("1.2.840.113549.1.7.2").hex() == "06092a864886f70d010702"
