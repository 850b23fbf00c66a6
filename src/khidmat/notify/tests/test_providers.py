"""The settings of the message services: what they mean, and which of them cannot be right."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from khidmat.notify import providers
from khidmat.notify.adapters.http import Http
from khidmat.notify.adapters.smpp import Smpp
from khidmat.notify.adapters.smtp import Smtp
from khidmat.notify.states import Channel


def test_without_settings_nothing_is_connected() -> None:
    providers.check()
    assert providers.connected() == frozenset()
    assert [providers.gateway(channel) for channel in Channel] == [None, None]
    assert providers.receipt_secret() == ""


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "tls"),
    [
        ("smtp://mail.example.org", "mail.example.org", 587, "", "starttls"),
        (
            "smtp://khidmat%40kasur@mail.example.org:2525",
            "mail.example.org",
            2525,
            "khidmat@kasur",
            "starttls",
        ),
        ("smtp://mail.example.org?tls=none", "mail.example.org", 587, "", "none"),
        ("smtps://khidmat@mail.example.org", "mail.example.org", 465, "khidmat", "implicit"),
    ],
)
def test_a_mail_server(settings: Settings, url: str, host: str, port: int, user: str, tls: str) -> None:
    settings.SMTP_URL = url
    providers.check()
    found = providers.gateway(Channel.EMAIL)
    assert isinstance(found, Smtp)
    assert (found.host, found.port, found.user, found.tls) == (host, port, user, tls)
    assert found.password == ("secret of smtp" if user else "")
    assert providers.connected() == {Channel.EMAIL}


def test_an_sms_centre_or_an_aggregator(settings: Settings) -> None:
    settings.SMPP_URL = "smpp://khidmat@sms.example.org"
    providers.check()
    found = providers.gateway(Channel.SMS)
    assert isinstance(found, Smpp)
    assert (found.port, found.user, found.password) == (2775, "khidmat", "secret of smpp")
    settings.SMPP_URL, settings.SMS_HTTP_URL = "", "https://sms.example.org/send?unit=7"
    providers.check()
    other = providers.gateway(Channel.SMS)
    assert isinstance(other, Http)
    assert (other.url, other.secret) == (settings.SMS_HTTP_URL, providers.receipt_secret())
    assert providers.connected() == {Channel.SMS}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"SMPP_URL": "smpp://a@b", "SMS_HTTP_URL": "https://b/"}, "not both"),
        ({"SMTP_URL": "mail.example.org:25"}, "begins with smtp:// or smtps://"),
        ({"SMTP_URL": "smtp://a:secret@b"}, "the password belongs into the folder of secrets"),
        ({"SMTP_URL": "smtp://:25"}, "needs a host"),
        ({"SMTP_URL": "smtp://b:99999"}, "KHIDMAT_SMTP_URL"),
        ({"SMTP_URL": "smtp://b", "MAIL_FROM": ""}, "KHIDMAT_MAIL_FROM"),
        ({"SMPP_URL": "http://b"}, "begins with smpp://"),
        ({"SMS_HTTP_URL": "http://sms.example.org/"}, "https:// is needed"),
    ],
)
def test_settings_that_cannot_be_right_stop_the_program(
    settings: Settings, given: dict[str, str], fault: str
) -> None:
    for name, value in given.items():
        setattr(settings, name, value)
    with pytest.raises(providers.ProviderError, match=fault):
        providers.check()


def test_the_web_process_needs_no_password_to_say_what_is_connected(
    settings: Settings, tmp_path: Path
) -> None:
    settings.SMTP_URL, settings.SECRETS = "smtp://khidmat@mail.example.org", tmp_path / "web"
    providers.check()
    assert providers.connected() == {Channel.EMAIL}
    with pytest.raises(providers.ProviderError, match="smtp_password cannot be read"):
        providers.gateway(Channel.EMAIL)


def test_an_empty_secret_is_a_fault(settings: Settings, tmp_path: Path) -> None:
    settings.SMS_HTTP_URL = "https://sms.example.org/send"
    (tmp_path / "sms_http").write_text("\n")
    with pytest.raises(providers.ProviderError, match="sms_http is empty"):
        providers.receipt_secret()
