"""An empty site becomes the one of a city of 2019 or of a commune or ward of 2026 (docs/presets.md)."""

import datetime
import json
from string import Template

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError
from django.core.serializers.python import Deserializer
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Replace
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from submissions.models import Locality, NewsPage, Unit
from vietnamese.dates import today
from vietnamese.terminal.commands import TranslatedCommand

FOLDER = settings.BASE_DIR / "site_cms" / "presets"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
# A new office has so long to say who is in charge; the day is a setting like all the rest.
TO_REGISTER = datetime.timedelta(days=30)


class Command(TranslatedCommand):
    help = gettext_lazy("Sets kinds of unit, minimums, names and papers of an empty site for a place of this kind.")

    def add_arguments(self, parser):
        parser.add_argument("preset", choices=NAMES)
        parser.add_argument("--name", default="Phú Thủy", help=_("name of the commune or ward, without its level"))
        parser.add_argument("--level", default="phường", choices=["phường", "xã", "đặc khu"])
        parser.add_argument("--province", default="tỉnh Lâm Đồng", help=_("the province or city that it belongs to"))

    @transaction.atomic
    def handle(self, *args, preset, name, level, province, **options):
        if Unit.objects.exists() or NewsPage.objects.exists():
            raise CommandError(
                _("This site has units or pieces already. A preset is for an empty site; change the settings instead.")
            )
        site = Site.objects.get(is_default_site=True)
        words = {
            "name": name,
            "level": level,
            "Level": capfirst(level),
            "province": province,
            "site": str(site.pk),
            "deadline": str(today() + TO_REGISTER),
        }
        entries = json.loads((FOLDER / f"{preset}.json").read_text(encoding="utf-8"))
        replace_rows([entry for entry in entries if "fields" in entry], words=words)
        say_otherwise([entry for entry in entries if "texts" in entry], words=words)
        name_site(site, Locality.load().site_title)
        self.stdout.write(
            _("Set up as %(preset)s. Next: load the units, and look at the settings.") % {"preset": preset}
        )


def replace_rows(entries, *, words):
    """Take out the rows of every model in `entries` and write those there, `words` in the place of $…; all checked."""
    rows = [
        entry.object for entry in Deserializer(entry | {"fields": filled(entry["fields"], words)} for entry in entries)
    ]
    for model in reversed(list(dict.fromkeys(type(row) for row in rows))):
        model.objects.all().delete()
    for row in rows:
        row.full_clean()
        row.save()


def say_otherwise(entries, *, words):
    """In rows that stay: each of the `texts` of an entry, by its field, gives way to another (old, new)."""
    for entry in entries:
        for field, (old, new) in entry["texts"].items():
            rows = apps.get_model(entry["model"]).objects
            rows.update(**{field: Replace(F(field), Value(old), Value(Template(new).substitute(words)))})


def filled(fields, words):
    """`fields` with `words` in the place of $… in their texts."""
    return {
        name: Template(value).substitute(words) if isinstance(value, str) else value for name, value in fields.items()
    }


def name_site(site, title):
    """The front page and Wagtail's own record of the site are called as the office is."""
    site.site_name = title
    site.save()
    home = site.root_page.specific
    home.title = home.draft_title = title
    home.save()
