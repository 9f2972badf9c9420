"""Whether a mail is from the address that it says it is from: what the receiving server found out (RFC 8601).

Only the topmost `Authentication-Results` that bears the name of our own server counts. A server puts its own above
what came in; what a sender wrote there stands below, or bears another name.
"""

import re

from submissions.letters import headers

# A quoted text is one thing, whatever stands in it: a sender chooses what is before the "@" of smtp.mailfrom.
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|;|=|[^\s;="]+')


def is_proven(message, *, sender, server):
    """Whether `server` (its name in the head) vouches for `sender` (an address) being who sent `message`.

    DMARC decides where it was asked. Else DKIM's signing domain, or SPF's envelope sender, has to be the sender's own:
    the same domain, and for SPF the same address. A server without a name vouches for nobody.
    """
    if not server:
        return False
    domain = sender.rpartition("@")[2]
    results = results_of(message, server=server)
    dmarc = [result for method, result, about in results if method == "dmarc" and about.get("header.from") == domain]
    if dmarc:
        return dmarc == ["pass"]
    return any(
        result == "pass" and (signed_by(about, domain) if method == "dkim" else sent_by(about, sender))
        for method, result, about in results
        if method in ("dkim", "spf")
    )


def signed_by(about, domain):
    signer = about.get("header.d") or about.get("header.i", "").rpartition("@")[2]
    return signer == domain


def sent_by(about, sender):
    """The envelope's sender is the address itself, or, where the server names the domain only, its domain."""
    envelope = about.get("smtp.mailfrom", "").strip("<>")
    return envelope in (sender, sender.rpartition("@")[2])


def results_of(message, *, server):
    """[(method, result, {property: value})] of the topmost Authentication-Results of `server`; [] when it has none."""
    for head in headers.values(message, "Authentication-Results"):
        name, *statements = statements_of(head)
        # The name may be followed by the version of the format.
        if name and name[0].strip('"').lower() == server.lower():
            return list(filter(None, map(read, statements)))
    return []


def statements_of(head):
    """The parts of `head` between its semicolons, as lists of tokens; comments are left out."""
    statements = [[]]
    for token in TOKEN.findall(without_comments(head)):
        if token == ";":
            statements.append([])
        else:
            statements[-1].append(token)
    return statements


def without_comments(head):
    """`head` without what stands in parentheses, which may stand in each other, but not in a quoted text."""
    kept, depth, quoted, escaped = [], 0, False, False
    for letter in head:
        if escaped:
            escaped = False
        elif letter == "\\":
            escaped = True
        elif letter == '"' and not depth:
            quoted = not quoted
        elif letter == "(" and not quoted:
            depth += 1
            continue
        elif letter == ")" and not quoted and depth:
            depth -= 1
            continue
        if not depth:
            kept.append(letter)
    return "".join(kept)


def read(tokens):
    """(method, result, properties) of one statement; None of what is none: "none", or one with a word too many."""
    if len(tokens) < 3 or len(tokens) % 3 or any(equals != "=" for equals in tokens[1::3]):
        return None
    if "=" in tokens[0::3] or "=" in tokens[2::3]:
        return None
    (method, result), *about = zip((name.lower() for name in tokens[0::3]), map(str.lower, tokens[2::3]), strict=True)
    properties = {}
    for name, value in about:
        properties.setdefault(name, value)
    # "dkim/1" names a version of the method.
    return method.partition("/")[0], result, properties
