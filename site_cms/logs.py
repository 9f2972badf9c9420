"""What logs do not say."""

import logging
import re

ADDRESS = re.compile(r"[^\s<>'\"(){}\[\],;:]+@[^\s<>'\"(){}\[\],;:]+")


class WithoutAddresses(logging.Filter):
    """Takes mail addresses out of an entry and of the error that it tells of; everything else stays."""

    def filter(self, record):
        record.msg, record.args = ADDRESS.sub("…@…", record.getMessage()), None
        if record.exc_info:
            told = logging.Formatter().formatException(record.exc_info)
            record.exc_info, record.exc_text = None, ADDRESS.sub("…@…", told)
        return True
