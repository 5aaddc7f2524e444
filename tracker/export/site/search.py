"""What the search of a site reads: plain scripts that a page loads as it needs them, from a disk or a server alike.

A law has a script with its newest text, article by article; the titles of all laws stand in scripts of a thousand each; and for
every two neighbouring characters (a gram) a shard tells in which laws they stand. A search loads the titles, the shards of its
own grams, and then the texts of the laws that have them all, one after the other until enough is found: what is loaded grows
neither with the number of laws that do not have the words nor, past the first results, with those that do.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from tracker.export.site.addresses import PAGE, article_folder, version_folder
from tracker.export.site.folio import Folio
from tracker.export.site.sheet import words_of
from tracker.model import articles
from tracker.timeline.intervals import day_of

TITLES = 1000
"""How many laws one script of titles holds."""

LAWS, SHARDS = 8, 4096
"""A shard of grams for so many laws, and the most shards there are; always a power of two."""


def law_data(folio: Folio) -> bytes:
    """A law's newest text as the search reads it: for each article, or other unit, its address in the law's folder, name and words."""
    day = day_of(folio.newest)
    own = articles(folio.newest)
    folder = version_folder(day)
    parts = [(f"{folder}{article_folder(u.id)}{PAGE}" if u.id in own else f"{folder}{PAGE}#{u.id}", u.num, words_of(u))
             for u in folio.text(day).units.values() if u.type not in ("toc", "title")]
    return script(f"law {folio.law.law}", {"title": folio.law.title, "day": str(day), "parts": parts})


def script(key: str, data: object) -> bytes:
    """Data as a script that hands it over under a key."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    name = json.dumps(key, ensure_ascii=False).replace("<", "\\u003c")
    return f"put({name},{written.replace(chr(0x2029), chr(92) + 'u2029')});\n".encode()


def read_script(data: bytes) -> Mapping[str, object]:
    """What a law's script holds."""
    text = data.decode()
    found: Mapping[str, object] = json.loads(f"[{text[4:text.rindex(')')]}]")[1]
    return found


def grams(found: Mapping[str, object]) -> set[str]:
    """The grams of a law, from what its script holds: every two neighbouring characters of its title and text, and last ones alone."""
    parts = found["parts"]
    assert isinstance(parts, list)
    text = "\n".join((str(found["title"]), *(part for _, num, words in parts for part in (num, words))))
    return {run[at:at + 2] for run in runs(text) for at in range(len(run))}


def runs(text: str) -> list[str]:
    """The stretches of a text without marks or white space, width and capitals evened out; the page's script does the same."""
    return _RUN.findall(fold(text))


_RUN = re.compile("[0-9a-z\u3007\u00c0-\u1fff\u3041-\udfff\uf900-\ufdff\U00010000-\U0010ffff]+")
"""Letters, digits, Chinese characters."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_CAPITALS = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_FOLD = {code: _CAPITALS.get(to, to) for code, to in _FULL_WIDTH.items()} | _CAPITALS


def fold(text: str) -> str:
    """A text, character by character, in half width and small letters."""
    return text.translate(_FOLD)


def shards(laws: int) -> int:
    """How many shards of grams a site of so many laws has."""
    count = 1
    while count * LAWS < laws and count < SHARDS:
        count *= 2
    return count


def shard_of(gram: str, count: int) -> int:
    """The shard that a gram stands in: all that begin with one character stand together."""
    return ord(gram[0]) % count


def gram_script(shard: int, found: Mapping[str, Sequence[int]]) -> bytes:
    """A shard: for each gram the numbers of the laws that have it, each as its distance from the one before."""
    return script(f"grams {shard}", {gram: list(_steps(found[gram])) for gram in sorted(found)})


def _steps(numbers: Sequence[int]) -> Iterable[int]:
    return (n - before for before, n in zip((0, *sorted(numbers)), sorted(numbers), strict=False))


def title_script(at: int, laws: Sequence[tuple[str, str]]) -> bytes:
    """The titles of up to a thousand laws, each with its id."""
    return script(f"titles {at}", laws)
