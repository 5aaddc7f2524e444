"""Regular expressions that are compiled when they are first used.

Compiling the hundred expressions of reading, citing and comparing takes longer than comparing two laws with the dozen that a text
calls for; a command pays for those it uses.
"""

import re
from itertools import pairwise
from typing import Any, AnyStr, cast


class _Late:
    """Stands for a compiled expression until it is asked for a method, which it then keeps."""

    def __init__(self, *parts: Any) -> None:
        self._parts = parts

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._parts), name)
        setattr(self, name, found)
        return found


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, at the first use: an error in the expression shows there. Only its methods can be used, not `re.sub(it, …)`."""
    return cast(re.Pattern[AnyStr], _Late(text, flags))


HAN = r"[^\W\dA-Za-z_]"
"""A Chinese character (a letter that is no Latin one), as a class that costs nothing to compile: a range of twenty thousand signs takes
a millisecond each time an expression has it."""


def han_but(some: str) -> str:
    """The Chinese characters but for some, as the inside of a class: a class that an expression starts with is sought at once."""
    bounds = [0x4DFF, *sorted(code for code in map(ord, some) if 0x4E00 <= code <= 0x9FFF), 0xA000]
    return "".join(f"{chr(a + 1)}-{chr(b - 1)}" for a, b in pairwise(bounds) if b - a > 1)
