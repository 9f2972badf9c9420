"""The addresses of the tables' screens, and what a screen of money says."""

from django.contrib.messages import get_messages
from django.urls import reverse


def at(name, *keys):
    return reverse(f"royalty_tables:{name}", args=keys)


def messages_of(response):
    """The messages of an answer (list of str), those before that wait for the next screen among them."""
    return [str(message).replace("\xa0", " ") for message in get_messages(response.wsgi_request)]


def said_by(response):
    """The last message of an answer (str)."""
    return messages_of(response)[-1]


def told_by(response):
    """The last message of an answer, if any: pairs of kind and text; those before wait for the next screen."""
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)][-1:]
