"""Grappelli, a skin of Django's admin."""

from models.applications.djangos import admin

APPLICATION = admin("django-grappelli", "grappelli", "django-grappelli==5.0.1", "BSD-3-Clause")
