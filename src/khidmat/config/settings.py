"""All settings, from the environment. `KHIDMAT_MODE` decides what a demo may do and production must not."""

from datetime import timedelta
from pathlib import Path

import django_stubs_ext
import pghistory
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from khidmat.config import environment

django_stubs_ext.monkeypatch()  # so that models.Field[…] and QuerySet[…] can be written at run time

SOURCE = Path(__file__).resolve().parent.parent
MODE = environment.one_of("KHIDMAT_MODE", environment.MODES)
DEMO = MODE == "demo"
PRODUCTION = MODE == "production"

DATA = Path(environment.text("KHIDMAT_DATA"))
SECRETS = Path(environment.text("KHIDMAT_SECRETS", str(DATA / "secrets")))
KEYS = Path(environment.text("KHIDMAT_KEYS", str(DATA / "keys")))
PUBLIC_KEYS = Path(environment.text("KHIDMAT_PUBLIC", str(DATA / "public")))
BASE_URL = environment.text("KHIDMAT_BASE_URL", "http://localhost:8000")

DEBUG = False
SECRET_KEY = "a key for tests only" * 3 if MODE == "test" else environment.secret(SECRETS, "django_key")
ALLOWED_HOSTS = environment.text("KHIDMAT_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_FAILURE_VIEW = "khidmat.ui.pages.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
ROOT_URLCONF = "khidmat.config.urls"
WSGI_APPLICATION = "khidmat.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {"default": environment.database(environment.text("DATABASE_URL"))}

INSTALLED_APPS = [
    "khidmat.config",
    "khidmat.demo",
    "khidmat.portal",
    "khidmat.command",
    "khidmat.services",
    "khidmat.station",
    "khidmat.screening",
    "khidmat.wanted",
    "khidmat.law",
    "khidmat.payments",
    "khidmat.documents",
    "khidmat.accounts",
    "khidmat.notify",
    "khidmat.people",
    "khidmat.files",
    "khidmat.clocks",
    "khidmat.org",
    "khidmat.audit",
    "khidmat.ui",
    "khidmat.kernel",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "django_cotton",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "khidmat.config.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "khidmat.ui.language.LanguageMiddleware",
    "khidmat.config.middleware.Problems",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "khidmat.accounts.middleware.ActorMiddleware",
    "khidmat.config.middleware.Refusals",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "khidmat.portal.navigation.context",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
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

LANGUAGE_CODE = "ur"
LANGUAGES = [("ur", _("Urdu")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Karachi"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
#: The table of names, from which a page offers the Urdu of a name that is typed in Roman letters.
STATICFILES_DIRS = [("names", Path(__file__).resolve().parents[1] / "kernel" / "names" / "data")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODE == "test"
WHITENOISE_MAX_AGE = 0 if MODE == "test" else 31536000

FILES = DATA / "files"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# row history: what it points at is not looked up from there, and ten indexes more cost a submit a tenth
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)

# clocks
WEEKLY_REST = environment.weekdays("KHIDMAT_WEEKLY_REST", "sat,sun")

# messages
SMTP_URL = environment.text("KHIDMAT_SMTP_URL", "")
SMPP_URL = environment.text("KHIDMAT_SMPP_URL", "")
SMS_HTTP_URL = environment.text("KHIDMAT_SMS_HTTP_URL", "")
MAIL_FROM = environment.text("KHIDMAT_MAIL_FROM", "")
SMS_FROM = environment.text("KHIDMAT_SMS_FROM", "KHIDMAT")

# fees by bank or mobile wallet
BANK = environment.text("KHIDMAT_BANK", "")

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
    if MODE == "test"
    else "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# sign-in
AUTHENTICATION_BACKENDS = ["khidmat.accounts.backend.KnownUser"]
IDLE_LOCK = timedelta(minutes=int(environment.text("KHIDMAT_IDLE_MINUTES", "15")))
CITIZEN_IDLE = timedelta(minutes=60)
SESSION_LENGTH = timedelta(hours=12)
# Django's own end comes later than ours, so that a form sent too late is still known to be this person's.
SESSION_COOKIE_AGE = 60 * 60 * 24
# How many proxies of ours stand in front and add to X-Forwarded-For.
PROXIES = int(environment.text("KHIDMAT_PROXIES", "0"))
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "khidmat.config.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},
        "smpplib": {"level": "ERROR"},
        "httpx": {"level": "WARNING"},
        "pyhanko": {"level": "WARNING"},
    },
}
