"""Addresses of a shop of django-oscar."""

from __future__ import annotations

from typing import Any

from models.applications.servers.django_base import module

_urls = module("django.urls")
_shop = module("django.apps").apps.get_app_config("oscar")
urlpatterns: list[Any] = [
    _urls.path("i18n/", _urls.include("django.conf.urls.i18n")),
    _urls.path("admin/", module("django.contrib.admin").site.urls),
    _urls.path("", _urls.include(_shop.urls[0])),
]
