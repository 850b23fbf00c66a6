"""A bare Debian made by debootstrap: what is missing is named, and the named command is enough."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from khidmat.launch.tests.house import House, copy_checkout, shell

pytestmark = pytest.mark.slow
SUITE = "bookworm"
NEEDED = "python3,git,curl,ca-certificates"
CHECKOUT = Path("/srv/khidmat")
# Mounts live in a namespace of their own and end with the command, so that nothing of this machine is in
# reach when the tree is removed.
ENTER = """
root=$1; shift
mount -t proc proc "$root/proc" && mount -t tmpfs -o mode=1777 shm "$root/dev/shm" || exit 1
while [ "$1" != -- ]; do mkdir -p "$root$1" && mount --bind -o ro "$1" "$root$1" || exit 1; shift; done
shift; exec chroot "$root" "$@"
"""


def debootstrap() -> str:
    """The tool, installed when absent; a machine that cannot have it fails here, loudly."""
    assert os.geteuid() == 0, "a bare Debian can only be made as root"
    if not shutil.which("debootstrap"):
        subprocess.run(["apt-get", "update"], check=True)
        subprocess.run(["apt-get", "install", "-y", "debootstrap"], check=True)
    found = shutil.which("debootstrap")
    assert found, "debootstrap could not be installed"
    return found


def mirror() -> str:
    """The archive this machine itself installs from."""
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return next((row.split()[0] for row in listed.splitlines() if row.endswith(f" {SUITE}")), "")


def local_registries() -> list[str]:
    """Folders from which this machine's pip takes packages: they are shown to the bare one too."""
    said = subprocess.run(["pip", "config", "list"], capture_output=True, text=True, check=False).stdout
    places = [str(Path(found).parent) for found in re.findall(r"file://(/[^\s']+)", said)]
    places += re.findall(r"(?<![/\w])(/[^\s']+)", said.replace("file://", "file:"))
    return sorted({place for place in places if Path(place).is_dir()})


@pytest.fixture
def bare(place: Path) -> House:
    """A bare Debian with a clone in it, and this machine's way to the registries."""
    root = place / "bare"
    command = [debootstrap(), "--variant=minbase", f"--include={NEEDED}", SUITE, str(root)]
    subprocess.run([*command, *filter(None, [mirror()])], check=True, stdout=subprocess.DEVNULL)
    for name in ("etc/resolv.conf", "etc/hosts", "etc/pip.conf", "etc/ssl/certs/ca-certificates.crt"):
        if Path("/", name).exists():
            shutil.copy(Path("/", name), root / name)
    copy_checkout(root / CHECKOUT.relative_to("/"))
    environment = {
        **shell(Path("/srv/home")),
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    }
    prefix = ("unshare", "--mount", "sh", "-c", ENTER, "enter", str(root), *local_registries(), "--")
    return House(Path("/srv/data"), CHECKOUT, environment=environment, prefix=prefix)


def test_a_bare_debian_names_what_it_lacks_and_then_serves_the_urdu_page(bare: House) -> None:
    refused = bare.run("up")
    mend = re.search(r"Mend: (apt-get install .*)", refused.stderr)
    assert refused.returncode == 1
    assert mend, refused.stderr
    quiet = {**bare.environment, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*bare.prefix, *mend[1].split()], env=quiet, check=True, stdout=subprocess.DEVNULL)
    bare.up()
    try:
        status, text = bare.page("/")
        assert (status, 'lang="ur"' in text) == (200, True)
    finally:
        assert bare.stop(signal.SIGTERM) == 0
