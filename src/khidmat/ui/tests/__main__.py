"""Serve the gallery on loopback until stopped: `python -m khidmat.ui.tests PORT`; of 0 the system makes a free port."""

import sys
from wsgiref.simple_server import make_server

import django


def serve(port: int) -> None:
    """Answer on this port, after saying which it is."""
    django.setup()  # before the forms are imported: settings make `ModelChoiceField[…]` readable
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application

    from khidmat.kernel.policy import TABLE
    from khidmat.ui.policies import RULES

    TABLE.fill(RULES)
    server = make_server("127.0.0.1", port, StaticFilesHandler(get_wsgi_application()))
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
