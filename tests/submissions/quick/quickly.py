"""The quick form as a browser without scripts opens, fills and sends it."""

from django.urls import reverse

from tests.browserform import form_of

FORM = "#quick-form"
TYPED = {
    "title": "Ra quân dọn vệ sinh bãi biển Đồi Dương",
    "lead": "Sáng 29/11, hơn 100 đoàn viên dọn rác ven biển.",
    "text-0": "Từ 6 giờ sáng, lực lượng có mặt.\r\n\r\nĐến 9 giờ, bãi biển sạch.",
}


def new_address(unit):
    return reverse("submissions:quick_add", args=[unit.pk])


def address_of(piece):
    return reverse("submissions:quick", args=[piece.pk])


def piece_address(piece):
    return reverse("submissions:piece", args=[piece.pk])


def opened(client, address, **typed):
    """The form at `address` with what is `typed` in it, and "save" pressed."""
    return form_of(client.get(address), FORM) | {"do": "save"} | typed


def again(response, **typed):
    """The form that came back in `response`, with what is `typed` in it."""
    return form_of(response, FORM) | {"do": "save"} | typed
