"""`tracker timeline` as words, table, picture and calendar: each format tells what is asked for, or is refused."""

import csv
import json
from pathlib import Path

import pytest

from tests.conftest import Tracker
from tracker.export.timeline_csv import COLUMNS

PARK = "示例市公园条例"
TEXT = f"""{PARK}
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　公园每日开放。
第二条　公园应当养护。
第三条　本条例自2020年3月1日起施行，第二条自2099年1月1日起施行。
"""

LAKE = "示例市湖泊条例"
LAKE_2020 = f"""{LAKE}
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　湖泊内禁止下列行为：
（一）吸烟；
（二）垂钓。
第二条　湖泊由水行政主管部门负责养护。
第三条　夜间开放的湖泊应当设置照明设施。
第四条　本条例自2020年3月1日起施行。
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    """A store with one law, one article of which is not law yet."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "park.txt").write_text(TEXT, encoding="utf-8")
    tracker("init")
    tracker("import", "park.txt")
    return tmp_path


def table(text: str) -> list[list[str]]:
    return list(csv.reader(text.removeprefix("\ufeff").splitlines()))


@pytest.mark.parametrize("law", [[], [PARK]])
def test_what_comes_next_as_a_table(office: Path, tracker: Tracker, law: list[str]) -> None:
    assert table(tracker("timeline", *law, "--upcoming", "--format", "csv").stdout) == [
        ["law", "day", "kind", "version", "provisions", "source", "known", "place", "confirmed", "weak"],
        [PARK, "2099-01-01", "in_force", "2020-01-10", "art_2", "第三条", "true", "", "true", ""]]


def test_a_day_as_a_table_has_what_is_law_on_it(office: Path, tracker: Tracker) -> None:
    rows = table(tracker("timeline", PARK, "--on", "2020-03-01", "--format", "csv").stdout)
    assert [row[1] for row in rows[1:] if "para" not in row[1]] == ["2020-01-10", "art_1", "art_3"]
    later = table(tracker("timeline", PARK, "--on", "2099-01-01", "--format", "csv").stdout)
    assert [row[1] for row in later[1:] if "para" not in row[1]] == ["2020-01-10", "art_1", "art_2", "art_3"]
    assert len(table(tracker("timeline", PARK, "--on", "2020-02-29", "--format", "csv", exit_code=1).stdout)) == 1


@pytest.mark.parametrize(("words", "said"), [
    (["--upcoming", "--format", "svg"], "--upcoming is not written as svg"),
    (["--upcoming", "-o", "up.html"], "these formats work: text, json, csv, ics"),
    ([PARK, "--on", "2021-01-01", "--format", "svg"], "with --on these formats work: text, json, csv"),
    ([PARK, "--articles", "--format", "ics"], "--articles is not written as ics"),
    ([PARK, "--on", "2021-01-01", "--upcoming"], "say one of --on, --upcoming and --articles"), (["--on", "2021-01-01"], "name a law")])
def test_a_format_that_does_not_tell_what_is_asked_is_refused(office: Path, tracker: Tracker, words: list[str], said: str) -> None:
    assert said in tracker("timeline", *words, exit_code=2).stderr
    assert not (office / "up.html").exists()


def test_a_calendar_is_for_people(office: Path, tracker: Tracker) -> None:
    assert f"SUMMARY:{PARK}: in force 第二条" in tracker("timeline", PARK, "--format", "ics").stdout
    assert f"SUMMARY:{PARK}：施行 第二条" in tracker("timeline", PARK, "--format", "ics", "--lang", "zh").stdout
    assert "2099-01-01  示例市公园条例 version 2020-01-10 第二条: in force (第三条)" in tracker("timeline", "--upcoming").stdout


def test_a_picture_is_wide_enough_for_what_is_written_in_it(office: Path, tracker: Tracker) -> None:
    picture = tracker("timeline", PARK, "--format", "svg").stdout
    width = int(picture.partition('width="')[2].partition('"')[0])
    assert "a bar bears the date of the version" in picture
    assert width > 6 * len("a bar bears the date of the version whose words the article has; columns are not to scale")


def test_a_suspension_in_one_place_keeps_its_place(office: Path, tracker: Tracker) -> None:
    """第一条 is suspended in 示例新区 alone: every format says where, and elsewhere it stays in force."""
    tracker("event", PARK, "suspended", "--date", "2098-01-01", "--until", "2098-07-01", "--provisions", "第一条", "--place", "示例新区",
            "--because", "试点决定")
    assert "  2098-01-01  第一条：暂停适用 示例新区（试点决定）\n  2098-07-01  第一条：恢复适用 示例新区（试点决定）" in tracker(
        "timeline", PARK, "--upcoming", "--lang", "zh").stdout.replace(" (", "（").replace(")", "）")
    assert "2098-01-01  第一条: suspended 示例新区 (试点决定)" in tracker("timeline", PARK).stdout
    calendar = tracker("timeline", PARK, "--format", "ics").stdout
    assert f"SUMMARY:{PARK}: suspended 第一条 示例新区" in calendar and "LOCATION:示例新区" in calendar
    assert table(tracker("timeline", "--upcoming", "--format", "csv").stdout)[1][-3] == "示例新区"
    rows = [row for row in table(tracker("timeline", PARK, "--format", "csv").stdout) if row[1] == "art_1"]
    assert [(row[2], row[3], row[4], row[8]) for row in rows] == [
        ("2020-03-01", "2098-01-01", "in_force", ""), ("2098-01-01", "2098-07-01", "in_force", "示例新区"),
        ("2098-07-01", "", "in_force", "")]
    for form in ("text", "svg", "html"):
        assert "suspended in 示例新区" in tracker("timeline", PARK, "--articles", "--format", form).stdout


def test_a_suspended_part_of_an_article_is_told_in_every_form(office: Path, tracker: Tracker) -> None:
    """第一条第二项 in 甲区; and 第二条 of 2020, which is one with 第三条 since: which part of that is suspended is not known."""
    new = LAKE_2020.replace("通过）", "通过　2022年1月10日示例市第二届人民代表大会常务委员会第九次会议修订）").replace(
        "。\n第三条　", "；").replace("第四条　", "第三条　").replace("2020年3月", "2022年3月")
    for name, text in {"old": LAKE_2020, "new": new}.items():
        (office / f"{name}.txt").write_text(text, encoding="utf-8")
    tracker("import", "old.txt", "new.txt")
    for words in (["--provisions", "第一条第二项", "--place", "甲区"], ["--provisions", "第二条"]):
        tracker("event", LAKE, "suspended", "--date", "2021-01-01", "--because", "试点", *words)
    for form in ("text", "svg", "html"):
        said = tracker("timeline", LAKE, "--articles", "--format", form).stdout
        assert "第一条第一款第二项 suspended in 甲区" in said and "a part of 第二条 suspended" in said
    assert "第二条的一部分 暂停适用" in tracker("timeline", LAKE, "--articles", "--lang", "zh").stdout
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in table(tracker("timeline", LAKE, "--format", "csv").stdout)[1:]]
    assert [(row["id"], row["suspended_parts"]) for row in rows if row["suspended_parts"] and "para" not in row["id"]] == [
        ("art_1", "art_1__para_1__item_2@甲区"), ("art_2", "art_2")]
    lives = json.loads(tracker("timeline", LAKE, "--json").stdout)["provisions"]
    last = {life["provision"]: life["intervals"][-1] for life in lives if life["version"] == "2022-01-10"}
    assert last["art_1"]["suspended"] == [{"place": "甲区", "provision": "art_1__para_1__item_2", "partly": False}]
    assert last["art_2"]["suspended"] == [{"place": "", "provision": "art_2", "partly": True}] and last["art_2"]["status"] == "in_force"
    day = table(tracker("timeline", LAKE, "--on", "2023-01-01", "--format", "csv").stdout)
    assert [row[-3] for row in day if row[0] == "suspension"] == ["", "art_2"]


def test_a_table_of_a_day_has_what_is_suspended_below_a_paragraph_too(office: Path, tracker: Tracker) -> None:
    """第一条第二项 in 甲区, the law in 乙区; each row has the days and the place of the suspension."""
    text = TEXT.replace("公园每日开放。", "公园内禁止下列行为：\n（一）吸烟；\n（二）垂钓。")
    (office / "market.txt").write_text(text.replace(PARK, "示例市湖泊条例"), encoding="utf-8")
    tracker("import", "market.txt")
    paused = ["event", "示例市湖泊条例", "suspended", "--date", "2021-01-01", "--because", "试点"]
    tracker(*paused, "--until", "2022-01-01", "--provisions", "第一条第二项", "--place", "甲区")
    tracker(*paused, "--place", "乙区")
    rows = table(tracker("timeline", "示例市湖泊条例", "--on", "2021-06-01", "--format", "csv").stdout)
    assert [(row[1], row[2], row[3], row[4], row[8]) for row in rows if row[0] == "suspension"] == [
        ("art_1__para_1__item_2", "2021-01-01", "2022-01-01", "suspended", "甲区"), ("", "2021-01-01", "", "suspended", "乙区")]


def test_what_was_resumed_before_does_not_come_back(office: Path, tracker: Tracker) -> None:
    """第一条 was resumed in 2098, 第三条 is when the suspension ends; nothing is where the law has ended by then."""
    paused = ["--date", "2097-01-01", "--until", "2099-06-01", "--provisions", "第一条、第三条"]
    tracker("event", PARK, "suspended", *paused, "--because", "试点")
    tracker("event", PARK, "resumed", "--date", "2098-01-01", "--provisions", "第一条", "--because", "提前结束")
    assert "2099-06-01  第三条: resumed (试点)" in tracker("timeline", PARK, "--upcoming").stdout
    said = tracker("show", f"{PARK}@2097-06-01").stderr
    assert "to before 2098-01-01 第一条" in said and "to before 2099-06-01 第三条" in said
    tracker("event", PARK, "repealed", "--date", "2098-06-01", "--because", "新法")
    said = tracker("timeline", "--upcoming").stdout
    assert "2099" not in said and "2098-01-01  示例市公园条例 第一条: resumed (提前结束)" in said


def test_a_resumption_is_told_with_its_own_ground(office: Path, tracker: Tracker) -> None:
    tracker("event", PARK, "suspended", "--date", "2098-01-01", "--because", "甲")
    tracker("event", PARK, "resumed", "--date", "2098-07-01", "--because", "乙")
    ends = tracker("timeline", PARK, "--format", "ics").stdout.split("BEGIN:VEVENT")
    assert [(one.count("DESCRIPTION:甲"), one.count("DESCRIPTION:乙")) for one in ends if f"{PARK}: suspended" in one] == [(1, 0)]
    assert [(one.count("DESCRIPTION:甲"), one.count("DESCRIPTION:乙")) for one in ends if f"{PARK}: resumed" in one] == [(0, 1)]


def test_a_table_tells_apart_two_provisions_that_had_one_number(office: Path, tracker: Tracker) -> None:
    """The old 第一条 was deleted in 2022; the old 第二条 is 第一条 now."""
    (office / "park.txt").write_text(f"""{PARK}
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过　根据2022年5月20日示例市第一届人民代表大会常务委员会第九次会议\
《关于修改〈{PARK}〉的决定》修正）
第一条　公园应当养护。
第二条　本条例自2020年3月1日起施行。
""", encoding="utf-8")
    tracker("import", "park.txt")
    rows = table(tracker("timeline", PARK, "--format", "csv").stdout)
    assert rows[0][7] == "id_of_version"
    assert {row[7] for row in rows if row[1] == "art_1"} == {"2020-01-10", "2022-05-20"}


@pytest.mark.parametrize("form", ["text", "markdown", "html", "akn", "jsonld", "csv"])
def test_a_file_says_that_its_text_was_put_together_for_a_day(office: Path, tracker: Tracker, form: str) -> None:
    """第二条 is no law before 2099: the text of 2020-03-01 is no document's, and no version's address is given to it."""
    made = tracker("export", f"{PARK}@2020-03-01", "--format", form).stdout
    assert "text of 2020-03-01, put together from several versions" in made
    assert "第二条: not in force until 2099-01-01" in made
    assert "zho@2020-01-10" not in made and ("zho@2020-03-01" in made) == (form in ("html", "akn", "jsonld"))
    assert "put together" not in tracker("export", f"{PARK}/2020-01-10", "--format", form).stdout


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx", "xml", "json"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_file_of_a_day_is_read_back_as_that_and_is_no_version(office: Path, tracker: Tracker, ending: str, language: str) -> None:
    """What stands before the text is no part of it, and no title; it is told, and the text is not kept as a version of the law."""
    tracker("event", PARK, "suspended", "--date", "2020-03-01", "--provisions", "第一条", "--because", "试点")
    name = f"day.{ending}"
    tracker("export", f"{PARK}@2020-03-01", "--output", name, "--lang", language)
    assert tracker("show", name).stdout == tracker("show", f"{PARK}@2020-03-01").stdout
    found = json.loads(tracker("read", name, "--json").stdout)
    assert (found["title"], found["day"]) == (PARK, "2020-03-01")
    told = [one["text"] for one in found.get("findings", []) if one["kind"] == "notice"]
    assert len(told) == (0 if ending in ("xml", "json") else 3)
    tracker("init", "other")
    assert "this is the text of a day" in tracker("import", name, "--store", "other", exit_code=2).stderr


def test_what_is_told_beside_a_version_is_no_part_of_it(office: Path, tracker: Tracker) -> None:
    """A suspension is told before the text of a day that one document holds; read back, it is that version."""
    tracker("event", PARK, "suspended", "--date", "2099-06-01", "--because", "试点")
    tracker("export", f"{PARK}@2099-06-01", "--output", "copy.txt")
    assert Path("copy.txt").read_text(encoding="utf-8").startswith("【※ suspended from 2099-06-01 (试点)】\n示例市公园条例\n")
    assert "unchanged" in tracker("import", "copy.txt").stdout


def test_a_row_names_the_articles_that_it_stands_for(office: Path, tracker: Tracker) -> None:
    """第二条 and 第四条 went with 第六条 to 第八条; 第三条 and 第五条 stayed, and no range says otherwise."""
    words = ["灯光柔和。", "摊位整齐。", "道路平整。", "水面清洁。", "花木修剪。", "桥梁检修。", "船只登记。", "犬只牵引。"]
    numbers = "一二三四五六七八九"
    law, made = "示例市园林条例", "2020年1月10日示例市第一届人民代表大会常务委员会第三次会议"
    kept = [words[at] for at in (0, 2, 4)]
    for name, note, articles, day in (("old", "通过", words, "2020年3月1日"), (
            "new", "通过　2022年1月10日示例市第二届人民代表大会常务委员会第三次会议修订", kept, "2022年3月1日")):
        text = "".join(f"第{numbers[n]}条　{one}\n" for n, one in enumerate([*articles, f"本条例自{day}起施行。"]))
        Path(f"{name}.txt").write_text(f"{law}\n（{made}{note}）\n{text}", encoding="utf-8")
    tracker("import", "old.txt", "new.txt")
    rows = [line.split(" ")[0] for line in tracker("timeline", law, "--articles", "--lang", "zh").stdout.splitlines()]
    assert "原第二条、第四条、第六条至第八条" in rows
    assert "第一条至第三条" in rows
