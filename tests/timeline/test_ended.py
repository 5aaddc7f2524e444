"""What a repeal of a provision ends where that was split or merged by its day, and what a later text enacts again."""

import pytest
from msgspec.structs import replace

from tests.timeline.laws import CARE, DOGS, FREE, MANAGE, NIGHT, day, version
from tests.timeline.test_days import text
from tests.timeline.test_lives import lives, spans
from tests.timeline.test_words import stood
from tracker.model import Event, Version, articles
from tracker.timeline.history import lineage

FIRST = version("2020-01-10", MANAGE, f"{CARE}\n{NIGHT}", DOGS, FREE, force="2020-03-01", change="")
SPLIT = version("2022-01-10", MANAGE, CARE, NIGHT, DOGS, FREE, force="2022-03-01", change="revised")


def repeal(provisions: str, when: str, numbers: Version = FIRST) -> Event:
    return Event("repealed", day(when), provisions=tuple(provisions.split()), basis="person", reason="公报", numbers=numbers.version)


def ended(versions: list[Version], on: str, *events: Event) -> tuple[list[str], list[tuple[str, bool, bool]]]:
    """The articles of the text of a day, and what is told of each: whether its words are left out, and whether a part alone has ended."""
    found = text(versions, on, *events)
    return list(articles(found)), [(r.provision, r.version is None, r.partly) for r in found.readings]


@pytest.mark.parametrize("event", [repeal("art_2", "2023-01-01"), repeal("art_2 art_3", "2023-01-01", SPLIT)])
def test_the_repeal_of_an_article_that_was_split_before_ends_every_part_of_it(event: Event) -> None:
    """第二条 is 第二条 and 第三条 since 2022: recorded before that was known, or after."""
    both = [FIRST, SPLIT]
    assert len(ended(both, "2022-12-31", event)[0]) == 5
    assert ended(both, "2023-01-01", event)[1] == [("art_2", True, False), ("art_3", True, False)]
    found = lives(both, event)
    assert all(found[key].intervals[-1].end == day("2023-01-01") for key in ("art_2", "art_2__para_1", "art_3", "art_3__para_1"))
    assert stood(CARE, *both, events=(event,))[-1] == ("art_2", "2022-03-01", "2023-01-01")
    assert stood(NIGHT, *both, events=(event,))[-1] == ("art_3", "2022-03-01", "2023-01-01")


def test_the_repeal_of_an_article_that_was_merged_before_is_of_a_part_of_another() -> None:
    merged = version("2022-01-10", MANAGE, f"{CARE}\n{NIGHT}", DOGS.rstrip("。") + "；" + FREE, force="2022-03-01")
    event = repeal("art_4", "2023-01-01")
    keys, told = ended([FIRST, merged], "2023-01-01", event)
    assert (len(keys), told[0]) == (3, ("art_3", False, True))
    assert spans(lives([FIRST, merged], event)["art_3"])[-1] == ("2023-01-01", "", "unknown")
    assert ended([FIRST, merged], "2023-01-01", repeal("art_3 art_4", "2023-01-01"))[1] == [("art_3", True, False)], "both came together"


def test_of_what_was_merged_the_paragraph_that_came_of_it_is_repealed() -> None:
    merged = version("2022-01-10", MANAGE, f"{CARE}\n{NIGHT}", f"{DOGS}\n{FREE}", force="2022-03-01")
    event = repeal("art_4", "2023-01-01")
    assert ended([FIRST, merged], "2023-01-01", event)[1] == [("art_3__para_2", True, False)]
    assert spans(lives([FIRST, merged], event)["art_3__para_2"])[-1] == ("2020-03-01", "2023-01-01", "in_force")


def test_a_whole_new_text_that_prints_what_was_repealed_before_enacts_it_again() -> None:
    event = repeal("art_3", "2021-01-01")
    both = [FIRST, SPLIT]
    assert ended(both, "2022-02-28", event)[1] == [("art_3", True, False)]
    assert ended(both, "2022-03-01", event) == ([f"art_{n}" for n in range(1, 6)], [])
    assert spans(lives(both, event)["art_4"]) == [("2020-03-01", "2021-01-01", "in_force"), ("2022-03-01", "", "in_force")]
    assert [(s.kind, s.new) for s in lineage(both, "第四条", 1, events=[event]).steps] == [
        ("enacted", ("art_3",)), ("repealed", ()), ("enacted", ("art_4",))]
    assert stood(DOGS, *both, events=(event,)) == [("art_3", "2020-03-01", "2021-01-01"), ("art_4", "2022-03-01", "")]


@pytest.mark.parametrize("words", [DOGS, DOGS.replace("牵引绳", "牵引带")])
def test_a_whole_new_text_passed_on_the_day_of_a_repeal_enacts_again_what_it_prints(words: str) -> None:
    """Named by the numbers of a change that is not law yet; the text of the day says no other thing than the rows."""
    waits = version("2021-01-10", MANAGE, NIGHT, DOGS)
    whole = version("2022-01-10", MANAGE, NIGHT, words, force="2022-03-01", change="revised")
    event = repeal("art_3", "2022-01-10", waits)
    three = [FIRST, waits, whole]
    assert ended(three, "2022-02-28", event)[1] == [("art_3", True, False)]
    assert ended(three, "2022-03-01", event) == (["art_1", "art_2", "art_3"], [])
    assert spans(lives(three, event)["art_3"]) == [("2020-03-01", "2022-01-10", "in_force"), ("2022-03-01", "", "in_force")]


def test_an_article_of_which_all_was_repealed_is_enacted_again_with_its_paragraph() -> None:
    event = repeal("art_3__para_1", "2021-01-01")
    found = lives([FIRST, SPLIT], event)
    assert ended([FIRST, SPLIT], "2022-03-01", event) == ([f"art_{n}" for n in range(1, 6)], [])
    assert spans(found["art_4"])[-1] == spans(found["art_4__para_1"])[-1] == ("2022-03-01", "", "in_force")


def test_a_change_in_part_that_prints_what_was_repealed_before_enacts_nothing() -> None:
    second = version("2022-01-10", MANAGE, f"{CARE}\n{NIGHT}", DOGS, FREE.replace("免费", "每日免费"), force="2022-03-01")
    assert ended([FIRST, second], "2022-03-01", repeal("art_3", "2021-01-01"))[1] == [("art_3", True, False)]


def test_a_repeal_on_a_day_not_known_is_as_doubtful_when_a_later_text_is_there() -> None:
    """Recorded in the numbers of the first text: it may have been before the revision, which enacts again, or behind it."""
    event = replace(repeal("art_3", "2021-01-01"), date=None)
    later = [FIRST, SPLIT]
    for versions, when, key in (([FIRST], "2021-06-01", "art_3"), (later, "2021-06-01", "art_3"), (later, "2022-06-01", "art_4")):
        found = text(versions, when, event)
        assert [(r.provision, r.version is None, r.reason, r.since) for r in found.readings] == [(key, False, "repealed", None)]
    assert [status for *_days, status in spans(lives(later, event)["art_4"])] == ["unknown"]


def test_a_repeal_that_follows_an_article_by_a_weak_guess_says_so() -> None:
    """Recorded of 第二条 of the first text; what is taken for it in the second has words little like those."""
    old, new = "渡船应当按照核定的人数载客，不得超载。", "渡船载客人数不得超过核定的标准；遇有大风、大雾的，应当停航。"
    versions = [version("2020-01-10", MANAGE, old, CARE, force="2020-03-01", change=""),
                version("2022-01-10", MANAGE, CARE, new, force="2022-03-01")]
    found = text(versions, "2023-01-01", repeal("art_2", "2023-01-01", versions[0]))
    assert [(r.provision, r.reason, r.weak and round(r.weak, 2)) for r in found.readings] == [("art_3", "repealed", 0.3)]
    assert text(versions, "2023-01-01", repeal("art_3", "2023-01-01", versions[1])).readings[0].weak is None


def test_an_article_that_was_suspended_is_suspended_in_every_part_of_it() -> None:
    """The rows and the places of its words say what the text of the day says."""
    pause = Event("suspended", day("2021-01-01"), provisions=("art_2",), until=day("2024-01-01"), numbers=FIRST.version)
    found = lives([FIRST, SPLIT], pause)
    assert spans(found["art_2"])[-2:] == [("2022-03-01", "2024-01-01", "suspended"), ("2024-01-01", "", "in_force")]
    assert spans(found["art_3"])[-2:] == [("2022-03-01", "2024-01-01", "suspended"), ("2024-01-01", "", "in_force")]


@pytest.mark.parametrize("kind", ["repealed", "expired"])
@pytest.mark.parametrize("with_law", ["repealed", "expired"])
def test_what_has_ended_does_not_end_once_more_with_the_law(kind: str, with_law: str) -> None:
    own, whole = replace(repeal("art_2", "2021-06-01"), kind=kind), replace(repeal("", "2022-06-01"), kind=with_law)
    def told(key: str) -> list[tuple[str, str]]:
        found = lineage([FIRST], key, 0, events=(own, whole))
        return [(step.kind, str(step.begins)) for step in found.steps]
    assert told("art_2") == [("enacted", "2020-03-01"), (kind, "2021-06-01")]
    assert told("art_3") == [("enacted", "2020-03-01"), (with_law, "2022-06-01")]


def test_what_a_whole_new_text_enacted_again_ends_with_the_law() -> None:
    found = lineage([FIRST, SPLIT], "art_4", 1, events=(repeal("art_3", "2021-01-01"), repeal("", "2023-01-01", SPLIT)))
    assert [str(step.begins) for step in found.steps if step.kind == "repealed"] == ["2021-01-01", "2023-01-01"]
