"""PAdES: the finished paper gets its one signature, invisible, over the whole file.

ECDSA P-256, because every PDF reader knows it. The key is loaded once and stays: parsing it for every paper
costs more than signing. With KHIDMAT_TSA_URL set a time-stamp is added (B-T), else the signature is B-B.
"""

import os
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from asn1crypto import cms as asn1_cms  # type: ignore[import-untyped]  # has no types
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

from khidmat.documents.cms import Container, encode, lower_s, signed_attributes
from khidmat.documents.keys import load_signer

FIELD = "Khidmat"
#: Room for the signature in hexadecimal digits; without a number pyHanko signs twice to find out. Ours takes 1992,
#: and whoever checks it with pyHanko reads every digit of the room by itself: 8192 took 4 ms more.
RESERVED, RESERVED_WITH_TIME = 3072, 40960


class KeptKey(Signer):
    """A pyHanko signer that keeps its key in memory and writes the container itself."""

    def __init__(self, folder: Path) -> None:
        self._key, certificate = load_signer(folder)
        self._certificate = certificate.public_bytes(Encoding.DER)
        super().__init__(signing_cert=asn1_x509.Certificate.load(self._certificate))

    async def async_sign(
        self,
        data_digest: bytes,
        digest_algorithm: str,
        *_rest: object,
        timestamper: TimeStamper | None = None,
        **_options: object,
    ) -> asn1_cms.ContentInfo:
        """Make the container over a document's digest; pyHanko calls this."""
        if digest_algorithm != "sha256":
            raise ValueError("papers are signed over SHA-256")
        attributes = signed_attributes(data_digest, self._certificate)
        signature = lower_s(self._key.sign(attributes, ec.ECDSA(SHA256())))
        token = b""
        if timestamper is not None:
            token = (await timestamper.async_timestamp(sha256(signature).digest(), "sha256")).dump()
        container = Container(self._certificate, signature, token)
        return asn1_cms.ContentInfo.load(encode(container, data_digest))


class Addition(IncrementalPdfFileWriter):
    """An incremental update that leaves the paper's own metadata alone: rewriting it costs 4 ms a paper."""

    def _update_meta(self) -> None:
        """Keep dates and producer as typst wrote them."""


class Sealer:
    """The signing key of this installation, ready to sign paper after paper."""

    def __init__(self, folder: Path, *, tsa_url: str = "") -> None:
        self._signer = KeptKey(folder)
        self._clock = HTTPTimeStamper(tsa_url) if tsa_url else None

    def seal(self, paper: bytes) -> bytes:
        """The signed paper."""
        meta = PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
        signer = PdfSigner(meta, self._signer, timestamper=self._clock, new_field_spec=SigFieldSpec(FIELD))
        out = BytesIO()
        signer.sign_pdf(
            Addition(BytesIO(paper)),
            output=out,
            bytes_reserved=RESERVED_WITH_TIME if self._clock else RESERVED,
        )
        return out.getvalue()


def sealer_from(folder: Path) -> Sealer:
    """The sealer of a key folder, with the time authority that the environment names."""
    return Sealer(folder, tsa_url=os.environ.get("KHIDMAT_TSA_URL", ""))
