"""Unfold, a skin of Django's admin."""

from models.applications.djangos import admin

APPLICATION = admin("django-unfold", "unfold", "django-unfold==0.91.0", "MIT")
