"""How the place and its site are called: rows instead of fixed words; who keeps them, and the kinds of unit.

An office that had named itself in its documents keeps these names in the lists of recipients.
"""

from django.db import migrations, models

KEEP_WORDS = ["Thường trực Ban Biên tập", "Quản trị"]
KEEP_KINDS = ["Quản trị"]
WORDS = [("locality", "change_locality")]
KINDS = [("unitkind", f"{action}_unitkind") for action in ("add", "change", "delete", "view")]


def permissions(apps, names):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for model, codename in names:
        content_type, _ = ContentType.objects.get_or_create(app_label="submissions", model=model)
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename}
        )
        yield permission


def give(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name__in=KEEP_WORDS):
        group.permissions.add(*permissions(apps, WORDS))
    for group in Group.objects.filter(name__in=KEEP_KINDS):
        group.permissions.add(*permissions(apps, KINDS))


def take(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name__in=KEEP_WORDS):
        group.permissions.remove(*permissions(apps, WORDS + KINDS))


def keep_names(apps, schema_editor):
    Locality = apps.get_model("submissions", "Locality")
    locality = Locality()
    for letterhead in apps.get_model("submissions", "Letterhead").objects.all()[:1]:
        for paper in ("urging", "correcting"):
            lines = getattr(locality, f"{paper}_recipients")
            lines = lines.replace("UBND thành phố Phan Thiết", letterhead.parent)
            setattr(locality, f"{paper}_recipients", lines.replace("Phòng Văn hóa và Thông tin", letterhead.agency))
    # There from the beginning: who only looks at a page writes nothing.
    locality.save()


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0030_kinds_of_unit"),
    ]

    operations = [
        migrations.CreateModel(
            name="Locality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "emblem",
                    models.ImageField(
                        blank=True,
                        help_text="A square picture of at least 192 × 192 pixels. Empty: the one that the site came with.",
                        upload_to="emblem/",
                        verbose_name="emblem",
                    ),
                ),
                (
                    "site_title",
                    models.CharField(
                        default="Trang Thông tin điện tử thành phố Phan Thiết",
                        help_text="At the log-in, at the head of the back office and in mails.",
                        max_length=150,
                        verbose_name="whole name of the site",
                    ),
                ),
                (
                    "website",
                    models.CharField(
                        default="Trang Thông tin điện tử thành phố", max_length=150, verbose_name="the site in papers"
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        default="UBND thành phố",
                        help_text="As papers speak of it, without the name of the place.",
                        max_length=100,
                        verbose_name="the authority in short",
                    ),
                ),
                (
                    "suppliers",
                    models.CharField(
                        default="cơ quan, đơn vị, phường, xã",
                        help_text="In small letters.",
                        max_length=150,
                        verbose_name="who supplies news",
                    ),
                ),
                (
                    "localities",
                    models.CharField(
                        default="Từ các phường, xã",
                        help_text="On the front page, over the newest piece of each place where people live.",
                        max_length=100,
                        verbose_name="heading over the places' news",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        default="Công văn 2485/UBND-VX ngày 04/4/2019",
                        help_text="Named at the beginning of the letters, and proposed for new minimums.",
                        max_length=200,
                        verbose_name="by which document news is supplied",
                    ),
                ),
                (
                    "report_recipients",
                    models.TextField(
                        default="Như trên;\nPhòng Nội vụ;\nBan Biên tập Trang Thông tin điện tử thành phố;\nLưu: VT",
                        verbose_name="recipients of the monthly report",
                    ),
                ),
                (
                    "urging_recipients",
                    models.TextField(
                        default="Như trên;\nUBND thành phố Phan Thiết (để báo cáo);\nBan Biên tập Trang Thông tin điện tử thành phố;\nLưu: VT",
                        verbose_name="recipients of the letter that urges",
                    ),
                ),
                (
                    "correcting_recipients",
                    models.TextField(
                        default="Như trên;\nTT. Thành ủy, HĐND thành phố (để báo cáo);\nCT, các PCT UBND thành phố;\nPhòng Nội vụ;\nPhòng Văn hóa và Thông tin;\nBan Biên tập Trang Thông tin điện tử thành phố;\nLưu: VT, VX",
                        verbose_name="recipients of the letter that corrects",
                    ),
                ),
                (
                    "points_recipients",
                    models.TextField(
                        default="Phòng Nội vụ;\nLưu: VT", verbose_name="recipients of the points for emulation"
                    ),
                ),
                (
                    "register_recipients",
                    models.TextField(
                        default="UBND thành phố;\nBan Biên tập Trang Thông tin điện tử thành phố;\nCác cơ quan, đơn vị, phường, xã;\nLưu: VT",
                        verbose_name="recipients of the register of officers",
                    ),
                ),
            ],
            options={
                "verbose_name": "names of the locality",
                "verbose_name_plural": "names of the locality",
                "default_permissions": ("change",),
            },
        ),
        migrations.RunPython(give, take),
        migrations.RunPython(keep_names, migrations.RunPython.noop),
    ]
