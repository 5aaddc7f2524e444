"""Two acts change one provision, and the later one is law first: what it leaves of the earlier one's change may be law with it, or wait."""

import pytest

from tests.timeline.laws import CARE, MANAGE, NIGHT, day, version, words
from tests.timeline.test_days import text
from tests.timeline.test_lives import lives, spans
from tests.timeline.test_words import stood
from tracker.cli.standing import beside
from tracker.model import Stage, Version
from tracker.timeline.blame_of_day import of_day
from tracker.timeline.events import contradictions
from tracker.timeline.history import lineage

TWICE = "电梯应当每年检验二次，检验费由使用单位承担。"
ONCE = TWICE.replace("二次", "一次")
FIRST = version("2018-01-10", MANAGE, ONCE, force="2018-03-01", change="")
OPEN = version("2020-03-01", MANAGE, TWICE, NIGHT)
LATE = version("2020-03-01", MANAGE, TWICE, NIGHT, force="2022-01-01")
STAGED = version("2020-03-01", MANAGE, TWICE, NIGHT, force="2020-05-01", stages=(Stage(("art_2",), day("2022-01-01"), basis="act"),))
LATER = version("2020-06-01", MANAGE, TWICE.replace("使用单位", "管理单位"), NIGHT, force="2021-01-01")
ANEW = version("2020-06-01", MANAGE, "电梯应当按照国家规定检验，检验费由管理单位承担。", NIGHT, force="2021-01-01")


def doubts(held: list[Version], on: str) -> list[str]:
    """Of which provisions of the text of a day it is told that they hold a change that may wait."""
    return [r.provision for r in text(held, on).readings if r.reason == "within"]


@pytest.mark.parametrize("waits", [OPEN, LATE, STAGED])
def test_what_a_later_act_leaves_of_a_change_that_waits_may_be_law_with_it(waits: Version) -> None:
    """第二条 reads 每年检验二次 from 2021, if the later act gave it anew, else from 2022, or from the day that is left open."""
    held = [FIRST, waits, LATER]
    assert words(text(held, "2020-12-31"))[1] == f"第二条　{ONCE}"
    assert words(text(held, "2021-01-01"))[1] == f"第二条　{TWICE.replace('使用单位', '管理单位')}"
    assert (doubts(held, "2020-12-31"), set(doubts(held, "2021-01-01"))) == ([], {"art_2", "art_2__para_1"})
    assert (not doubts(held, "2022-01-01")) == (waits is not OPEN)
    told = [line for line in beside(text(held, "2021-01-01")) if line.startswith("第二条 as in version 2020-06-01: ")]
    assert len(told) == 1 and "示例市公园条例/2020-03-01" in told[0]
    assert spans(lives(held)["art_2"])[:2] == [("2018-03-01", "2021-01-01", "in_force"),
                                               ("2021-01-01", "" if waits is OPEN else "2022-01-01", "unknown")]
    blamed = {u.provision: u for u in of_day(held, text(held, "2021-01-01"), words=True).units}
    assert [(s.text, s.begins, s.unset) for s in blamed["art_2"].spans if s.text in ("二次", "管理")] == [
        ("二次", None, "unknown"), ("管理", day("2021-01-01"), "")]
    assert [(s.begins, s.unset) for s in lineage(held, "第二条", 2).steps[1:]] == [(None, "unknown"), (day("2021-01-01"), "")]
    assert "2021-01-01" not in {start for _, start, _ in stood("二次", *held)}
    assert not list(contradictions("示例市公园条例", held)), "an act may commence behind a later one"


@pytest.mark.parametrize("waits", [OPEN, LATE, STAGED])
def test_what_a_later_act_replaces_of_a_change_that_waits_never_is_law(waits: Version) -> None:
    held = [FIRST, waits, ANEW]
    assert doubts(held, "2021-01-01") == []
    assert [i for i in spans(lives(held)["art_2"]) if i[2] != "in_force"] == []
    assert [(s.begins, s.unset) for s in lineage(held, "第二条", 2).steps[1:]] == [(None, "never"), (day("2021-01-01"), "")]


def test_a_whole_new_text_brings_what_it_leaves_of_a_change_that_waits() -> None:
    whole = version("2020-06-01", MANAGE, TWICE.replace("使用单位", "管理单位"), NIGHT, force="2021-01-01", change="revised")
    held = [FIRST, LATE, whole]
    assert doubts(held, "2021-01-01") == []
    blamed = {u.provision: u for u in of_day(held, text(held, "2021-01-01"), words=True).units}
    assert [(s.begins, s.unset) for s in blamed["art_2"].spans if s.text == "二次"] == [(day("2021-01-01"), "")]


def test_acts_that_change_two_paragraphs_of_one_article_leave_no_doubt() -> None:
    first = version("2018-01-10", MANAGE, f"{CARE}\n{ONCE}", force="2018-03-01", change="")
    waits = version("2020-03-01", MANAGE, f"{CARE}\n{TWICE}")
    later = version("2020-06-01", MANAGE, f"{CARE.replace('养护', '日常养护')}\n{TWICE}", force="2021-01-01")
    assert words(text([first, waits, later], "2021-01-01"))[1] == f"第二条　{CARE.replace('养护', '日常养护')}\n{ONCE}"
    assert doubts([first, waits, later], "2021-01-01") == []
