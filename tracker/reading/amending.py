"""Which laws an act amends: by its title (关于修改《示例市绿地条例》的决定, 示例市绿地条例修正案), and one on several by its items too
(一、对《…》作出修改, 二、将《…》第三条修改为…).

立法法(2023) 第六十五条 has an amended law published anew: the act alone is not its text. What the act changes is not read here.
"""

import re
from collections.abc import Iterator
from datetime import date as Date

from msgspec import Struct

from tracker.model import Version, places
from tracker.naming import bare_title
from tracker.numbering import NUMERAL
from tracker.patterns import pattern
from tracker.reading.repeals import chain, is_open, objects, out_of_quotations, since_day

_KINDS = "法|法典|条例|规定|办法|细则|规则|规程|章程|准则|解释|决定"
_NOTE = pattern(r"[（(](?!草案|征求|审议|送审)[^（）()]{1,20}[）)]$")
_AMENDMENT = pattern(r"^(?!.*关于)((?:[^《》（）()]|《[^《》]*》){2,80}?)修正案$")
AMENDS = pattern("修[改正订]")
_DECISION = pattern(r"^(?P<by>[^《》]*?)关于(?:(?:废止|取消|清理|集中|统一|一揽子|打包|再次)[和、及与]?)*"
                    rf"{AMENDS.pattern}(?![后过时])(?P<what>.*)的(?:决定|决议|命令|通知|公告)$")
"""Not one that approves such an act (关于批准…的决定), or speaks of what is amended (修改后的《…》)."""
_OUTER = str.maketrans("〈〉", "《》")
_UNMARKED = pattern(rf"^(?!部分|若干|有关|和|等)([^《》〈〉]{{2,80}}?(?:{_KINDS}))(?:(?:部分|个别)条[款文])?$")
_SEVERAL = pattern("^[^《]|》等")
_LABEL = rf"^(?:{NUMERAL}[、.．]|[（(]{NUMERAL}[）)]|第{NUMERAL}[条项])?\s*"
_ITEM = pattern(rf"{_LABEL}(?:决定)?(?P<how>对|将|修改|修正|修订|删去|删除|在)?$")
_CHANGES = pattern(r"^[^。；《》]{0,80}?(?:修改|修正|修订|改为|增加|增写|删去|删除)")
_ENDS = pattern("^[：:。；]?$")


class Amends(Struct, frozen=True):
    """A law that an act amends: its title without 《》 and with such marks inside for 〈〉, the id of the item that says so (empty: the
    act's title), the first day of the changes (None: not known, or, where it is `open`, not set), and who decided, by the act's title."""

    title: str
    provision: str
    date: Date | None
    body: str = ""
    open: bool = False

    @property
    def words(self) -> str:
        """What the act says of which law of the title it means: who decided."""
        return self.body


def amends(version: Version) -> tuple[Amends, ...]:
    """The laws that a text amends, each once, in the order named; of a text whose title does not say that it amends none."""
    title = _NOTE.sub("", "".join(version.title.split()))
    if law := _AMENDMENT.match(title):
        return (_amends(version, bare_title(law[1]), "", ""),)
    act = _DECISION.match(title)
    if act is None:
        return ()
    named = [(one, "") for one in _titled(act["what"])]
    named += _listed(version, title) if not named or _SEVERAL.search(act["what"]) or len(named) > 1 else []
    found: dict[str, Amends] = {}
    for law_, key in named:
        found.setdefault(law_, _amends(version, law_, key, act["by"]))
    return tuple(found.values())


def _amends(version: Version, title: str, key: str, body: str) -> Amends:
    return Amends(title.translate(_OUTER), key, since_day(version, key, ""), body, is_open(version, key, ""))


def _titled(what: str) -> list[str]:
    """The laws that an act's title names behind 关于修改."""
    found = objects(what)
    if found and found[0].start == 0:
        return [one.title for one in chain(what, found)]
    unmarked = _UNMARKED.match(what)
    return [unmarked[1]] if unmarked else []


def _listed(version: Version, title: str) -> Iterator[tuple[str, str]]:
    """The laws that the items of an act amend, each with the id of the item; a title alone is one where the act repeals nothing."""
    alone = not re.search("废止|取消|失效", title)
    lines = ((key, node.heading + node.text) for key, node in places(version).items() if "《" in node.heading + node.text
             or "“" in node.text or "”" in node.text)
    for key, line in out_of_quotations(lines):
        found = objects(line)
        item = _ITEM.match(line, 0, found[0].start) if found else None
        if item:
            named = chain(line, found)
            if named and (_CHANGES.match(line[named[-1].end:]) or ((alone or item["how"]) and _ENDS.match(line[named[-1].end:]))):
                yield from ((one.title, key) for one in named)
