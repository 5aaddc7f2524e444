"""A comparison table as a PDF file, printed from its web page by WeasyPrint (the extra `pdf`), which needs a Chinese font.

Where no font holds a character WeasyPrint prints an empty box and goes on; here that is an error, for a law with boxes in it is none.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from tracker.errors import ExportError
from tracker.export import table_html
from tracker.export.table import Table
from tracker.export.table_profiles import Profile

_FONT = "install one that has them (Debian: apt install fonts-noto-cjk), or write --format docx and print that"
_CHINESE = b":lang=zh-cn"


def render(table: Table, profile: Profile) -> bytes:
    """The PDF file. Raises ExportError where WeasyPrint or a library of its is not installed, or no font has a character of the table."""
    try:
        from weasyprint import HTML
    except ImportError:
        raise ExportError("PDF needs WeasyPrint, which is not installed", hint="pip install 'tracker[pdf]'") from None
    except OSError as error:
        raise ExportError("PDF needs a library that is not installed: {reason}", hint="install Pango (Debian: apt install libpango-1.0-0 "
                          "libpangoft2-1.0-0), or write --format docx and print that", reason=str(error).split("\n")[0]) from None
    if not _has_chinese_font():
        raise ExportError("no Chinese font is installed", hint=_FONT)
    page = table_html.render(table, profile)
    with _missing_characters():
        made: bytes = HTML(string=page).write_pdf()
    return made


def _has_chinese_font() -> bool:
    """Whether fontconfig, which Pango asks, knows a font for Chinese. With none at all Pango does not warn but ends the process."""
    import ctypes

    try:
        library = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return True  # another system's own fonts: WeasyPrint's warnings alone are heard
    for name in ("FcNameParse", "FcObjectSetCreate", "FcFontList"):
        getattr(library, name).restype = ctypes.c_void_p
    wanted, nothing = ctypes.c_void_p(library.FcNameParse(_CHINESE)), ctypes.c_void_p(library.FcObjectSetCreate())
    found = library.FcFontList(None, wanted, nothing)  # a struct that begins with the number of fonts
    return bool(found) and ctypes.cast(found, ctypes.POINTER(ctypes.c_int)).contents.value > 0


class _Boxes(logging.Handler):
    """Collects the characters of which WeasyPrint warns that it prints a box."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if record.args and isinstance(record.args, tuple) and ".notdef" in record.msg:
            self.missing[str(record.args[0])] = None


@contextmanager
def _missing_characters() -> Iterator[None]:
    log, boxes = logging.getLogger("weasyprint"), _Boxes()
    log.addHandler(boxes)
    try:
        yield
    finally:
        log.removeHandler(boxes)
    if boxes.missing:
        raise ExportError("no installed font has these characters: {characters}", hint=_FONT, characters=" ".join(
            f"{character} (U+{ord(character):04X})" for character in list(boxes.missing)[:10]))
