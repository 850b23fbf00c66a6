"""Settings for the gallery alone: no database, the same template engine, language and CSP as the program."""

from pathlib import Path

import django_stubs_ext

django_stubs_ext.monkeypatch()  # as the program's own settings do

SECRET_KEY = "gallery"
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
USE_TZ = True
TIME_ZONE = "Asia/Karachi"
LANGUAGE_CODE = "ur"
LANGUAGES = [("ur", "Urdu"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
SESSION_COOKIE_SECURE = False
STATIC_URL = "/static/"
ROOT_URLCONF = "khidmat.ui.tests.gallery"
DATABASES: dict[str, dict[str, str]] = {}
INSTALLED_APPS = [
    "khidmat.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django_cotton",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "khidmat.ui.language.LanguageMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "khidmat.ui.tests.gallery.visitor",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "loaders": [
                "django_cotton.cotton_loader.Loader",
                "django.template.loaders.filesystem.Loader",
                "django.template.loaders.app_directories.Loader",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "khidmat.ui.templatetags.ui",
            ],
        },
    }
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
