"""What readers find at the old address of a piece that was taken down."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from submissions.chain import decisions
from submissions.models import NewsPage
from submissions.screens.refusals import Refusal
from tests import workflow
from tests.soup import soup_of

REASON = "Lộ số điện thoại của bà Tư ở khu phố 2."
PublicReason = NewsPage.PublicReason


@pytest.fixture
def piece(newsroom, ward):
    return newsroom.publish(ward, title="Trao quà cho bà Tư", photo=True)


def take_down(piece, editor, **told):
    decisions.take_down(pk=piece.pk, user=workflow.again(editor), reason=REASON, **told)


def words(response):
    return soup_of(response).select_one("main").get_text(" ", strip=True)


@pytest.mark.parametrize("public_reason", PublicReason)
def test_readers_are_told_what_the_board_chose_and_nothing_else(piece, newsroom, ward, client, public_reason):
    assert client.get(piece.url).status_code == 200
    take_down(piece, newsroom.editor, public_reason=public_reason)
    response = client.get(piece.url)
    assert response.status_code == 410
    assert str(public_reason.label) in words(response)
    html = response.content.decode()
    page = soup_of(response)
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert not page.select("link[rel=canonical], meta[property^=og], script[type]")
    told = [REASON, "bà Tư", piece.lead, f"tin-{piece.pk}", piece.slug]
    assert [secret for secret in told if secret in html] == []


def test_where_nothing_was_chosen_nothing_is_told(piece, newsroom, client):
    take_down(piece, newsroom.editor)
    assert "Ban Biên tập đã gỡ nội dung này." in words(client.get(piece.url))


def test_the_choice_is_made_on_the_form(piece, newsroom, client):
    client.force_login(newsroom.editor)
    form = soup_of(client.get(reverse("submissions:piece", args=[piece.pk]))).select_one("form[action$='/go-bai/']")
    choices = form.select("input[name=public_reason]")
    assert [choice["value"] for choice in choices] == PublicReason.values
    assert [choice["value"] for choice in choices if choice.has_attr("checked")] == [PublicReason.UNSAID]
    client.post(form["action"], {"reason": REASON, "public_reason": "privacy"})
    gone = workflow.fresh(piece)
    assert (gone.live, gone.public_reason) == (False, PublicReason.PRIVACY)


def test_another_choice_is_refused(piece, newsroom):
    with pytest.raises(Refusal, match="Vui lòng chọn nội dung báo cho người đọc"):
        take_down(piece, newsroom.editor, public_reason="Vì bà Tư yêu cầu")
    assert workflow.fresh(piece).live


class TestAnotherSentenceAfterwards:
    @pytest.fixture
    def gone(self, piece, newsroom):
        take_down(piece, newsroom.editor, public_reason=PublicReason.MISTAKE)
        return workflow.fresh(piece)

    def test_the_board_chooses_it_on_the_pieces_page(self, gone, newsroom, client):
        client.force_login(newsroom.editor)
        address = reverse("submissions:piece", args=[gone.pk])
        form = soup_of(client.get(address)).select_one("form[action$='/loi-nhan/']")
        checked = [choice["value"] for choice in form.select("input[name=public_reason]") if choice.has_attr("checked")]
        assert checked == [PublicReason.MISTAKE]
        client.post(form["action"], {"public_reason": "privacy"})
        page = client.get(address).content.decode()
        assert f"Người đọc được báo: {PublicReason.PRIVACY.label}" in soup_of(client.get(address)).get_text(" ")
        assert REASON in page  # what the unit reads
        client.logout()
        assert str(PublicReason.PRIVACY.label) in words(client.get(gone.url))
        entry = PageLogEntry.objects.get(page=gone.pk, action="submissions.reword_reason")
        assert (entry.user, entry.data["before"], entry.data["public_reason"]) == (
            newsroom.editor,
            "mistake",
            "privacy",
        )

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            (None, "Vui lòng chọn nội dung báo cho người đọc"),
            ("mistake", "Người đọc đã được báo đúng như vậy"),
            ("Vì bà Tư yêu cầu", "Vui lòng chọn nội dung báo cho người đọc"),
        ],
    )
    def test_what_is_none_or_nothing_new_is_refused(self, gone, newsroom, wrong, said):
        with pytest.raises(Refusal, match=said):
            decisions.reword_reason(pk=gone.pk, user=workflow.again(newsroom.editor), public_reason=wrong)
        assert not PageLogEntry.objects.filter(action="submissions.reword_reason").exists()

    def test_nobody_but_the_board_and_not_of_what_is_live(self, gone, newsroom, ward):
        decide = {"pk": gone.pk, "public_reason": "privacy"}
        for user in (*newsroom.people_of(ward),):
            with pytest.raises(Refusal, match="Hiện không thể đổi nội dung báo cho người đọc"):
                decisions.reword_reason(**decide, user=workflow.again(user))
        gone.get_latest_revision().publish(skip_permission_checks=True)
        with pytest.raises(Refusal, match="Hiện không thể đổi nội dung báo cho người đọc"):
            decisions.reword_reason(**decide, user=workflow.again(newsroom.editor))
        assert workflow.fresh(gone).public_reason == PublicReason.MISTAKE


def test_no_version_brings_another_reason(piece, newsroom):
    """A version from before holds the reason of then in its text."""
    take_down(piece, newsroom.editor, public_reason=PublicReason.PRIVACY)
    gone = workflow.fresh(piece)
    assert gone.get_latest_revision_as_object().public_reason == PublicReason.PRIVACY
    gone.save()
    assert workflow.fresh(piece).public_reason == PublicReason.PRIVACY


def test_published_again_it_is_there(piece, newsroom, client):
    take_down(piece, newsroom.editor, public_reason=PublicReason.MISTAKE)
    workflow.fresh(piece).get_latest_revision().publish(skip_permission_checks=True)
    assert client.get(piece.url).status_code == 200


def test_nothing_lies_behind_it(piece, newsroom, client):
    take_down(piece, newsroom.editor)
    assert client.get(f"{piece.url}khong-co/").status_code == 404


def test_num_queries(piece, newsroom, ward, client, django_assert_max_num_queries):
    take_down(piece, newsroom.editor)
    client.get(piece.url)
    with django_assert_max_num_queries(15):
        client.get(piece.url)
