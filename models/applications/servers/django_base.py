"""Django set up for one shop: settings, tables in a file of its own, everybody signed in."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

LOCALES = {"pt": "pt-br", "sq": "sq"}

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "models.applications.servers.signed_in.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
]


def module(name: str) -> Any:
    """A module of the throw-away environment, of which type checkers know nothing."""
    return importlib.import_module(name)


def locale_of(language: str) -> str:
    """What Django calls the language."""
    return LOCALES.get(language, language)


def configure(home: Path, language: str, apps: list[str], urls: str, **more: Any) -> None:
    """Settings of a small site that lies in `home`."""
    processors = ["debug", "request", "i18n"]
    context = [f"django.template.context_processors.{name}" for name in processors]
    context += ["django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]
    templates = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [str(home / "templates")],
        "OPTIONS": {"context_processors": context + more.pop("processors", [])},
    }
    settings = {
        "SECRET_KEY": "for-pages-alone",
        "DEBUG": more.pop("debug", False),
        "ALLOWED_HOSTS": ["*"],
        "INSTALLED_APPS": apps,
        "MIDDLEWARE": MIDDLEWARE + more.pop("middleware", []),
        "TEMPLATES": [templates],
        "ROOT_URLCONF": urls,
        "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(home / "shop.sqlite3")}},
        "LANGUAGE_CODE": locale_of(language),
        "LANGUAGES": [(locale_of(language), language)],
        "USE_I18N": True,
        "USE_TZ": False,
        "STATIC_URL": "/static/",
        "MEDIA_URL": "/media/",
        "MEDIA_ROOT": str(home / "media"),
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "AUTH_PASSWORD_VALIDATORS": [],
        "LOGGING_CONFIG": None,
        "SILENCED_SYSTEM_CHECKS": ["models.W042"],
    }
    module("django.conf").settings.configure(**(settings | more))
    module("django").setup()


def make_tables() -> None:
    """All tables at once, without migrations."""
    call = module("django.core.management").call_command
    call("migrate", run_syncdb=True, verbosity=0)


def users(people: list[dict[str, Any]], staff: bool) -> list[Any]:
    """Users of Django for the people; staff may do everything."""
    make = module("django.contrib.auth").get_user_model()
    rows = [
        make(
            username=person["plain"]["name"] if not staff else person["username"],
            first_name=person["given"],
            last_name=person["family"],
            email=person["email"],
            is_staff=staff,
            is_superuser=staff,
            password="!",  # noqa: S106
        )
        for person in people
    ]
    found: list[Any] = make.objects.bulk_create(rows)
    return found


def serve(port: int, before: Callable[[], None] = lambda: None) -> None:
    """The site with its static files, until it is ended."""
    before()
    handler = module("django.contrib.staticfiles.handlers").StaticFilesHandler
    application = handler(module("django.core.wsgi").get_wsgi_application())
    print("ready", flush=True)
    module("waitress").serve(application, host="127.0.0.1", port=port, threads=4, _quiet=True)
