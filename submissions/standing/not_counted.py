"""What keeps a piece from counting towards its unit's minimum, in the words that form, page and mail all show."""

from wagtail import hooks

# A function that takes a NewsPage (a version) and returns sentences. The app that counts registers it.
HOOK = "news_not_counted_because"


def not_counted_because(page):
    """Why `page` (a version as a NewsPage, saved or not, with its unit) would not count as it is: sentences (str).

    Empty where it would count, and where nothing is asked of its unit.
    """
    return [str(sentence) for reasons in hooks.get_hooks(HOOK) for sentence in reasons(page)]
