"""The first bytes of a file → the kind of image that it holds. Nothing is decoded.

Of two signatures that are short enough to begin a text, further bytes are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

READ = frozenset({"PNG", "JPEG", "WebP", "BMP", "TIFF", "GIF", "AVIF"})  # the kinds that image.py decodes


@dataclass(frozen=True, slots=True)
class _Signature:
    """Bytes at the beginning of a kind of file, and at an offset behind them."""

    kind: str
    start: bytes
    offset: int = 0
    then: tuple[bytes, ...] = (b"",)

    def fits(self, first: bytes) -> bool:
        return first.startswith(self.start) and first.startswith(self.then, self.offset)


def _sizes(*sizes: int) -> tuple[bytes, ...]:
    return tuple(size.to_bytes(4, "little") for size in sizes)


SIGNATURES = (
    _Signature("PNG", b"\x89PNG"),
    _Signature("JPEG", b"\xff\xd8\xff"),
    _Signature("WebP", b"RIFF", 8, (b"WEBP",)),
    _Signature("GIF", b"GIF8"),
    _Signature("BMP", b"BM", 14, _sizes(12, 16, 40, 52, 56, 64, 108, 124)),  # sizes of the headers that there are
    _Signature("TIFF", b"", 0, (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    _Signature("AVIF", b"\0\0\0", 4, (b"ftypavif", b"ftypavis")),
    _Signature("HEIF", b"\0\0\0", 4, (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1")),
    _Signature("JPEG XL", b"\0\0\0\x0cJXL \r\n\x87\n"),
    _Signature("JPEG XL", b"\xff\x0a", 2, tuple(bytes([byte]) for byte in range(0x80, 0x100))),
    _Signature("JPEG 2000", b"", 0, (b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")),
    _Signature("Photoshop", b"8BPS\0"),
    _Signature("MNG", b"\x8aMNG\r\n\x1a\n"),
    _Signature("OpenEXR", b"\x76\x2f\x31\x01"),
    _Signature("QOI", b"qoif\0"),
    _Signature("DDS", b"DDS \x7c\0\0\0"),
    _Signature("icon", b"\0\0\1\0", 10, (b"\0\0", b"\1\0")),  # colour planes of the first picture
)


def kind_of(first: bytes) -> str:
    """The kind of image that begins with these bytes; empty if none is known that does."""
    return next((signature.kind for signature in SIGNATURES if signature.fits(first)), "")
