"""The bare list page that ours are compared with: session and user, one query with a join, 25 rows with dates.

A site of its own on the same packages, database and server; nothing of Khidmat runs but the tables.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from khidmat.config import settings as ours

OWN = {
    "ROOT_URLCONF": "bench.bare",
    "MIDDLEWARE": [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
}
ROWS = 25
PAGE = """<!doctype html><html lang="en"><head><title>List</title></head><body><h1>{{ user.name }}</h1><table>
{% for row in rows %}<tr><td>{{ row.ref }}</td><td>{{ row.person.name }}</td><td>{{ row.person.name_ur }}</td>
<td>{{ row.status }}</td><td>{{ row.submitted_at|date:"j F Y H:i" }}</td><td>{{ row.due_at|date:"j F Y" }}</td></tr>
{% endfor %}</table></body></html>"""


def bare(request: HttpRequest) -> HttpResponse:
    """The first rows of the list, by the index that our worklist reads too."""
    from khidmat.services.models import Application

    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    rows = Application.objects.select_related("person").filter(
        district=request.GET["district"], submitted_at__isnull=False
    )
    context = Context({"rows": rows.order_by("-submitted_at", "id")[:ROWS], "user": request.user})
    return HttpResponse(TEMPLATE[0].render(context))


urlpatterns = [path("bare/", bare)]
TEMPLATE: list[Template] = []

if os.environ.get("BENCH_BARE"):
    settings.configure(**{name: getattr(ours, name) for name in dir(ours) if name.isupper()} | OWN)
    application = get_wsgi_application()
    TEMPLATE.append(Template(PAGE))
