"""What a title shows: that it is one of a law, and the stage (修订草案二次审议稿) of a text that is not passed yet.

立法法(2023): a bill is laid before the body as a 草案, published for opinions (征求意见稿), deliberated (一审稿, 二次审议稿) and put to the
vote (表决稿); it is law only once passed and promulgated. A text on trial (试行草案, 试行稿) is in force, and no bill.
"""

import re

from tracker.patterns import pattern

_COUNT = r"第?[一二三四五六1-6]"
_DRAFT = rf"(?:(?:{_COUNT}次|初次)?(?:提请|提交)?审议|{_COUNT}审|初审|(?:公开)?征求意见|送审|讨论|(?:建议)?表决|审查|论证|报批)稿|初稿"
_ENACTED = r"(?![^（()）]*(?:试行|通过|批准|[公发颁]布))"
_IN_BRACKETS = rf"[（(]{_ENACTED}([^（()）《》。；]{{0,20}}(?:草案[^（()）《》，。；]{{0,16}}|{_DRAFT}))[）)]"
_BARE = rf"((?:修订|修正|修改)?(?<!试行)草案(?:[^（()）《》，。；]{{0,10}}稿)?|{_DRAFT})"
_STAGES = rf"(?:{_IN_BRACKETS}|{_BARE})"
_LINE = pattern(rf"{_STAGES}+$")
_TITLE = pattern(rf"(.+?)》?{_STAGES}(?:》?{_STAGES})*》?$")
_NAMED = pattern(r".*(?:法|典|条例|规定|办法|决定|解释|细则|规则|规程|章程|决议|批复|通知|意见|命令|方案|纲要|标准|准则|修正案|安排"
                 r"|答复|公告|更正|勘误|案|编)\s*(?:[（(].{1,20}[）)])?》?$")


def is_law_title(title: str) -> bool:
    """Whether a title ends as those of laws, regulations, interpretations and decisions do."""
    return _NAMED.match(title) is not None


def squeezed(text: str) -> str:
    """Words without white space, for comparing headings with contents and titles with their repetition."""
    return re.sub(r"[\s\u200b\ufeff]+", "", text)


def _may_be_stage(words: str) -> bool:
    return "稿" in words or "草案" in words


def stage_of(line: str) -> str:
    """The stage that a line of its own names, brackets and white space out; empty where it names none."""
    words = squeezed(line)
    return re.sub(r"[（()）]", "", words) if len(words) <= 60 and _may_be_stage(words) and _LINE.match(words) else ""


def parted(title: str) -> tuple[str, str]:
    """A title without the stage at its end, and that stage; empty where there is none."""
    words = squeezed(title)
    found = _TITLE.match(words) if len(words) <= 300 and _may_be_stage(words) else None
    if not found:
        return title, ""
    name, stage = found[1], words[found.end(1):]
    name = name[1:] if name.startswith("《") and name.count("《") > name.count("》") else name
    if name.count("《") != name.count("》") or not (stage.lstrip("》")[0] in "（(" or is_law_title(name)):
        return title, ""
    return name, re.sub(r"[（()）》]", "", stage)
