"""The categories of Decree 43/2011/NĐ-CP, Articles 10–12, with the deadlines of its Article 17."""

import datetime

from django.db import migrations

DECREE = "Nghị định 43/2011/NĐ-CP"
IN_FORCE = datetime.date(2011, 10, 1)
ISSUED = "ngày văn bản, chính sách được ban hành"
APPROVED = "ngày kế hoạch, dự án, hạng mục được phê duyệt"

# code, title, slug, binding for a city of district rank, working days, counted from
CATEGORIES = [
    ("10.1.a", "Thông tin giới thiệu", "gioi-thieu", True, None, ""),
    ("10.1.b", "Tin tức, sự kiện", "tin-tuc-su-kien", True, None, ""),
    ("10.1.c", "Thông tin chỉ đạo, điều hành", "chi-dao-dieu-hanh", True, None, ""),
    (
        "10.1.d",
        "Tuyên truyền, phổ biến pháp luật, chế độ, chính sách",
        "phap-luat-chinh-sach",
        True,
        15,
        ISSUED,
    ),
    ("10.1.đ", "Chiến lược, quy hoạch, kế hoạch phát triển", "quy-hoach-ke-hoach", True, 10, APPROVED),
    (
        "10.1.e",
        "Văn bản quy phạm pháp luật và quản lý hành chính",
        "van-ban",
        True,
        10,
        "ngày ban hành văn bản",
    ),
    ("10.1.g", "Công báo điện tử", "cong-bao", False, None, ""),
    ("10.1.h", "Dự án, đầu tư, đấu thầu, mua sắm công", "du-an-dau-thau", True, 10, APPROVED),
    ("10.1.i", "Lấy ý kiến góp ý của tổ chức, cá nhân", "lay-y-kien", True, None, ""),
    ("10.1.k", "Thông tin liên hệ của cán bộ, công chức", "lien-he-can-bo", True, None, ""),
    ("10.1.l", "Thông tin giao dịch của trang", "thong-tin-giao-dich", True, None, ""),
    ("11", "Chương trình, đề tài khoa học", "de-tai-khoa-hoc", False, 20, "ngày phê duyệt hoặc nghiệm thu"),
    ("12", "Thông tin, báo cáo thống kê", "thong-ke", False, 10, "ngày quyết định công bố"),
]


def legal_basis(code):
    article, *rest = code.split(".")
    if not rest:
        return f"Điều {article} {DECREE}"
    clause, point = rest
    return f"Điểm {point} khoản {clause} Điều {article} {DECREE}"


def load(apps, schema_editor):
    Category = apps.get_model("submissions", "Category")
    for order, (code, title, slug, binding, days, counted_from) in enumerate(CATEGORIES, start=1):
        Category.objects.update_or_create(
            code=code,
            defaults={
                "title": title,
                "slug": slug,
                "legal_basis": legal_basis(code),
                "is_binding": binding,
                "deadline_days": days,
                "counted_from": counted_from,
                "valid_from": IN_FORCE,
                "display_order": order,
            },
        )


def unload(apps, schema_editor):
    codes = [code for code, *rest in CATEGORIES]
    apps.get_model("submissions", "Category").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("submissions", "0003_roles")]

    operations = [migrations.RunPython(load, unload)]
