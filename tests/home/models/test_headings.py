"""Headings inside an article, as a screen reader meets them."""

import pytest
from wagtail.rich_text import RichText

from tests.home.models.test_article import with_body

HEADINGS = {
    "<h3>Thời gian</h3><p>Sáng.</p><h3>Địa điểm</h3>": ["h2", "h2"],
    "<h2>Kết quả</h2><h3>Khu phố 1</h3>": ["h2", "h3"],
    "<h3>Mở đầu</h3><h2>Kết quả</h2><h3>Khu phố 1</h3>": ["h2", "h2", "h3"],
    "<p>Ghi &lt;h3&gt; trong bài.</p>": [],
}


@pytest.mark.parametrize(("text", "levels"), HEADINGS.items())
def test_headings_skip_no_level(newsroom, ward, read, text, levels):
    quote = ("quote", {"text": "Biển <h3> là của chung.", "source": ""})
    article = read(with_body(newsroom, ward, [quote, ("text", RichText(text))]).url).select_one(".article__body")
    headings = article.find_all(["h1", "h2", "h3", "h4"])
    assert [heading.name for heading in headings] == levels
    assert article.blockquote.text.strip() == "Biển <h3> là của chung."
    assert len(article.select(".text")) == 1
