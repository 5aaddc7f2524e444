"""A law some of whose provisions are not law yet, not any more, or suspended: what every command says of them on a day."""

import json
from pathlib import Path

import pytest

from tests.conftest import Tracker

PARK = "示例市公园条例"
PARK_2020 = """示例市公园条例
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　为了管理公园，制定本条例。
第二条　公园应当每日开放。
第三条　携带犬只的，应当使用牵引绳。
第四条　公园内禁止摆摊。
第五条　本条例自2020年3月1日起施行。
"""
PARK_2022 = """示例市公园条例
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过　根据2022年5月20日示例市第一届人民代表大会常务委员会第九次会议\
《关于修改〈示例市公园条例〉的决定》修正）
第一条　为了管理公园，制定本条例。
第二条　公园应当每日免费开放，依照第四条管理。
第三条　携带犬只的，应当使用牵引绳。
第四条　公园禁止吸烟，设立吸烟点的除外。
第五条　公园内禁止摆摊。
第六条　夜间开放的公园应当设置照明设施。
第七条　本条例自2020年3月1日起施行。
"""


@pytest.fixture
def park(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """第四条 is law from 2023 on only, the day of 第六条 is left open, 第五条 (第四条 until 2022) is repealed in 2024; 第三条 is
    suspended in a place from before the amendment on, 第二条 everywhere for half a year."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"park": PARK_2020, "park-2022": PARK_2022}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    tracker("init")
    tracker("import", "park.txt", "park-2022.txt")
    new = f"{PARK}/2022-05-20"
    tracker("date", new, "--in-force", "2022-07-01", "--because", "决定")
    tracker("date", new, "--in-force", "2023-01-01", "--provisions", "第四条", "--because", "决定第三条")
    tracker("date", new, "--open", "--provisions", "第六条", "--because", "由市政府另行规定")
    for kind, *words in (("suspended", "--date", "2021-09-01", "--until", "2025-09-01", "--provisions", "第三条", "--place", "示例新区",
                          "--because", "试点决定"),
                         ("repealed", "--date", "2024-01-01", "--provisions", "第五条", "--because", "摊贩条例"),
                         ("suspended", "--date", "2023-06-01", "--until", "2023-12-01", "--provisions", "第二条", "--because", "防疫决定")):
        tracker("event", PARK, kind, *words)


@pytest.mark.usefixtures("park")
def test_blame_dates_a_provision_by_its_own_first_day(tracker: Tracker) -> None:
    said = tracker("blame", PARK).stdout
    assert "2022-05-20  2023-01-01  第四条" in said
    assert "2022-05-20  2022-07-01  第二条" in said
    assert "2022-05-20  day left open (由市政府另行规定)  第六条" in tracker("blame", f"{PARK}/2022-05-20", "--words").stdout
    unit = json.loads(tracker("blame", f"{PARK}/2022-05-20", "--json").stdout)["units"][-2]
    assert (unit.get("begins"), unit["unset"], unit["source"]) == (None, "open", "由市政府另行规定")


@pytest.mark.usefixtures("park")
def test_blame_of_a_day_has_no_word_that_is_not_law_yet(tracker: Tracker) -> None:
    """On 2022-02-01 第二条 reads as enacted; on 2022-10-01 第四条 (吸烟) is not law yet, and 第六条 has no day."""
    early, later = (tracker("blame", f"{PARK}@{day}", "--words").stdout for day in ("2022-02-01", "2022-10-01"))
    assert "公园应当每日开放。" in early and "免费" not in early
    assert "2022-05-20  2022-07-01  免费" in later and "吸烟" not in later and "照明" not in later
    assert "2020-01-10  2020-03-01  公园内禁止摆摊。" in later
    assert "2022-05-20  2023-01-01  公园禁止吸烟" in tracker("blame", f"{PARK}@2023-01-01", "--words").stdout


@pytest.mark.usefixtures("park")
def test_grep_shows_the_words_of_each_span(tracker: Tracker) -> None:
    said = tracker("grep", "每日").stdout
    assert "第二条 (2020-01-10)  in force 2020-03-01 to before 2022-07-01  …公园应当每日开放。…" in said
    assert "第二条 (2022-05-20)  in force from 2022-07-01  …公园应当每日免费开放，依照第四条管理。…" in said


@pytest.mark.usefixtures("park")
def test_a_comparison_is_headed_by_the_days_asked_for(tracker: Tracker) -> None:
    days = f"{PARK}@2022-02-01", f"{PARK}@2022-10-01"
    for form in ("text", "markdown", "html"):
        said = tracker("diff", *days, "--format", form, exit_code=1).stdout
        assert "2020-01-10 (as on 2022-02-01)" in said
        assert "2022-05-20 (as on 2022-10-01)" in said
    assert "2022-05-20（2022-10-01 当日）" in tracker("diff", *days, "--lang", "zh", exit_code=1).stdout
    assert "as on" not in tracker("diff", f"{PARK}/2020-01-10", f"{PARK}/2022-05-20", exit_code=1).stdout


@pytest.mark.usefixtures("park")
def test_stages_tell_what_a_text_put_together_leaves_out(tracker: Tracker) -> None:
    said = tracker("stages", f"{PARK}/2020-01-10", f"{PARK}@2022-10-01", "--labels", "旧,今").stderr
    assert f"今: {STAGED}" in said and f"今: {OPEN}" in said and "旧: " not in said


STAGED = "第四条: not in force until 2023-01-01 (决定第三条)"
OPEN = "第六条: its day of commencement is left open (由市政府另行规定)"
REPEALED = "第五条: repealed from 2024-01-01 (摊贩条例)"
IN_PLACE = "suspended 2021-09-01 to before 2025-09-01 第三条 示例新区 (试点决定)"
EVERYWHERE = "suspended 2023-06-01 to before 2023-12-01 第二条 (防疫决定)"


@pytest.mark.usefixtures("park")
@pytest.mark.parametrize(("day", "said", "silent"), [
    ("2022-02-01", [IN_PLACE], [STAGED, OPEN, REPEALED, EVERYWHERE]),
    ("2022-10-01", [STAGED, OPEN, IN_PLACE], [REPEALED, EVERYWHERE]),
    ("2023-06-01", [OPEN, IN_PLACE, EVERYWHERE], [STAGED, REPEALED]),
    ("2023-12-01", [OPEN, IN_PLACE], [STAGED, REPEALED, EVERYWHERE]),
    ("2025-09-01", [OPEN, REPEALED], [STAGED, IN_PLACE, EVERYWHERE])])
def test_the_text_of_a_day_and_its_state_tell_what_is_not_law_or_not_applied(tracker: Tracker, day: str, said: list[str],
                                                                             silent: list[str]) -> None:
    beside, state = tracker("show", f"{PARK}@{day}").stderr, tracker("timeline", PARK, "--on", day).stdout
    for page in (beside, state):
        assert [line for line in said if line not in page] == []
        assert [line for line in silent if line in page] == []


@pytest.mark.usefixtures("park")
def test_what_is_suspended_stays_in_the_text_and_stands_in_the_document_beside_it(tracker: Tracker) -> None:
    assert "第二条　公园应当每日免费开放" in tracker("show", f"{PARK}@2023-06-01").stdout
    document = json.loads(tracker("show", f"{PARK}@2023-06-01", "--json").stdout)
    assert [(e["provisions"], e.get("place", ""), e["until"]) for e in document["suspended"]] == [
        (["art_3"], "示例新区", "2025-09-01"), (["art_2"], "", "2023-12-01")]
    state = json.loads(tracker("timeline", PARK, "--on", "2022-10-01", "--json").stdout)["on"]
    assert [(r["provision"], r["reason"], r.get("until"), r["source"]) for r in state["readings"]] == [
        ("art_4", "staged", "2023-01-01", "决定第三条"), ("art_6", "open", None, "由市政府另行规定")]


@pytest.mark.usefixtures("park")
def test_a_suspension_speaks_in_the_numbers_of_its_day(tracker: Tracker) -> None:
    """第四条 of 2020 is 第五条 since 2022."""
    tracker("event", PARK, "suspended", "--date", "2021-01-01", "--provisions", "第四条", "--because", "试点决定")
    assert "suspended from 2021-01-01 第四条 (试点决定)" in tracker("show", f"{PARK}@2021-06-01").stderr
    assert "suspended from 2021-01-01 第五条 (试点决定)" in tracker("show", f"{PARK}@2022-10-01").stderr
    assert "第五条 (试点决定)" not in tracker("show", f"{PARK}@2024-01-01").stderr  # it is repealed
    assert "suspended from 2021-01-01 第四条 (试点决定) as version 2020-01-10 numbers them" in tracker("timeline", PARK).stdout


@pytest.fixture
def guessed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """第二条 and 第三条 became one in 2022, which nobody says: the texts tie 第二条 alone to it, by words little alike."""
    monkeypatch.chdir(tmp_path)
    old = PARK_2020.replace("使用牵引绳", "使用牵引绳并佩戴标识牌").replace("第三条", "第三条　公园不得收费。\n第四条").replace(
        "第四条　公园内", "第五条　公园内").replace("第五条　本", "第六条　本")
    new = PARK_2022[:PARK_2022.index("第二条")] + """第二条　公园应当免费，每日向市民开放。
第三条　携带犬只的，应当使用牵引绳并佩戴标识牌。
第四条　公园内禁止摆摊。
第五条　本条例自2020年3月1日起施行。
"""
    for name, text in {"park": old, "park-2022": new}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    tracker("init")
    tracker("import", "park.txt", "park-2022.txt")
    tracker("date", f"{PARK}/2022-05-20", "--in-force", "2022-07-01", "--because", "决定")


GUESS = "suspended from 2021-01-01 第二条 (试点决定); 0.38: a weak guess by its wording"


@pytest.mark.usefixtures("guessed")
def test_a_suspension_that_reaches_newer_numbers_by_a_weak_guess_says_so_wherever_it_is_told(tracker: Tracker) -> None:
    """Of 第二条 and 第四条 of 2020, the latter is 第三条 without a doubt."""
    tracker("event", PARK, "suspended", "--date", "2021-01-01", "--provisions", "第二条、第四条", "--because", "试点决定")
    day = f"{PARK}@2023-01-01"
    plain = "suspended from 2021-01-01 第三条 (试点决定)\n"
    for said in (tracker("show", day).stderr, tracker("list").stdout, tracker("timeline", PARK, "--on", "2023-01-01").stdout):
        assert f"{GUESS}\n" in said and plain in said
    assert GUESS in tracker("cite", PARK, "第二条", "--from", "2021", "--to", "2023", exit_code=1).stderr
    assert "第二条  0.38: a weak guess by its wording\n" in tracker("where", PARK, "第二条", "--as-of", "2021").stdout
    assert tracker("show", f"{PARK}@2021-06-01").stderr == "suspended from 2021-01-01 第二条、第四条 (试点决定)\n"
    assert [(e["provisions"], e.get("weak")) for e in json.loads(tracker("show", day, "--json").stdout)["suspended"]] == [
        (["art_2"], pytest.approx(0.385, abs=0.005)), (["art_3"], None)]
    older, newer = tracker("grep", "每日").stdout.split(PARK)[1:]
    assert "    suspended from 2021-01-01 (试点决定)\n" in older
    assert "    suspended from 2021-01-01 (试点决定); 0.38: a weak guess by its wording\n" in newer


@pytest.mark.usefixtures("guessed")
def test_the_end_of_a_suspension_that_is_known_by_a_weak_guess_says_so(tracker: Tracker) -> None:
    """第二条 of 2022 is resumed, and only its words tell that this is what was suspended as 第二条 of 2020."""
    tracker("event", PARK, "suspended", "--date", "2021-01-01", "--provisions", "第二条、第四条", "--because", "试点决定")
    tracker("event", PARK, "resumed", "--date", "2023-01-01", "--provisions", "第二条、第三条", "--because", "恢复决定")
    end = "suspended 2021-01-01 to before 2023-01-01"
    assert tracker("show", f"{PARK}@2021-06-01").stderr.splitlines() == [
        f"{end} 第二条 (试点决定); 0.38: a weak guess by its wording", f"{end} 第四条 (试点决定)"]
    assert tracker("show", f"{PARK}@2023-01-01").stderr == ""
    assert f"    {end} (试点决定); 0.38: a weak guess by its wording\n" in tracker("grep", "每日开放").stdout


@pytest.mark.usefixtures("guessed")
def test_what_comes_back_by_a_weak_guess_is_told_so(tracker: Tracker) -> None:
    """The term of a suspension of 第二条 and 第四条 of 2020 is over when they have the numbers of 2022."""
    tracker("event", PARK, "suspended", "--date", "2021-01-01", "--until", "2091-01-01", "--provisions", "第二条、第四条",
            "--because", "试点决定")
    guess = "0.38: a weak guess by its wording"
    lines = f"  2091-01-01  第二条: resumed (试点决定); {guess}\n", "  2091-01-01  第三条: resumed (试点决定)\n"
    assert [line in tracker("timeline", PARK, "--upcoming").stdout for line in lines] == [True, True]
    calendar = tracker("timeline", PARK, "--format", "ics").stdout.replace("\n ", "")  # folded lines
    assert calendar.count("DESCRIPTION:试点决定") == 3 and calendar.count(f"DESCRIPTION:试点决定\\; {guess}") == 1
    rows = tracker("timeline", PARK, "--upcoming", "--format", "csv").stdout.splitlines()[1:]
    assert [row.rpartition(",")[2][:4] for row in rows] == ["0.38", ""]


@pytest.mark.usefixtures("guessed")
def test_a_law_that_is_suspended_as_a_whole_is_so_without_a_guess(tracker: Tracker) -> None:
    tracker("event", PARK, "suspended", "--date", "2021-01-01", "--because", "试点决定")
    assert tracker("show", f"{PARK}@2023-01-01").stderr == "suspended from 2021-01-01 (试点决定)\n"
    assert "weak" not in tracker("grep", "每日").stdout


@pytest.mark.usefixtures("park")
def test_a_timeline_names_every_day_of_its_own_with_its_basis(tracker: Tracker) -> None:
    said = tracker("timeline", PARK).stdout
    assert "    第四条 in force from 2023-01-01 (person 决定第三条)" in said
    assert "    第六条 no day set (由市政府另行规定)" in said


@pytest.mark.usefixtures("park")
def test_a_list_tells_what_is_not_law_today(tracker: Tracker) -> None:
    said = tracker("list").stdout
    assert OPEN in said
    assert REPEALED in said
    assert STAGED not in said


@pytest.mark.usefixtures("park")
def test_a_repeal_of_unknown_day_is_told_and_leaves_the_text(tracker: Tracker) -> None:
    tracker("event", PARK, "expired", "--provisions", "第三条", "--because", "试点期满")
    found = tracker("show", f"{PARK}@2024-06-01")
    assert "第三条: expired on a day that is not known (试点期满)" in found.stderr
    assert "第三条　携带犬只的" in found.stdout


def test_the_last_article_is_named_where_it_says_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    monkeypatch.chdir(tmp_path)
    Path("park.txt").write_text(PARK_2020.replace("起施行。", "起施行，其中第四条自2021年1月1日起施行。"), encoding="utf-8")
    tracker("init")
    tracker("import", "park.txt")
    assert "第四条: not in force until 2021-01-01 (第五条)" in tracker("show", f"{PARK}@2020-06-01").stderr
    assert "第四条 in force from 2021-01-01 (text 第五条)" in tracker("timeline", PARK).stdout


@pytest.mark.usefixtures("park")
def test_a_log_has_what_was_recorded_of_the_provision(tracker: Tracker) -> None:
    """Under its number of the day, in the order of time, with the day, the place and who says so."""
    tracker("event", PARK, "suspended", "--date", "2021-01-01", "--provisions", "第四条", "--because", "试点决定")
    tracker("event", PARK, "resumed", "--date", "2021-06-01", "--provisions", "第四条", "--because", "试点期满")
    said = [line for line in tracker("log", PARK, "第五条").stdout.splitlines() if line.startswith("20")]
    assert said == ["2020-01-10  enacted  第四条  in force from 2020-03-01",
                    "2021-01-01  suspended  第四条  person 试点决定", "2021-06-01  resumed  第四条  person 试点期满",
                    "2022-05-20  renumbered  第四条 → 第五条  in force from 2022-07-01  关于修改〈示例市公园条例〉的决定",
                    "2024-01-01  repealed  第五条  person 摊贩条例"]
    assert "2021-09-01  suspended  第三条  示例新区  to before 2025-09-01  person 试点决定" in tracker("log", PARK, "第三条").stdout
    assert "repealed" not in tracker("log", PARK, "第三条").stdout
    assert "2022-05-20  inserted  第六条  day left open" in tracker("log", PARK, "第六条").stdout


WAITS = "第四条 of 示例市公园条例 is not law on 2022-10-01: not in force until 2023-01-01 (决定第三条)"


@pytest.mark.usefixtures("park")
@pytest.mark.parametrize(("words", "said"), [
    (["show", f"{PARK}@2022-10-01", "第四条"], WAITS),
    (["show", f"{PARK}@2022-10-01", "第四条第一款"], WAITS.replace("第四条 of", "第四条第一款 of")),
    (["show", f"{PARK}@2022-10-01", "第六条"], "its day of commencement is left open (由市政府另行规定)"),
    (["show", f"{PARK}@2024-01-01", "第五条"], "repealed from 2024-01-01 (摊贩条例)"),
    (["show", f"{PARK}@2021-10-01", "第七条"], "has no 第七条; version 2022-05-20 has it: not in force until 2022-07-01 (决定)"),
    (["cite", PARK, "第四条", "--from", "2022-10-01"], WAITS),
    (["cite", PARK, "第七条", "--from", "2021-10-01"], "version 2022-05-20 has it: not in force until 2022-07-01 (决定)"),
    (["log", f"{PARK}@2021-10-01", "第七条"], "version 2022-05-20 has it: not in force until 2022-07-01 (决定)"),
    (["where", PARK, "第四条", "--as-of", "2022-10-01"], "2022-10-01: 第四条: not in force until 2023-01-01 (决定第三条)"),
    (["where", PARK, "第四条", "--as-of", "2021"], "第五条: repealed from 2024-01-01 (摊贩条例)")])
def test_a_provision_asked_for_that_is_not_law_on_the_day(tracker: Tracker, words: list[str], said: str) -> None:
    """It exists, so it is no error to ask for it: the answer is no, with the day and who says so."""
    assert said in tracker(*words, exit_code=1).stderr


@pytest.mark.usefixtures("park")
def test_a_number_that_no_version_has_is_an_error(tracker: Tracker) -> None:
    for words in (["show", f"{PARK}@2022-10-01"], ["show", f"{PARK}/2022-05-20"], ["log", PARK], ["cite", PARK]):
        assert "there is no 第十条 in version 2022-05-20" in tracker(*words, "第十条", exit_code=2).stderr


@pytest.mark.usefixtures("park")
def test_one_provision_is_told_what_is_about_it(tracker: Tracker) -> None:
    assert tracker("show", f"{PARK}@2022-10-01", "第二条").stderr == ""
    assert tracker("show", f"{PARK}@2022-10-01", "第三条").stderr == f"{IN_PLACE}\n"
    assert tracker("log", f"{PARK}@2022-10-01", "第四条").stderr == f"{STAGED}\n"


@pytest.mark.usefixtures("park")
def test_what_a_citation_is_carried_to_may_not_be_law(tracker: Tracker) -> None:
    assert REPEALED in tracker("cite", PARK, "第四条", "--from", "2021-10-01", "--to", "2024-02-01", exit_code=1).stderr
    assert IN_PLACE in tracker("cite", PARK, "第三条", "--from", "2020-10-01", "--to", "2022-10-01").stderr


@pytest.mark.usefixtures("park")
def test_a_citation_of_what_is_not_law_yet_does_not_dangle(tracker: Tracker) -> None:
    """第二条 cites 第四条, which waits for 2023; a citation of what is repealed names nothing."""
    found = tracker("diff", f"{PARK}@2022-02-01", f"{PARK}@2022-10-01", exit_code=1)
    assert "citations to look at" not in found.stdout
    assert f"2022-05-20 (as on 2022-10-01): {STAGED}" in found.stderr
    tracker("event", PARK, "repealed", "--date", "2024-02-01", "--provisions", "第四条", "--because", "控烟条例")
    said = tracker("diff", f"{PARK}@2023-02-01", f"{PARK}@2024-02-01", exit_code=1).stdout
    assert "第四条 names nothing in the new version" in said


def test_paragraphs_count_as_the_version_in_force_prints_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """第二款 waits: what is printed as 第三款 is 第三款 still."""
    monkeypatch.chdir(tmp_path)
    Path("park.txt").write_text(PARK_2020.replace("每日开放。", "每日开放。\n夜间开放的另行公告。\n公园不得收费。")
                                .replace("起施行。", "起施行，其中第二条第二款自2021年1月1日起施行。"), encoding="utf-8")
    tracker("init")
    tracker("import", "park.txt")
    day = f"{PARK}@2020-06-01"
    assert "公园不得收费" in tracker("show", day, "第二条第三款").stdout
    assert "每日开放" in tracker("show", day, "第二条第一款").stdout
    assert "not in force until 2021-01-01 (第五条)" in tracker("show", day, "第二条第二款", exit_code=1).stderr
    assert "夜间" not in tracker("show", day, "第二条").stdout


@pytest.fixture
def shared_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """The 款 of 第二条 became 第二条 and 第三条 in 2022, and a new 第四条第二款 waits for 2023-10-01."""
    monkeypatch.chdir(tmp_path)
    old = PARK_2020.replace("每日开放。", "每日开放。\n公园不得收费。").replace("绳。\n", "绳。\n公园内禁止遛大型犬。\n")
    new = PARK_2020.replace("会议通过）", "会议通过　2022年5月20日示例市第一届人民代表大会常务委员会第九次会议修订）").replace(
        "第五条　本条例自2020年3月1日", "第六条　本条例自2022年7月1日").replace("第四条　公园", "第五条　公园").replace(
        "第三条　携带犬只的，应当使用牵引绳。", "第三条　公园不得收费。\n第四条　携带犬只的，应当使用牵引绳。\n犬只应当登记植入芯片。\n"
        "公园内禁止遛大型犬。")
    for name, text in {"park": old, "park-2022": new}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    tracker("init")
    tracker("import", "park.txt", "park-2022.txt")
    tracker("date", f"{PARK}/2022-05-20", "--in-force", "2023-10-01", "--provisions", "第四条第二款", "--because", "决定")


@pytest.mark.usefixtures("shared_out")
def test_what_was_split_is_not_written_as_the_half_that_is_law(tracker: Tracker) -> None:
    """第三条 holds one half of old 第二条: a citation of 第二条 meant it too, though it has ended."""
    Path("contract.txt").write_text("依照《示例市公园条例》第二条的规定，不得收费。\n", encoding="utf-8")
    tracker("event", PARK, "repealed", "--date", "2024-01-01", "--provisions", "第三条", "--because", "收费条例")
    way = "--from", "2021", "--to", "2024-02-01"
    said = tracker("cite", PARK, "第二条", *way, exit_code=1)
    assert "第二条 → ?  what it names lives on in several places" in said.stdout and "第二条 → 第二条、第三条  split" in said.stdout
    assert "第三条: repealed from 2024-01-01 (收费条例)" in said.stderr
    carried = tracker("cite", PARK, "--text", "contract.txt", *way, exit_code=1)
    assert "》第二条的规定" in carried.stdout and "citations carried: 0 of 1" in carried.stderr


@pytest.mark.usefixtures("shared_out")
def test_paragraphs_are_cited_as_the_version_in_force_prints_them(tracker: Tracker) -> None:
    """What is printed as 第三款 is so cited while 第二款 waits, from the text of that day as to it."""
    day = "2022-08-01"
    said = tracker("cite", PARK, "第三条第二款", "--from", "2021", "--to", day).stdout
    assert "第三条第二款 → 第四条第三款  renumbered 1.00" in said and "+ 公园内禁止遛大型犬。" in said
    assert "第四条第三款 → 第三条第二款" in tracker("cite", PARK, "第四条第三款", "--from", day, "--to", "2021").stdout
    whole = tracker("cite", PARK, "第三条", "--from", "2021", "--to", day).stdout
    assert "第三条 → 第四条  renumbered 1.00" in whole and "芯片" not in whole, "what waits is no rule beside it"
    waits = "第四条第二款 of 示例市公园条例 is not law on 2022-08-01: not in force until 2023-10-01 (决定)"
    assert waits in tracker("cite", PARK, "第四条第二款", "--from", day, "--to", "2021", exit_code=1).stderr


def test_an_article_that_waits_is_told_beside_the_one_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                                    tracker: Tracker) -> None:
    """The old 第二条 is law until the new one is, which has other rules: each is cited as itself."""
    monkeypatch.chdir(tmp_path)
    new = PARK_2020.replace("会议通过）", "会议通过　2022年5月20日示例市第一届人民代表大会常务委员会第九次会议修订）").replace(
        "公园应当每日开放。", "游客采摘花木的，由园林部门处五十元罚款。").replace("2020年3月1日起", "2022年7月1日起")
    for name, text in {"park": PARK_2020, "park-2022": new}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    tracker("init")
    tracker("import", "park.txt", "park-2022.txt")
    tracker("date", f"{PARK}/2022-05-20", "--in-force", "2023-10-01", "--provisions", "第二条", "--because", "决定")
    assert "第二条 → 第二条  kept 1.00" in tracker("cite", PARK, "第二条", "--from", "2021", "--to", "2022-08-01").stdout
    assert "第二条 → 第二条  kept 1.00" in tracker("cite", PARK, "第二条", "--from", "2022-08-01", "--to", "2021").stdout
    back = tracker("cite", PARK, "第二条", "--from", "2024", "--to", "2022-08-01", exit_code=1).stdout
    assert "第二条 → —  not in force until 2023-10-01 (决定)" in back


@pytest.mark.usefixtures("park")
def test_grep_tells_what_is_suspended_and_what_waits(tracker: Tracker) -> None:
    assert "第三条 (2020-01-10 … 2022-05-20)  in force from 2020-03-01  …携带犬只的，应当使用牵引绳。…\n" \
           "    suspended 2021-09-01 to before 2025-09-01 示例新区 (试点决定)\n" in tracker("grep", "犬只").stdout
    assert "第六条 (2022-05-20)  day left open  …夜间开放" in tracker("grep", "照明").stdout
    assert json.loads(tracker("grep", "犬只", "--json").stdout)[0]["suspended"] == [
        {"start": "2021-09-01", "end": "2025-09-01", "place": "示例新区", "provisions": [], "partly": [], "weak": None,
         "source": "试点决定"}]


@pytest.mark.usefixtures("park")
def test_an_export_of_a_day_tells_it_too_and_is_no_version(tracker: Tracker) -> None:
    """What is suspended on a day is not kept with the version; a text put together for a day is not kept at all."""
    assert EVERYWHERE in tracker("export", f"{PARK}@2023-06-01", "--output", "day.json").stderr
    assert "put together from several versions" in tracker("import", "day.json", exit_code=2).stderr
    tracker("export", f"{PARK}@2021-10-01", "--output", "old.json")
    assert '"suspended"' in Path("old.json").read_text(encoding="utf-8")
    tracker("init", "other")
    tracker("import", "old.json", "--store", "other")
    assert tracker("show", f"{PARK}/2020-01-10", "--store", "other").stderr == ""


def test_provisions_that_wait_for_the_same_day_share_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    monkeypatch.chdir(tmp_path)
    Path("park.txt").write_text(PARK_2020.replace("起施行。", "起施行，其中第一条、第三条自2021年1月1日起施行。"), encoding="utf-8")
    tracker("init")
    tracker("import", "park.txt")
    assert tracker("show", f"{PARK}@2020-06-01").stderr == "第一条、第三条: not in force until 2021-01-01 (第五条)\n"


@pytest.mark.parametrize(("said", "told"), [
    ("第三条的施行日期另行规定", "its day of commencement is left open"), ("第三条自2030年1月1日起施行", "not in force until 2030-01-01")])
def test_a_clause_of_an_older_text_is_told_with_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker, said: str,
                                                      told: str) -> None:
    """第五条 of 2020 is 第七条 in 2022, beside which it is told; 第五条 is another rule there."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"park": PARK_2020, "park-2022": PARK_2022}.items():
        Path(f"{name}.txt").write_text(text.replace("3月1日起施行。", f"3月1日起施行，{said}。"), encoding="utf-8")
    tracker("init")
    tracker("import", "park.txt", "park-2022.txt")
    tracker("date", f"{PARK}/2022-05-20", "--in-force", "2022-07-01", "--because", "决定")
    for day, source in (("2021-01-01", "第五条"), ("2023-01-01", f"{PARK}/2020-01-10 第五条")):
        assert tracker("show", f"{PARK}@{day}").stderr.splitlines()[0] == f"第三条: {told} ({source})"
        assert f"  第三条: {told} ({source})\n" in tracker("timeline", PARK, "--on", day).stdout


def test_a_number_that_only_an_older_version_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    monkeypatch.chdir(tmp_path)
    Path("park.txt").write_text(PARK_2020, encoding="utf-8")
    kept = [line for line in PARK_2022.splitlines(keepends=True) if not line.startswith(("第四条", "第五条", "第六条"))]
    Path("park-2022.txt").write_text("".join(kept).replace("第七条", "第四条"), encoding="utf-8")
    tracker("init")
    tracker("import", "park.txt", "park-2022.txt")
    tracker("date", f"{PARK}/2022-05-20", "--in-force", "2022-07-01", "--because", "决定")
    for words in (["show", f"{PARK}@2023-01-01"], ["log", PARK]):
        said = tracker(*words, "第五条", exit_code=1).stderr
        assert "has no 第五条; version 2020-01-10 had it last, in force to before 2022-07-01" in said


@pytest.mark.usefixtures("park")
def test_a_part_of_what_is_suspended_is_resumed_by_its_number_of_the_day(tracker: Tracker) -> None:
    """第三条 in 2021; 第四条 as 第五条, which it is since 2022. What was not suspended is not resumed."""
    tracker("event", PARK, "suspended", "--date", "2021-01-01", "--provisions", "第三条、第四条", "--because", "试点决定")
    tracker("event", PARK, "resumed", "--date", "2021-06-01", "--provisions", "第三条", "--because", "部分恢复")
    tracker("event", PARK, "resumed", "--date", "2023-01-01", "--provisions", "第五条", "--because", "全部恢复")
    said = tracker("show", f"{PARK}@2021-03-01").stderr
    assert "2021-01-01 to before 2021-06-01 第三条 (试点决定)" in said and "2021-01-01 to before 2023-01-01 第四条 (试点决定)" in said
    assert "suspended 2021-01-01 to before 2023-01-01 第四条 (试点决定)" in tracker("show", f"{PARK}@2021-06-01").stderr
    assert "suspended 2021-01-01 to before 2023-01-01 第五条 (试点决定)" in tracker("show", f"{PARK}@2022-10-01").stderr
    assert "试点决定)" not in tracker("show", f"{PARK}@2023-01-01", "第五条").stderr
    assert "2023-01-01  resumed  第五条  person 全部恢复" in tracker("log", PARK, "第五条").stdout
    assert "    suspended 2021-01-01 to before 2023-01-01 (试点决定)" in tracker("grep", "摆摊").stdout
    said = tracker("event", PARK, "resumed", "--date", "2023-02-01", "--provisions", "第一条", "--because", "误记", exit_code=2).stderr
    assert "it resumes what was not suspended" in said


@pytest.mark.usefixtures("park")
def test_a_damaged_text_hides_nothing_of_the_list(tracker: Tracker) -> None:
    Path(f"versions/{PARK}/2022-05-20.json").write_text("{", encoding="utf-8")
    said = tracker("list").stdout
    assert f"{PARK}/2022-05-20  in force from 2022-07-01\n    versions/{PARK}/2022-05-20.json: its SHA-256" in said


def test_an_article_of_which_no_paragraph_is_law_yet_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """The only 款 of 第二条 is 第二条; each 款 of 第三条 has a day of its own, and 第三条 is there from the first of them on."""
    monkeypatch.chdir(tmp_path)
    Path("lake.txt").write_text("""示例市湖泊条例
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　湖泊受保护。
第二条　湖泊内禁止吸烟。
第三条　湖泊内禁止垂钓。
湖泊内禁止野炊。
第四条　本条例自2020年3月1日起施行，其中第二条第一款自2030年1月1日起施行，第三条第一款自2029年1月1日起施行，第二款自2028年1月1日起施行。
""", encoding="utf-8")
    tracker("init")
    tracker("import", "lake.txt")
    text = tracker("show", "示例市湖泊条例@2021-01-01")
    assert "第二条\u3000" not in text.stdout and "第三条\u3000" not in text.stdout
    assert "第二条: not in force until 2030-01-01 (第四条)" in text.stderr
    assert "is not law on 2021-01-01: not in force until 2028-01-01" in tracker("show", "示例市湖泊条例@2021-01-01", "第三条",
                                                                                exit_code=1).stderr
    assert "第三条\u3000湖泊内禁止野炊。\n第四条" in tracker("show", "示例市湖泊条例@2028-01-01").stdout
    rows = tracker("timeline", "示例市湖泊条例", "--on", "2021-01-01", "--format", "csv").stdout.splitlines()
    assert [row.split(",")[1] for row in rows[2:] if "para" not in row] == ["art_1", "art_4"]


@pytest.mark.usefixtures("park")
def test_a_citation_of_what_was_repealed_is_told_so(tracker: Tracker) -> None:
    """第四条 of 2020 is 第五条 of 2022, which is repealed in 2024."""
    for cited, day in (("第四条", "2021-01-01"), ("第五条", "2023-01-01")):
        said = tracker("cite", PARK, cited, "--from", day, "--to", "2024-06-01", exit_code=1).stdout
        assert f"  {cited} → —  repealed from 2024-01-01 (摊贩条例)\n" in said and "nothing of it is found" not in said
