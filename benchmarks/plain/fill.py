"""Make the database of the plain site: PIECES articles (an environment variable), the newest of them with a photo.

PLAIN_DIR=… PIECES=20000 DJANGO_SETTINGS_MODULE=benchmarks.plain.settings python -m benchmarks.plain.fill
"""

import datetime
import io
import os

import django

TEXT = "<p>" + "Sáng nay, lực lượng đoàn viên ra quân dọn vệ sinh bãi biển. " * 12 + "</p>"
PHOTOS = 40


def main():
    django.setup()
    from django.contrib.contenttypes.models import ContentType
    from django.core.files.images import ImageFile
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone
    from PIL import Image as Picture
    from wagtail.images.models import Image
    from wagtail.models import Page, Site

    from benchmarks.plain.models import PlainArticle, PlainHome

    call_command("migrate", verbosity=0)
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=PlainHome(title="Trang chủ", slug="plain"))
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    drawn = io.BytesIO()
    Picture.effect_noise((1200, 800), 60).convert("RGB").save(drawn, "JPEG")
    photos = [
        Image.objects.create(title=f"Ảnh {n}", file=ImageFile(io.BytesIO(drawn.getvalue()), name=f"anh-{n}.jpg"))
        for n in range(PHOTOS)
    ]
    now, kind = timezone.now(), ContentType.objects.get_for_model(PlainArticle)
    with transaction.atomic():  # one write to the disk, not one for each article
        for number in range(int(os.environ["PIECES"])):
            photo = photos[number] if number < PHOTOS else None
            body = [("text", TEXT), *([("photo", photo)] if photo else []), ("text", TEXT)]
            article = PlainArticle(
                title=f"Ra quân dọn vệ sinh bãi biển {number}",
                draft_title=f"Ra quân dọn vệ sinh bãi biển {number}",
                slug=f"tin-{number}",
                url_path=f"{home.url_path}tin-{number}/",
                path=PlainArticle._get_path(home.path, home.depth + 1, number + 1),
                depth=home.depth + 1,
                content_type=kind,
                locale_id=home.locale_id,
                first_published_at=now - datetime.timedelta(minutes=number),
                intro="Sáng nay, lực lượng đoàn viên ra quân.",
                photo=photo,
                body=body,
            )
            article.save_base(raw=False)
    Page.objects.filter(pk=home.pk).update(numchild=int(os.environ["PIECES"]))


if __name__ == "__main__":
    main()
