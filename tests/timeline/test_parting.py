"""The text of a day on which one half of a 款 that was split is law, and the other waits for a day of its own."""

import pytest

from tests.timeline.laws import CARE, FINE, day, version, words
from tests.timeline.test_days import text
from tracker.model import Law, Stage, Version
from tracker.timeline import timeline
from tracker.timeline.blame_of_day import of_day
from tracker.timeline.standing import standing

SET_UP = "集市由区人民政府设立。"
NOTICE = "设立集市应当公告。"
TEN_DAYS = "公告期为十日。"
PLACES = "公告应当载明摊位和时间。"


def split(whole: str, *halves: str, waits: str) -> list[Version]:
    """第二条, `whole` at first, made anew as `halves`; what `waits` is law in 2014, all else in May 2013."""
    return [version("2006-05-12", FINE, whole, CARE, force="2006-07-01", change=""),
            version("2013-03-20", FINE, *halves, CARE, force="2013-05-01", stages=(Stage((waits,), day("2014-01-01")),))]


@pytest.mark.parametrize(("whole", "halves", "waits", "stands"), [
    (SET_UP + NOTICE, (SET_UP, NOTICE + TEN_DAYS), "art_3", (SET_UP, NOTICE)),
    (SET_UP + NOTICE, (SET_UP, NOTICE + TEN_DAYS), "art_2", (SET_UP, NOTICE + TEN_DAYS)),
    (SET_UP + NOTICE + PLACES, (SET_UP, NOTICE + PLACES + TEN_DAYS), "art_3", (SET_UP, NOTICE + PLACES)),
    (SET_UP + NOTICE, (SET_UP.replace("。", "，报市人民政府备案。"), NOTICE + TEN_DAYS), "art_3",
     (SET_UP.replace("。", "，报市人民政府备案。"), NOTICE))])
def test_what_went_to_an_article_that_waits_reads_on_there_and_stands_once(whole: str, halves: tuple[str, str], waits: str,
                                                                           stands: tuple[str, str]) -> None:
    held = split(whole, *halves, waits=waits)
    made = text(held, "2013-06-01")
    assert words(made) == [f"第一条　{FINE}", f"第二条　{stands[0]}", f"第三条　{stands[1]}", f"第四条　{CARE}"]
    assert [(r.provision, r.version, r.reason, r.until) for r in made.readings] == [
        (waits, held[0].version, "staged", day("2014-01-01"))]
    assert text(held, "2014-01-01") == held[1]


def test_a_sentence_that_the_article_which_waits_words_otherwise_may_be_gone() -> None:
    made = text(split(SET_UP + NOTICE, SET_UP, "设立集市应当公告，公告期为十日。", waits="art_3"), "2013-06-01")
    assert words(made)[1:3] == [f"第二条　{SET_UP}", f"第三条　{NOTICE}"]
    assert [standing(r) for r in made.readings] == ["it is not known whether it is gone, or stands until 2014-01-01"]


@pytest.mark.parametrize("more", ["", PLACES])
def test_a_paragraph_that_waits_has_its_old_words_too(more: str) -> None:
    """The 款 of 第二条 becomes two in the same article."""
    made = text(split(SET_UP + NOTICE + more, f"{SET_UP}\n{NOTICE}{more}{TEN_DAYS}", waits="art_2__para_2"), "2013-06-01")
    assert words(made)[1] == f"第二条　{SET_UP}\n{NOTICE}{more}"
    assert [(r.provision, r.reason) for r in made.readings] == [("art_2__para_2", "staged")]


def test_what_was_struck_out_where_an_article_was_split_is_gone() -> None:
    made = text(split(SET_UP + TEN_DAYS + NOTICE, SET_UP, NOTICE + PLACES, waits="art_3"), "2013-06-01")
    assert TEN_DAYS not in "".join(words(made)[1:3])


def test_the_rows_of_a_half_that_waits_begin_with_its_old_words() -> None:
    lives = timeline(Law("示例市公园条例", "示例市公园条例"), split(SET_UP + NOTICE, SET_UP, NOTICE + TEN_DAYS, waits="art_3"),
                     day("2020-01-01")).provisions
    rows = {life.provision: [(str(i.start), i.provision, i.parts) for i in life.intervals] for life in lives}
    assert rows["art_3"] == [("2013-05-01", "art_2", ("art_2__para_1",)), ("2014-01-01", "art_3", ())]
    assert rows["art_3__para_1"] == [("2013-05-01", "art_2__para_1", ("art_2__para_1",)), ("2014-01-01", "art_3__para_1", ())]


def test_blame_gives_the_old_words_of_a_half_that_waits_to_their_version() -> None:
    held = split(SET_UP + NOTICE, SET_UP, NOTICE + TEN_DAYS, waits="art_3")
    unit = next(u for u in of_day(held, text(held, "2013-06-01"), words=True).units if u.provision == "art_3")
    assert unit.version == held[0].version
    assert [(s.text, s.version) for s in unit.spans] == [("第三条", held[1].version), (NOTICE, held[0].version)]


@pytest.mark.parametrize(("early", "stands"), [("art_3", (SET_UP, NOTICE + TEN_DAYS)), ("art_2", (SET_UP, NOTICE))])
def test_a_half_that_is_law_before_the_act_that_splits_leaves_the_other_as_it_was(early: str, stands: tuple[str, str]) -> None:
    """The act is law in 2014, one half of what was 第二条 in April 2013: no sentence stands twice, and none is lost."""
    held = [version("2006-05-12", FINE, SET_UP + NOTICE, CARE, force="2006-07-01", change=""),
            version("2013-03-20", FINE, SET_UP, NOTICE + TEN_DAYS, CARE, force="2014-05-01", stages=(Stage((early,), day("2013-04-01")),))]
    made = text(held, "2013-06-01")
    assert words(made) == [f"第一条　{FINE}", f"第二条　{stands[0]}", f"第三条　{stands[1]}", f"第三条　{CARE}"]
    assert {r.provision for r in made.readings} == {"art_2", "art_3"}
    assert words(text(held, "2013-03-31"))[1] == f"第二条　{SET_UP}{NOTICE}"
