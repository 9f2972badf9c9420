"""A site that was updated shows nothing that the program of before has made."""

import pytest

from home.page_cache import release as release_room
from home.page_cache.release import release

pytestmark = pytest.mark.usefixtures("keeping")


@pytest.fixture
def program(tmp_path, settings):
    """A program whose only template and settings are the test's own; `program()` is a process that starts now."""
    settings.BASE_DIR = tmp_path
    template = tmp_path / "home/templates/foot.html"
    template.parent.mkdir(parents=True)
    template.write_text("bản một")

    def starts():
        release.cache_clear()
        return release()

    starts.template = template
    yield starts
    release.cache_clear()


def test_a_changed_template_makes_every_page_anew(newsroom, ward, client, program, django_assert_num_queries):
    piece = newsroom.publish(ward, title="Bài đang đăng", photo=True)
    program()
    for address in ("/", piece.url):
        client.get(address)
        with django_assert_num_queries(1):
            client.get(address)
    program()  # started again without a change
    with django_assert_num_queries(1):
        client.get(piece.url)
    program.template.write_text("bản hai, dài hơn")
    program()
    for address in ("/", piece.url):
        with pytest.raises(pytest.fail.Exception), django_assert_num_queries(1):
            client.get(address)
        with django_assert_num_queries(1):
            client.get(address)


def test_what_makes_another_release(program, settings):
    first = program()
    assert program() == first
    (program.template.parent / "note.md").write_text("no page reads this")
    assert program() == first
    found = {first}
    added = program.template.parent / "head.html"
    added.write_text("thêm")
    found.add(program())
    added.rename(added.with_name("other.html"))
    found.add(program())
    for name in release_room.SETTINGS:
        setattr(settings, name, "another")
        found.add(program())
    assert len(found) == 3 + len(release_room.SETTINGS)


def test_every_app_that_makes_public_pages_is_read():
    """A template of ours that stands on a public page lies in one of these folders."""
    assert {"home", "site_cms", "submissions", "compliance", "locale"} <= set(release_room.OURS)
