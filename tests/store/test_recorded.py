"""What was recorded of a law stays what it was, whatever the store learns later; and what does not fit any more is told."""

import shlex
from pathlib import Path

import pytest

from tests.conftest import Tracker

PARK = "示例市公园条例"
ADOPTED = "2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过"
MANAGE, OPEN, FREE = "为了管理公园，制定本条例。", "公园应当每日开放。", "公园免收门票。"


def law(note: str, *articles: str) -> str:
    return f"{PARK}\n（{note}）\n" + "".join(f"第{'一二三四五'[n]}条　{words}\n" for n, words in enumerate(articles))


FIRST = law(ADOPTED, MANAGE, OPEN, FREE, "本条例自2020年3月1日起施行。")
REVISED = law(f"{ADOPTED}　2022年5月30日示例市第二届人民代表大会常务委员会第一次会议修订", MANAGE, "市园林主管部门负责公园管理工作。",
              OPEN, FREE, "本条例自2022年8月1日起施行。")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    """A store with the park law as it was adopted; its revision is at hand, and not imported."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "revised.txt").write_text(REVISED, encoding="utf-8")
    tracker("init")
    tracker("import", "first.txt")
    return tmp_path


def record(tracker: Tracker, kind: str, provisions: str, day: str) -> None:
    tracker("event", PARK, kind, "--provisions", provisions, "--date", day, "--because", "令")


def test_what_was_repealed_stays_the_same_rule_when_a_version_between_is_imported(office: Path, tracker: Tracker) -> None:
    """第三条 was recorded as repealed; the version then in force turns out to have that rule as 第四条."""
    record(tracker, "repealed", "第三条", "2023-01-01")
    said = tracker("import", "revised.txt").stderr
    assert "recorded in the numbers of version 2020-01-10; in version 2022-05-30, in force on that day, that is 第四条" in said
    for day, law_then in (("2022-12-31", True), ("2023-01-01", False)):
        text = tracker("show", f"{PARK}@{day}").stdout
        assert "第三条　公园应当每日开放" in text
        assert (FREE in text) is law_then
    assert "repealed 2023-01-01 第三条 (令) as version 2020-01-10 numbers them" in tracker("timeline", PARK).stdout
    assert "2023-01-01  repealed" in tracker("log", PARK, "第四条").stdout
    assert "repealed" not in tracker("log", PARK, "第三条").stdout
    assert "that is 第四条" in tracker("check").stdout


@pytest.mark.parametrize(("day", "which"), [
    ((), "in version 2022-05-30, the newest one, that is 第四条"),
    (("--date", "2022-06-15"), ""),
    (("--date", "2023-06-15"), "in version 2022-05-30, in force on that day, that is 第四条")])
def test_which_version_has_other_numbers_is_said_by_the_day_of_what_was_recorded(office: Path, tracker: Tracker, day: tuple[str, ...],
                                                                                  which: str) -> None:
    tracker("event", PARK, "repealed", "--provisions", "第三条", *day, "--because", "令")
    said = tracker("import", "revised.txt").stderr
    assert which in said
    assert ("recorded in the numbers" in said) is bool(which)


def test_what_was_repealed_stays_the_same_rule_when_a_commencement_is_moved_behind_it(office: Path, tracker: Tracker) -> None:
    tracker("import", "revised.txt")
    record(tracker, "repealed", "第四条", "2023-01-01")
    said = tracker("date", f"{PARK}/2022-05-30", "--in-force", "2023-06-01", "--because", "公报").stderr
    assert "in version 2020-01-10, in force on that day, that is 第三条" in said
    for day in ("2023-01-01", "2023-06-01"):
        text = tracker("show", f"{PARK}@{day}").stdout
        assert OPEN in text
        assert FREE not in text


def test_what_was_suspended_stays_the_same_rule(office: Path, tracker: Tracker) -> None:
    tracker("import", "revised.txt")
    record(tracker, "suspended", "第四条", "2023-01-01")
    tracker("date", f"{PARK}/2022-05-30", "--in-force", "2023-06-01", "--because", "公报")
    assert "suspended from 2023-01-01 第三条" in tracker("show", f"{PARK}@2023-01-02").stderr
    assert "suspended from 2023-01-01 第四条" in tracker("show", f"{PARK}@2023-06-02").stderr


AMENDED = law(f"{ADOPTED}　根据2022年5月30日示例市第二届人民代表大会常务委员会第一次会议《关于修改〈{PARK}〉的决定》修正", MANAGE, OPEN,
              FREE.replace("免收", "不收"), "本条例自2020年3月1日起施行。")


def test_a_change_in_part_that_prints_what_was_repealed_is_told_as_a_contradiction(office: Path, tracker: Tracker) -> None:
    """第二条 was repealed; the amendment changes 第三条 and prints 第二条 as it was: it is left out still."""
    record(tracker, "repealed", "第二条", "2021-01-01")
    (office / "amended.txt").write_text(AMENDED, encoding="utf-8")
    contradiction = "version 2022-05-30 prints it behind that day (第二条), and no whole new text passed since enacts it again"
    assert contradiction in tracker("import", "amended.txt").stderr
    assert contradiction in tracker("check").stdout
    tracker("date", f"{PARK}/2022-05-30", "--in-force", "2022-07-01", "--because", "公报")
    assert OPEN not in tracker("show", f"{PARK}@2022-07-01").stdout
    tracker("event", PARK, "repealed", "--date", "2021-01-01", "--provisions", "第二条", "--take-back", "--because", "误记")
    assert contradiction in tracker("event", PARK, "repealed", "--provisions", "第二条", "--date", "2021-01-01", "--because", "令").stderr


def test_a_change_in_part_that_merges_what_was_repealed_is_told(office: Path, tracker: Tracker) -> None:
    """第二条 was repealed; the amendment of 2022 has its words in one article with those of 第三条."""
    record(tracker, "repealed", "第二条", "2021-01-01")
    merged = law(AMENDED.split("\n")[1].strip("（）"), MANAGE, OPEN + FREE, "本条例自2020年3月1日起施行。")
    (office / "merged.txt").write_text(merged, encoding="utf-8")
    told = "version 2022-05-30 has it merged with others in 第二条 behind that day"
    assert told in tracker("import", "merged.txt").stderr
    assert told in tracker("check").stdout


def test_a_version_made_before_a_repeal_does_not_contradict_it_while_its_day_is_not_known(office: Path, tracker: Tracker) -> None:
    record(tracker, "repealed", "第二条", "2023-01-01")
    (office / "amended.txt").write_text(AMENDED, encoding="utf-8")
    assert "prints it" not in tracker("import", "amended.txt").stderr + tracker("check").stdout


def test_a_revision_enacts_again_what_was_repealed(office: Path, tracker: Tracker) -> None:
    record(tracker, "repealed", "第二条", "2021-01-01")
    assert "prints it" not in tracker("import", "revised.txt").stderr
    assert OPEN not in tracker("show", f"{PARK}@2022-07-31").stdout
    assert OPEN in tracker("show", f"{PARK}@2022-08-01").stdout
    assert "prints it" not in tracker("check").stdout


def test_a_version_in_whose_numbers_something_is_recorded_is_not_removed(office: Path, tracker: Tracker) -> None:
    tracker("import", "revised.txt")
    record(tracker, "repealed", "第四条", "2023-01-01")
    tracker("remove", f"{PARK}/2020-01-10", "--because", "误导入")
    refused = tracker("remove", f"{PARK}/2022-05-30", "--because", "误导入", exit_code=2).stderr
    assert f"`tracker event {PARK} repealed --date 2023-01-01 --take-back --because REASON`" in refused


def test_the_same_number_of_another_version_is_another_rule(office: Path, tracker: Tracker) -> None:
    """Each is recorded on the same day under the number 第三条, by the version then held, and is taken back by it with that version."""
    record(tracker, "repealed", "第三条", "2023-01-01")
    tracker("import", "revised.txt")
    record(tracker, "repealed", "第三条", "2023-01-01")
    text = tracker("show", f"{PARK}@2023-01-01").stdout
    assert OPEN not in text
    assert FREE not in text
    back = "event", PARK, "repealed", "--provisions", "第三条", "--date", "2023-01-01", "--take-back", "--because", "误记"
    either = tracker(*back, exit_code=2).stderr
    assert [words[2] for words in printed(either)] == [f"{PARK}/2020-01-10", f"{PARK}/2022-05-30"]
    said = tracker(back[0], f"{PARK}/2020-01-10", *back[2:]).stdout
    assert "第三条 (令) as version 2020-01-10 numbers them" in said
    assert FREE in tracker("show", f"{PARK}@2023-01-01").stdout
    assert OPEN not in tracker("show", f"{PARK}@2023-01-01").stdout
    tracker(*back)
    assert OPEN in tracker("show", f"{PARK}@2023-01-01").stdout


def test_a_history_tells_whose_numbers_it_prints_where_they_are_not_those_of_the_day(office: Path, tracker: Tracker) -> None:
    """第三条 of 2020, which on the day of its repeal is 第四条 of 2022; the other way round where 2022 is not law yet on that day."""
    record(tracker, "repealed", "第三条", "2023-01-01")
    assert "2023-01-01  repealed  第三条  person" in tracker("log", PARK, "第三条").stdout
    tracker("import", "revised.txt")
    assert "2023-01-01  repealed  第三条  as version 2020-01-10 numbers them  person" in tracker("log", PARK, "第四条").stdout
    tracker("site", "pages")
    page, = Path("pages").rglob("@2022-05-30/第四条/index.html")
    assert "as version 2020-01-10 numbers them" in page.read_text(encoding="utf-8")
    page, = Path("pages").rglob("timeline/index.html")
    assert "第三条 as version 2020-01-10 numbers them" in page.read_text(encoding="utf-8")
    again = tracker("event", PARK, "repealed", "--provisions", "第四条", "--date", "2023-06-01", "--because", "令", exit_code=2).stderr
    assert "第三条 as version 2020-01-10 numbers them (person: 令); repealed 2023-06-01 第四条 as version 2022-05-30 numbers them" in again
    record(tracker, "repealed", "第三条", "2022-09-01")
    tracker("date", f"{PARK}/2022-05-30", "--in-force", "2022-10-01", "--because", "公报")
    assert "2022-09-01  repealed  第三条  as version 2022-05-30 numbers them  person" in tracker("log", PARK, "第三条").stdout
    assert "repealed 2022-09-01 第三条 (令) as version 2022-05-30 numbers them" in tracker("timeline", PARK).stdout


def test_a_correction_stands_behind_the_version_whose_text_it_is_of(office: Path, tracker: Tracker) -> None:
    """Corrected before that version is law, and before what was recorded of the day on which it is."""
    tracker("import", "revised.txt")
    tracker("event", f"{PARK}/2022-05-30", "corrected", "--provisions", "第四条", "--date", "2022-06-15", "--because", "公报")
    steps = [line for line in tracker("log", PARK, "第四条").stdout.splitlines() if line.startswith("20")]
    assert [line.split("  ")[1] for line in steps] == ["enacted", "renumbered", "corrected"]


def printed(text: str) -> list[list[str]]:
    """The commands that take something back which a message prints, as their words."""
    return [one.split() for one in text.split("`") if "--take-back" in one]


def test_the_command_that_takes_something_back_names_one_event(office: Path, tracker: Tracker) -> None:
    """Of two provisions of one day; of two that only the end of the suspension tells apart; of one with a place and one without."""
    for words in (["--provisions", "第二条"], third := ["--provisions", "第三条"], [*third, "--until", "2023-06-01"], ["--place", "甲县"]):
        tracker("event", PARK, "suspended", "--date", "2023-01-01", *words, "--because", "令")
    either = tracker("event", PARK, "suspended", "--date", "2023-01-01", "--provisions", "第二条、第三条", "--take-back", "--because", "误",
                     exit_code=2).stderr
    assert "0 recorded events" in either
    several = printed(tracker("event", PARK, "suspended", "--date", "2023-01-01", "--take-back", "--because", "误", exit_code=2).stderr)
    assert len(several) == 4
    for words in several:
        assert "taken back" in tracker(*words[1:]).stdout
    assert "suspended" not in tracker("timeline", PARK).stdout


def test_the_command_that_takes_something_back_is_typed_as_it_stands(office: Path, tracker: Tracker) -> None:
    """A title in half-width brackets, a place of two words."""
    Path("trial.txt").write_text(FIRST.replace(PARK, "示例市公园办法(试行)"), encoding="utf-8")
    tracker("import", "trial.txt")
    for place in ("甲区 乙区", "丙区"):
        tracker("event", "示例市公园办法(试行)", "suspended", "--date", "2023-01-01", "--place", place, "--because", "令")
    back = "event", "示例市公园办法(试行)", "suspended", "--date", "2023-01-01", "--take-back", "--because", "误"
    said = tracker(*back, exit_code=2).stderr
    for command in (one for one in said.split("`") if "--take-back" in one):
        assert "taken back" in tracker(*shlex.split(command)[1:]).stdout


def test_what_a_version_between_numbers_anew_is_taken_back_by_the_command_that_import_prints(office: Path, tracker: Tracker) -> None:
    """The version of the day does not have the number, or has it for another rule: the words are those of the event's own numbers."""
    record(tracker, "repealed", "第二条", "2023-01-01")
    record(tracker, "repealed", "第四条", "2023-01-01")
    Path("revised.txt").write_text(law(f"{ADOPTED}　2022年5月30日示例市第二届人民代表大会常务委员会第一次会议修订", OPEN, FREE,
                                       "本条例自2022年8月1日起施行。"), encoding="utf-8")
    commands = printed(tracker("import", "revised.txt").stderr)
    assert len(commands) == 2
    for words in commands:
        assert "as version 2020-01-10 numbers them" in tracker(*words[1:]).stdout


def test_a_correction_is_taken_back_of_the_text_that_it_is_of(office: Path, tracker: Tracker) -> None:
    tracker("import", "revised.txt")
    for day in ("2020-01-10", "2022-05-30"):
        tracker("event", f"{PARK}/{day}", "corrected", "--provisions", "第二条", "--date", "2023-01-01", "--because", "公报")
    back, = printed(tracker("remove", f"{PARK}/2020-01-10", "--because", "误导入", exit_code=2).stderr)
    tracker(*back[1:])
    tracker("remove", f"{PARK}/2020-01-10", "--because", "误导入")
    assert "第二条 (公报) as version 2022-05-30 numbers them" in tracker("timeline", PARK).stdout


def test_of_two_alike_either_is_taken_back(office: Path, tracker: Tracker) -> None:
    """Two persons say the same: the last record goes first; an act is named by --by, and needs no day."""
    for who in ("甲", "乙"):
        tracker("event", PARK, "repealed", "--provisions", "第三条", "--date", "2023-01-01", "--because", who)
    back = "event", PARK, "repealed", "--provisions", "第三条", "--date", "2023-01-01", "--take-back", "--because", "误记"
    assert "(乙)" in tracker(*back).stdout
    assert "(甲)" in tracker(*back).stdout
    act("2024年6月1日", repeal=f"《{PARK}》第三条同时废止。")
    tracker("import", "act.txt")
    tracker("event", PARK, "repealed", "--by", ACT)
    tracker("event", PARK, "repealed", "--provisions", "第三条", "--date", "2024-06-01", "--because", "甲")
    assert CITY in tracker("event", PARK, "repealed", "--by", ACT, "--take-back", "--because", "误记").stdout


def test_what_one_act_repeals_is_not_recorded_in_the_numbers_of_two_versions(office: Path, tracker: Tracker) -> None:
    """Its 第三条 was taken for that of the version then held; the one in force on the day came in later."""
    act("2024年6月1日", repeal=f"《{PARK}》第三条同时废止。")
    tracker("import", "act.txt")
    order = "event", PARK, "repealed", "--by", ACT
    tracker(*order)
    back = f"tracker event {PARK} repealed --date 2024-06-01 --take-back --because REASON"
    assert f"--by {ACT}`, once `{back}` has taken it back as an older version numbers it" in tracker("import", "revised.txt").stderr
    refused = tracker(*order, exit_code=2).stderr
    assert f"repealed 2024-06-01 第三条: recorded by 《{CITY}》 before, in the numbers of version 2020-01-10" in refused
    assert f"where those of version 2022-05-30 are meant, take it back first: `{back}`" in refused
    tracker(*back.split()[1:])
    tracker(*order)
    text = tracker("show", f"{PARK}@2024-06-01").stdout
    assert FREE in text
    assert OPEN not in text


FEE = "公园可以临时收费。本条有效期至2024年12月31日。"
TERM_2020 = law(ADOPTED, MANAGE, OPEN, FEE, "本条例自2020年3月1日起施行。")
TERM_2022 = REVISED.replace(FREE, FEE)


@pytest.fixture
def terms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> tuple[str, ...]:
    """A store; at hand are two texts of the park law, of which one article tells its own end, 第三条 and then 第四条."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.txt").write_text(TERM_2020, encoding="utf-8")
    (tmp_path / "new.txt").write_text(TERM_2022, encoding="utf-8")
    tracker("init")
    return "event", PARK, "expired", "--provisions", "第三条", "--by", f"{PARK}/2020-01-10"


@pytest.mark.parametrize("by", [f"{PARK}/2020-01-10", "old.txt"])
@pytest.mark.parametrize("recorded_first", [True, False])
def test_an_end_that_a_text_tells_of_itself_is_recorded_in_its_own_numbers(terms: tuple[str, ...], tracker: Tracker, by: str, *,
                                                                           recorded_first: bool) -> None:
    """Whichever comes first, the record or the text in which the article has another number: the same rule ends, and it is told once."""
    tracker("import", "old.txt")
    terms = *terms[:-1], by
    for step in (terms, ("import", "new.txt")) if recorded_first else (("import", "new.txt"), terms):
        tracker(*step)
    text = tracker("show", f"{PARK}@2025-02-01").stdout
    assert OPEN in text
    assert FEE not in text
    assert "0 errors, 0 notes" in tracker("check").stdout
    assert "last day" not in tracker("timeline", PARK).stdout
    tracker("event", PARK, "expired", "--provisions", "第四条", "--by", f"{PARK}/2022-05-30")  # the same end, told by both
    assert "two sources" not in tracker("timeline", PARK).stdout


@pytest.mark.parametrize("order", [("old.txt", "new.txt"), ("new.txt", "old.txt")])
def test_an_end_that_a_later_text_does_not_set_any_more_is_neither_told_nor_recorded(terms: tuple[str, ...], tracker: Tracker,
                                                                                     order: tuple[str, str]) -> None:
    """Both come in by one import, whichever is read first."""
    Path("new.txt").write_text(TERM_2022.replace("本条有效期至2024年12月31日。", ""), encoding="utf-8")
    assert "last day" not in tracker("import", *order).stderr
    refused = tracker(*terms, exit_code=2).stderr
    assert f"{PARK}/2020-01-10 says so, but version 2022-05-30, in force by that day, does not any more" in refused


@pytest.mark.parametrize("source", [("--by", f"{PARK}/2020-01-10"), ("--by", "old.txt"), ("--date", "2025-01-01", "--because", "期满")])
def test_an_end_recorded_before_a_later_text_does_not_set_it_any_more_is_told(terms: tuple[str, ...], tracker: Tracker,
                                                                              source: tuple[str, ...]) -> None:
    tracker("import", "old.txt")
    tracker(*terms[:-2], *source)
    Path("new.txt").write_text(TERM_2022.replace("2024年12月31日", "2026年12月31日"), encoding="utf-8")
    said = tracker("import", "new.txt").stderr
    assert "version 2022-05-30, in force by that day, does not any more; `tracker event" in said
    tracker(*printed(said)[0][1:])
    order = "event", PARK, "expired", "--provisions", "第四条", "--by", f"{PARK}/2022-05-30"
    assert "expired 2027-01-01 第四条" in tracker(*order).stdout
    assert "0 errors, 0 notes" in tracker("check").stdout


def test_an_end_is_not_recorded_in_the_numbers_of_a_text_that_the_store_does_not_hold(terms: tuple[str, ...], tracker: Tracker) -> None:
    tracker("import", "new.txt")
    refused = tracker(*terms[:-1], "old.txt", exit_code=2).stderr
    assert f"{PARK}/2020-01-10 is no text in the store" in refused and "import it first" in refused


def test_the_repeal_of_a_rule_that_bears_the_number_of_one_repealed_before_is_told(office: Path, tracker: Tracker) -> None:
    """第三条 of 2020, repealed, is 第四条 of 2022; what is repealed now is 第三条 of 2022."""
    record(tracker, "repealed", "第三条", "2023-01-01")
    tracker("import", "revised.txt")
    act("2024年6月1日", repeal=f"《{PARK}》第三条同时废止。")
    order = f"tracker event {PARK} repealed --provisions 第三条 --by {ACT}"
    assert order in tracker("import", "act.txt").stderr
    tracker(*order.split()[1:])
    assert OPEN not in tracker("show", f"{PARK}@2024-06-01").stdout
    act("2024年6月1日", repeal=f"《{PARK}》第四条同时废止。")
    tracker("event", PARK, "repealed", "--provisions", "第三条", "--date", "2024-06-01", "--take-back", "--because", "误记")
    assert "repeals its" not in tracker("import", "act.txt", "--correct").stderr  # that rule is recorded as repealed, under its old number


def test_what_comes_is_named_by_the_numbers_of_its_day_and_not_at_all_where_it_is_repealed_before(terms: tuple[str, ...],
                                                                                                  tracker: Tracker) -> None:
    """第三条 of 2020 is 第四条 of 2022, in force when its term is over; whichever number the repeal was recorded under."""
    for name in ("old.txt", "new.txt"):
        Path(name).write_text(Path(name).read_text(encoding="utf-8").replace("2024年", "2090年"), encoding="utf-8")
    tracker("import", "old.txt")
    tracker(*terms)
    tracker("import", "new.txt")
    assert f"2091-01-01  第四条: expired ({PARK})" in tracker("timeline", PARK, "--upcoming").stdout
    record(tracker, "repealed", "第四条", "2088-01-01")
    assert "2091-01-01" not in tracker("timeline", PARK, "--upcoming").stdout + tracker("timeline", PARK, "--format", "ics").stdout
    assert "numbers them does not come any more: repealed 2088-01-01" in tracker("timeline", PARK).stdout
    assert "expired" not in tracker("log", PARK, "第四条").stdout


def test_a_longer_term_names_the_end_recorded_under_another_number(terms: tuple[str, ...], tracker: Tracker) -> None:
    tracker("import", "old.txt")
    tracker(*terms)
    tracker("import", "new.txt")
    Path("longer.txt").write_text(f"""示例市人民代表大会常务委员会关于延长《{PARK}》第四条有效期的决定
（2024年4月10日示例市第二届人民代表大会常务委员会第三次会议通过）
《{PARK}》第四条的有效期延长至2030年12月31日。
本决定自2024年5月1日起施行。
""", encoding="utf-8")
    said = tracker("import", "longer.txt").stderr
    back = f"tracker event {PARK} expired --date 2025-01-01 --take-back --because REASON"
    assert f"once `{back}` has taken the end before it back" in said
    tracker(*back.split()[1:])
    assert "第四条" in tracker("event", PARK, "expired", "--provisions", "第四条", "--by", "longer.txt").stdout


def test_two_sources_of_one_day_are_no_two_days(office: Path, tracker: Tracker) -> None:
    record(tracker, "repealed", "第三条", "2023-01-01")
    tracker("event", PARK, "repealed", "--provisions", "第三条", "--date", "2023-01-01", "--because", "公报")
    two = tracker("event", PARK, "repealed", "--provisions", "第三条", "--date", "2023-02-01", "--because", "公报", exit_code=2).stderr
    assert "two sources give two days" in two
    assert "0 errors, 0 notes" in tracker("check").stdout


GREEN, CITY = "示例市绿地条例", "示例市城市绿化条例"
GREEN_2018 = f"""{GREEN}
（2018年1月10日示例市第一届人民代表大会常务委员会第一次会议通过）
第一条　为了管理绿地，制定本条例。
第二条　本条例自2018年3月1日起施行。
"""
ACT, RECORD = f"{CITY}/2024-04-10", ("event", GREEN, "repealed", "--by", f"{CITY}/2024-04-10")


def act(commencement: str, repeal: str = f"《{GREEN}》同时废止。") -> None:
    Path("act.txt").write_text(f"""{CITY}
（2024年4月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　为了城市绿化，制定本条例。
第二条　本条例自{commencement}起施行。{repeal}
""", encoding="utf-8")


@pytest.fixture
def repealing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    """A store with a law, and nothing that repeals it yet."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "green.txt").write_text(GREEN_2018, encoding="utf-8")
    tracker("init")
    tracker("import", "green.txt")
    return tmp_path


def test_the_day_of_a_repeal_is_told_once_its_act_is_dated_and_takes_the_place_of_none(repealing: Path, tracker: Tracker) -> None:
    act("公布之日")
    tracker("import", "act.txt")
    tracker(*RECORD)
    known = f"{GREEN}: repealed day not known: {ACT} tells the day now, 2024-05-01: `tracker {' '.join(RECORD)}` records it"
    assert known in tracker("date", ACT, "--in-force", "2024-05-01", "--because", "公报").stderr
    assert "tells the day now, 2024-05-01" in tracker("check").stdout
    assert tracker(*RECORD).stdout.endswith(f"  in the place of repealed day not known ({CITY})\n")
    assert tracker("timeline", GREEN).stdout.count("repealed") == 1
    assert "not known" not in tracker("timeline", GREEN, "--upcoming").stdout
    assert "0 errors, 0 notes" in tracker("check").stdout


def test_a_day_that_a_person_learns_takes_the_place_of_none(repealing: Path, tracker: Tracker) -> None:
    tracker("event", GREEN, "repealed", "--because", "据称")
    tracker("event", GREEN, "repealed", "--date", "2024-05-01", "--because", "公报")
    assert tracker("timeline", GREEN).stdout.count("repealed") == 1


def test_an_act_that_says_another_day_after_its_text_was_corrected_is_told(repealing: Path, tracker: Tracker) -> None:
    act("2024年6月1日")
    tracker("import", "act.txt")
    tracker(*RECORD)
    act("2024年9月1日")
    told = f"{GREEN}: repealed 2024-06-01: {ACT} says 2024-09-01 now: `tracker {' '.join(RECORD)}` records that in its place"
    assert told in tracker("import", "act.txt", "--correct").stderr
    assert "says 2024-09-01 now" in tracker("check").stdout
    tracker(*RECORD)
    assert "to before 2024-09-01" in tracker("timeline", GREEN).stdout
    assert "0 errors, 0 notes" in tracker("check").stdout


def test_an_act_that_does_not_say_so_any_more_or_is_gone_is_told(repealing: Path, tracker: Tracker) -> None:
    act("2024年6月1日")
    tracker("import", "act.txt")
    tracker(*RECORD)
    act("2024年6月1日", repeal="")
    back = f"`tracker event {GREEN} repealed --date 2024-06-01 --take-back --because REASON`"
    assert f"{ACT} does not say so any more; {back}" in tracker("import", "act.txt", "--correct").stderr
    assert "does not say so any more" in tracker("check").stdout
    assert f"{ACT}, which says so, is not in the store any more; {back}" in tracker("remove", ACT, "--because", "误导入").stderr
    assert "is not in the store any more" in tracker("check").stdout


def test_nothing_is_left_of_a_law_whose_last_version_was_removed(repealing: Path, tracker: Tracker) -> None:
    act("2024年6月1日")
    tracker("import", "act.txt")
    tracker("remove", ACT, "--because", "误导入")
    assert not (repealing / "versions" / CITY).exists()
    assert "0 errors, 0 notes" in tracker("check").stdout


def test_a_version_that_changed_a_law_behind_its_recorded_end_is_told_and_its_text_is_doubtful(office: Path, tracker: Tracker) -> None:
    tracker("event", PARK, "repealed", "--date", "2022-01-01", "--because", "废止令")
    said = tracker("import", "revised.txt").stderr
    assert "repealed 2022-01-01 (person: 废止令); revised 2022-05-30" in said
    assert f"`tracker event {PARK} repealed --date 2022-01-01 --take-back --because REASON`" in said
    told = "the act of version 2022-05-30 changed the law behind its end: repealed 2022-01-01"
    assert told in tracker("show", f"{PARK}@2022-09-01").stderr
    assert told in tracker("timeline", PARK, "--on", "2022-09-01").stdout
    assert told not in tracker("show", f"{PARK}@2021-09-01").stderr


def test_a_law_made_anew_behind_its_end_is_not_doubtful(office: Path, tracker: Tracker) -> None:
    """Adopted again, and changed after that: the end before is another law's."""
    tracker("event", PARK, "repealed", "--date", "2022-01-01", "--because", "废止令")
    anew = "2022年5月30日示例市第二届人民代表大会常务委员会第一次会议通过"
    Path("anew.txt").write_text(law(anew, MANAGE, OPEN, "本条例自2022年8月1日起施行。"), encoding="utf-8")
    Path("changed.txt").write_text(law(f"{anew}　2023年5月30日示例市第二届人民代表大会常务委员会第四次会议修订", MANAGE, FREE,
                                       "本条例自2023年8月1日起施行。"), encoding="utf-8")
    assert "out of order" not in tracker("import", "anew.txt", "changed.txt").stderr
    assert "behind its end" not in tracker("show", f"{PARK}@2023-09-01").stderr


def test_what_was_recorded_of_a_text_that_is_corrected_is_told_where_the_number_has_other_words(office: Path, tracker: Tracker) -> None:
    record(tracker, "repealed", "第三条", "2023-01-01")
    Path("first.txt").write_text(FIRST.replace("每日", "全年"), encoding="utf-8")
    assert "other words there" not in tracker("import", "first.txt", "--correct").stderr
    Path("first.txt").write_text(law(ADOPTED, MANAGE, "公园应当绿化。", OPEN, FREE, "本条例自2020年3月1日起施行。"), encoding="utf-8")
    assert "the text before had other words there: repealed 2023-01-01 第三条" in tracker("import", "first.txt", "--correct").stderr


def test_an_act_recorded_from_a_file_and_from_the_store_is_recorded_once(repealing: Path, tracker: Tracker) -> None:
    act("2024年6月1日")
    tracker("event", GREEN, "repealed", "--by", "act.txt")
    tracker("import", "act.txt")
    assert "recorded" in tracker(*RECORD).stdout
    assert "unchanged" in tracker("event", GREEN, "repealed", "--by", "act.txt").stdout
    assert tracker("timeline", GREEN).stdout.count("repealed") == 1


def test_a_suspension_whose_act_says_another_end_after_its_text_was_corrected_is_told(office: Path, tracker: Tracker) -> None:
    act = f"示例市人民代表大会常务委员会关于暂停适用《{PARK}》第二条的决定"
    text = f"""{act}
（2021年5月20日示例市第一届人民代表大会常务委员会第七次会议通过）
自2021年7月1日起至2023年6月30日止，暂停适用《{PARK}》第二条。
本决定自公布之日起施行。
"""
    Path("pause.txt").write_text(text, encoding="utf-8")
    tracker("import", "pause.txt")
    tracker("event", PARK, "suspended", "--by", f"{act}/2021-05-20")
    assert "says" not in tracker("check").stdout
    Path("pause.txt").write_text(text.replace("2023年", "2022年"), encoding="utf-8")
    back = f"tracker event {PARK} suspended --date 2021-07-01 --take-back"
    told = f"{act}/2021-05-20 says 第二条 2021-07-01 to before 2022-07-01 now; `{back}"
    assert told in tracker("import", "pause.txt", "--correct").stderr and told in tracker("check").stdout


def test_a_day_given_before_a_later_version_leaves_it_open_again_is_told(office: Path, tracker: Tracker) -> None:
    """The day of 第二条 is left open, and said by a notice; the amendment of 2022, which makes it 第三条 in other words, leaves it open."""
    left = "本条例自2020年3月1日起施行，第{}条的施行日期由市人民政府另行规定。"
    note = AMENDED.split("\n")[1].strip("（）")
    (office / "open.txt").write_text(law(ADOPTED, MANAGE, OPEN, FREE, left.format("二")), encoding="utf-8")
    again = law(note, MANAGE, "公园应当设立标志。", OPEN.replace("每日", "每天"), FREE, left.format("三"))
    (office / "again.txt").write_text(again, encoding="utf-8")
    tracker("import", "--correct", "open.txt")
    tracker("date", f"{PARK}/2020-01-10", "--provisions", "第二条", "--in-force", "2023-12-01", "--because", "公告")
    command = f"tracker date {PARK}/2022-05-30 --in-force 2023-12-01 --provisions 第三条 --because REASON"
    said = tracker("import", "again.txt").stderr
    assert f"where it is 第三条, leaves its day open: where that is its day still, `{command}` says so" in said
    assert command in tracker("check").stdout
    tracker(*command.replace("REASON", "公告").split()[1:])
    assert "leaves its day open" not in tracker("check").stdout


@pytest.mark.parametrize("said", [("--in-force", "2024-01-01"), ("--open",)])
def test_a_day_that_is_not_left_open_any_more_is_told_until_a_person_says_what_it_is(office: Path, tracker: Tracker,
                                                                                     said: tuple[str, ...]) -> None:
    """第四条 left the day of 第三条 open; the act of 2022, by which the rule is 第四条, takes that out and sets none."""
    Path("first.txt").write_text(FIRST.replace("起施行。", "起施行，第三条的施行日期另行规定。"), encoding="utf-8")
    amended = REVISED.replace("修订）", "《关于修改〈示例市公园条例〉的决定》修正）").replace("　2022年5月30日", "　根据2022年5月30日")
    Path("amended.txt").write_text(amended.replace("2022年8月1日", "2020年3月1日"), encoding="utf-8")
    tracker("import", "first.txt", "--correct")
    tracker("import", "amended.txt")
    new = f"{PARK}/2022-05-30"
    told = tracker("date", new, "--in-force", "2022-08-01", "--because", "公报").stderr
    places = f"{PARK}/2020-01-10 第四条; {new} 第五条"
    assert f"第四条 of version 2022-05-30: its day was left open, and that is not said any more ({places}); `tracker date" in told
    order = next(one for one in tracker("check").stdout.split("`") if one.startswith("tracker date") and said[0] in one)
    tracker(*order.replace("DATE", said[-1]).split()[1:])
    assert "0 errors, 0 notes" in tracker("check").stdout
    assert (FREE in tracker("show", f"{PARK}@2024-01-01").stdout) is ("--open" not in said)
