"""The text of a day on which an article's words are law, and its new number, or its place in another chapter, is not yet."""

from msgspec.structs import replace

from tests.timeline.laws import CARE, DOGS, FINE, FREE, day, version, words
from tests.timeline.test_days import text
from tracker import reading
from tracker.model import Stage, Version
from tracker.timeline.standing import standing

FIRST = version("2006-05-12", FREE, DOGS, FINE, force="2006-07-01", change="")


def told(made: Version) -> list[tuple[str, str]]:
    return [(r.provision, standing(r)) for r in made.readings]


def test_a_number_that_waits_is_told_beside_the_text() -> None:
    """The act puts 第二条 behind 第三条, and changes 第一条; the first is law in 2014."""
    second = version("2013-03-20", FREE.replace("免费", "全年免费"), FINE, DOGS, force="2013-05-01",
                     stages=(Stage(("art_3",), day("2014-01-01")),))
    made = text([FIRST, second], "2013-06-01")
    assert words(made) == words(second)
    assert told(made) == [("art_3", "its number and place are those of the text in force from 2014-01-01")]
    assert text([FIRST, second], "2014-01-01") == second


def test_words_that_wait_with_the_number_are_told_as_before() -> None:
    second = version("2013-03-20", FREE, FINE, DOGS.replace("应当", "必须"), force="2013-05-01",
                     stages=(Stage(("art_3",), day("2014-01-01")),))
    made = text([FIRST, second], "2013-06-01")
    assert words(made)[2] == f"第三条　{DOGS}"
    assert told(made) == [("art_3", "not in force until 2014-01-01")]


def test_a_chapter_that_waits_is_told_and_what_keeps_number_and_place_is_not() -> None:
    def chapters(first: str, second: str, held: Version) -> Version:
        made = reading.read_text(f"示例市公园条例\n第一章　总则\n{first}\n第二章　罚则\n{second}\n")
        return replace(held, head=made.head, body=made.body, tail=made.tail)

    old = chapters(f"第一条　{FREE}\n第二条　{DOGS}", f"第三条　{FINE}", FIRST)
    new = chapters(f"第一条　{FREE}{CARE}", f"第二条　{DOGS}\n第三条　{FINE}", version(
        "2013-03-20", FREE, force="2013-05-01", stages=(Stage(("art_2", "art_3"), None),)))
    assert told(text([old, new], "2013-06-01")) == [("art_2", "its number and place are those of a text that is not in force yet")]
