import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from khidmat.documents.keys import load_qr_key, load_qr_public
from khidmat.documents.revocations import read_list, write_list
from khidmat.documents.tests.samples import NOW, Office, facts
from khidmat.documents.verdict import SENTENCES, listed, say

# Any attempt to reach a network ends the program.
NO_NETWORK = """
import runpy, socket, sys
def refuse(*_a, **_k): raise SystemExit("the verifier asked the network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
sys.argv[0] = "verify"
runpy.run_module("khidmat.documents.verify", run_name="__main__")
"""


def run(public: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command as a user starts it, without a network and without Django's settings."""
    environment = {
        "PATH": os.environ["PATH"],
        "KHIDMAT_PUBLIC": str(public),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-c", NO_NETWORK, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_genuine_file_ends_with_0_in_both_languages(kasur: Office, sealed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(sealed)
    told = run(kasur.places.public, file)
    assert (told.returncode, told.stderr) == (0, "")
    assert "This certificate is genuine. Name: Muhammad Akram." in told.stdout
    assert "یہ سرٹیفکیٹ اصلی ہے۔ نام: محمد اکرم۔" in told.stdout
    assert "Not on the revocation list of" in told.stdout


def test_the_verifier_says_which_revocation_list_it_used_and_when_it_is_old(kasur: Office) -> None:
    written = write_list([], key=load_qr_key(kasur.places.secret), now=NOW)
    used = read_list(written, load_qr_public(kasur.places.public / "qr.pub"))
    assert "No revocation list" in listed(None, NOW)
    assert "22 November 2026" in listed(used, NOW)
    assert "old" not in listed(used, NOW)
    assert "That list is old" in listed(used, NOW + timedelta(days=3))


def test_a_changed_file_ends_with_1_and_names_the_check(kasur: Office, sealed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(sealed + b"\n")
    told = run(kasur.places.public, file)
    assert (told.returncode, told.stderr) == (1, "")
    assert "something was added after the signature" in told.stdout


@pytest.mark.parametrize("content", [b"", b"not a PDF", bytes(6 * 1024 * 1024)])
def test_what_is_no_certificate_at_all_ends_with_2(kasur: Office, content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(content)
    told = run(kasur.places.public, file)
    assert (told.returncode, told.stderr) == (2, "")


def test_a_missing_file_or_root_ends_with_2_and_no_traceback(
    kasur: Office, sealed: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(sealed)
    for arguments in (
        (tmp_path / "none.pdf",),
        (file, "--root", tmp_path / "none.pem"),
        (file, "--root", file),
    ):
        told = run(kasur.places.public, *arguments)
        assert told.returncode == 2
        assert "Traceback" not in told.stderr


def test_the_root_can_be_named_and_a_foreign_one_refuses(
    kasur: Office, forger: Office, sealed: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(sealed)
    told = run(tmp_path, file, "--root", forger.places.public / "root.pem")
    assert told.returncode == 1
    assert "not made with our key" in told.stdout


def test_a_published_list_is_used_by_itself(kasur: Office, sealed: bytes, tmp_path: Path) -> None:
    public = shutil.copytree(kasur.places.public, tmp_path / "public")
    key = load_qr_key(kasur.places.secret)
    (public / "revocations.json").write_bytes(write_list([facts().code], key=key, now=NOW))
    file = tmp_path / "paper.pdf"
    file.write_bytes(sealed)
    assert "was revoked" in run(public, file).stdout
    told = run(public, "--qr", kasur.qr(facts()))
    assert (told.returncode, "was revoked" in told.stdout) == (1, True)


def test_a_qr_alone_is_checked_offline(kasur: Office, tmp_path: Path) -> None:
    told = run(kasur.places.public, "--qr", kasur.qr(facts()))
    assert told.returncode == 0
    assert "PCC-KSR-2026-004217, 21 November 2026 to 20 May 2027, initials MA" in told.stdout
    assert run(kasur.places.public, "--qr", kasur.qr(facts())[:-1]).returncode == 1


def test_every_outcome_has_its_sentence_in_both_languages() -> None:
    for outcome in SENTENCES:
        told = dict.fromkeys(("name", "title", "office", "whom", "dated"), "A")
        code, words = say(outcome, facts(), **told, **{f"{name}_ur": "ا" for name in told})
        english, urdu = words.strip().splitlines()
        assert code in (0, 1, 2)
        assert english.isascii()
        assert any("\u0600" <= letter <= "\u06ff" for letter in urdu)
