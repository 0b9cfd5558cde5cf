"""Jazzmin, a skin of Django's admin with AdminLTE and Bootstrap."""

from models.applications.djangos import admin

APPLICATION = admin("django-jazzmin", "jazzmin", "django-jazzmin==3.0.5", "MIT")
