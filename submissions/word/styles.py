"""What holds for a paragraph or a run of a Word file: said there itself, or by its style, or by that style's own."""

from submissions.word.package import W

OFF = {"0", "false", "off", "none"}
DEEPEST = 20


def value(properties, name):
    """The value of the property `name` in `properties` (an element or None); None where it says nothing."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "1")


def is_on(said):
    """Whether `said` of a property that is on or off means on."""
    return said is not None and said not in OFF


class Styles:
    """The styles of a file, from the root of its part (None where it has none)."""

    def __init__(self, root):
        self.styles, self.default_paragraph = {}, None
        for style in [] if root is None else root.iter(f"{W}style"):
            key = style.get(f"{W}styleId")
            self.styles[key] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.default_paragraph = key
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.default_font = font_in(defaults)

    def chain(self, key):
        """The styles that hold where `key` is named, the nearest first."""
        found = []
        while key in self.styles and len(found) < DEEPEST:
            style = self.styles[key]
            found.append(style)
            key = value(style, "basedOn")
        return found

    def of_paragraph(self, paragraph):
        return self.chain(value(paragraph.find(f"{W}pPr"), "pStyle") or self.default_paragraph)

    def level(self, paragraph):
        """0 for a title, 1 to 6 for a heading, None for any other paragraph (Heading 1 is level 1)."""
        own = value(paragraph.find(f"{W}pPr"), "outlineLvl")
        for style in self.of_paragraph(paragraph):
            name = (value(style, "name") or "").casefold()
            if name == "title":
                return 0
            if name.startswith("heading ") and name[8:].isdigit():
                return min(int(name[8:]), 6)
            own = own or value(style.find(f"{W}pPr"), "outlineLvl")
        return int(own) + 1 if own and own.isdigit() and int(own) < 6 else None

    def is_caption(self, paragraph):
        return any((value(style, "name") or "").casefold() == "caption" for style in self.of_paragraph(paragraph))

    def said(self, paragraph, name):
        """The value of the property `name` of `paragraph`."""
        own = value(paragraph.find(f"{W}pPr"), name)
        if own is not None:
            return own
        return next(
            (said for style in self.of_paragraph(paragraph) if (said := value(style.find(f"{W}pPr"), name))), None
        )

    def numbering(self, paragraph):
        """(number, level) of the list that `paragraph` is a point of; None where it is none."""
        places = [paragraph.find(f"{W}pPr"), *(style.find(f"{W}pPr") for style in self.of_paragraph(paragraph))]
        for place in places:
            listed = None if place is None else place.find(f"{W}numPr")
            if listed is not None and value(listed, "numId"):
                number = value(listed, "numId")
                return None if number == "0" else (number, value(listed, "ilvl") or "0")
        return None

    def of_run(self, run, paragraph):
        """The places that say how `run` looks, the nearest first: itself, its style's, its paragraph's."""
        own = run.find(f"{W}rPr")
        styles = [*self.chain(value(own, "rStyle")), *self.of_paragraph(paragraph)]
        return [place for place in (own, *(style.find(f"{W}rPr") for style in styles)) if place is not None]

    def run_is(self, run, paragraph, name):
        """Whether the property `name`, on or off, is on for `run`."""
        return is_on(next((said for place in self.of_run(run, paragraph) if (said := value(place, name))), None))

    def font(self, run, paragraph):
        """The name of the font of `run` (str); "" where nothing names one."""
        named = (font for place in self.of_run(run, paragraph) if (font := font_in(place)))
        return next(named, self.default_font)


def font_in(properties):
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    if fonts is None:
        return ""
    return fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or ""
