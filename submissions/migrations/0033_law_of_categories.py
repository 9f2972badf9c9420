"""The categories as dated law: Decrees 43/2011, 42/2022 and 224/2026, each line as far as its text was read.

Sections keep their rows, so that pieces stay filed as they are; what stood in them of Decree 43 becomes its points.
"""

import datetime
import re

from django.db import migrations

DECREE_43, DECREE_42, DECREE_224 = (f"Nghị định {number}/NĐ-CP" for number in ("43/2011", "42/2022", "224/2026"))
SINCE_43, SINCE_42, SINCE_224 = (datetime.date(2011, 10, 1), datetime.date(2022, 8, 15), datetime.date(2026, 7, 1))

# number, title, in force from, no longer from, whether these were read in the original
DECREES = [
    (
        DECREE_43,
        "Quy định về việc cung cấp thông tin và dịch vụ công trực tuyến trên trang thông tin điện tử hoặc cổng thông "
        "tin điện tử của cơ quan nhà nước",
        SINCE_43,
        SINCE_42,
        True,
    ),
    (
        DECREE_42,
        "Quy định về việc cung cấp thông tin và dịch vụ công trực tuyến của cơ quan nhà nước trên môi trường mạng",
        SINCE_42,
        SINCE_224,
        False,
    ),
    (DECREE_224, "Thi hành Luật Chuyển đổi số số 148/2025/QH15", SINCE_224, None, True),
]

# slug: title, in everyday words, first day, last day + 1, continued by
SECTIONS = {
    "gioi-thieu": (None, "Giới thiệu cơ quan, đơn vị", None, None, None),
    "tin-tuc-su-kien": (None, "Tin hoạt động, sự kiện, hội nghị", None, None, None),
    "chi-dao-dieu-hanh": (None, "Ý kiến chỉ đạo của lãnh đạo", None, None, None),
    "phap-luat-chinh-sach": (None, "Phổ biến pháp luật, chính sách mới", None, None, None),
    "quy-hoach-ke-hoach": (None, "Quy hoạch, kế hoạch của địa phương", None, None, None),
    "van-ban": (None, "Văn bản mới ban hành", None, None, None),
    "cong-bao": (None, "Công báo", None, SINCE_42, None),
    "du-an-dau-thau": (None, "Dự án, đấu thầu, mua sắm", None, None, None),
    "lay-y-kien": (None, "Lấy ý kiến người dân", None, None, None),
    "lien-he-can-bo": (None, "Liên hệ: cán bộ, số điện thoại", None, SINCE_42, "gioi-thieu"),
    "thong-tin-giao-dich": (None, "Về trang thông tin này", None, None, None),
    "de-tai-khoa-hoc": (None, "Đề tài khoa học", None, SINCE_42, None),
    "thong-ke": (None, "Số liệu thống kê", None, None, None),
    "thu-tuc-hanh-chinh": (
        "Thủ tục hành chính, dịch vụ công trực tuyến",
        "Thủ tục, dịch vụ công, quy trình giải quyết",
        SINCE_42,
        None,
        None,
    ),
    "dieu-uoc-quoc-te": ("Điều ước quốc tế, thỏa thuận quốc tế", "Điều ước quốc tế", SINCE_42, SINCE_224, None),
    "bao-cao-tai-chinh": ("Báo cáo tài chính năm", "Báo cáo tài chính năm", SINCE_42, None, None),
    "cong-khai-thong-tin": (
        "Công khai thông tin theo pháp luật về tiếp cận thông tin",
        "Thông tin phải công khai cho người dân",
        SINCE_224,
        None,
        None,
    ),
}
USUAL = "tin-tuc-su-kien"

ISSUED = "ngày văn bản, chính sách được ban hành"
APPROVED = "ngày kế hoạch, dự án, hạng mục được phê duyệt"

# article, clause, point, section, title, binding for the city, working days, those of the issuing body, counted from,
# whether the line was read in the original. Of Decree 42/2022 the list is known by its contents, and of its letters
# only that of point e; Decree 224/2026 Article 9 point b is for ministries and has no section here.
POINTS = {
    DECREE_43: [
        (10, 1, "a", "gioi-thieu", "Thông tin giới thiệu", True, None, None, "", True),
        (10, 1, "b", "tin-tuc-su-kien", "Tin tức, sự kiện", True, None, None, "", True),
        (10, 1, "c", "chi-dao-dieu-hanh", "Thông tin chỉ đạo, điều hành", True, None, None, "", True),
        (
            *(10, 1, "d", "phap-luat-chinh-sach"),
            "Thông tin tuyên truyền, phổ biến, hướng dẫn thực hiện pháp luật, chế độ, chính sách",
            *(True, 15, None, ISSUED, True),
        ),
        (
            *(10, 1, "đ", "quy-hoach-ke-hoach"),
            "Chiến lược, định hướng, quy hoạch, kế hoạch phát triển",
            *(True, 10, None, APPROVED, True),
        ),
        (
            *(10, 1, "e", "van-ban"),
            "Hệ thống văn bản quy phạm pháp luật chuyên ngành và văn bản quản lý hành chính có liên quan",
            *(True, 10, 2, "ngày ban hành văn bản", True),
        ),
        (10, 1, "g", "cong-bao", "Công báo điện tử", False, None, None, "", True),
        (
            *(10, 1, "h", "du-an-dau-thau"),
            "Thông tin về dự án, hạng mục đầu tư, đấu thầu, mua sắm công",
            *(True, 10, None, APPROVED, True),
        ),
        (10, 1, "i", "lay-y-kien", "Mục lấy ý kiến góp ý của tổ chức, cá nhân", True, None, None, "", True),
        (
            *(10, 1, "k", "lien-he-can-bo"),
            "Thông tin liên hệ của cán bộ, công chức có thẩm quyền",
            *(True, None, None, "", True),
        ),
        (
            *(10, 1, "l", "thong-tin-giao-dich"),
            "Thông tin giao dịch của cổng thông tin điện tử",
            *(True, None, None, "", True),
        ),
        (
            *(11, None, "", "de-tai-khoa-hoc"),
            "Thông tin về chương trình, đề tài khoa học",
            *(False, 20, None, "ngày phê duyệt hoặc nghiệm thu", True),
        ),
        (
            *(12, None, "", "thong-ke"),
            "Thông tin, báo cáo thống kê",
            *(False, 10, None, "ngày quyết định công bố", True),
        ),
    ],
    DECREE_42: [
        (
            *(4, None, "", "van-ban"),
            "Văn bản quy phạm pháp luật, văn bản quản lý hành chính",
            *(True, None, None, "", False),
        ),
        (4, None, "", "dieu-uoc-quoc-te", "Điều ước quốc tế, thỏa thuận quốc tế", False, None, None, "", False),
        (
            *(4, None, "", "thu-tuc-hanh-chinh"),
            "Thủ tục hành chính, dịch vụ công, quy trình giải quyết công việc",
            *(True, None, None, "", False),
        ),
        (4, None, "", "phap-luat-chinh-sach", "Thông tin phổ biến pháp luật", True, None, None, "", False),
        (
            *(4, None, "", "quy-hoach-ke-hoach"),
            "Chiến lược, chương trình, dự án, đề án, kế hoạch, kết quả thực hiện, chương trình công tác năm",
            *(True, None, None, "", False),
        ),
        (
            *(4, None, "e", "gioi-thieu"),
            "Chức năng, nhiệm vụ, sơ đồ tổ chức, đầu mối liên hệ",
            *(True, None, None, "", False),
        ),
        (4, None, "", "bao-cao-tai-chinh", "Báo cáo tài chính năm", True, None, None, "", False),
        (4, None, "", "thong-ke", "Thông tin thống kê", True, None, None, "", False),
    ],
    DECREE_224: [
        (
            *(9, None, "a", "thu-tuc-hanh-chinh"),
            "Thủ tục hành chính, dịch vụ công trực tuyến, quy trình giải quyết công việc",
            *(True, None, None, "", True),
        ),
        (
            *(9, None, "c", "gioi-thieu"),
            "Tổ chức bộ máy, bản đồ địa giới, điều kiện tự nhiên, lịch sử, truyền thống văn hóa, di tích, danh thắng, "
            "tiểu sử và nhiệm vụ của lãnh đạo",
            *(True, None, None, "", True),
        ),
        (
            *(9, None, "d", "cong-khai-thong-tin"),
            "Thông tin theo khoản 2 Điều 34 Luật Chuyển đổi số và pháp luật về tiếp cận thông tin",
            *(True, None, None, "", False),
        ),
    ],
}
# What stood in a category's own columns before.
CODE = re.compile(r"(?P<article>\d{1,4})(?:\.(?P<clause>\d{1,4})(?:\.(?P<point>[abcdđeghiklmnopqrstuvxy]))?)?")
LETTERS = "abcdđeghiklmnopqrstuvxy"


def place_of(article, clause, point):
    return ((article or 0) * 100 + (clause or 0)) * 100 + (LETTERS.index(point) + 1 if point else 0)


def load(apps, schema_editor):
    Decree = apps.get_model("submissions", "Decree")
    decrees = {}
    for number, title, valid_from, valid_to, is_checked in DECREES:
        fields = {"title": title, "valid_from": valid_from, "valid_to": valid_to, "is_checked": is_checked}
        decrees[number] = Decree.objects.create(number=number, **fields)
    move_what_stood_in_categories(apps, decrees[DECREE_43])
    sections = load_sections(apps)
    for number in (DECREE_42, DECREE_224):
        for row in POINTS[number]:
            add_point(apps, decree=decrees[number], category=sections[row[3]], row=row)


def add_point(apps, *, decree, category, row, **instead):
    article, clause, point, _slug, title, is_binding, days, issuer_days, counted_from, is_checked = row
    fields = {
        "article": article,
        "clause": clause,
        "point": point,
        "title": title,
        "is_binding": is_binding,
        "deadline_days": days,
        "issuer_days": issuer_days,
        "counted_from": counted_from,
        "is_checked": is_checked,
        **instead,
    }
    place = place_of(fields["article"], fields["clause"], fields["point"])
    apps.get_model("submissions", "DecreePoint").objects.create(decree=decree, category=category, place=place, **fields)


def move_what_stood_in_categories(apps, decree):
    """What the office had entered by then goes before the table; what was changed there is not called confirmed."""
    shipped = {row[:3]: row for row in POINTS[DECREE_43]}
    for category in apps.get_model("submissions", "Category").objects.order_by("pk"):
        parsed = CODE.fullmatch(category.code or "")
        known = parsed and (int(parsed["article"]), parsed["clause"] and int(parsed["clause"]), parsed["point"] or "")
        row = shipped.get(known)
        stood = {
            "is_binding": category.is_binding,
            "deadline_days": category.deadline_days,
            "counted_from": category.counted_from,
        }
        if row is not None:
            is_as_shipped = tuple(stood.values()) == (row[5], row[6], row[8])
            stood["is_checked"] = is_as_shipped
            stood["issuer_days"] = row[7] if is_as_shipped else None
            add_point(apps, decree=decree, category=category, row=row, **stood)
            continue
        own, _made = apps.get_model("submissions", "Decree").objects.get_or_create(
            number=category.legal_basis or category.code
        )
        article, clause, point = known or (None, None, "")
        row = (article, clause, point, category.slug, category.title, True, None, None, "", False)
        if known and own.points.filter(place=place_of(article, clause, point)).exclude(point="").exists():
            row = (None, None, "", *row[3:])
        dates = {"valid_from": category.valid_from, "valid_to": category.valid_to}
        add_point(apps, decree=own, category=category, row=row, **stood, **dates)


def load_sections(apps):
    """{slug: Category} of the table; a section that is there keeps its title, its address and its own dates."""
    Category = apps.get_model("submissions", "Category")
    found = {}
    for slug, (title, everyday_name, valid_from, valid_to, _continued_by) in SECTIONS.items():
        category = Category.objects.filter(slug=slug).first()
        if category is None and title is None:
            continue
        if category is None:
            order = max(Category.objects.values_list("display_order", flat=True), default=0) + 1
            category = Category(slug=slug, title=title, valid_from=valid_from, display_order=order, code=slug[:20])
        category.everyday_name = everyday_name
        category.is_usual = slug == USUAL
        category.valid_to = category.valid_to or valid_to
        category.save()
        found[slug] = category
    for slug, (*_rest, continued_by) in SECTIONS.items():
        if slug in found and continued_by in found and found[slug].valid_to == SINCE_42:
            found[slug].continued_by = found[continued_by]
            found[slug].save()
    return {slug: Category.objects.get(pk=category.pk) for slug, category in found.items()}


def code_like(slug, *, taken):
    """`slug` as a code of 20 characters at most that is not in `taken`, and is now."""
    code, number = slug[:20], 1
    while code in taken:
        number += 1
        code = f"{slug[: 19 - len(str(number))].rstrip('-')}-{number}"
    taken.add(code)
    return code


def unload(apps, schema_editor):
    """Back into the columns of categories; sections that came with the table stay where something is filed there."""
    Category = apps.get_model("submissions", "Category")
    DecreePoint = apps.get_model("submissions", "DecreePoint")
    taken = set(Category.objects.values_list("code", flat=True))
    for category in Category.objects.all():
        points = DecreePoint.objects.filter(category=category).select_related("decree").order_by("decree__valid_from")
        point = points.filter(decree__number=DECREE_43).first() or points.first()
        category.continued_by = None
        taken.discard(category.code)
        category.code = code_like(category.slug, taken=taken)
        if point is not None:
            numbers = ".".join(str(number) for number in (point.article, point.clause, point.point) if number)
            if numbers and not Category.objects.filter(code=numbers).exclude(pk=category.pk).exists():
                category.code = numbers[:20]
            words = [
                point.point and f"điểm {point.point}",
                point.clause and f"khoản {point.clause}",
                point.article and f"Điều {point.article}",
                point.decree.number,
            ]
            basis = " ".join(filter(None, words))
            category.legal_basis = basis[:1].upper() + basis[1:]
            category.is_binding = point.is_binding
            category.deadline_days = point.deadline_days
            category.counted_from = point.counted_from
        if category.slug in SECTIONS and category.valid_to == SECTIONS[category.slug][3]:
            category.valid_to = None
        category.save()
    DecreePoint.objects.all().delete()
    apps.get_model("submissions", "Decree").objects.all().delete()
    came = [slug for slug, (title, *_rest) in SECTIONS.items() if title is not None]
    filed = apps.get_model("submissions", "NewsPage").objects.values("category")
    Category.objects.filter(slug__in=came).exclude(pk__in=filed.exclude(category=None)).delete()


class Migration(migrations.Migration):
    dependencies = [("submissions", "0032_decrees")]

    operations = [migrations.RunPython(load, unload)]
