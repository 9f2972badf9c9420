"""What logs do not say."""

import logging
import re

ADDRESS = re.compile(r"[^\s<>'\"(){}\[\],;:]+@[^\s<>'\"(){}\[\],;:]+")


# Addresses that open something for whoever has them: links in mails, and those to choose a password.
SECRET = re.compile(r"(/(?:nhan-tin/(?:xac-nhan|cua-toi|thoi)|password_reset/confirm)/)[^\s\"'?]+")


class WithoutAddresses(logging.Filter):
    """Takes mail addresses and the secret parts of links out of an entry and of the error that it tells of."""

    def filter(self, record):
        record.msg, record.args = told(record.getMessage()), None
        if record.exc_info:
            record.exc_info, record.exc_text = None, told(logging.Formatter().formatException(record.exc_info))
        return True


def told(text):
    return SECRET.sub(r"\1…", ADDRESS.sub("…@…", text))


def guard_access_log():
    """The web server writes the addresses that it is asked for by itself."""
    logging.getLogger("gunicorn.access").addFilter(WithoutAddresses())
