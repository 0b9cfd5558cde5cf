"""Everybody is signed in: as the first member of staff, or as the user whose number a cookie names; "0" is nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.applications.servers.django_base import module


class SignedIn:
    """Middleware of Django."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        users = module("django.contrib.auth").get_user_model().objects
        who = request.COOKIES.get("who", "")
        if who != "0":
            request.user = (
                users.filter(pk=who).first() if who else users.filter(is_superuser=True).order_by("pk").first()
            )
        request._dont_enforce_csrf_checks = True
        return self.get_response(request)
