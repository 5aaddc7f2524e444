"""The text of a day on which parts of an article that was split, or of a merger, are not law yet."""

from datetime import date

from tests.timeline.laws import CARE, DOGS, FINE, FREE, NIGHT, day, version, words
from tracker.export import timeline_csv
from tracker.model import Law, Stage, Version
from tracker.timeline import calendar, on, timeline
from tracker.timeline.composition import text_on
from tracker.timeline.lives import Place

ADS = "在公园内设置商业广告的，应当经过批准。"


def text(when: str, *versions: Version) -> Version:
    """The text in force on a day."""
    held = {v.version: v for v in versions}
    return text_on(calendar(versions), on(versions, day(when)), held.__getitem__)


def test_an_article_all_of_whose_words_stand_elsewhere_already_is_left_out_until_it_is_law() -> None:
    """An act left open puts a 款 before that of 第二条; a later one makes it an article of its own, which waits: 第二条 is now 第三条."""
    first = version("2015-03-28", FINE, FREE, force="2015-09-30", change="")
    events = "公园举办大型活动的，应当提前三十日申请。"
    second = version("2015-11-24", FINE, f"{events}\n{FREE}")
    third = version("2016-09-14", FINE, events, FREE, force="2017-07-23", stages=(Stage(("art_2",), day("2018-08-21")),))
    made = text("2017-08-01", first, second, third)
    assert words(made) == [f"第一条　{FINE}", f"第三条　{FREE}"]
    assert [(r.provision, r.version, r.until) for r in made.readings] == [("art_2", None, day("2018-08-21"))]


def told(made: Version) -> list[tuple[str, date | None, date | None, date | None]]:
    return [(r.provision, r.version, r.since, r.until) for r in made.readings]


def test_what_goes_to_an_article_that_waits_stays_where_it_stood_until_then() -> None:
    """The act moves the first 款 of 第三条 to 第二条, which waits; all else of it is law."""
    first = version("2015-05-16", FINE, ADS, f"{NIGHT}\n{CARE}", force="2016-02-27", change="")
    second = version("2016-08-23", FINE, f"{ADS}\n{NIGHT}", CARE, force="2017-11-23", stages=(Stage(("art_2",), day("2019-01-01")),))
    made = text("2017-12-01", first, second)
    assert words(made) == [f"第一条　{FINE}", f"第二条　{ADS}", f"第三条　{NIGHT}\n{CARE}"]
    assert told(made) == [("art_3__para_1", first.version, None, day("2019-01-01")), ("art_2", first.version, None, day("2019-01-01"))]
    assert text("2019-01-01", first, second) == second
    found = timeline(Law("示例市公园条例", "示例市公园条例"), [first, second], day("2024-01-01"))
    rows = {life.provision: [(str(i.start), i.kept) for i in life.intervals] for life in found.provisions}
    assert rows["art_3"] == [("2016-02-27", ()), ("2017-11-23", (Place(day("2015-05-16"), "art_3__para_1"),)), ("2019-01-01", ())]
    assert all(not kept for key, row in rows.items() if key != "art_3" for _start, kept in row)
    assert ",art_3__para_1@2015-05-16\r\n" in timeline_csv.render(found)


def test_what_an_article_that_is_law_early_parts_from_stays_with_it_until_the_rest_is_law() -> None:
    first = version("2015-05-16", f"{FINE}\n{CARE}", force="2016-02-27", change="")
    second = version("2016-08-23", FINE.replace("二百", "三百"), CARE, force="2017-10-30", stages=(Stage(("art_1",), day("2017-06-14")),))
    made = text("2017-07-01", first, second)
    assert words(made) == [f"第一条　{FINE.replace('二百', '三百')}\n{CARE}"]
    assert told(made) == [("art_1__para_2", first.version, None, day("2017-10-30")), ("art_1", second.version, day("2017-06-14"), None)]


def test_what_is_merged_early_stands_there_alone() -> None:
    """第一条 and 第二条 become one, which is law before the rest of the act."""
    first = version("2015-07-11", CARE, DOGS, NIGHT, force="2015-12-11", change="")
    second = version("2016-07-28", f"{CARE}\n{DOGS}", NIGHT, force="2017-05-15", stages=(Stage(("art_1",), day("2017-01-13")),))
    made = text("2017-02-01", first, second)
    assert words(made) == [f"第二条　{CARE}\n{DOGS}", f"第三条　{NIGHT}"]
    assert told(made)[0][2] == day("2017-01-13")


def test_what_is_parted_again_before_its_merger_is_law_stands_once() -> None:
    """The act of 2016 merges 第一条 and 第二条 and waits; that of 2017 parts them again and is law before."""
    first = version("2015-07-11", CARE, DOGS, NIGHT, force="2015-12-11", change="")
    second = version("2016-03-04", f"{CARE}\n{DOGS}", NIGHT, force="2017-06-06")
    third = version("2017-02-12", CARE, DOGS, NIGHT, force="2017-05-19")
    assert words(text("2017-05-20", first, second, third)) == words(third)


def test_the_intervals_of_a_split_article_leave_out_what_stands_in_another_already() -> None:
    """第二条 becomes two; the second of them, in which it goes on, waits in its old words."""
    first = version("2015-05-16", DOGS, f"{NIGHT}\n{FINE}", force="2016-02-27", change="")
    second = version("2016-08-23", DOGS, NIGHT, FINE, force="2018-02-05", stages=(Stage(("art_3",), day("2019-10-13")),))
    life = next(one for one in timeline(Law("示例市公园条例", "示例市公园条例"), [first, second], day("2020-01-01")).provisions
                if one.provision == "art_3")
    assert [(str(i.start), i.provision, i.parts) for i in life.intervals] == [
        ("2016-02-27", "art_2", ()), ("2018-02-05", "art_2", ("art_2__para_1",)), ("2019-10-13", "art_3", ())]


def test_what_an_article_left_open_is_made_of_stands_once_though_an_act_before_changed_what_is_beside_it() -> None:
    """The act of May 2016 makes two articles of 第一条 and is left open; 第一条 was changed in 2015, its second 款 not; 第二条 waits."""
    more = NIGHT.replace("。", "，但市政府另行规定的除外。")
    first = version("2015-07-16", f"{NIGHT}\n{CARE}", DOGS, force="2015-09-05", change="", stages=(Stage(("art_2",), day("2020-01-01")),))
    second = version("2015-11-18", f"{more}\n{CARE}", DOGS, force="2016-03-29")
    third = version("2016-05-12", more, CARE, DOGS)
    fourth = version("2017-06-02", more, CARE, DOGS, force="2018-10-07")
    assert words(text("2019-06-01", first, second, third, fourth)) == [f"第一条　{more}\n{CARE}"]


def test_an_article_that_went_whole_into_another_leaves_no_doubt_though_what_takes_its_number_waits() -> None:
    first = version("2015-05-16", f"{NIGHT}\n{CARE}", DOGS, force="2016-02-27", change="")
    second = version("2016-08-23", f"{NIGHT}\n{CARE}\n{DOGS.replace('绳', '绳或者戴嘴套')}", ADS, force="2017-11-23",
                     stages=(Stage(("art_2",), day("2019-01-01")),))
    made = text("2018-01-01", first, second)
    assert words(made) == words(second)[:1]
    assert told(made) == [("art_2", None, None, day("2019-01-01"))]
