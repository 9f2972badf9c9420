"""Fill a site for public.py: the units of the city, so many live pieces, the newest of them with photos.

    VAR_DIR=… DJANGO_SETTINGS_MODULE=… python -m benchmarks.public_pieces 20000

Writes the addresses of the front page, an article and a list into VAR_DIR/addresses.
"""

import datetime
import sys

import django

PHOTOS = 40
BATCH = 2_000


def main():
    django.setup()
    from django.conf import settings
    from django.core.files.base import ContentFile
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.utils import timezone

    from home.demo.drawn.pictures import draw
    from submissions.media.renditions import make_ready
    from submissions.models import Category, Unit
    from tests import factories

    call_command("load_units", verbosity=0)
    units, categories = list(Unit.objects.valid_today()), list(Category.objects.all()[:8])
    now, number = timezone.now(), int(sys.argv[1])
    with transaction.atomic():
        first = factories.published(units[0], at=now - datetime.timedelta(days=4000))
        for start in range(0, number - PHOTOS, BATCH):
            factories.published_like(
                first,
                [
                    {"at": now - datetime.timedelta(minutes=n + PHOTOS), "title": f"Ra quân dọn vệ sinh {n}"}
                    for n in range(start, min(start + BATCH, number - PHOTOS))
                ],
            )
        for n in range(PHOTOS):
            unit = units[n % len(units)]
            image = factories.photo(unit, file=ContentFile(draw("harbour", n), name=f"anh-{n}.jpg"))
            piece = factories.published(
                unit,
                image=image,
                category=categories[n % len(categories)],
                at=now - datetime.timedelta(minutes=n),
                title=f"Đoàn viên, thanh niên ra quân dọn vệ sinh bãi biển lần thứ {n}",
                text="<p>" + "Sáng nay, lực lượng đoàn viên ra quân dọn vệ sinh bãi biển. " * 12 + "</p>",
            )
            make_ready(piece)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    addresses = ["/", piece.url, piece.unit.page.url.rsplit("/", 2)[0] + "/"]
    (settings.VAR_DIR / "addresses").write_text("\n".join(addresses), encoding="utf-8")


if __name__ == "__main__":
    main()
