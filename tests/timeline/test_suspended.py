"""What the row of a provision says of a suspension: of all of it or of a part, where, and by which guess."""

import pytest

from tests.timeline.laws import CARE, DOGS, FREE, MANAGE, NIGHT, day, version
from tests.timeline.test_lives import lives
from tracker import timeline
from tracker.model import Event, Version
from tracker.timeline.lives import Pause

FIRST = version("2020-01-10", MANAGE, f"{CARE}\n{NIGHT}", DOGS, FREE, force="2020-03-01", change="")
PAUSE = Event("suspended", day("2021-01-01"), provisions=("art_4",))
WHOLE = "2021-01-01", "suspended", (Pause(""),)


def merged(words: str) -> Version:
    """第三条 and 第四条 are 第三条, whose row is that of 第四条 before: it has the most of those words."""
    return version("2022-01-10", MANAGE, f"{CARE}\n{NIGHT}", words, force="2022-03-01")


ONE, TWO = merged(DOGS.rstrip("。") + "；" + FREE), merged(f"{DOGS}\n{FREE}")


def told(life: timeline.Life) -> list[tuple[str, str, tuple[Pause, ...]]]:
    return [(str(i.start), i.status, i.suspended) for i in life.intervals if i.suspended]


def test_an_article_merged_with_others_is_suspended_in_a_part_that_is_not_known() -> None:
    found = lives([FIRST, ONE], PAUSE)
    assert told(found["art_3"]) == [WHOLE, ("2022-03-01", "in_force", (Pause("", "art_3", partly=True),))]
    assert told(found["art_3__para_1"]) == told(found["art_3"]), "of the article, as nothing tells of which 款"
    assert told(found["gone art_3"]) == []


def test_of_a_merged_article_the_paragraph_that_came_of_what_was_suspended_is_named() -> None:
    found = lives([FIRST, TWO], PAUSE)
    assert told(found["art_3"]) == [WHOLE, ("2022-03-01", "in_force", (Pause("", "art_3__para_2"),))]
    assert told(found["art_3__para_1"]) == []
    assert told(found["art_3__para_2"]) == [WHOLE]


def test_a_part_is_suspended_in_its_place_until_it_is_resumed() -> None:
    pause = Event("suspended", day("2021-01-01"), provisions=("art_2",), place="示例新区")
    back = Event("resumed", day("2023-01-01"), provisions=("art_2__para_1",), place="示例新区")
    found = lives([FIRST], pause, back)
    assert told(found["art_2"]) == [("2021-01-01", "in_force", (Pause("示例新区"),)),
                                    ("2023-01-01", "in_force", (Pause("示例新区", "art_2__para_2"),))]
    assert [i.suspended_in for i in found["art_2"].intervals] == [(), ("示例新区",), ()]


def test_an_article_of_which_every_paragraph_is_suspended_is_suspended() -> None:
    both = Event("suspended", day("2021-01-01"), provisions=("art_2__para_1", "art_2__para_2"))
    assert told(lives([FIRST], both)["art_2"]) == [WHOLE]


@pytest.mark.parametrize("kind", ["repealed", "expired"])
def test_what_is_suspended_of_an_article_and_has_ended_is_no_part_of_it(kind: str) -> None:
    pause = Event("suspended", day("2021-01-01"), provisions=("art_2__para_2",))
    found = lives([FIRST], pause, Event(kind, day("2023-01-01"), provisions=("art_2__para_2",)))
    assert [(str(i.start), i.parts, i.suspended) for i in found["art_2"].intervals] == [
        ("2020-03-01", (), ()), ("2021-01-01", (), (Pause("", "art_2__para_2"),)), ("2023-01-01", ("art_2__para_2",), ())]


def test_a_part_is_named_by_the_words_that_the_row_has() -> None:
    """Recorded in the numbers of 2022, when 第二条 had been split; until then it is the second 款 of 第二条."""
    split = version("2022-01-10", MANAGE, CARE, NIGHT, DOGS, FREE, force="2022-03-01")
    pause = Event("suspended", day("2021-01-01"), provisions=("art_3",), numbers=split.version)
    assert told(lives([FIRST, split], pause)["art_3__para_1"]) == [WHOLE]
    assert [one.provision for i in lives([FIRST, split], pause)["art_3"].intervals for one in i.suspended] == ["art_2__para_2", ""]


def test_a_row_says_that_a_suspension_rests_on_a_weak_guess() -> None:
    """Which of the two old articles 第二条 is, nobody says; the words of one are a little like it. What is suspended is so for certain
    under its own number, and so is a law as a whole."""
    old = version("2020-01-10", MANAGE, "公园应当每日开放。", "公园不得收费。", DOGS, force="2020-03-01", change="")
    new = version("2022-01-10", MANAGE, "公园应当免费，每日向市民开放。", DOGS, force="2022-03-01")
    pause = Event("suspended", day("2021-01-01"), provisions=("art_2", "art_4"))
    found = lives([old, new], pause)
    sure, (when, status, (guess,)) = told(found["art_2"])
    assert sure == WHOLE
    assert (when, status, guess.place, guess.provision) == ("2022-03-01", "suspended", "", "") and guess.weak and guess.weak < 0.5
    assert told(found["art_3"]) == [sure]
    assert told(lives([old, new], Event("suspended", day("2021-01-01")))["art_2"])[-1][2] == (Pause(""),)
    named = Event("suspended", day("2022-04-01"), provisions=("art_2",), numbers=new.version)
    assert told(lives([old, new], pause, named)["art_2"])[-1] == ("2022-04-01", "suspended", (Pause(""),)), "an act says it of this one"
