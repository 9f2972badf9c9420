"""Somebody who opens many addresses of a city that stands still, and remembers what each page said."""

from urllib.parse import urljoin

from django.contrib.messages import get_messages

from tests.soup import said


class Reader:
    """The browser `client`, while nobody changes anything: a page that many addresses lead to is rendered once.

    Most refusals lead to the home page of the back office. It is read like any other page, but not anew for each.
    """

    def __init__(self, client):
        self.client = client
        self.pages = {}

    def read(self, address):
        """All that there is to read under `address`: on the way, and on the page at its end."""
        words = []
        for _redirect in range(20):
            if address not in self.pages:
                self.pages[address] = self.open(address)
            text, leads_to = self.pages[address]
            words.append(text)
            if leads_to is None:
                return "\n".join(words)
            address = leads_to
        raise AssertionError(f"{address}: goes round in circles")

    def open(self, address):
        """(what is said there, the address that it leads to or None)."""
        response = self.client.get(address)
        if not 300 <= response.status_code < 400:
            return said(response), None
        # The next page would show them; it may be one that was read before.
        told = [str(message) for message in get_messages(response.wsgi_request)]
        self.client.cookies.pop("messages", None)
        return "\n".join(told), urljoin(address, response["Location"])
