"""Large files of which a table names many: each is made when a test asks for it, not when tests are collected."""


class WhenAsked(dict):
    """A dict in which a function stands for what it returns, by itself or as the first of a tuple.

        FILES = WhenAsked({"a book": (lambda: docx(…), "too_long"), "nothing": (b"", "empty")})
        content, code = FILES["a book"]

    Made once and kept. `values()` and `items()` make nothing.
    """

    def __getitem__(self, name):
        value = super().__getitem__(name)
        first, *rest = value if isinstance(value, tuple) else (value,)
        if callable(first):
            value = self[name] = (first(), *rest) if rest else first()
        return value
