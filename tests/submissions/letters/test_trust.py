"""Only the receiving server's own word counts, however the sender words what looks like it."""

import email

import pytest

from submissions.letters.trust import is_proven
from tests.submissions.mails import SERVER

SENDER = "hoa@phanthiet.example"


def proven(*results, sender=SENDER, server=SERVER):
    raw = "".join(f"Authentication-Results: {result}\r\n" for result in results) + f"From: {sender}\r\n\r\n"
    return is_proven(email.message_from_bytes(raw.encode()), sender=sender, server=server)


@pytest.mark.parametrize(
    "result",
    [
        f"{SERVER}; dmarc=pass (p=NONE) header.from=phanthiet.example",
        f"{SERVER}; dkim=pass header.d=phanthiet.example",
        f"{SERVER}; dkim=pass header.i=@phanthiet.example header.s=2019",
        f"{SERVER} 1; dkim=pass header.i=hoa@phanthiet.example",
        f"{SERVER}; spf=pass smtp.mailfrom={SENDER}",
        f"{SERVER}; spf=pass smtp.mailfrom=phanthiet.example",
        f"{SERVER.upper()}; DKIM=PASS header.d=PhanThiet.example",
        f"{SERVER};\r\n\tspf=fail smtp.mailfrom=x@y.example;\r\n\tdkim=pass (2048-bit key) header.d=phanthiet.example",
        f"{SERVER}; dkim=fail header.d=phanthiet.example; dkim=pass header.d=phanthiet.example",
    ],
)
def test_proven(result):
    assert proven(result)


@pytest.mark.parametrize(
    "results",
    [
        [],
        [f"{SERVER}; none"],
        [f"{SERVER}; dkim=fail header.d=phanthiet.example; spf=softfail smtp.mailfrom={SENDER}"],
        # Somebody else's domain passed.
        [f"{SERVER}; dkim=pass header.d=xau.example; spf=pass smtp.mailfrom=a@xau.example"],
        # A neighbour at the same provider.
        [f"{SERVER}; spf=pass smtp.mailfrom=ke.gian@phanthiet.example"],
        [f"{SERVER}; dkim=pass header.d=xphanthiet.example"],
        # DMARC was asked, and is against it.
        [f"{SERVER}; dkim=pass header.d=phanthiet.example; dmarc=fail header.from=phanthiet.example"],
        # About another address than the one shown.
        [f"{SERVER}; dmarc=pass header.from=xau.example"],
        # Another server's, and one with our name in it.
        ["mx.xau.example; dmarc=pass header.from=phanthiet.example"],
        [f"x{SERVER}; dmarc=pass header.from=phanthiet.example"],
        [f"mx.xau.example; ({SERVER}; dmarc=pass header.from=phanthiet.example)"],
        # Ours says no; the sender wrote one below.
        [f"{SERVER}; dmarc=fail header.from=phanthiet.example", f"{SERVER}; dmarc=pass header.from=phanthiet.example"],
        [f"{SERVER}; none", f"{SERVER}; dkim=pass header.d=phanthiet.example"],
        # What the sender chooses stands between quotes, or in a comment.
        [f'{SERVER}; spf=pass smtp.mailfrom="a; dmarc=pass header.from=phanthiet.example"@xau.example'],
        [f'{SERVER}; spf=pass smtp.mailfrom="a; dkim=pass header.d=phanthiet.example; x="@xau.example'],
        [f"{SERVER}; spf=fail (said: (dkim=pass); dkim=pass header.d=phanthiet.example) smtp.mailfrom=a@xau.example"],
        [f"{SERVER}; dkim=pass reason=header.d=phanthiet.example header.d=xau.example"],
        [f"{SERVER}; dkim=pass header.d=xau.example header.d=phanthiet.example"],
    ],
)
def test_not_proven(results):
    assert not proven(*results)


def test_another_server_above_changes_nothing():
    """A list or a forwarder inside the house may add its own; ours is found by its name."""
    assert proven("relay.example; none", f"{SERVER}; dmarc=pass header.from=phanthiet.example")


def test_a_server_without_a_name_vouches_for_nobody():
    assert not proven('""; dmarc=pass header.from=phanthiet.example', server="")
