"""A version whose commencement nobody knows: no command answers as if it were the law, or as if it were not."""

import json
from pathlib import Path

import pytest

from tests.cli.test_events import DECISION, PARK, PARK_2020, PARK_2022
from tests.conftest import Tracker

NEW = f"{PARK}/2022-05-20"


@pytest.fixture
def undated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    """A store with a law as enacted, and as amended by an act whose commencement is not in the text."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"park": PARK_2020, "park-2022": PARK_2022}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    tracker("init")
    tracker("import", "park.txt", "park-2022.txt")
    return tmp_path


@pytest.mark.parametrize("words", [
    ["show", PARK], ["show", f"{PARK}@2023-01-01"], ["log", PARK, "第二条"], ["log", f"{PARK}@2023-01-01", "第二条"], ["blame", PARK],
    ["where", PARK, "第二条", "--as-of", "2021"], ["where", f"{PARK}/2020-01-10", "第二条", "--as-of", "2023"],
    ["where", f"{PARK}/2020-01-10", "第二条", "--as-of", "2022"], ["where", PARK, "第二条", "--as-of", "2021", "--now", "2023-01-01"]])
def test_what_could_be_the_undated_version_is_refused(undated: Path, tracker: Tracker, words: list[str]) -> None:
    said = tracker(*words, exit_code=2).stderr
    assert f"it is not known from when {NEW} is in force" in said
    assert f"name a version: {NEW}" in said
    assert f"tracker date {NEW} --in-force DATE" in said


def test_every_text_that_may_be_law_on_a_day_is_named_the_earlier_first(undated: Path, tracker: Tracker) -> None:
    said = tracker("timeline", PARK, "--on", "2023-01-01", exit_code=1).stdout
    assert "  it may be version 2020-01-10\n  it may be version 2022-05-20\n" in said


def test_a_version_named_is_answered(undated: Path, tracker: Tracker) -> None:
    for name in (NEW, f"{PARK}/2020-01-10", f"{PARK}@2021-01-01"):
        said = tracker("log", name, "第二条").stdout
        assert "2020-01-10  enacted" in said
        assert "2022-05-20  changed" in said
        assert "in force from: unknown" in said
    assert "第四条" in tracker("blame", NEW).stdout
    assert "第四条 → 2022-05-20 第五条" in tracker("where", NEW, "第四条", "--as-of", "2021", exit_code=1).stdout
    assert "→ 2022-05-20 第五条" in tracker("where", NEW, "第四条", "--as-of", f"{PARK}/2020-01-10", exit_code=1).stdout


def test_words_are_found_in_the_version_that_has_them(undated: Path, tracker: Tracker) -> None:
    assert f"{PARK} 第四条 (2022-05-20)  in force from: unknown" in tracker("grep", "禁止吸烟").stdout
    assert f"{PARK} 第二条 (2020-01-10)  in force from 2020-03-01, to a day that is not known" in tracker("grep", "每日开放", PARK).stdout
    assert f"{PARK} 第三条 (2020-01-10 … 2022-05-20)  in force from 2020-03-01  " in tracker("grep", "牵引绳").stdout
    found = json.loads(tracker("grep", "每日开放", "--json").stdout)[0]
    assert (found["version"], found["start"], found["end"], found["end_known"]) == ("2020-01-10", "2020-03-01", None, False)


def test_the_earliest_version_held_is_called_enacted_only_where_it_is(undated: Path, tracker: Tracker) -> None:
    assert "2020-01-10  enacted" in tracker("log", NEW, "第二条").stdout
    tracker("remove", f"{PARK}/2020-01-10", "--because", "只存修正后的文本")
    assert "2022-05-20  earliest version held" in tracker("log", NEW, "第二条").stdout
    assert "2022-05-20  库中最早的版本" in tracker("log", NEW, "第二条", "--lang", "zh").stdout
    assert json.loads(tracker("log", NEW, "第二条", "--json").stdout)["steps"][0]["kind"] == "earliest"


def test_a_version_that_may_have_ended_is_not_said_to_go_on(undated: Path, tracker: Tracker) -> None:
    said = "in force from 2020-03-01; its end is not known: version 2022-05-20 has an unknown commencement"
    assert f"{PARK}/2020-01-10  {said}" in tracker("list").stdout
    assert said.replace("03-01;", "03-01 (text 第四条);") in tracker("timeline", PARK).stdout
    assert "止期不明：2022-05-20 版本的施行日期不明" in tracker("list", "--lang", "zh").stdout


def test_the_picture_is_sure_only_up_to_the_undated_version(undated: Path, tracker: Tracker) -> None:
    lane = next(line for line in tracker("timeline", PARK, "--articles").stdout.splitlines() if line.startswith("2020-01-10"))
    assert lane.split("┣")[1:] == ["A" + "━" * 9, "A" + "?" * 9]
    assert 'fill="url(#unknown)"' in tracker("timeline", PARK, "--format", "svg").stdout
    rows = tracker("timeline", PARK, "--format", "csv").stdout.splitlines()
    assert rows[1:3] == ["version,2020-01-10,2020-03-01,2022-05-20,in_force,2020-01-10,,,,,,,",
                         "version,2020-01-10,2022-05-20,,unknown,2020-01-10,,,,,,,"]


def test_a_known_end_may_have_come_earlier(undated: Path, tracker: Tracker) -> None:
    note = "修正　根据2023年5月20日示例市第一届人民代表大会常务委员会第十二次会议《关于修改〈示例市公园条例〉的决定》第二次修正）"
    Path("third.txt").write_text(PARK_2022.replace("修正）", f"第一次{note}"), encoding="utf-8")
    tracker("import", "third.txt")
    tracker("date", f"{PARK}/2023-05-20", "--in-force", "2023-07-01", "--because", "公报")
    assert "2020-03-01 to before 2023-07-01; it may have ended earlier: version 2022-05-20" in tracker("list").stdout


def test_the_reason_is_told_in_the_language_asked_for(undated: Path, tracker: Tracker) -> None:
    for words in (["timeline", PARK], ["timeline", "--upcoming"], ["timeline", PARK, "--format", "html"]):
        said = tracker(*words, "--lang", "zh").stdout
        assert "amended since" not in said
        assert "此后已作修改" in said


def test_the_feed_is_told_in_the_language_asked_for(undated: Path, tracker: Tracker) -> None:
    tracker("date", NEW, "--in-force", "2022-07-01", "--because", "公报")
    tracker("event", PARK, "repealed", "--date", "2024-01-01", "--because", "公报")
    said = tracker("feed", "--lang", "zh").stdout
    assert f"<summary>{PARK}: 2022-05-20 版本自 2022-07-01 起施行</summary>" in said
    assert f"<summary>{PARK}: 废止 2024-01-01</summary>" in said
    assert f"<summary>{PARK}: version 2022-05-20 in force from 2022-07-01</summary>" in tracker("feed").stdout
    tracker("remove", NEW, "--because", "误")
    assert f"<summary>{PARK}: 2022-05-20 版本已移出</summary>" in tracker("feed", "--lang", "zh").stdout


def test_a_law_that_ended_on_a_day_not_known(undated: Path, tracker: Tracker) -> None:
    tracker("date", NEW, "--in-force", "2022-07-01", "--because", "公报")
    tracker("event", PARK, "repealed", "--because", "公报")
    said = tracker("show", PARK, exit_code=2).stderr
    assert "it is not known whether" in said
    assert f"name a version: {NEW}" in said
    assert "第四条" in tracker("blame", PARK).stdout


def test_import_says_who_can_tell_the_commencement(undated: Path, tracker: Tracker) -> None:
    tracker("remove", NEW, "--because", "重新导入")
    assert f"`tracker date {NEW} --by DECISION`" in tracker("import", "park-2022.txt").stderr
    assert "tracker date" not in tracker("import", "park-2022.txt").stderr
    Path("decision.txt").write_text(DECISION.format(commencement="本决定自2022年7月1日起施行。"), encoding="utf-8")
    assert "2022-07-01" in tracker("date", NEW, "--by", "decision.txt").stdout
    assert "第四条" in tracker("blame", PARK).stdout


def test_the_source_of_a_commencement_is_who_said_it(undated: Path, tracker: Tracker) -> None:
    def sources(provisions: str = "") -> list[str]:
        told = json.loads(tracker("timeline", PARK, "--json").stdout)["events"]
        return next(one["sources"] for one in told if one["event"]["kind"] == "in_force" and one["version"] == "2022-05-20"
                    and bool(one["event"].get("provisions")) == bool(provisions))

    tracker("date", NEW, "--in-force", "2022-07-01", "--because", "公报")
    tracker("date", NEW, "--in-force", "2023-01-01", "--provisions", "第四条", "--because", "公告")
    assert sources() == ["person: 公报"] and sources("第四条") == ["person: 公告"]
    said = tracker("date", NEW, "--in-force", "2022-01-01", "--because", "误记", exit_code=2).stderr
    assert "in force 2022-01-01 (person: 误记)" in said and f"adopted 2022-05-20 ({NEW})" in said
    (undated / "decision.txt").write_text(DECISION.format(commencement="本决定自2022年8月1日起施行。"), encoding="utf-8")
    tracker("date", NEW, "--by", "decision.txt")
    assert sources() == ["act: 关于修改〈示例市公园条例〉的决定"]


def test_a_day_that_the_decision_writes_into_the_closing_article_is_one_of_the_new_numbers(desk: Path, tracker: Tracker) -> None:
    """Whichever way the version comes in. 第二条 was left open; a clause that an act does not touch speaks in the numbers of before."""
    note, made = "（2015年3月1日示例市人民代表大会常务委员会通过{}）", "　2018年6月1日示例市人民代表大会常务委员会修正"
    rules = "第一条　为了规范供热，制定本条例。\n{}第{}条　供热单位应当安装智能热表。\n第{}条　本条例自2015年5月1日起施行，{}。\n"
    clause, insert, left = "第三条自2020年1月1日起施行", "第二条　新建建筑应当预留管线。\n", "第二条的施行日期由市人民政府另行规定"
    (desk / "old.txt").write_text(f"示例市供热条例\n{note.format('')}\n" + rules.format("", "二", "三", left), encoding="utf-8")
    (desk / "new.txt").write_text(f"示例市供热条例\n{note.format(made)}\n" + rules.format(insert, "三", "四", clause), encoding="utf-8")
    (desk / "act.txt").write_text(
        "示例市人民代表大会常务委员会关于修改《示例市供热条例》的决定\n（2018年6月1日示例市人民代表大会常务委员会通过）\n"
        "示例市人民代表大会常务委员会决定对《示例市供热条例》作如下修改：\n一、增加一条，作为第二条：“新建建筑应当预留管线。”\n"
        f"二、将第三条改为第四条，修改为：“本条例自2015年5月1日起施行，{clause}。”\n本决定自2018年8月1日起施行。\n", encoding="utf-8")
    law = "示例市供热条例"
    for store, last in (("published", "new.txt"), ("computed", "made.json")):
        tracker("init", store)
        tracker("import", "old.txt", "--store", store)
        tracker("amend", "apply", "act.txt", f"{law}/2015-03-01", "--output", "made.json", "--store", store)
        tracker("import", last, "--store", store)
        if store == "published":
            tracker("date", f"{law}/2018-06-01", "--by", "act.txt", "--store", store)
        assert "  第三条 in force from 2020-01-01 (text 第四条)\n" in tracker("timeline", law, "--store", store).stdout
        assert "安装智能热表" not in tracker("show", f"{law}@2019-12-31", "--store", store).stdout
        assert "第三条　供热单位应当安装智能热表。" in tracker("show", f"{law}@2020-01-01", "--store", store).stdout

    later = "　2022年6月1日示例市人民代表大会常务委员会修正"
    (desk / "third.txt").write_text(f"示例市供热条例\n{note.format(made + later)}\n" + rules.format(
        insert + "第三条　供热期为五个月。\n", "四", "五", clause.replace("2020", "2030")), encoding="utf-8")
    (desk / "second.txt").write_text((desk / "new.txt").read_text(encoding="utf-8").replace("2020", "2030"), encoding="utf-8")
    (desk / "more.txt").write_text(
        "示例市人民代表大会常务委员会关于修改《示例市供热条例》的决定\n（2022年6月1日示例市人民代表大会常务委员会通过）\n"
        "示例市人民代表大会常务委员会决定对《示例市供热条例》作如下修改：\n增加一条，作为第三条：“供热期为五个月。”\n"
        "本决定自2022年8月1日起施行。\n", encoding="utf-8")
    tracker("init", "untouched")
    tracker("import", "second.txt", "third.txt", "--store", "untouched")
    tracker("date", f"{law}/2022-06-01", "--by", "more.txt", "--store", "untouched")
    shown = tracker("timeline", law, "--store", "untouched").stdout
    assert "第三条 in force from 2030" in shown.partition("2022-06-01  in force")[0]
    assert "in force from 2030" not in shown.partition("2022-06-01  in force")[2]


def test_before_the_first_version_no_later_one_is_told_to_begin_the_law(undated: Path, tracker: Tracker) -> None:
    old = "示例市养老条例\n（2018年3月20日示例市第五届人民代表大会第一次会议通过）\n第一条　养老机构应当登记。\n"
    old += "第二条　本条例自公布之日起施行。\n"
    new = "示例市养老条例\n（2018年3月20日示例市第五届人民代表大会第一次会议通过　2024年12月25日示例市第七届人民代表大会第二次会议修订）\n"
    (undated / "old.txt").write_text(old, encoding="utf-8")
    (undated / "new.txt").write_text(f"{new}第一条　养老机构应当备案。\n第二条　本条例自2025年6月1日起施行。\n", encoding="utf-8")
    tracker("import", "old.txt", "new.txt")
    said = tracker("show", "示例市养老条例@2018-03-19", exit_code=1).stderr
    assert "it is not known from when 示例市养老条例/2018-03-20 is in force" in said
    assert "2025-06-01" not in said
    told = tracker("timeline", "示例市养老条例", "--on", "2018-03-19", exit_code=1).stdout
    assert "version 2018-03-20: in force from a day that is not known" in told
    assert "2025-06-01" not in told


def test_provisions_that_come_before_their_law_begin_it(undated: Path, tracker: Tracker) -> None:
    text = "示例市托育条例\n（2020年1月2日示例市第五届人民代表大会第一次会议通过　2020年1月10日公布）\n第一条　托育机构应当登记。\n"
    text += "第二条　托育人员应当登记。\n第三条　本条例自2020年3月1日起施行，但第二条自公布之日起施行。\n"
    (undated / "care.txt").write_text(text, encoding="utf-8")
    tracker("import", "care.txt")
    assert "the first of its provisions are in force from 2020-01-10" in tracker("show", "示例市托育条例@2020-01-09", exit_code=1).stderr
    assert "the first of its provisions are in force from 2020-01-10" in tracker(
        "timeline", "示例市托育条例", "--on", "2020-01-09", exit_code=1).stdout
    assert "托育人员" in tracker("show", "示例市托育条例@2020-01-10").stdout
