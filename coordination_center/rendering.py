"""How fields of forms become HTML: Django's templates, with our own before them where those are slow."""

from pathlib import Path
from typing import Any

import django.forms
from django.conf import settings
from django.forms import renderers
from django.template.backends.jinja2 import Jinja2
from django.utils.functional import cached_property


class Forms(renderers.Jinja2):
    """Django's Jinja renderer, which looks in templates/forms first.

    A list of 250 countries costs Django two included templates for each; ours is one loop.
    """

    @cached_property
    def engine(self) -> Any:
        """The engine of both folders."""
        folders = [settings.BASE_DIR / "templates" / "forms", Path(django.forms.__file__).parent / "jinja2"]
        return Jinja2({"NAME": "forms", "APP_DIRS": False, "DIRS": folders, "OPTIONS": {}})
