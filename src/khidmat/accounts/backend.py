"""Django's side of a session: whose it is. What proves a person is in `operations.sessions`, not here."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from khidmat.accounts.models import User

PATH = "khidmat.accounts.backend.KnownUser"


class KnownUser(BaseBackend):
    """Finds the user a session names; authenticates nobody, so no package's sign-in view lets anybody in."""

    def authenticate(self, request: HttpRequest | None, **credentials: object) -> None:
        """Nobody."""

    def get_user(self, user_id: object) -> User | None:
        """The user, if there still is one."""
        return User.objects.filter(pk=str(user_id)).first()
