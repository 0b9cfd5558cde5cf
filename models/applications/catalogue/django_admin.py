"""The admin of Django itself."""

from models.applications.djangos import admin

APPLICATION = admin("django-admin", "django", "", "BSD-3-Clause")
