"""The text of a day on which parts of an article that was split, or of a merger, are not law yet."""

from tests.timeline.laws import FINE, FREE, day, version, words
from tracker.model import Stage, Version
from tracker.timeline import calendar, on
from tracker.timeline.composition import text_on


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
