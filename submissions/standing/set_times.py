"""What has to be known of a set time of publication, in the words that are shown where it is set and while it waits."""

from wagtail import hooks

# A function that takes an aware datetime and returns sentences. The app that counts registers it.
HOOK = "news_set_time_warnings"


def set_time_warnings(moment):
    """What who sets `moment` (an aware datetime) should know: sentences (str); empty where there is nothing."""
    return [str(sentence) for warnings in hooks.get_hooks(HOOK) for sentence in warnings(moment)]
