"""Whatever is wrong with a form, what was typed comes back, photos and all, and nothing else is stored."""

import pytest

from submissions.models import NewsPage
from tests import factories, workflow
from tests.submissions.quick.quickly import TYPED, address_of, again, new_address, opened, uploaded, written
from tests.workflow import fresh

pytestmark = pytest.mark.django_db
LONG = "x" * 700


@pytest.fixture
def writer(client, contributor, leader):
    client.force_login(contributor)
    return client


def newest(piece):
    return fresh(piece).get_latest_revision_as_object()


WRONG = {
    "no title": {"title": "  "},
    "a title too long": {"title": LONG},
    "a lead too long": {"lead": LONG},
    "a day that is none": {"event_date": "31/02/2019"},
    "a category that is none": {"category": "x"},
    "a genre that is none": {"genre": "xyz"},
    "an origin that is none": {"origin": "xyz"},
    "a share that is none": {"author": ["Một", "Hai"], "author-share": ["-1", "300"]},
    "a photo that is none": {"photo": ["²", "abc", "9" * 30, "0", "99999999"]},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_new_piece_comes_back_with_words_and_photos(writer, unit, wrong):
    form = opened(writer, new_address(unit), **TYPED)
    response = writer.post(new_address(unit), form | {"photos": factories.picture_file()} | wrong)
    assert response.status_code == 422
    assert not NewsPage.objects.filter(lead=TYPED["lead"]).exists()
    back = again(response)
    for name, value in (TYPED | wrong).items():
        if name in TYPED:
            assert back[name].replace("\r\n", "\n") == value.replace("\r\n", "\n")
    assert back["photo"] == [str(uploaded().get().pk)]
    assert back["piece_key"] == form["piece_key"]


@pytest.mark.parametrize("missing", ["whole"])
def test_half_a_form_changes_nothing(writer, piece, missing):
    form = opened(writer, address_of(piece), title="Chỉ một nửa")
    del form[missing]
    assert writer.post(address_of(piece), form).status_code == 422
    assert newest(piece).title == piece.title


def test_a_file_that_is_no_picture_is_said_and_the_others_are_kept(writer, unit):
    files = [factories.picture_file(), factories.document(unit).file.open()]
    response = writer.post(new_address(unit), opened(writer, new_address(unit), **TYPED, photos=files))
    assert response.status_code == 422
    assert again(response)["photo"] == [str(uploaded().get().pk)]
    assert again(response)["title"] == TYPED["title"]


def test_another_unit_s_photo_is_left_out_and_the_words_come_back(writer, piece):
    foreign = factories.photo(factories.UnitFactory(), title="Ảnh của đơn vị khác")
    form = opened(writer, address_of(piece), title="Tiêu đề sửa") | {"photo": [foreign.pk]}
    response = writer.post(address_of(piece), form)
    assert response.status_code == 422
    assert "Ảnh của đơn vị khác" not in response.content.decode()
    assert again(response)["title"] == "Tiêu đề sửa" and "photo" not in again(response)
    assert newest(piece).title == piece.title


class TestStale:
    def test_a_colleague_s_newer_version_is_told_before_it_is_replaced(self, writer, piece, unit):
        colleague = factories.contributor_of(unit)
        form = opened(writer, address_of(piece), title="Bản của tôi")
        workflow.edit(piece, colleague, title="Bản của đồng nghiệp")
        response = writer.post(address_of(piece), form)
        assert response.status_code == 422
        assert str(colleague) in response.content.decode()
        assert newest(piece).title == "Bản của đồng nghiệp"
        assert again(response)["title"] == "Bản của tôi"
        writer.post(address_of(piece), again(response))
        assert newest(piece).title == "Bản của tôi"

    def test_one_s_own_other_window_is_told_too(self, writer, piece, contributor):
        form = opened(writer, address_of(piece), title="Cửa sổ cũ")
        workflow.edit(piece, contributor, title="Cửa sổ mới")
        response = writer.post(address_of(piece), form)
        assert response.status_code == 422 and newest(piece).title == "Cửa sổ mới"
        assert again(response)["title"] == "Cửa sổ cũ"

    def test_an_autosave_in_place_is_a_newer_version(self, writer, piece):
        form = opened(writer, address_of(piece), title="Cửa sổ cũ")
        workflow.overwrite(fresh(piece), title="Tự động lưu")
        assert writer.post(address_of(piece), form).status_code == 422

    def test_another_mistake_does_not_wave_the_newer_version_through(self, writer, piece, unit):
        form = opened(writer, address_of(piece), title="")
        workflow.edit(piece, factories.contributor_of(unit), title="Bản của đồng nghiệp")
        response = writer.post(address_of(piece), form)
        response = writer.post(address_of(piece), again(response, title="Bản của tôi"))
        assert response.status_code == 422 and newest(piece).title == "Bản của đồng nghiệp"

    def test_the_first_form_of_a_piece_goes_over_no_later_version(self, writer, unit, contributor):
        form = opened(writer, new_address(unit), **TYPED)
        writer.post(new_address(unit), form)
        piece = written()
        workflow.edit(piece, contributor, title="Viết tiếp ở máy khác")
        response = writer.post(new_address(unit), form | {"title": "Gửi lại biểu mẫu đầu"})
        assert response.status_code == 422 and newest(piece).title == "Viết tiếp ở máy khác"

    def test_nor_over_a_colleague_s(self, writer, unit):
        form = opened(writer, new_address(unit), **TYPED)
        writer.post(new_address(unit), form)
        colleague = factories.contributor_of(unit)
        workflow.edit(written(), colleague, title="Đồng nghiệp viết tiếp")
        response = writer.post(new_address(unit), form | {"lead": "Khác"})
        assert response.status_code == 422 and str(colleague) in response.content.decode()

    def test_what_was_typed_into_a_piece_that_has_gone_is_there_to_be_copied(self, writer, piece, contributor):
        form = opened(writer, address_of(piece), title="Gõ sau khi đã trình")
        workflow.submit(piece, contributor)
        response = writer.post(address_of(piece), form)
        assert response.status_code == 409
        assert again(response)["title"] == "Gõ sau khi đã trình"
        assert 'value="send"' not in response.content.decode()
        assert newest(piece).title == piece.title
