"""What base templates show around a page. A context processor gives `nav`, `signed_in`, `demo`."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Link:
    """One line of navigation; `count` is shown when it is not None."""

    label: Text
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, as the header shows it; `post` is empty for a citizen."""

    name: str
    sign_out_url: str
    post: str = ""
    account_url: str = ""
