"""Citations in the text of a day that keep the numbers of the version whose words they stand in: told, never changed."""

from datetime import date

import pytest

from tests.timeline.laws import day, version, words
from tracker import codec, language
from tracker.cli.standing import beside
from tracker.model import Event, Stage, Version
from tracker.timeline.composition import text_on
from tracker.timeline.effect import calendar
from tracker.timeline.intervals import on
from tracker.timeline.standing import about

OPEN = "公园每日开放，节假日也不例外。"
DOGS = "携带犬只入园的，应当使用牵引绳。"
CAMP = "公园内不得宿营，设立营地的除外。\n营地由市人民政府公布。"
FINE = "违反第二条规定的，责令改正；违反第三条第二款规定的，处一百元罚款。"
FINE_2022 = "违反第三条规定的，责令改正，并予以公告；违反第四条第二款规定的，处二百元以上五百元以下罚款。"
SIGNS = "公园应当在入口处设置标志和无障碍设施。"
LAST = "本条例自2020年3月1日起施行。"
V2020 = version("2020-01-10", OPEN, DOGS, CAMP, FINE, LAST, change="", force="2020-03-01")


def on_day(when: str, *versions: Version, events: tuple[Event, ...] = ()) -> Version:
    held = {v.version: v for v in versions}
    found = text_on(calendar(versions, events), on(versions, day(when), events), held.__getitem__)
    assert codec.decode("version", codec.encode("version", found)) == found
    return found


def told(text: Version) -> list[str]:
    language.use("en")
    return [line for line in beside(text) if " cites " in line]


def test_an_old_article_cites_in_the_numbers_of_its_own_version() -> None:
    """第二条 is inserted at once, the new words of what is now 第五条 wait: until then it reads as in 2020, and 第二条 in it is 第三条."""
    new = version("2022-05-20", OPEN, SIGNS, DOGS, CAMP, FINE_2022, LAST, force="2022-07-01",
                  stages=(Stage(("art_5",), date(2023, 1, 1)),))
    text = on_day("2022-10-01", V2020, new)
    assert words(text)[4] == "第五条　违反第二条规定的，责令改正；违反第三条第二款规定的，处一百元罚款。"
    assert told(text) == ["第五条第一款 cites 第二条 in the numbers of version 2020-01-10; in this text that is 第三条",
                          "第五条第一款 cites 第三条第二款 in the numbers of version 2020-01-10; in this text that is 第四条第二款"]
    assert [(m.start, m.end, m.cited, m.now) for m in text.misnumbered] == [
        (2, 5, ("art_2",), ("art_3",)), (16, 22, ("art_3__para_2",), ("art_4__para_2",))]
    assert about(text, "art_5").misnumbered == text.misnumbered and about(text, "art_3").misnumbered == ()
    assert told(on_day("2022-02-01", V2020, new)) == told(on_day("2023-01-01", V2020, new)) == []


def test_words_that_are_law_before_their_version_cite_in_its_numbers() -> None:
    new = version("2022-05-20", OPEN, SIGNS, DOGS, CAMP, FINE_2022, LAST, force="2023-01-01",
                  stages=(Stage(("art_5",), date(2022, 7, 1)),))
    assert told(on_day("2022-10-01", V2020, new)) == [
        "第四条第一款 cites 第三条 in the numbers of version 2022-05-20; in this text that is 第二条",
        "第四条第一款 cites 第四条第二款 in the numbers of version 2022-05-20; in this text that is 第三条第二款"]


def test_what_is_cited_may_be_gone_from_the_text() -> None:
    new = version("2022-05-20", OPEN, CAMP, FINE_2022.replace("第三条", "第一条").replace("第四条", "第二条"), LAST, force="2022-07-01",
                  stages=(Stage(("art_3",), date(2023, 1, 1)),))
    assert told(on_day("2022-10-01", V2020, new)) == [
        "第三条第一款 cites 第二条 in the numbers of version 2020-01-10; this text does not have it",
        "第三条第一款 cites 第三条第二款 in the numbers of version 2020-01-10; in this text that is 第二条第二款"]


def test_an_act_that_crosses_another_leaves_words_of_before_it() -> None:
    """What the act of May changes commences in 2023; the act of August, in force since October, has its numbers already."""
    may = version("2022-05-20", OPEN, SIGNS, DOGS, CAMP, FINE_2022, LAST, force="2023-01-01")
    august = version("2022-08-20", OPEN.replace("每日", "全年"), SIGNS, DOGS, CAMP, FINE_2022, LAST, force="2022-10-01")
    text = on_day("2022-11-01", V2020, may, august)
    assert "全年" in words(text)[0] and len(words(text)) == 5
    assert told(text) == ["第五条第一款 cites 第二条 in the numbers of version 2020-01-10; in this text that is 第三条",
                          "第五条第一款 cites 第三条第二款 in the numbers of version 2020-01-10; in this text that is 第四条第二款"]


@pytest.mark.parametrize("words_", ["依照前条规定处罚，并责令改正。", "依照本条例第一条办理，具体由市人民政府规定。",
                                    "依照《示例市绿地条例》第二条处罚，责令改正。", "第二款规定的除外，公园可以收费。\n夜间免费。"])
def test_what_reads_as_it_means_is_not_told(words_: str) -> None:
    """前条 prints no number, 第一条 kept its own, another law has numbers of its own, 第二款 is of the article in which it is cited."""
    old = version("2020-01-10", OPEN, DOGS, CAMP, words_, LAST, change="", force="2020-03-01")
    later = words_.replace("。", "；情节严重的，从重处罚，并予以公告。")
    new = version("2022-05-20", OPEN, SIGNS, DOGS, CAMP, later, LAST, force="2022-07-01",
                  stages=(Stage(("art_5",), date(2023, 1, 1)),))
    text = on_day("2022-10-01", old, new)
    assert words(text)[4] == f"第五条　{words_}" and told(text) == []
