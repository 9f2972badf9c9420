"""Nothing typed is lost on a phone with a bad line: the text and the photos are there, one piece, one of each photo."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from submissions.models import NewsImage, NewsPage, PhotoUpload
from tests import factories
from tests.browser.chromium import PHONE
from tests.browser.conftest import session_of
from tests.doors.people import Browser, code_of, with_telephone
from tests.submissions.uploads.tus import photo_bytes, scene
from tests.workflow import fresh, submit

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]

TITLE = "Ra quân dọn bãi biển"
LEAD = "Sáng 12/4, hơn 100 đoàn viên dọn rác ven biển."
TEXT = "Lực lượng đoàn viên thu gom hai tấn rác."
KEPT = "Đã giữ trên máy này"
KEPT_TITLES = """async () => (await kept.all("forms"))
  .map((row) => row.values.find(([name]) => name === "title")[2]).sort()"""


@pytest.fixture
def files(tmp_path):
    """Two photos of a phone, of several parts each."""
    found = []
    for seed in (1, 2):
        path = tmp_path / f"IMG_{seed}.jpg"
        path.write_bytes(photo_bytes(seed=seed, size=(1_600, 1_200), quality=95))
        found.append(path)
    return found


@pytest.fixture
def page(window, writer, unit, site):
    page = window(PHONE, user=writer)
    page.form = f"{site}/admin/tin-bai/viet/{unit.pk}/"
    page.goto(page.form)
    return page


def type_piece(page, *, title=TITLE):
    page.locator("#id_title").fill(title)
    page.locator("#id_lead").fill(LEAD)
    page.locator("#id_text-0").fill(TEXT)
    page.locator("[name=category]").first.check()
    expect(page.locator("[data-state]")).to_contain_text(KEPT)


def choose(page, files):
    page.locator("#id_photos").set_input_files(files)


def arrived(page, number):
    """All photos of the form are on the server."""
    expect(page.locator("[data-photo]")).to_have_count(number)
    expect(page.locator("[data-upload-state]")).to_have_count(0, timeout=20_000)


def say_what_is_seen(page):
    for field in page.locator("[name^=caption-]").all():
        field.fill("Đoàn viên nhặt rác")


def of_parts(page, treat):
    """Let `treat` decide about the requests that bring a part of a photo."""
    page.route("**/tai-anh/*/", lambda route: treat(route) if route.request.method == "PATCH" else route.continue_())


def send(page):
    say_what_is_seen(page)
    page.get_by_role("button", name="Trình lãnh đạo").click()


def require_sent(page, *, photos=0):
    expect(page.locator("body")).to_contain_text("Đã trình", timeout=20_000)
    piece = NewsPage.objects.get()
    assert (piece.title, piece.lead) == (TITLE, LEAD)
    assert TEXT in str(piece.body)
    assert NewsImage.objects.count() == photos
    assert str(piece.body).count("<img") == photos
    assert kept_rows(page) == [0, 0]


def kept_rows(page):
    """How many forms and photos the browser still keeps."""
    return page.evaluate("async () => [(await kept.all('forms')).length, (await kept.all('photos')).length]")


def becomes_true(page, question):
    """Ask `question` (an async function in JavaScript) until it says yes: wait_for_function takes a promise for it."""
    for _try in range(200):
        if page.evaluate(question):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {question}")


def values(page):
    return [page.locator(f"#{name}").input_value() for name in ("id_title", "id_lead", "id_text-0")]


# The line


def test_photos_go_on_after_the_line_was_down_on_the_way(page, files):
    """Down in the middle of the first photo; what had arrived is not sent again."""
    sent = []

    def break_once(route):
        sent.append(route.request.headers["upload-offset"])
        if len(sent) == 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    of_parts(page, break_once)
    type_piece(page)
    choose(page, files[:1])
    arrived(page, 1)
    assert sent.count("0") == 1
    assert len(sent) == len(set(sent)) + 1
    send(page)
    require_sent(page, photos=1)


def test_photos_chosen_without_a_line_go_when_it_is_back(page, files):
    type_piece(page)
    page.context.set_offline(True)
    choose(page, files)
    expect(page.locator("[data-upload-state]").first).to_contain_text("Chưa có mạng")
    page.context.set_offline(False)
    arrived(page, 2)
    send(page)
    require_sent(page, photos=2)


def test_the_answer_to_a_photo_is_lost(page, files):
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.fetch())
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/xong/", lose)
    type_piece(page)
    choose(page, files[:1])
    arrived(page, 1)
    assert len(lost) == 1
    send(page)
    require_sent(page, photos=1)


def test_sending_without_a_line_waits_and_says_so(page):
    type_piece(page)
    page.context.set_offline(True)
    send(page)
    expect(page.locator("[data-state]")).to_contain_text("Chưa có mạng, sẽ gửi sau")
    assert not NewsPage.objects.exists()
    page.context.set_offline(False)
    require_sent(page)


def test_the_answer_to_sending_is_lost_and_there_is_one_piece(page, unit):
    lost = []

    def lose(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(f"**/viet/{unit.pk}/", lose)
    type_piece(page)
    send(page)
    require_sent(page)
    assert len(lost) == 1


# The session, the window, the person


def end_session(page):
    page.context.clear_cookies(name="sessionid")


def log_in_over_the_form(page, user):
    dialog = page.locator(".kept-dialog")
    dialog.locator("[name=username]").fill(user.username)
    dialog.locator("[name=password]").fill("sai-mat-khau")
    dialog.get_by_role("button", name="Đăng nhập và làm tiếp").click()
    expect(dialog.get_by_role("alert")).to_contain_text("không đúng")
    dialog.locator("[name=password]").fill(factories.PASSWORD)
    dialog.get_by_role("button", name="Đăng nhập và làm tiếp").click()
    expect(dialog).to_have_count(0)


def test_the_session_ends_before_sending(page, writer):
    type_piece(page)
    end_session(page)
    send(page)
    log_in_over_the_form(page, writer)
    require_sent(page)


def test_the_session_of_somebody_with_a_second_factor_ends(page, writer, site):
    """The code is asked for in the same place; what was typed waits behind it."""
    secret = with_telephone(writer)
    inside = Browser().log_in(writer, secret)
    # The code of now was used by that log-in; it is the same minute.
    Authenticator.objects.update(data={"secret": Authenticator.objects.get().data["secret"]})
    page.context.add_cookies([{"name": "sessionid", "value": inside.cookies["sessionid"].value, "url": site}])
    page.reload()
    type_piece(page)
    end_session(page)
    send(page)
    dialog = page.locator(".kept-dialog")
    go_on = dialog.get_by_role("button", name="Đăng nhập và làm tiếp")
    dialog.locator("[name=username]").fill(writer.username)
    dialog.locator("[name=password]").fill(factories.PASSWORD)
    go_on.click()
    expect(dialog).to_contain_text("nhập mã trên điện thoại")
    dialog.locator("[name=code]").fill("000000")
    go_on.click()
    expect(dialog.get_by_role("alert")).to_contain_text("không đúng")
    dialog.locator("[name=code]").fill(code_of(secret))
    go_on.click()
    require_sent(page)


def test_the_session_ends_before_a_photo(page, writer, files):
    type_piece(page)
    end_session(page)
    choose(page, files[:1])
    log_in_over_the_form(page, writer)
    arrived(page, 1)
    send(page)
    require_sent(page, photos=1)


def test_the_window_is_killed(page, files):
    """In a new window of the same browser the text, the photo that had arrived and the one that had not are there."""
    type_piece(page)
    choose(page, files[:1])
    arrived(page, 1)
    page.locator("[name^=caption-]").fill("Đoàn viên nhặt rác")
    page.route("**/tai-anh/**", lambda route: route.abort())
    choose(page, files[1:])
    expect(page.locator("[data-photo]")).to_have_count(2)
    page.locator("[name^=caption-]").last.fill("Xe chở rác")
    becomes_true(page, "async () => (await kept.all('forms'))[0]?.values.some((value) => value[2] === 'Xe chở rác')")
    becomes_true(page, "async () => (await kept.all('photos')).length === 1")
    form, context = page.form, page.context
    page.close()

    again = context.new_page()
    again.goto(form)
    expect(again.locator(".kept-line")).to_contain_text("Đã khôi phục những gì bạn gõ lúc")
    assert values(again) == [TITLE, LEAD, TEXT]
    arrived(again, 2)
    captions = again.locator("[name^=caption-]").evaluate_all("fields => fields.map((field) => field.value)")
    assert captions == ["Đoàn viên nhặt rác", "Xe chở rác"]
    send(again)
    require_sent(again, photos=2)
    assert PhotoUpload.objects.exclude(image=None).count() == 2


def test_what_came_back_can_be_dropped(page):
    type_piece(page)
    page.reload()
    page.get_by_role("button", name="Bỏ bản tôi đã gõ").click()
    expect(page.locator(".kept-line")).to_have_count(0)
    expect(page.locator("#id_title")).to_have_value("")
    assert kept_rows(page) == [0, 0]


def test_logging_out_leaves_nothing(page, site):
    type_piece(page)
    page.evaluate(
        """async () => {
          const body = new URLSearchParams({ csrfmiddlewaretoken: kept.csrf() });
          await fetch("/admin/logout/", { method: "POST", body });
        }"""
    )
    page.goto(f"{site}/admin/login/")
    becomes_true(page, "async () => { await kept.ready; return !document.cookie.includes('kept-gone'); }")
    stored = """() => new Promise((resolve) => {
      const opened = indexedDB.open("newsroom-kept", 1);
      opened.onsuccess = () => {
        const rows = opened.result.transaction("forms").objectStore("forms").getAll();
        rows.onsuccess = () => resolve(rows.result.length);
      };
    })"""
    assert page.evaluate(stored) == 0


def test_another_person_finds_nothing_of_it(page, unit, site, window):
    type_piece(page)
    colleague = factories.contributor_of(unit)
    page.context.add_cookies([{"name": "sessionid", "value": session_of(colleague), "url": site}])
    page.goto(page.form)
    page.wait_for_function("() => kept.ready.then(() => true)")
    assert values(page) == ["", "", ""]
    assert kept_rows(page) == [0, 0]


# Faster than the scripts: the browser's own store opens late, as on an old phone

SLOW_STORE = """
  const open = indexedDB.open.bind(indexedDB);
  window.letOpen = [];
  indexedDB.open = (...all) => {
    const request = {};
    window.letOpen.push(() => {
      const real = open(...all);
      for (const name of ["onupgradeneeded", "onsuccess", "onerror", "onblocked"]) real[name] = request[name];
      Object.defineProperty(request, "result", { get: () => real.result });
    });
    return request;
  };
"""


def let_open(page):
    page.evaluate(
        "() => { const waiting = letOpen; window.letOpen = { push: (go) => go() }; waiting.forEach((go) => go()); }"
    )


@pytest.fixture
def slow_page(page):
    page.add_init_script(SLOW_STORE)
    return page


def test_what_is_typed_before_the_scripts_are_ready_is_kept(slow_page):
    slow_page.reload()
    slow_page.locator("#id_title").fill(TITLE)
    assert slow_page.evaluate("() => letOpen.length") > 0
    let_open(slow_page)
    expect(slow_page.locator("[data-state]")).to_contain_text(KEPT)
    expect(slow_page.locator("#id_title")).to_have_value(TITLE)
    assert slow_page.evaluate(KEPT_TITLES) == [TITLE]


def test_what_comes_back_does_not_go_over_what_was_typed_meanwhile(slow_page):
    slow_page.reload()
    let_open(slow_page)
    type_piece(slow_page)
    slow_page.reload()
    slow_page.locator("#id_title").fill("Gõ ngay khi trang vừa mở")
    let_open(slow_page)
    expect(slow_page.locator(".kept-line")).to_contain_text("một bản khác")
    expect(slow_page.locator("#id_title")).to_have_value("Gõ ngay khi trang vừa mở")
    expect(slow_page.locator("[data-state]")).to_contain_text(KEPT)
    assert slow_page.evaluate(KEPT_TITLES) == ["Gõ ngay khi trang vừa mở", TITLE]


# The same piece twice


def test_two_windows_keep_their_texts_apart(page, unit, writer, site):
    piece = factories.news(unit, owner=writer)
    address = f"{site}/admin/tin-bai/{piece.pk}/viet/"
    one, other = page, page.context.new_page()
    one.goto(address)
    one.locator("#id_title").fill("Tên của cửa sổ một")
    expect(one.locator("[data-state]")).to_contain_text(KEPT)
    other.goto(address)
    expect(other.locator(".kept-line")).to_contain_text("đang mở ở một cửa sổ khác")
    other.locator("#id_title").fill("Tên của cửa sổ hai")
    expect(other.locator("[data-state]")).to_contain_text(KEPT)
    assert one.evaluate(KEPT_TITLES) == ["Tên của cửa sổ hai", "Tên của cửa sổ một"]
    # The first is saved; the second is told of it and overwrites nothing unseen.
    one.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(one.locator("[data-state]")).to_contain_text("Đã lưu")
    one.wait_for_load_state()
    other.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(other.locator("#quick-summary")).to_be_visible()
    assert NewsPage.objects.get().get_latest_revision_as_object().title == "Tên của cửa sổ một"


def test_a_newer_version_of_the_server_is_not_overwritten_silently(page, unit, writer, site):
    piece = factories.news(unit, owner=writer)
    page.goto(f"{site}/admin/tin-bai/{piece.pk}/viet/")
    page.locator("#id_title").fill("Gõ trên điện thoại")
    expect(page.locator("[data-state]")).to_contain_text(KEPT)
    version = piece.get_latest_revision_as_object()
    version.title = "Lưu ở máy khác"
    version.save_revision(user=writer)
    page.reload()
    expect(page.locator(".kept-line")).to_contain_text("một phiên bản khác đã được lưu")
    expect(page.locator("#id_title")).to_have_value("Lưu ở máy khác")
    page.get_by_role("button", name="Xem bản tôi đã gõ").click()
    expect(page.locator("#id_title")).to_have_value("Gõ trên điện thoại")
    page.get_by_role("button", name="Xem lại bản đã lưu").click()
    expect(page.locator("#id_title")).to_have_value("Lưu ở máy khác")


# Photos


def test_photos_are_made_smaller_where_the_browser_can(page, tmp_path):
    large = tmp_path / "lon.jpg"
    scene(size=(4_000, 3_000)).save(large, quality=90)
    choose(page, [large])
    arrived(page, 1)
    image = NewsImage.objects.get()
    assert (image.width, image.height) == (2_048, 1_536)
    assert PhotoUpload.objects.get().size < large.stat().st_size


def test_a_photo_that_the_browser_cannot_read_goes_as_it_is(page, tmp_path):
    heic = tmp_path / "IMG_0001.HEIC"
    scene(size=(1_200, 900)).save(heic, "HEIF", quality=80)
    choose(page, [heic])
    arrived(page, 1)
    image = NewsImage.objects.get()
    assert (image.width, PhotoUpload.objects.get().size) == (1_200, heic.stat().st_size)
    expect(page.locator("[data-photo] img")).to_have_attribute("src", image.renditions.get().url)


def test_what_is_wrong_stands_at_the_photo(page, tmp_path):
    small = tmp_path / "nho.jpg"
    scene(size=(300, 200)).save(small)
    type_piece(page)
    choose(page, [small])
    expect(page.locator("[data-photo] .upload-problem")).to_contain_text("Ảnh quá nhỏ")
    send(page)
    expect(page.locator("[data-state]")).to_contain_text("Có ảnh chưa tải lên được")
    page.locator("[data-photo] [data-move=remove]").click()
    send(page)
    require_sent(page)


def test_a_photo_taken_away_is_not_sent_on(page, files):
    of_parts(page, lambda route: route.abort())
    choose(page, files[:1])
    expect(page.locator("[data-upload-state]")).to_contain_text("Chưa có mạng")
    page.locator("[data-photo] [data-move=remove]").click()
    becomes_true(page, "async () => (await kept.all('photos')).length === 0")
    expect(page.locator("[data-photo]")).to_have_count(0)


def test_photos_change_places_by_dragging(page, files):
    choose(page, files)
    arrived(page, 2)
    order = "() => [...document.querySelectorAll('[name=photo]')].map((field) => field.value)"
    before = page.evaluate(order)
    page.locator(".upload-grip").last.hover()
    page.mouse.down()
    expect(page.locator(".is-sorting")).to_have_count(1)
    page.locator("[data-photo] img").first.hover()
    page.mouse.up()
    assert page.evaluate(order) == before[::-1]
    assert page.locator(".is-sorting").count() == 0


# Other forms of the back office


def test_a_reason_waits_for_the_log_in(page, unit, site):
    contributor, leader = factories.contributor_of(unit), factories.leader_of(unit)
    piece = submit(factories.news(unit, owner=contributor), contributor)
    page.context.add_cookies([{"name": "sessionid", "value": session_of(leader), "url": site}])
    page.goto(f"{site}/admin/tin-bai/{piece.pk}/")
    page.locator("summary", has_text="Trả lại").click()
    page.locator("[name=reason]").fill("Bổ sung thời gian, địa điểm.")
    expect(page.locator(".kept-state").first).to_contain_text(KEPT)
    page.reload()
    expect(page.locator("[name=reason]")).to_have_value("Bổ sung thời gian, địa điểm.")
    end_session(page)
    page.locator("details[open] form button.button[type=submit]").click()
    log_in_over_the_form(page, leader)
    expect(page.locator("body")).to_contain_text("Đã trả lại tin, bài")
    assert fresh(piece).current_workflow_state.status == "needs_changes"
    assert kept_rows(page) == [0, 0]
