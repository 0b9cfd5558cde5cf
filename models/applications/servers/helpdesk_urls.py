"""Addresses of a help desk."""

from __future__ import annotations

from typing import Any

from models.applications.servers.django_base import module

_urls = module("django.urls")
urlpatterns: list[Any] = [
    _urls.path("admin/", module("django.contrib.admin").site.urls),
    _urls.path("", _urls.include("helpdesk.urls", namespace="helpdesk")),
]
