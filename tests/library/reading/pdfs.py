"""Small PDFs with a text layer, or without one, as bytes."""

import io

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

# Every code of two bytes is the character of that number.
CODES = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Codes def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
%d beginbfchar
%s
endbfchar endcmap CMapName currentdict /CMap defineresource pop end end"""


def pdf(*pages):
    """A PDF whose `pages` say these texts; "" is a page without text, as a scan has."""
    writer = PdfWriter()
    for text in pages:
        page = writer.add_blank_page(595, 842)
        if text:
            page[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font(writer, text)})}
            )
            drawn = DecodedStreamObject()
            lines = "\n".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -16 Td" for line in text.split("\n"))
            drawn.set_data(f"BT /F1 12 Tf 60 780 Td\n{lines}\nET".encode())
            page[NameObject("/Contents")] = writer._add_object(drawn)
    whole = io.BytesIO()
    writer.write(whole)
    return whole.getvalue()


def font(writer, text):
    codes = [f"<{ord(sign):04x}> <{ord(sign):04x}>".encode() for sign in sorted(set(text) - {"\n"})]
    to_unicode = DecodedStreamObject()
    to_unicode.set_data(CODES % (len(codes), b"\n".join(codes)))
    descendant = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType2"),
            NameObject("/BaseFont"): NameObject("/Times"),
            NameObject("/DW"): NumberObject(500),
        }
    )
    return writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type0"),
                NameObject("/BaseFont"): NameObject("/Times"),
                NameObject("/Encoding"): NameObject("/Identity-H"),
                NameObject("/DescendantFonts"): ArrayObject([writer._add_object(descendant)]),
                NameObject("/ToUnicode"): writer._add_object(to_unicode),
            }
        )
    )
