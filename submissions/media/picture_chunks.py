"""PNG and WebP files as the chunks that they consist of: the picture is kept as it is, what else is there is left out.

Writing a large picture anew takes these formats half a minute; choosing among the chunks takes milliseconds. The
names are those of the PNG specification (ISO/IEC 15948) and of the WebP container specification.
"""

import struct

PNG_PICTURE = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"sBIT", b"bKGD"}
WEBP_PICTURE = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP"}
# Flags of VP8X that announce EXIF and XMP.
WEBP_METADATA_FLAGS = 0x08 | 0x04


def png_picture(content):
    """Return the bytes of the PNG `content` with its picture chunks only; of an animation its first picture."""
    kept, place = [content[:8]], 8
    while place + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        end = place + 12 + length
        if kind in PNG_PICTURE:
            kept.append(content[place:end])
        if kind == b"IEND":
            break
        place = end
    return b"".join(kept)


def webp_picture(content):
    """Return the bytes of the WebP `content`, which is no animation, with its picture chunks only."""
    kept, place = [], 12
    end_of_file = min(len(content), 8 + struct.unpack_from("<I", content, 4)[0])
    while place + 8 <= end_of_file:
        kind, length = struct.unpack_from("<4sI", content, place)
        end = place + 8 + length + length % 2
        chunk = content[place:end]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~WEBP_METADATA_FLAGS]) + chunk[9:]
        if kind in WEBP_PICTURE:
            kept.append(chunk)
        place = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


PICTURE_OF = {"PNG": png_picture, "WEBP": webp_picture}
