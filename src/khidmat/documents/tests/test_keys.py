import os
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from khidmat.documents.envelope import issued_by
from khidmat.documents.keys import (
    KeysError,
    Places,
    demo_keys,
    ensure,
    fingerprint,
    is_demo,
    load_certificate,
    load_qr_public,
    load_signer,
)
from khidmat.documents.tests.samples import NOW, Office, office


def test_secrets_are_for_their_owner_alone_and_public_files_for_all(kasur: Office) -> None:
    for file in kasur.places.secret.glob("*.key"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(kasur.places.secret.stat().st_mode) == 0o700
    names = {file.name for file in kasur.places.public.iterdir()}
    assert names == {"root.pem", "signer.pem", "qr.pem", "qr.pub", "fingerprint", "revocations.json"}
    assert not any(b"PRIVATE" in file.read_bytes() for file in kasur.places.public.iterdir())


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    kasur = office(tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert ensure(kasur.places, now=NOW + timedelta(days=9)) == []
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_run_that_was_killed_half_way_is_completed_with_the_same_key(tmp_path: Path) -> None:
    kasur = office(tmp_path)
    key = (kasur.places.secret / "signer.key").read_bytes()
    (kasur.places.secret / "signer.pem").unlink()
    assert ensure(kasur.places, now=NOW) == ["signer"]
    assert (kasur.places.secret / "signer.key").read_bytes() == key
    load_signer(kasur.places.secret)


def test_both_keys_are_certified_by_the_root_and_by_nobody_of_the_same_name(
    kasur: Office, forger: Office
) -> None:
    for name in ("signer", "qr"):
        certificate = load_certificate(kasur.places.public / f"{name}.pem")
        assert issued_by(certificate, kasur.root)
        assert certificate.issuer == forger.root.subject
        assert not issued_by(certificate, forger.root)


def test_with_the_root_key_in_its_safe_everything_runs_and_nothing_is_issued(tmp_path: Path) -> None:
    kasur = office(tmp_path)
    (kasur.places.secret / "root.key").unlink()
    assert ensure(kasur.places, now=NOW) == []
    (kasur.places.secret / "signer.pem").unlink()
    with pytest.raises(KeysError, match="safe"):
        ensure(kasur.places, now=NOW)


def test_a_new_qr_key_leaves_the_old_one_published(tmp_path: Path) -> None:
    kasur = office(tmp_path)
    old = load_qr_public(kasur.places.public / "qr.pub")
    for name in ("qr.key", "qr.pem"):
        (kasur.places.secret / name).unlink()
    ensure(kasur.places, now=NOW)
    published = load_qr_public(kasur.places.public / "qr.pub")
    assert len(published) == 2
    assert [raw(key) for key in published[1:]] == [raw(key) for key in old]


def raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes_raw()


def test_demonstration_keys_say_so_and_real_ones_do_not(tmp_path: Path) -> None:
    assert is_demo(office(tmp_path / "a", demo=True).root)
    assert not is_demo(office(tmp_path / "b", demo=False).root)
    assert demo_keys(tmp_path / "a" / "public")
    assert not demo_keys(tmp_path / "b" / "public")


def test_the_command_makes_keys_once_and_prints_the_fingerprint(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "KHIDMAT_KEYS": str(tmp_path / "keys"),
        "KHIDMAT_PUBLIC": str(tmp_path / "public"),
    }
    command = [sys.executable, "-m", "khidmat.documents.keys"]
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    runs = [
        subprocess.run(command, env=environment, capture_output=True, text=True, check=True) for _ in "12"
    ]
    assert "root, signer, qr" in runs[0].stdout
    assert "none" in runs[1].stdout
    assert fingerprint(load_certificate(tmp_path / "public" / "root.pem")) in runs[0].stdout


def test_without_its_places_the_command_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KHIDMAT_KEYS", raising=False)
    with pytest.raises(KeysError, match="KHIDMAT_KEYS"):
        Places.from_environment()
