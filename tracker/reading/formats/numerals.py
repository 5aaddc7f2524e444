"""Numbers that a program computes, in the number formats of Word (ECMA-376 Part 1, 17.18.59) and of HTML lists.

Counting formats print the numeral that statutes print (立法法 第六十五条): word processors differ among themselves from one
hundred up (一百〇一, 一〇一).
"""

import re

from tracker.numbering import chinese

_COUNTING = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
             "koreanCounting", "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}
_SERIES = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
           "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
           "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
           "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"}
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
          (5, "v"), (4, "iv"), (1, "i"))
ENCLOSED = frozenset("".join(_SERIES[kind] for kind in _SERIES if "Enclosed" in kind))
"""Signs that hold their own brackets or dot."""


def number(text: str, default: int = 0) -> int:
    """An integer attribute; the default where it is none."""
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else default


def numeral(count: int, kind: str) -> str:
    """A number in a number format; decimal where the format has no sign for it or is not known."""
    if kind == "none":
        return ""
    if kind in _COUNTING and 1 <= count <= 9999:
        return chinese(count)
    if kind in _SERIES and 1 <= count <= len(_SERIES[kind]):
        return _SERIES[kind][count - 1]
    if kind in ("upperLetter", "lowerLetter") and 1 <= count <= 780:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("upperRoman", "lowerRoman") and 1 <= count <= 3999:
        return _roman(count) if kind == "lowerRoman" else _roman(count).upper()
    return _arabic(count, kind)


def _arabic(count: int, kind: str) -> str:
    if kind in ("chineseLegalSimplified", "ideographLegalTraditional") and 1 <= count <= 9999:
        return chinese(count).translate(_LEGAL)
    if kind in ("decimalFullWidth", "decimalFullWidth2"):
        return str(count).translate(_WIDE)
    return f"{count:02}" if kind == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (count // worth)
        count %= worth
    return written
