"""The quick installer takes packages from where pip would, or not at all."""

from pathlib import Path

from khidmat.launch.installing import concerned, translated


def test_an_own_index_with_its_certificate_and_proxy_is_handed_on_in_variables() -> None:
    listed = (
        ":env:.index-url='https://me:word@pypi.example/simple'\n"
        "global.cert='/etc/ssl/own.pem'\n"
        "global.find-links='/opt/wheels\\n/srv/wheels'\n"
        "global.index-url='https://elsewhere.example/simple'\n"
        "install.proxy='http://proxy.example:3128'"
    )
    assert translated(listed) == {
        "HTTP_PROXY": "http://proxy.example:3128",
        "HTTPS_PROXY": "http://proxy.example:3128",
        "SSL_CERT_FILE": "/etc/ssl/own.pem",
        "UV_DEFAULT_INDEX": "https://me:word@pypi.example/simple",
        "UV_FIND_LINKS": "/opt/wheels,/srv/wheels",
    }


def test_settings_that_change_nothing_are_left_out_and_other_commands_settings_too() -> None:
    listed = "global.progress-bar='off'\nglobal.cache-dir='/tmp/pip'\nlist.format='columns'"
    assert translated(listed) == {}
    assert translated("") == {}


def test_a_setting_without_translation_leaves_the_work_to_pip() -> None:
    for row in (
        "global.client-cert='/me.pem'",
        "install.no-index='1'",
        "global.keyring-provider='subprocess'",
    ):
        assert translated(row) is None
    assert translated("a row that pip never wrote") is None


def test_a_constraint_on_one_of_our_packages_leaves_the_work_to_pip(tmp_path: Path) -> None:
    lock, constraints = tmp_path / "run.txt", tmp_path / "constraints.txt"
    lock.write_text("django-htmx==1.27.0 \\\n    --hash=sha256:00\n", encoding="utf-8")
    constraints.write_text("# of this machine\ntorch<=2.14.1\n", encoding="utf-8")
    assert not concerned(str(constraints), lock)
    constraints.write_text("Django_HTMX<2\n", encoding="utf-8")
    assert concerned(str(constraints), lock)
    assert concerned("https://example.com/constraints.txt", lock)
    assert not concerned("", lock)
