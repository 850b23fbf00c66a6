"""The API's root: the apps' routers, how refusals are told, and the document that says all of it (OpenAPI 3.1)."""

from collections.abc import Callable, Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation

from khidmat.config.refusing import absent, refused, stranger, unreadable, wrong
from khidmat.documents.api import router as certificates
from khidmat.kernel.api import Permit, PlainRenderer, StrictParser
from khidmat.kernel.errors import DomainError
from khidmat.kernel.policy import SignInNeeded
from khidmat.services.api.applying import router as entries
from khidmat.services.api.catalogue import router as catalogue
from khidmat.services.api.deciding import router as decisions
from khidmat.services.api.phone import router as phone

PREFIX = "/api/v1"
root = Router(tags=["API"])
ROUTERS = (root, catalogue, entries, decisions, phone, certificates)
api = NinjaAPI(
    title="Khidmat",
    version="1",
    description=(
        "Police services of a district, for programs. Every text comes in Urdu and English; `Accept-Language` "
        "decides which of them stands first. Refusals are `application/problem+json`."
    ),
    openapi_url=None,
    docs_url=None,
    parser=StrictParser(),
    renderer=PlainRenderer(),
)
HANDLERS: tuple[tuple[type[Exception], Callable[..., HttpResponse]], ...] = (
    (DomainError, refused),
    (SignInNeeded, stranger),
    (ValidationError, wrong),
    (HttpError, unreadable),
    (Http404, absent),
)
for kind, handler in HANDLERS:
    api.add_exception_handler(kind, handler)


@root.get(
    "/openapi.json", auth=Permit("accounts.api.read"), response=dict[str, object], operation_id="document"
)
def openapi(request: HttpRequest) -> HttpResponse:
    """Everything the API can be asked, as OpenAPI 3.1."""
    del request  # the same for everybody
    from khidmat.config.openapi import written  # it describes this module

    return HttpResponse(written(), content_type="application/json")


for router in ROUTERS:
    api.add_router("", router)


def operations() -> Iterator[tuple[str, Operation]]:
    """Every operation with the path of its route, as the API's document writes it."""
    for one in ROUTERS:
        for path, view in one.path_operations.items():
            for operation in view.operations:
                yield path, operation


def permit(operation: Operation) -> Permit | None:
    """The right that an operation asks for."""
    return operation.auth_param if isinstance(operation.auth_param, Permit) else None


def urls() -> list[URLPattern]:
    """The API's routes, each naming its permissions for the start-up check; ninja's own empty root is left out."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    for pattern in found:
        route = "/" + str(pattern.pattern).replace("<", "{").replace(">", "}")
        asked = [permit(one) for path, one in operations() if path == route]
        names = [one.permission if one else "" for one in asked]
        pattern.callback.permissions = names  # type: ignore[attr-defined]  # read by config.startup
    return found
