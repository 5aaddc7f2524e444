"""Plain text: which encoding its bytes are in, and its lines.

In this order: a byte order mark; UTF-8; UTF-16 where the bytes show it; GB 18030 (the mandatory Chinese standard, of which
GB 2312 and GBK are parts); what charset-normalizer finds. Decoding is always strict: a byte that does not fit is an error with
its place, never a replacement character, for the text is evidence.
"""

from functools import lru_cache
from itertools import islice

from tracker.errors import SourceError
from tracker.patterns import pattern
from tracker.reading.document import Line
from tracker.reading.formats.content import Content

SAVE_AS_TEXT = "open it in an editor, save it as UTF-8 text, and read that"

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 65_536
_BREAK = pattern("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = pattern("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HAN = pattern("[\u3400-\u9fff\uf900-\ufaff]")
_BEYOND = pattern("[^\x00-\x7f]{1,4096}")
_BEYOND_ASCII = bytes(range(128, 256))
_LONG_FORM = pattern(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def read(data: bytes, name: str) -> Content:
    """The lines of a text file, blank ones too: a line's number is the one an editor shows. Raises SourceError."""
    text, encoding = decode(data, name)
    return Content(lines_of(text), encoding)


def lines_of(text: str) -> tuple[Line, ...]:
    """Text cut at every line end that editors and Word know; the mark of DOS files at the very end (Ctrl-Z) is none of it."""
    return tuple(Line(line, at) for at, line in enumerate(_BREAK.split(text.removesuffix("\x1a")), 1))


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Bytes as text, and the name of the encoding. Raises SourceError: empty, binary, damaged, of unknown encoding."""
    text, encoding = _decode(data, name)
    if not text.strip("\ufeff\u200b \t\r\n\u3000\xa0\x1a"):
        raise SourceError("{name} is empty", hint="give a file that holds the text of a law", name=name)
    if "\x00" in text or len(_CONTROL.findall(text, 0, _SAMPLE)) > len(text[:_SAMPLE]) // 50:
        raise _binary(name)
    return text, encoding


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding
    if b"\x00" in data:
        return _utf16(data, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise _damaged(data, "utf-8", error.start, name) from None
    return _chinese(data, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(data, encoding, error.start, name) from None


def _utf16(data: bytes, name: str) -> tuple[str, str]:
    """Text with zero bytes is UTF-16 without its mark, if one of the two byte orders makes sense, or no text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = data[:_SAMPLE].decode(encoding, "ignore")
        if _known(sample) * 10 > len(sample) * 9:
            return _strict(data, encoding, name), encoding
    raise _binary(name)


def _known(text: str) -> int:
    """How many characters are Chinese, ASCII, or punctuation that Chinese text uses."""
    return sum("\x20" <= c <= "\x7e" or c in "\t\r\n" or "\u2000" <= c <= "\u206f" or "\u3000" <= c <= "\u303f"
               or "\u4e00" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for c in text)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most bytes beyond ASCII stand in the forms that UTF-8 has for Chinese: then a few are damaged, and it is no GB 18030."""
    beyond = len(data) - len(data.translate(None, _BEYOND_ASCII))
    formed = sum(len(match[0]) for match in _LONG_FORM.finditer(data))
    return formed * 10 > beyond * 9 and beyond > 8


def _chinese(data: bytes, name: str) -> tuple[str, str]:
    """Neither UTF: GB 18030 where it makes sense of the bytes, else what charset-normalizer finds, strictly decoded."""
    try:
        text = _gb18030(data)
        if _makes_sense(text):
            return text, "gb18030"
        place = 0
    except UnicodeDecodeError as error:
        place = error.start
    found = _guess(data)
    if found:
        return found
    if place and _makes_sense(data[:place].decode("gb18030")):
        raise _damaged(data, "gb18030", place, name)
    raise SourceError("the encoding of {name} is not known", hint=SAVE_AS_TEXT, name=name)


def _gb18030(data: bytes) -> str:
    """Strictly decoded; A3 A0, with which old Chinese programs indent, is a wide space, as the WHATWG Encoding Standard has it."""
    return data.decode("gb18030").replace("\ue5e5", "\u3000")


def _guess(data: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes

    for match in islice(from_bytes(data[: _SAMPLE - 1]), 3):
        try:
            text = data.decode(match.encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _makes_sense(text):
            return text, match.encoding
    return None


def decode_as(data: bytes, encoding: str) -> str | None:
    """Text in an encoding that the source itself names, or None where the bytes do not fit it or make no Chinese in it."""
    try:
        text = _gb18030(data) if encoding == "gb18030" else data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return text if encoding.startswith("utf") or text.isascii() or _makes_sense(text) else None


def _makes_sense(text: str) -> bool:
    """Whether decoding gave Chinese: bytes of another encoding give private-use characters and hardly a common one."""
    sample = "".join(match[0] for match in islice(_BEYOND.finditer(text), _SAMPLE))[:_SAMPLE]
    private = sum("\ue000" <= c <= "\uf8ff" for c in sample)
    common = sum(c in "，。、；：（）《》“”\u3000\xa0" or _is_common(c) for c in sample)
    return private * 200 <= len(sample) and common * 2 > len(sample) and _HAN.search(sample) is not None


@lru_cache(maxsize=8192)
def _is_common(character: str) -> bool:
    """Whether a character is on the first level of GB 2312 or of Big5: the some 3,755 and 5,401 that text is made of."""
    simplified = character.encode("gb2312", "ignore")
    if len(simplified) == 2 and 0xB0 <= simplified[0] <= 0xD7:
        return True
    traditional = character.encode("big5", "ignore")
    return len(traditional) == 2 and 0xA4 <= traditional[0] <= 0xC6


def _binary(name: str) -> SourceError:
    return SourceError("{name} is not text: it holds binary data", hint="give the law as text, Markdown, HTML, .docx or PDF", name=name)


def _damaged(data: bytes, encoding: str, place: int, name: str) -> SourceError:
    line = data.count(b"\n", 0, place) + 1
    return SourceError("{name} is damaged: byte {place} (line {line}) does not fit its encoding, {encoding}", hint=SAVE_AS_TEXT, name=name,
                       place=place, line=line, encoding=encoding)
