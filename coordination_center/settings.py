"""Every setting of the centre, from the environment. No secret has a default."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# --- What the machine says  ---
SECRET_KEY = env.str("SECRET_KEY")
FIELD_KEY = env.str("FIELD_KEY")  # 32 random bytes, base64: authenticator secrets and page cursors are sealed with it
VAULT_KEY = env.str("VAULT_KEY", default="")  # wraps the keys of the identity vault; empty: derived from FIELD_KEY
VAULT_OLD_KEYS: list[str] = env.list("VAULT_OLD_KEYS", default=[])  # until `manage.py rotate_vault --wrapping` has run
DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
REDIS_URL = env.str("REDIS_URL")
BASE_URL = env.str("BASE_URL")  # the address people type; canonical links in mail start with it
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS")
HTTPS = env.bool("HTTPS", default=True)  # only the embedded demo on the loopback address says no
MAIL_DIR = env.str("MAIL_DIR", default="")
SERVER_EMAIL = DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="no-reply@localhost")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)  # how many proxies in front append to X-Forwarded-For
QUESTIONS_KEPT_DAYS = env.int("QUESTIONS_KEPT_DAYS", default=90)  # what was asked hit or no hit; 30 at least: a check
DEMO_ACCOUNTS = env.str(
    "DEMO_ACCOUNTS", default=""
)  # embedded demo only: a file of accounts that the sign-in page lists
DEMO = bool(DEMO_ACCOUNTS)
DEBUG = False

# --- Applications  ---
ROOMS_OF_A_CASE = (  # each knows those before it, never those after it
    "search",
    "subjects",
    "evidence",
    "links",
    "chronology",
    "plan",
    "warrants",
    "offences",
    "joining",
    "networks",
    "alerts",
    "reviews",
    "dossier",
    "history",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_celery_beat",
    "django_htmx",
    "django_fsm",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "guardian",
    "knox",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "coordination_center",
    "coordination_center.files",
    "audit",
    "agencies",
    "agencies.duty",
    "access",
    "vault",
    "drafts",
    "cases",
    *(f"cases.{room}" for room in ROOMS_OF_A_CASE),
    "intelligence",
    "intelligence.reports",
    "intelligence.releases",
    "intelligence.usage",
    "intelligence.sources",
    "intelligence.rfis",
    "intelligence.notices",
    "intelligence.hits",
    "operations",
    "notifications",
    "demo",
]

MIDDLEWARE = [
    "coordination_center.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "audit.middleware.Afterwards",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "agencies.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "agencies.middleware.SignedIn",
    "access.middleware.ViewerForPages",
    "coordination_center.zones.ReadersZone",
    "coordination_center.files.limits.RequestSize",
    "coordination_center.middleware.OneTransaction",
]

ROOT_URLCONF = "coordination_center.urls"
WSGI_APPLICATION = "coordination_center.wsgi.application"
FORM_RENDERER = "coordination_center.rendering.Forms"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "coordination_center.jinja.environment",
            "context_processors": ["coordination_center.jinja.frame"],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]

# --- Database: the truth for sessions, limits, schedules and the cache---
DATABASES["default"] |= {
    "ATOMIC_REQUESTS": True,
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        **DATABASES["default"].get("OPTIONS", {}),
        "options": "-c idle_in_transaction_session_timeout=60000 -c lock_timeout=10000 -c statement_timeout=120000",
    },
}
DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = "template0"
MIGRATION_MODULES = {"knox": None}  # tokens are `agencies.ApiToken`; knox's own table would stand in a flush's way
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- People  ---
AUTH_USER_MODEL = "agencies.Person"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "access.backend.AgencyBackend",
]
PASSWORD_RESET_TIMEOUT = 3_600
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",  # access.backend stands in for guardian's own, which knows no expiry
    "auth.W004",  # user names are unique whatever their case, by a constraint on Lower("username")
]
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "agencies.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = False  # agencies.limits counts failures in the database, for every channel alike
ACCOUNT_FORMS = {
    "login": "agencies.forms.LoginForm",
    "change_password": "agencies.forms.ChangePasswordForm",
    "reset_password": "agencies.forms.ResetPasswordForm",
    "reset_password_from_key": "agencies.forms.ResetPasswordKeyForm",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "agencies.reset.ResetToken"  # noqa: S105 - a class
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
MFA_ADAPTER = "agencies.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Coordination Center"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is vouched for by the agency that invited it
MFA_FORMS = {
    "activate_totp": "agencies.forms.EnrolForm",
    "authenticate": "agencies.forms.AuthenticateForm",
    "reauthenticate": "agencies.forms.ReauthenticateForm",
}

# --- Pages  ---
LANG_INFO |= {
    "lo": {"bidi": False, "code": "lo", "name": "Lao", "name_local": "ລາວ"},
}
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("th", _("Thai"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=BASE_DIR / "staticfiles")
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "coordination_center.finders.NodeModules",
]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["gif", "jpg", "png", "woff2", "gz", "br", "map"]
FILES_DIR = env.path("FILES_DIR", default=env.path("DATA_DIR", default=BASE_DIR / ".data") / "files")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- What leaves the server  ---
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "coordination_center.answers.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # of a body without its files
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILES_MOST_REQUEST = 52 * 1024 * 1024  # one file of 50 MB and the form around it
FILE_UPLOAD_HANDLERS = [
    "coordination_center.files.limits.OnlyFromPeople",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
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

# --- API  ---
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["agencies.tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["access.permissions.SignedInForAnAgency"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["coordination_center.parsing.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "coordination_center.answers.api_exception",
    "UNAUTHENTICATED_USER": None,
}
REST_KNOX = {"TOKEN_TTL": timedelta(hours=10), "TOKEN_MODEL": "agencies.ApiToken", "AUTH_HEADER_PREFIX": "Token"}
KNOX_TOKEN_MODEL = "agencies.ApiToken"  # noqa: S105 - a model
SPECTACULAR_SETTINGS = {
    "TITLE": "Coordination Center",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [],  # codes stand where they are used: a dozen lists are called kind or state
}

# --- Work behind the pages  ---
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE = {
    "show that the worker lives": {"task": "coordination_center.heartbeat", "schedule": 10.0},
    "seal the log": {"task": "audit.seal", "schedule": 5.0, "options": {"expires": 5.0}},
    "forget old submissions": {"task": "audit.sweep", "schedule": 3_600.0},
    "keep the log's months ahead": {"task": "audit.make_months", "schedule": 86_400.0},
    "sweep files that no record names": {"task": "files.sweep", "schedule": 86_400.0},
    "tell people": {"task": "notifications.dispatch", "schedule": 2.0, "options": {"expires": 4.0}},
    "press where clocks run out": {"task": "notifications.tick", "schedule": 15.0, "options": {"expires": 15.0}},
    "send mail": {"task": "notifications.send", "schedule": 2.0, "options": {"expires": 4.0}},
    "post to agencies' systems": {"task": "notifications.post", "schedule": 2.0, "options": {"expires": 4.0}},
    "forget what people were told": {"task": "notifications.sweep", "schedule": 86_400.0},
    "send letters": {"task": "agencies.send_letters", "schedule": 5.0, "options": {"expires": 5.0}},
    "sweep what has lapsed": {"task": "agencies.sweep", "schedule": 3_600.0},
    "forget old drafts": {"task": "drafts.sweep", "schedule": 3_600.0},
    "tell owners of hits": {"task": "hits.raise", "schedule": 5.0, "options": {"expires": 5.0}},
    "forget old questions": {"task": "hits.forget", "schedule": 3_600.0},
    "screen what was written": {"task": "hits.screen", "schedule": 5.0, "options": {"expires": 5.0}},
    "write what has expired of warrants": {"task": "warrants.expire", "schedule": 900.0},
    "write what has expired of releases": {"task": "releases.run_out", "schedule": 60.0},
    "write what has expired of notices": {"task": "notices.expire", "schedule": 900.0},
    "write what has expired of requests": {"task": "rfis.expire", "schedule": 60.0},
    "end alerts whose time is over": {"task": "alerts.end", "schedule": 60.0},
    "let countries into operations": {"task": "operations.announce", "schedule": 15.0, "options": {"expires": 15.0}},
}

WEBHOOK_HOSTS: list[str] = env.list("WEBHOOK_HOSTS", default=[])  # "host" or "host:port"; no other is spoken to
WEBHOOK_PRIVATE_NETWORKS: list[str] = env.list("WEBHOOK_PRIVATE_NETWORKS", default=[])  # in which they may lie
WEBHOOK_CA = env.str("WEBHOOK_CA", default="")  # a file of certificates instead of the machine's own
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")  # empty: nobody reads them

EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend" if MAIL_DIR else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = MAIL_DIR
EMAIL_HOST = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
