import json
from datetime import timedelta

import pytest

from khidmat.documents.codes import code_of, new_code
from khidmat.documents.keys import load_qr_key, load_qr_public
from khidmat.documents.revocations import BadList, read_list, write_list
from khidmat.documents.tests.samples import NOW, Office, facts
from khidmat.documents.verify import verify, verify_qr


def test_a_listed_paper_is_revoked_by_file_and_by_qr(kasur: Office, sealed: bytes) -> None:
    keys = load_qr_public(kasur.places.public / "qr.pub")
    paper = write_list([facts().code, new_code()], key=load_qr_key(kasur.places.secret), now=NOW)
    revoked = read_list(paper, keys)
    assert verify(sealed, root=kasur.root, revocations=revoked, now=NOW).check == "revoked"
    assert verify_qr(kasur.qr(facts()), keys=keys, revocations=revoked, now=NOW)[0] == "revoked"


def test_a_list_without_the_paper_says_when_it_was_made(kasur: Office, sealed: bytes) -> None:
    listed = write_list([new_code()], key=load_qr_key(kasur.places.secret), now=NOW - timedelta(days=1))
    revocations = read_list(listed, load_qr_public(kasur.places.public / "qr.pub"))
    verdict = verify(sealed, root=kasur.root, revocations=revocations, now=NOW)
    assert (verdict.check, verdict.listed_at) == ("genuine", NOW - timedelta(days=1))


def test_the_list_names_neither_codes_nor_numbers(kasur: Office) -> None:
    listed = write_list([facts().code], key=load_qr_key(kasur.places.secret), now=NOW)
    assert facts().code.encode() not in listed
    assert code_of(bytes(range(7, 23)))[:12].encode() not in listed


def test_a_list_that_was_shortened_or_signed_by_another_is_refused(kasur: Office, forger: Office) -> None:
    keys = load_qr_public(kasur.places.public / "qr.pub")
    good = json.loads(write_list([facts().code], key=load_qr_key(kasur.places.secret), now=NOW))
    inside = json.loads(good["list"]) | {"marks": []}
    shortened = json.dumps(good | {"list": json.dumps(inside)}).encode()
    foreign = write_list([], key=load_qr_key(forger.places.secret), now=NOW)
    for data in (
        shortened,
        foreign,
        b"",
        b"{}",
        b"[1]",
        b"\xff",
        json.dumps(good | {"signature": "AA"}).encode(),
    ):
        with pytest.raises(BadList):
            read_list(data, keys)
