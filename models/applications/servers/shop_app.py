"""The application that the shop's tables belong to."""

from __future__ import annotations

from typing import Any

from models.applications.servers.django_base import module

_settings = module("django.conf").settings
_Config: Any = module("django.apps").AppConfig


class Shop(_Config):  # type: ignore[misc]
    """Named as the shop names its orders."""

    name = "models.applications.servers"
    label = "shop"
    verbose_name = getattr(_settings, "SHOP_NAME", "Shop")
