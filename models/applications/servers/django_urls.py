"""Addresses of the admin; `grappelli` has some of its own."""

from __future__ import annotations

from typing import Any

from models.applications.servers.django_base import module

_urls = module("django.urls")
_admin = module("django.contrib.admin")
_apps = module("django.apps")
urlpatterns: list[Any] = [_urls.path("admin/", _admin.site.urls)]
if _apps.apps.is_installed("grappelli"):
    urlpatterns.insert(0, _urls.path("grappelli/", _urls.include("grappelli.urls")))
