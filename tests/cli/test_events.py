"""What is told of a law beyond its texts: when it ended or was suspended, from when a version is law, and by which act."""

import json
from pathlib import Path

import pytest

from tests.conftest import Tracker, git

PARK, GREEN = "示例市公园条例", "示例市绿地条例"
GREEN_2010 = """示例市绿地条例
（2010年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　为了管理绿地，制定本条例。
第二条　绿地应当每日开放。
第三条　本条例自2010年3月1日起施行。
"""
PARK_2020 = """示例市公园条例
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　为了管理公园，制定本条例。
第二条　公园应当每日开放。
第三条　携带犬只的，应当使用牵引绳。
第四条　本条例自2020年3月1日起施行。2010年1月10日示例市人民代表大会常务委员会通过的《示例市绿地条例》同时废止。
"""
PARK_2022 = """示例市公园条例
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过　根据2022年5月20日示例市第一届人民代表大会常务委员会第九次会议\
《关于修改〈示例市公园条例〉的决定》修正）
第一条　为了管理公园，制定本条例。
第二条　公园应当每日免费开放。
第三条　携带犬只的，应当使用牵引绳。
第四条　公园禁止吸烟。
第五条　本条例自2020年3月1日起施行。2010年1月10日示例市人民代表大会常务委员会通过的《示例市绿地条例》同时废止。
"""
REPEAL = """示例市人民代表大会常务委员会关于废止《示例市绿地条例》的决定
（2019年5月20日示例市第一届人民代表大会常务委员会第一次会议通过）
会议决定废止《示例市绿地条例》。
本决定自2019年6月1日起施行。
"""
DECISION = """示例市人民代表大会常务委员会关于修改《示例市公园条例》的决定
（2022年5月20日示例市第一届人民代表大会常务委员会第九次会议通过）
示例市第一届人民代表大会常务委员会第九次会议决定对《示例市公园条例》作如下修改：
一、将第二条修改为：“公园应当每日免费开放。”
二、增加一条，作为第四条：“公园禁止吸烟。”
{commencement}
《示例市公园条例》根据本决定作相应修改，重新公布。
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    """A store with a law and the older law that it repeals."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"green": GREEN_2010, "park": PARK_2020, "park-2022": PARK_2022}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    tracker("init")
    tracker("import", "green.txt")
    return tmp_path


@pytest.fixture
def amended(office: Path, tracker: Tracker) -> Path:
    """The same with the park law in both versions."""
    tracker("import", "park.txt", "park-2022.txt")
    return office


def decide(folder: Path, commencement: str) -> str:
    (folder / "decision.txt").write_text(DECISION.format(commencement=commencement), encoding="utf-8")
    return "decision.txt"


def test_a_repeal_in_another_law_is_proposed_and_recorded_when_confirmed(office: Path, tracker: Tracker) -> None:
    order = f"tracker event {GREEN} repealed --by {PARK}/2020-01-10"
    assert order in tracker("import", "park.txt").stderr
    assert order in tracker("check").stdout
    tracker("show", f"{GREEN}@2020-03-01")
    tracker(*order.split()[1:])
    assert "repeals it" not in tracker("check").stdout
    tracker("show", f"{GREEN}@2020-02-29")
    assert f"repealed 2020-03-01 ({PARK})" in tracker("show", f"{GREEN}@2020-03-01", exit_code=1).stderr
    assert "in force 2010-03-01 (text 第三条) to before 2020-03-01" in tracker("timeline", GREEN).stdout


def test_a_repeal_of_one_article_is_proposed_and_confirmed(office: Path, tracker: Tracker) -> None:
    """第二条同时废止: the article ends, the law does not; the same text is no source for the end of another article."""
    Path("park.txt").write_text(PARK_2020.replace(f"《{GREEN}》同时废止", f"《{GREEN}》第二条同时废止"), encoding="utf-8")
    order = f"tracker event {GREEN} repealed --provisions 第二条 --by {PARK}/2020-01-10"
    assert order in tracker("import", "park.txt").stderr
    assert order in tracker("check").stdout
    refused = tracker("event", GREEN, "repealed", "--provisions", "第一条", "--by", f"{PARK}/2020-01-10", exit_code=2).stderr
    assert f"it repeals: 《{GREEN}》第二条" in refused
    assert f"repealed 2020-03-01 第二条 ({PARK})" in tracker(*order.split()[1:]).stdout
    assert "repeals its" not in tracker("check").stdout
    assert "第二条" not in tracker("show", f"{GREEN}@2020-03-01").stdout
    assert "第二条" in tracker("show", f"{GREEN}@2020-02-29").stdout


def test_an_act_says_which_provisions_it_repeals(office: Path, tracker: Tracker) -> None:
    """Nobody names them: those that the act repeals, all of them, and not the law."""
    Path("act.txt").write_text(REPEAL.replace(f"废止《{GREEN}》。", f"废止《{GREEN}》第一条、第二条。"), encoding="utf-8")
    assert "repealed 2019-06-01 第一条、第二条" in tracker("event", GREEN, "repealed", "--by", "act.txt").stdout
    assert "第三条" in tracker("show", GREEN).stdout


def test_of_two_provisions_of_one_number_an_event_and_a_day_are_about_the_one_that_is_named(office: Path, tracker: Tracker) -> None:
    Path("twice.txt").write_text(PARK_2020.replace("第三条　携带", "第二条　公园禁止吸烟。\n第三条　携带"), encoding="utf-8")
    tracker("import", "twice.txt")
    ended, begins = ("event", PARK, "repealed", "--date", "2021-01-01"), ("date", f"{PARK}/2020-01-10", "--in-force", "2020-09-01")
    for order in (ended, begins):
        refused = tracker(*order, "--because", "公报", "--provisions", "第二条", exit_code=2).stderr
        assert "第二条 names 2 places: 第二条（第一处）「公园应当每日开放。」, 第二条（第二处）「公园禁止吸烟。」" in refused
        assert "第二条（第二处）" in tracker(*order, "--because", "公报", "--provisions", "第二条（第二处）").stdout
    for day, there in (("2020-08-31", False), ("2020-09-01", True), ("2021-01-01", False)):
        text = tracker("show", f"{PARK}@{day}").stdout
        assert ("第二条　公园禁止吸烟。" in text) is there and "第二条　公园应当每日开放。" in text


def test_where_two_articles_of_one_number_are_law_on_a_day_an_event_asks_which(office: Path, tracker: Tracker) -> None:
    """第四条 of the revision is law before the rest of it, beside the closing 第四条 of the text in force."""
    revised = PARK_2022.replace("根据2022年5月20日", "2022年5月20日").split("《关于修改")[0] + "修订）\n" + PARK_2022.split("修正）\n")[1]
    Path("park-2022.txt").write_text(revised.split("第五条　")[0] + "第五条　本条例自2023年1月1日起施行，第四条自2022年9月1日起施行。\n",
                                     encoding="utf-8")
    tracker("import", "park.txt", "park-2022.txt")
    record = ("event", PARK, "repealed", "--date", "2022-10-01", "--because", "公报", "--provisions")
    assert "第四条 names 2 places: 第四条（第一处）「公园禁止吸烟。」" in tracker(*record, "第四条", exit_code=2).stderr
    assert "has the words of version 2022-05-20" in tracker(*record, "第四条（第一处）", exit_code=2).stderr
    assert "repealed 2022-10-01 第四条" in tracker(*record, "第四条（第二处）").stdout
    text = tracker("show", f"{PARK}@2022-10-01").stdout
    assert "公园禁止吸烟" in text and "2020年3月1日起施行" not in text


def test_an_act_whose_file_is_missing(office: Path, tracker: Tracker) -> None:
    for name in ("act.txt", "acts/repeal"):
        assert f"there is no file {name}" in tracker("event", GREEN, "repealed", "--by", name, exit_code=2).stderr


def test_what_is_repealed_under_an_article_does_not_repeal_that_article(office: Path, tracker: Tracker) -> None:
    Path("park.txt").write_text(PARK_2020.replace(f"《{GREEN}》同时废止", f"许可，依照《{GREEN}》第二条予以废止"), encoding="utf-8")
    assert "repealed" not in tracker("import", "park.txt").stderr


def test_the_text_of_a_later_version_repeals_from_the_first_commencement(office: Path, tracker: Tracker) -> None:
    tracker("import", "park-2022.txt")
    assert "recorded" in tracker("event", GREEN, "repealed", "--by", f"{PARK}/2022-05-20").stdout
    document = json.loads((office / "versions" / GREEN / "law.json").read_text(encoding="utf-8"))
    assert document["events"][0]["date"] == "2020-03-01"


def test_a_decision_that_repeals_is_a_source_too(amended: Path, tracker: Tracker) -> None:
    Path("repeal.txt").write_text(REPEAL, encoding="utf-8")
    assert "repealed 2019-06-01" in tracker("event", GREEN, "repealed", "--by", "repeal.txt").stdout


def test_an_act_that_says_nothing_of_the_kind_is_no_source(amended: Path, tracker: Tracker) -> None:
    assert f"it repeals: 《{GREEN}》" in tracker("event", PARK, "repealed", "--by", f"{PARK}/2020-01-10", exit_code=2).stderr
    said = tracker("event", GREEN, "repealed", "--by", f"{PARK}/2020-01-10", "--date", "2020-03-02", exit_code=2).stderr
    assert "from 2020-03-01, not from 2020-03-02" in said


def test_without_a_source_nothing_is_recorded(office: Path, tracker: Tracker) -> None:
    assert "--because" in tracker("event", GREEN, "repealed", "--date", "2020-03-01", exit_code=2).stderr
    assert "--because" in tracker("date", f"{GREEN}/2010-01-10", "--in-force", "2010-03-01", exit_code=2).stderr


@pytest.mark.parametrize("words", [
    ["repealed", "--date", "2009-01-01"], ["suspended", "--date", "2009-01-01"],
    ["suspended", "--date", "2012-01-01", "--until", "2011-01-01"]])
def test_what_contradicts_the_history_is_refused_with_both_sides(office: Path, tracker: Tracker, words: list[str]) -> None:
    said = tracker("event", GREEN, *words, "--because", "据称", exit_code=2).stderr
    assert said.count("201") + said.count("2009") >= 2
    assert "person: 据称" in said
    assert git(office / "versions", "status", "--porcelain") == ""


def test_what_is_resumed_is_told_with_what_was_suspended_instead(office: Path, tracker: Tracker) -> None:
    """Nothing was suspended: the resumption stands alone. 第二条 was suspended: 第一条 cannot be resumed, and both are named."""
    words = "event", GREEN, "resumed", "--date", "2022-06-01", "--provisions", "第一条", "--because", "乙", "--lang", "zh"
    alone = tracker(*words, exit_code=2).stderr
    assert "恢复了并未暂停的内容：恢复适用 2022-06-01 第一条 (依人工认定: 乙)\n" in alone
    tracker("event", GREEN, "suspended", "--date", "2022-01-01", "--provisions", "第二条", "--because", "甲")
    said = tracker(*words, exit_code=2).stderr
    assert "暂停适用 2022-01-01 第二条 (依人工认定: 甲); 恢复适用 2022-06-01 第一条 (依人工认定: 乙)" in said


def test_what_cannot_be_taken_back_is_told_with_what_is_recorded(office: Path, tracker: Tracker) -> None:
    words = "event", GREEN, "suspended", "--date", "2022-06-01", "--take-back", "--because", "误记", "--lang", "zh"
    assert "有 0 条“暂停适用 2022-06-01”的记录" in (said := tracker(*words, exit_code=2).stderr) and "已有的记录：无" in said
    tracker("event", GREEN, "corrected", "--date", "2021-01-01", "--provisions", "第二条", "--because", "更正")
    assert "已有的记录：更正 2021-01-01 第二条" in tracker(*words, exit_code=2).stderr


def test_a_correction_is_told_where_its_provision_is_asked_for(amended: Path, tracker: Tracker) -> None:
    """第四条 of 2020 is 第五条 of 2022: what was corrected of it is told under both."""
    tracker("date", f"{PARK}/2022-05-20", "--in-force", "2022-07-01", "--because", "决定所载")
    tracker("event", PARK, "corrected", "--date", "2021-01-01", "--provisions", "第四条", "--because", "公报更正")
    assert "2021-01-01  corrected  第四条  person 公报更正" in tracker("log", PARK, "第五条").stdout
    assert "corrected 2021-01-01 第五条 (公报更正)" in tracker("show", PARK, "第五条").stderr
    assert "corrected" not in tracker("show", PARK, "第四条").stderr
    assert "corrected 2021-01-01 第五条 (公报更正)" in tracker("show", PARK).stderr
    assert "corrected 2021-01-01 第四条 (公报更正)" in tracker("show", f"{PARK}@2020-12-31").stderr


def test_a_law_is_repealed_once(office: Path, tracker: Tracker) -> None:
    tracker("event", GREEN, "repealed", "--date", "2015-01-01", "--because", "公报")
    said = tracker("event", GREEN, "repealed", "--date", "2016-01-01", "--because", "另一公报", exit_code=2).stderr
    assert "repealed 2015-01-01 (person: 公报)" in said
    assert "repealed 2016-01-01 (person: 另一公报)" in said


def test_an_event_is_taken_back_and_history_keeps_it(office: Path, tracker: Tracker) -> None:
    tracker("event", GREEN, "repealed", "--date", "2015-01-01", "--because", "公报")
    tracker("event", GREEN, "repealed", "--date", "2015-01-01", "--take-back", "--because", "看错公报")
    tracker("show", f"{GREEN}@2015-01-01")
    assert "看错公报" in git(office / "versions", "log", "-1", "--format=%b")
    assert "公报" in git(office / "versions", "show", f"HEAD~1:./{GREEN}/law.json")
    again = tracker("event", GREEN, "repealed", "--date", "2015-01-01", "--take-back", "--because", "x", exit_code=2)
    assert "0 recorded events" in again.stderr


def test_why_something_is_taken_back_is_said_beside_an_act_too(office: Path, tracker: Tracker) -> None:
    said = tracker("event", GREEN, "repealed", "--by", f"{PARK}/2020-01-10", "--take-back", exit_code=2).stderr
    assert "it is not said why that is taken back" in said and "--because" in said


@pytest.mark.parametrize(("which", "named"), [(["--place", "甲县"], "甲县"), (["--provisions", "第二条"], "第二条")])
def test_of_several_records_of_one_day_one_is_taken_back(office: Path, tracker: Tracker, which: list[str], named: str) -> None:
    for words in (["--place", "甲县"], ["--provisions", "第二条"], ["--provisions", "第一条"]):
        tracker("event", GREEN, "suspended", "--date", "2021-01-01", "--until", "2021-02-01", *words, "--because", "公报")
    back = "event", GREEN, "suspended", "--date", "2021-01-01", "--take-back", "--because", "误记"
    assert "3 recorded events" in tracker(*back, exit_code=2).stderr
    assert "0 recorded events" in tracker(*back, "--place", "乙县", exit_code=2).stderr
    assert named in tracker(*back, *which).stdout
    assert len(json.loads((office / "versions" / GREEN / "law.json").read_text(encoding="utf-8"))["events"]) == 2


def test_an_act_that_suspends_provisions_of_a_law_of_the_store_says_how_it_is_recorded(office: Path, tracker: Tracker) -> None:
    act = "示例市人民代表大会常务委员会关于暂停适用《示例市绿地条例》第二条的决定"
    Path("pause.txt").write_text(f"""{act}
（2021年5月20日示例市第一届人民代表大会常务委员会第七次会议通过）
自2021年7月1日起至2023年6月30日止，暂停适用《{GREEN}》第二条。
本决定自公布之日起施行。
""", encoding="utf-8")
    words = ["event", GREEN, "suspended", "--by", f"{act}/2021-05-20"]
    line = f"{GREEN}: {act}/2021-05-20 (第一款) suspends 第二条 2021-07-01 to before 2023-07-01: record it with `tracker {' '.join(words)}`"
    assert line in tracker("import", "pause.txt").stderr
    assert "suspended 2021-07-01 to before 2023-07-01 第二条" in tracker(*words).stdout
    tracker("remove", f"{act}/2021-05-20", "--because", "再次导入")
    assert "suspends" not in tracker("import", "pause.txt").stderr


def test_provisions_are_suspended_in_a_place_for_a_time(amended: Path, tracker: Tracker) -> None:
    tracker("event", PARK, "suspended", "--date", "2021-01-01", "--until", "2021-06-01", "--provisions", "第二条至第三条",
            "--place", "示例新区", "--because", "试点决定")
    line = "suspended 2021-01-01 to before 2021-06-01 第二条、第三条 示例新区 (试点决定)"
    assert line in tracker("timeline", PARK, "--on", "2021-05-31").stdout
    assert line not in tracker("timeline", PARK, "--on", "2021-06-01").stdout
    wrong = tracker("event", PARK, "suspended", "--date", "2021-01-01", "--provisions", "第九条", "--because", "x", exit_code=2)
    assert "第九条" in wrong.stderr


def test_a_correction_is_an_event(amended: Path, tracker: Tracker) -> None:
    tracker("event", PARK, "corrected", "--date", "2020-02-01", "--provisions", "第二条", "--because", "公报更正")
    events = json.loads(tracker("timeline", PARK, "--json").stdout)["events"]
    assert [e["event"]["provisions"] for e in events if e["event"]["kind"] == "corrected"] == [["art_2"]]


def test_a_correction_of_a_text_that_is_not_law_yet_names_it(amended: Path, tracker: Tracker) -> None:
    """The gazette corrects the text before, or the one promulgated that waits: their numbers differ, and so does what is corrected."""
    tracker("date", f"{PARK}/2022-05-20", "--in-force", "2022-07-01", "--because", "公报")
    words = "corrected", "--date", "2022-06-01", "--provisions", "第四条", "--because", "公报更正"
    said = tracker("event", PARK, *words, exit_code=2).stderr
    assert f"it is not said which text is corrected\n  → name it: {PARK}/2022-05-20, or {PARK}/2020-01-10\n" in said
    tracker("event", f"{PARK}/2022-05-20", *words)
    assert "corrected 2022-06-01 第四条 (公报更正) as version 2022-05-20 numbers them" in tracker("timeline", PARK).stdout
    assert "corrected" not in tracker("show", f"{PARK}@2022-06-30", "第四条").stderr
    assert "corrected 2022-06-01 第四条" in tracker("show", f"{PARK}@2022-07-01", "第四条").stderr
    tracker("event", PARK, "expired", "--date", "2090-01-01", "--because", "公告")
    assert "corrected 2022-06-01 第四条" in tracker("show", f"{PARK}@2022-07-01", "第四条").stderr
    assert "recorded in the numbers" not in tracker("check").stdout
    assert "a law, not one of its versions" in tracker("event", f"{PARK}/2022-05-20", "repealed", "--because", "x", exit_code=2).stderr
    assert "has no version 2022-05-21" in tracker("event", f"{PARK}/2022-05-21", *words, exit_code=2).stderr
    assert "0 recorded events" in tracker("event", f"{PARK}/2020-01-10", *words, "--take-back", exit_code=2).stderr
    tracker("event", f"{PARK}/2022-05-20", *words, "--take-back")
    assert "corrected" not in tracker("timeline", PARK).stdout


def test_a_whole_text_is_corrected_as_the_version_that_it_is(amended: Path, tracker: Tracker) -> None:
    tracker("event", f"{PARK}/2020-01-10", "corrected", "--date", "2022-06-01", "--because", "公报更正")
    assert "corrected 2022-06-01 (公报更正) of version 2020-01-10" in tracker("timeline", PARK).stdout


def test_the_deciding_act_dates_its_version(amended: Path, tracker: Tracker) -> None:
    assert "unknown" in tracker("timeline", PARK, "--on", "2022-08-01", exit_code=1).stdout
    tracker("date", f"{PARK}/2022-05-20", "--by", decide(amended, "本决定自2022年7月1日起施行。"))
    assert "in force from 2022-07-01 (act" in tracker("timeline", PARK, "--on", "2022-07-01").stdout
    assert "免费" not in tracker("show", f"{PARK}@2022-06-30").stdout
    assert "免费" in tracker("show", f"{PARK}@2022-07-01").stdout


def test_items_of_the_act_may_have_days_of_their_own(amended: Path, tracker: Tracker) -> None:
    tracker("date", f"{PARK}/2022-05-20", "--by", decide(amended, "本决定第二项自2023年1月1日起施行，其他条款自2022年7月1日起施行。"))
    held = tracker("show", f"{PARK}@2022-12-31").stdout
    assert "免费" in held
    assert "吸烟" not in held
    assert "吸烟" in tracker("show", f"{PARK}@2023-01-01").stdout


def test_what_an_item_made_is_found_in_the_text_by_its_words(amended: Path, tracker: Tracker) -> None:
    """The decision puts in 第三条之一, which the official text, renumbered as a whole, prints as 第四条."""
    act = Path(decide(amended, "本决定第二项自2023年1月1日起施行，其他条款自2022年7月1日起施行。"))
    act.write_text(act.read_text(encoding="utf-8").replace("作为第四条", "作为第三条之一"), encoding="utf-8")
    assert "  第四条: 2023-01-01\n" in tracker("date", f"{PARK}/2022-05-20", "--by", str(act)).stdout
    assert "吸烟" not in tracker("show", f"{PARK}@2022-12-31").stdout
    assert "吸烟" in tracker("show", f"{PARK}@2023-01-01").stdout


def test_a_day_for_what_the_text_does_not_show_is_refused(amended: Path, tracker: Tracker) -> None:
    act = Path(decide(amended, "本决定第二项自2023年1月1日起施行，其他条款自2022年7月1日起施行。"))
    act.write_text(act.read_text(encoding="utf-8").replace("公园禁止吸烟。", "举办展览应当备案。"), encoding="utf-8")
    said = tracker("date", f"{PARK}/2022-05-20", "--by", str(act), exit_code=2).stderr
    assert f"brings its 第四条 into force on a day of its own, and {PARK}/2022-05-20 does not show which provision that is" in said
    decide(amended, "本决定自2022年7月1日起施行，《示例市公园条例》第九条自2022年9月1日起施行。")
    assert "brings its 第九条 into force" in tracker("date", f"{PARK}/2022-05-20", "--by", str(act), exit_code=2).stderr


def test_an_act_may_leave_the_day_open(amended: Path, tracker: Tracker) -> None:
    tracker("date", f"{PARK}/2022-05-20", "--by", decide(amended, "本决定的施行日期由示例市人民政府另行规定。"))
    assert "left to another act" in tracker("timeline", PARK, "--on", "2023-01-01").stdout
    assert "免费" not in tracker("show", f"{PARK}@2023-01-01").stdout
    assert "no day set" in tracker("timeline", PARK, "--upcoming").stdout
    tracker("date", f"{PARK}/2022-05-20", "--in-force", "2023-03-01", "--because", "市政府令第5号")
    assert "免费" in tracker("show", f"{PARK}@2023-03-01").stdout


def test_days_that_a_person_knows_stay_where_the_act_gives_none(amended: Path, tracker: Tracker) -> None:
    version = f"{PARK}/2022-05-20"
    tracker("date", version, "--in-force", "2023-01-01", "--provisions", "第三条", "--because", "公告")
    tracker("date", version, "--in-force", "2023-05-01", "--provisions", "第二条", "--because", "公告")
    done = tracker("date", version, "--by", decide(amended, "本决定自2022年7月1日起施行，《示例市公园条例》第二条自2022年9月1日起施行。"))
    assert "第三条: 2023-01-01" in done.stdout and "第二条: 2022-09-01" in done.stdout
    assert "not kept: 第二条 in force from 2023-05-01 (公告)" in done.stderr


def test_a_reason_is_kept_in_one_language_and_told_in_the_readers(amended: Path, tracker: Tracker) -> None:
    act = decide(amended, "本决定的施行日期由示例市人民政府另行规定。")
    tracker("--lang", "zh", "date", f"{PARK}/2022-05-20", "--by", act)
    kept = json.loads(tracker("--lang", "zh", "export", f"{PARK}/2022-05-20", "--format", "json").stdout)
    assert kept["in_force"]["reason"] == "the act leaves the day to another act"


def test_promulgation_must_be_known_where_the_act_speaks_of_it(amended: Path, tracker: Tracker) -> None:
    act = decide(amended, "本决定自公布之日起施行。")
    assert "its text does not give that day" in tracker("date", f"{PARK}/2022-05-20", "--by", act, exit_code=2).stderr
    tracker("date", f"{PARK}/2022-05-20", "--by", act, "--promulgated", "2022-05-25", "--because", "公告第三号")
    assert "in force from 2022-05-25" in tracker("timeline", PARK).stdout


def test_an_act_dates_only_what_it_made(amended: Path, tracker: Tracker) -> None:
    act = decide(amended, "本决定自2022年7月1日起施行。")
    assert "did not make" in tracker("date", f"{PARK}/2020-01-10", "--by", act, exit_code=2).stderr
    tracker("date", f"{GREEN}/2010-01-10", "--by", act, exit_code=2)
    assert "names no stored version" in tracker("date", PARK, "--by", act, exit_code=2).stderr


@pytest.mark.parametrize(("was", "now", "why"), [
    ("公园条例》的决定\n", "公园条例》的决定（草案）\n", "is a draft (草案)"),
    ("（2022年5月20日示例市第一届人民代表大会常务委员会第九次会议通过）\n", "", "does not say when it was passed"),
    ("《示例市公园条例》", "《示例市绿地条例》", "the decision amends 示例市绿地条例, not 示例市公园条例")])
def test_only_the_act_that_made_a_version_dates_it(amended: Path, tracker: Tracker, was: str, now: str, why: str) -> None:
    """No bill, no act without a day, no act of the same day on another law."""
    act = Path(decide(amended, "本决定自2022年7月1日起施行。"))
    act.write_text(act.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    assert why in tracker("date", f"{PARK}/2022-05-20", "--by", str(act), exit_code=2).stderr


def test_an_undated_act_is_known_by_the_day_of_its_promulgation(amended: Path, tracker: Tracker) -> None:
    act = Path(decide(amended, "本决定自2022年7月1日起施行。"))
    act.write_text(act.read_text(encoding="utf-8").replace("（2022年5月20日示例市第一届人民代表大会常务委员会第九次会议通过）\n", ""),
                   encoding="utf-8")
    said = tracker("date", f"{PARK}/2022-05-20", "--by", str(act), "--promulgated", "2022-05-20", "--because", "公告第三号").stdout
    assert "2022-07-01" in said


def test_a_computed_text_without_a_date_is_imported_with_the_day_given(office: Path, tracker: Tracker) -> None:
    """An act without a date makes a text without one; the person who imports it knows the day."""
    act = Path(decide(office, "本决定自2022年7月1日起施行。"))
    act.write_text(act.read_text(encoding="utf-8").replace("（2022年5月20日示例市第一届人民代表大会常务委员会第九次会议通过）\n", ""),
                   encoding="utf-8")
    tracker("import", "park.txt")
    tracker("amend", "apply", str(act), f"{PARK}/2020-01-10", "--output", "new.json")
    assert "say --date" in tracker("import", "new.json", exit_code=2).stderr
    assert f"imported {PARK}/2022-05-20" in tracker("import", "new.json", "--date", "2022-05-20").stdout


@pytest.mark.parametrize("kind", ["repealed", "expired", "corrected"])
def test_only_a_suspension_holds_in_a_place(office: Path, tracker: Tracker, kind: str) -> None:
    said = tracker("event", GREEN, kind, "--date", "2021-01-01", "--place", "甲县", "--because", "公报", exit_code=2).stderr
    assert "only a suspension, or its end, holds in a place" in said
    assert "第二条" in tracker("show", GREEN).stdout


def test_an_act_that_ends_nothing_is_no_source_for_an_end(office: Path, tracker: Tracker) -> None:
    """A decision that would have the trial made longer sets no day on which the law has ended; one that says 失效 does."""
    act = Path("act.txt")
    act.write_text(SUSPENDS.format(said="《示例市绿地条例》试行期限可以延长至2027年12月31日。"), encoding="utf-8")
    assert "sets no such end" in tracker("event", GREEN, "expired", "--by", "act.txt", exit_code=2).stderr
    act.write_text(SUSPENDS.format(said="《示例市绿地条例》自2022年1月1日起失效。"), encoding="utf-8")
    assert "expired 2022-01-01" in tracker("event", GREEN, "expired", "--by", "act.txt").stdout


def test_a_person_dates_some_provisions(amended: Path, tracker: Tracker) -> None:
    tracker("date", f"{PARK}/2022-05-20", "--in-force", "2022-07-01", "--because", "决定")
    tracker("date", f"{PARK}/2022-05-20", "--in-force", "2023-01-01", "--provisions", "第四条", "--because", "决定")
    assert "吸烟" not in tracker("show", f"{PARK}@2022-12-31").stdout
    assert "吸烟" in tracker("show", f"{PARK}@2023-01-01").stdout


@pytest.mark.parametrize("day", ["2015-6-2", "2015/06/02", "2015.6.2", "20150602", "2015年6月2日"])
def test_a_day_may_be_written_as_people_write_it(office: Path, tracker: Tracker, day: str) -> None:
    assert "第二条" in tracker("show", f"{GREEN}@{day}").stdout
    assert "2015-06-02" in tracker("timeline", GREEN, "--on", day).stdout
    assert "第二条 → 第二条" in tracker("cite", GREEN, "第二条", "--from", day).stdout
    assert "2010-01-10 第二条" in tracker("where", GREEN, "第二条", "--as-of", day).stdout
    assert tracker("show", f"{GREEN}/2010年1月10日").stdout == tracker("show", f"{GREEN}/2010-01-10").stdout


@pytest.mark.parametrize("day", ["1950", "195O-01-01", "二〇一五年六月二日", "15-06-02", "02/06/2015"])
def test_what_is_not_written_as_a_day_is_told_apart_from_a_day_that_is_not(office: Path, tracker: Tracker, day: str) -> None:
    said = tracker("timeline", GREEN, "--on", day, "--lang", "zh", exit_code=2).stderr
    assert "未写成日期" in said and "2023年9月1日" in said
    assert "不是日历上的日期" in tracker("timeline", GREEN, "--on", "2023-02-30", "--lang", "zh", exit_code=2).stderr


def test_a_law_that_has_ended_is_told_so(office: Path, tracker: Tracker) -> None:
    """where and blame print the text as it was last, and say that it is law no longer; of a year before the law nothing is doubtful."""
    tracker("event", GREEN, "repealed", "--date", "2020-03-01", "--because", "公报")
    over = f"nothing of {GREEN} is in force"
    assert over in (said := tracker("where", GREEN, "第二条", "--as-of", "2015", exit_code=1)).stderr
    assert "2010-01-10 第二条 → 2010-01-10 第二条" in said.stdout
    assert "repealed 2020-03-01 (公报)" in tracker("blame", GREEN).stderr
    for year in ("1990", "2021"):
        assert over in tracker("where", GREEN, "第二条", "--as-of", year, exit_code=1).stderr
    assert over in tracker("where", GREEN, "第二条", "--as-of", "2015", "--now", "2021-01-01", exit_code=1).stderr


ANEW = """示例市绿地条例
（2021年1月10日示例市第二届人民代表大会常务委员会第一次会议通过）
第一条　为了规范绿地，制定本条例。
第二条　绿地应当每日开放。
第三条　本条例自2021年3月1日起施行。
"""


def test_a_law_made_anew_has_a_history_of_its_own(office: Path, tracker: Tracker) -> None:
    """Its title note tells another adoption, and rightly so; between the two the older one is known to have ended."""
    Path("anew.txt").write_text(ANEW, encoding="utf-8")
    tracker("import", "anew.txt")
    tracker("event", GREEN, "repealed", "--date", "2018-06-01", "--because", "公报")
    assert "two days" not in tracker("timeline", GREEN).stdout
    found = tracker("check", GREEN, "--title-note").stdout
    assert "two days" not in found and "title note of version" not in found
    assert f"{GREEN}: （2021年1月10日示例市第二届人民代表大会常务委员会第一次会议通过）\n" in found
    said = f"nothing of {GREEN} is in force on 2019-01-01: repealed 2018-06-01 (公报); it is in force anew from 2021-03-01"
    assert said in tracker("show", f"{GREEN}@2019-01-01", exit_code=1).stderr
    assert said in tracker("where", GREEN, "第二条", "--as-of", "2015", "--now", "2019-01-01", exit_code=1).stderr


@pytest.mark.parametrize(("repealed", "told"), [(True, False), (False, True)])
def test_the_history_of_an_amended_text_is_its_own_behind_the_end_of_the_older_law(office: Path, tracker: Tracker, repealed: bool,
                                                                                   told: bool) -> None:
    """Where nothing ended, two days of one adoption are a slip in one of the two texts."""
    note = "根据2022年5月20日示例市第二届人民代表大会常务委员会第九次会议《关于修改〈示例市绿地条例〉的决定》修正"
    Path("anew.txt").write_text(ANEW.replace("通过）", f"通过　{note}）"), encoding="utf-8")
    tracker("import", "anew.txt")
    if repealed:
        tracker("event", GREEN, "repealed", "--date", "2018-06-01", "--because", "公报")
    assert ("two sources give two days: adopted 2010-01-10" in tracker("timeline", GREEN).stdout) is told
    assert ("two sources give two days: adopted 2010-01-10" in tracker("check").stdout) is told


def test_events_are_listed_in_order_of_their_days(office: Path, tracker: Tracker) -> None:
    for day in ("2015-01-01", "2012-01-01"):
        tracker("event", GREEN, "corrected", "--date", day, "--because", "公报")
    said = tracker("timeline", GREEN).stdout
    assert said.index("corrected 2012") < said.index("corrected 2015")


def test_a_kind_of_event_that_is_none(office: Path, tracker: Tracker) -> None:
    said = tracker("event", GREEN, "废除", "--because", "公报", "--lang", "zh", exit_code=2).stderr
    assert "废除 不是事件的种类" in said and "repealed (废止)、expired (失效)" in said


def test_nothing_to_come_is_said(office: Path, tracker: Tracker) -> None:
    for words in (["--upcoming"], [GREEN, "--upcoming"], [GREEN, "--upcoming", "--format", "ics"]):
        assert "there is nothing to list" in tracker("timeline", *words).output


@pytest.mark.parametrize("day", ["2023-02-30", "2023", "昨天"])
def test_days_that_do_not_exist(office: Path, tracker: Tracker, day: str) -> None:
    for words in (["show", f"{GREEN}@{day}"], ["timeline", GREEN, "--on", day], ["timeline", GREEN, "--known", day],
                  ["event", GREEN, "expired", "--date", day, "--because", "x"],
                  ["date", f"{GREEN}/2010-01-10", "--in-force", day, "--because", "x"]):
        assert "no date" in tracker(*words, exit_code=2).stderr


@pytest.mark.parametrize("words", [["show"], ["timeline"], ["log", "第一条"], ["blame"], ["event", "repealed", "--because", "x"]])
def test_a_law_that_is_not_there(office: Path, tracker: Tracker, words: list[str]) -> None:
    said = tracker(words[0], "示例市绿化条例", *words[1:], exit_code=2).stderr
    assert "no law named" in said
    assert GREEN in said


def test_two_acts_with_open_days_leave_two_futures(amended: Path, tracker: Tracker) -> None:
    note = "修正　根据2023年5月20日示例市第一届人民代表大会常务委员会第十二次会议《关于修改〈示例市公园条例〉的决定》第二次修正）"
    third = PARK_2022.replace("修正）", f"第一次{note}").replace("牵引绳", "牵引绳和口罩")
    Path("park-2023.txt").write_text(third, encoding="utf-8")
    tracker("import", "park-2023.txt")
    for version in ("2022-05-20", "2023-05-20"):
        tracker("date", f"{PARK}/{version}", "--open", "--because", "施行日期另行规定")
    assert "每日开放" in tracker("show", f"{PARK}@2024-01-01").stdout
    said = tracker("timeline", PARK, "--upcoming").stdout
    assert "future 1: 2022-05-20 → 2023-05-20" in said
    assert "future 2: 2023-05-20 → 2022-05-20" in said
    assert len(json.loads(tracker("timeline", PARK, "--json").stdout)["futures"]) == 2


BOATS = "示例市船舶条例"
MADE = "2015年3月20日示例市第一届人民代表大会常务委员会第三次会议通过"
REVISED = "2021年4月1日示例市第三届人民代表大会常务委员会第九次会议修订"


@pytest.fixture
def boats(office: Path, tracker: Tracker) -> str:
    """A law of 2015 and the whole new text of 2021."""
    for name, history, day in (("2015", MADE, "2015年5月1日"), ("2021", f"{MADE}　{REVISED}", "2021年6月1日")):
        text = f"{BOATS}\n（{history}）\n第一条　船舶应当登记。\n第二条　船舶应当在{name}年前检验。\n第三条　本条例自{day}起施行。\n"
        (office / f"{name}.txt").write_text(text, encoding="utf-8")
        tracker("import", f"{name}.txt")
    return BOATS


@pytest.mark.parametrize("provisions", [[], ["--provisions", "第二条"]])
def test_a_text_does_not_commence_behind_the_one_that_took_its_place(boats: str, tracker: Tracker, provisions: list[str]) -> None:
    said = tracker("date", f"{boats}/2015-03-20", *provisions, "--in-force", "2022-01-01", "--because", "公报", exit_code=2).stderr
    assert f"in force 2021-06-01 ({boats}/2021-04-01 第三条)" in said
    assert f"in force 2022-01-01{' 第二条' if provisions else ''} ({boats}/2015-03-20, person: 公报)" in said
    tracker("date", f"{boats}/2015-03-20", *provisions, "--in-force", "2016-01-01", "--because", "公报")


@pytest.mark.parametrize("kind", ["expired", "repealed"])
def test_a_law_that_has_ended_is_not_changed_later(boats: str, tracker: Tracker, kind: str) -> None:
    said = tracker("event", boats, kind, "--date", "2018-01-01", "--because", "公报", exit_code=2).stderr
    assert f"{kind} 2018-01-01 (person: 公报)" in said and f"revised 2021-04-01 ({boats}/2021-04-01)" in said
    tracker("event", boats, kind, "--date", "2023-01-01", "--because", "公报")


def test_a_law_is_not_adopted_after_a_version_of_it(boats: str, tracker: Tracker) -> None:
    said = tracker("event", boats, "adopted", "--date", "2016-05-10", "--because", "公报", exit_code=2).stderr
    assert f"adopted 2015-03-20 ({boats}/2015-03-20)" in said and "adopted 2016-05-10 (person: 公报)" in said


SUSPENDS = """示例市人民代表大会常务委员会关于授权市人民政府在示例新区暂时调整适用《示例市绿地条例》有关规定的决定
（2021年5月20日示例市第二届人民代表大会常务委员会第九次会议通过）
会议决定：
{said}
本决定自2021年7月1日起施行。
"""


def test_a_suspension_is_as_its_act_says(office: Path, tracker: Tracker) -> None:
    said = "在示例新区暂时调整适用《示例市绿地条例》第二条的规定，期限为三年，自2021年7月1日起至2024年6月30日止。"
    Path("act.txt").write_text(SUSPENDS.format(said=said), encoding="utf-8")
    assert "suspended 2021-07-01 to before 2024-07-01 第二条 示例新区" in tracker("event", GREEN, "suspended", "--by", "act.txt").stdout


@pytest.mark.parametrize("words", ["--date 2021-09-01", "--until 2023-01-01", "--place 示例港", "--provisions 第三条"])
def test_what_an_act_says_of_a_suspension_is_not_said_otherwise(office: Path, tracker: Tracker, words: str) -> None:
    said = "在示例新区暂时调整适用《示例市绿地条例》第二条的规定，期限为三年，自2021年7月1日起至2024年6月30日止。"
    Path("act.txt").write_text(SUSPENDS.format(said=said), encoding="utf-8")
    told = tracker("event", GREEN, "suspended", "--by", "act.txt", *words.split(), exit_code=2).stderr
    assert "says it otherwise: 第二条 示例新区 2021-07-01 to before 2024-07-01" in told


def test_of_several_suspensions_the_one_that_is_named_is_recorded(office: Path, tracker: Tracker) -> None:
    said = "在甲区暂停适用《示例市绿地条例》第一条；在乙区暂停适用《示例市绿地条例》第二条。"
    Path("act.txt").write_text(SUSPENDS.format(said=said), encoding="utf-8")
    words = "event", GREEN, "suspended", "--by", "act.txt"
    assert "--provisions --place" in tracker(*words, exit_code=2).stderr
    assert "suspended from 2021-07-01 第二条 乙区" in tracker(*words, "--provisions", "第二条").stdout


def test_a_suspension_whose_end_was_not_read_asks_for_it_with_its_words(office: Path, tracker: Tracker) -> None:
    """示例市2023年10月31日前: whether that day is the last of it is for a person to say; it holds everywhere, which can be said, too."""
    title = "示例市人民代表大会常务委员会关于暂停适用《示例市绿地条例》第二条的决定"
    text = SUSPENDS.replace(SUSPENDS.splitlines()[0], title).format(said="2023年10月31日前，在试点过程中暂停适用《示例市绿地条例》第二条。")
    Path("act.txt").write_text(text, encoding="utf-8")
    words = "event", GREEN, "suspended", "--by", "act.txt"
    told = tracker(*words, exit_code=2).stderr
    assert "--place: “在试点过程中”; --until: “2023年10月31日前”" in told
    assert "say it yourself: --place --until (an empty --place is everywhere)" in told
    done = tracker(*words, "--place", "", "--until", "2023-11-01").stdout
    assert "suspended 2021-07-01 to before 2023-11-01 第二条 (" in done


@pytest.mark.parametrize("act_first", [False, True])
def test_a_suspension_that_nobody_has_recorded_is_told_wherever_a_repeal_is(office: Path, tracker: Tracker, act_first: bool) -> None:
    said = "在示例新区暂时调整适用《示例市绿地条例》第二条的规定，期限为三年，自2091年7月1日起至2094年6月30日止。"
    Path("act.txt").write_text(SUSPENDS.format(said=said), encoding="utf-8")
    if act_first:
        law = f"versions/{GREEN}/sources"
        Path("green.txt").write_bytes(next((office / law).iterdir()).read_bytes())
        tracker("remove", f"{GREEN}/2010-01-10", "--because", "再次导入")
    told = tracker("import", "act.txt").stderr
    told = tracker("import", "green.txt").stderr if act_first else told
    by = f"{SUSPENDS.splitlines()[0]}/2021-05-20"
    line = f"suspends 第二条 示例新区 2091-07-01 to before 2094-07-01: record it with `tracker event {GREEN} suspended --by {by}`"
    assert line in told and line in tracker("check").stdout and line in tracker("timeline", GREEN).stdout
    assert line in tracker("show", f"{GREEN}@2092-01-01").stderr and line in tracker("timeline", GREEN, "--on", "2092-01-01").stdout
    assert line not in tracker("show", f"{GREEN}@2094-07-01").stderr and line not in tracker("show", f"{GREEN}@2091-06-30").stderr
    coming = tracker("timeline", "--upcoming").stdout
    assert f"2091-07-01  {GREEN} 第二条: suspended 示例新区, not confirmed" in coming
    assert f"2094-07-01  {GREEN} 第二条: resumed 示例新区, not confirmed" in coming
    tracker("event", GREEN, "suspended", "--by", by)
    assert "suspends" not in tracker("check").stdout and "not confirmed" not in tracker("timeline", "--upcoming").stdout


RENUMBERED = """示例市绿地条例
（2010年1月10日示例市第一届人民代表大会常务委员会第三次会议通过　{made}示例市第二届人民代表大会常务委员会第十次会议修订）
第一条　为了管理绿地，制定本条例。
第二条　绿地规划应当公布。
第三条　绿地应当每日开放。
第四条　本条例自{force}起施行。
"""


def test_an_act_made_under_older_numbers_does_not_say_what_they_are_now(office: Path, tracker: Tracker) -> None:
    Path("new.txt").write_text(RENUMBERED.format(made="2021年6月1日", force="2021年6月10日"), encoding="utf-8")
    tracker("import", "new.txt")
    said = "在示例新区暂时调整适用《示例市绿地条例》第一条、第二条的规定，期限为三年，自2021年7月1日起至2024年6月30日止。"
    Path("act.txt").write_text(SUSPENDS.format(said=said), encoding="utf-8")
    words = "event", GREEN, "suspended", "--by", "act.txt"
    assert "had other numbers: what 第一条、第二条 is on 2021-07-01 cannot be said" in tracker(*words, exit_code=2).stderr
    assert "第一条、第三条 示例新区" in tracker(*words, "--provisions", "第一条、第三条").stdout
    Path("act.txt").write_text(SUSPENDS.format(said=said.replace("、第二条", "")), encoding="utf-8")
    assert "第一条 示例新区" in tracker(*words).stdout, "what kept its number is named"


def test_a_law_made_under_older_numbers_does_not_say_what_it_repeals_now(office: Path, tracker: Tracker) -> None:
    Path("green.txt").write_text(RENUMBERED.format(made="2020年2月1日", force="2020年2月10日"), encoding="utf-8")
    Path("park.txt").write_text(PARK_2020.replace("的《示例市绿地条例》同时", "的《示例市绿地条例》第二条同时"), encoding="utf-8")
    tracker("import", "green.txt")
    assert "第二条, or had other numbers when the act was made: a person has to say" in tracker("import", "park.txt").stderr
    words = "event", GREEN, "repealed", "--by", f"{PARK}/2020-01-10"
    assert "had other numbers" in tracker(*words, exit_code=2).stderr
    assert "repealed 2020-03-01 第三条" in tracker(*words, "--provisions", "第三条").stdout
    assert "开放" not in tracker("show", f"{GREEN}@2020-03-01").stdout


def test_what_an_act_does_not_say_plainly_a_person_has_to_say(office: Path, tracker: Tracker) -> None:
    Path("act.txt").write_text(SUSPENDS.format(said="在示例新区暂时调整适用《示例市绿地条例》有关规定，期限另行规定。"), encoding="utf-8")
    words = "event", GREEN, "suspended", "--by", "act.txt"
    assert "say it yourself: --provisions --until" in tracker(*words, exit_code=2).stderr
    assert "第二条 示例新区" in tracker(*words, "--provisions", "第二条", "--until", "2024-07-01").stdout


@pytest.mark.parametrize("kind", ["suspended", "resumed", "corrected"])
def test_an_act_about_something_else_is_no_source(office: Path, tracker: Tracker, kind: str) -> None:
    tracker("event", GREEN, kind, "--date", "2022-08-01", "--by", decide(office, "本决定自2022年7月1日起施行。"), exit_code=2)


@pytest.mark.parametrize(("first", "then", "sides"), [
    ("", "promulgated --date 2009-12-31", ["adopted 2010-01-10", "promulgated 2009-12-31 (person: 乙)"]),
    ("promulgated --date 2010-01-15", "promulgated --date 2010-01-18", ["promulgated 2010-01-15 (person: 甲)", "promulgated 2010-01-18"]),
    ("", "promulgated --date 2011-01-15", ["promulgated 2011-01-15 (person: 乙)", "in force 2010-03-01"]),
    ("promulgated --date 2010-01-15", "approved --date 2010-01-18", ["approved 2010-01-18", "promulgated 2010-01-15"]),
    ("", "corrected --date 2009-12-31", ["adopted 2010-01-10", "corrected 2009-12-31"]),
    ("repealed --date 2014-01-01 --provisions 第二条", "suspended --date 2015-01-01 --provisions 第二条",
     ["repealed 2014-01-01 第二条 (person: 甲)", "suspended 2015-01-01 第二条 (person: 乙)"]),
    ("suspended --date 2014-01-01 --provisions 第二条", "repealed --date 2013-01-01 --provisions 第二条",
     ["repealed 2013-01-01 第二条 (person: 乙)", "suspended 2014-01-01 第二条 (person: 甲)"]),
    ("suspended --date 2014-01-01 --until 2015-01-01", "resumed --date 2016-01-01", ["suspended 2014-01-01", "resumed 2016-01-01"])])
def test_what_cannot_both_be_is_refused_with_both_events(office: Path, tracker: Tracker, first: str, then: str, sides: list[str]) -> None:
    if first:
        tracker("event", GREEN, *first.split(), "--because", "甲")
    said = tracker("event", GREEN, *then.split(), "--because", "乙", exit_code=2).stderr
    assert [side for side in sides if side not in said] == []


@pytest.mark.parametrize("words", ["repealed --date 2009-01-01", "suspended --date 2008-01-01 --until 2009-01-01"])
def test_nothing_ends_before_the_law_was_adopted_though_its_day_is_open(office: Path, tracker: Tracker, words: str) -> None:
    tracker("remove", f"{GREEN}/2010-01-10", "--because", "再次导入")
    text = Path("green.txt").read_text(encoding="utf-8").replace("自2010年3月1日起施行", "的施行日期由示例市人民政府另行规定")
    Path("green.txt").write_text(text, encoding="utf-8")
    tracker("import", "green.txt")
    said = tracker("event", GREEN, *words.split(), "--because", "乙", exit_code=2).stderr
    assert f"adopted 2010-01-10 ({GREEN}/2010-01-10)" in said and "(person: 乙)" in said


def test_of_a_law_whose_text_tells_no_adoption_anything_may_be_recorded(office: Path, tracker: Tracker) -> None:
    text = GREEN_2010.replace(GREEN_2010.splitlines()[1], "（2010年1月20日公布）")
    Path("plain.txt").write_text(text.replace(GREEN, "示例市绿篱条例"), encoding="utf-8")
    tracker("import", "plain.txt")
    assert "recorded" in tracker("event", "示例市绿篱条例", "repealed", "--date", "2015-01-01", "--because", "公报").stdout


def test_what_is_not_law_yet_is_not_suspended_for_a_time_before(office: Path, tracker: Tracker) -> None:
    tracker("date", f"{GREEN}/2010-01-10", "--provisions", "第二条", "--in-force", "2012-01-01", "--because", "公告")
    words = "event", GREEN, "suspended", "--date", "2011-01-01", "--provisions", "第二条", "--because", "乙"
    said = tracker(*words, "--until", "2012-01-01", exit_code=2).stderr
    assert "in force 2012-01-01 第二条 (person: 公告)" in said and "suspended 2011-01-01 第二条 (person: 乙)" in said
    tracker(*words, "--until", "2012-01-02")


def test_a_commencement_that_a_person_gave_is_theirs_in_an_error(office: Path, tracker: Tracker) -> None:
    tracker("event", GREEN, "suspended", "--date", "2011-01-01", "--until", "2012-01-01", "--because", "通告")
    said = tracker("date", f"{GREEN}/2010-01-10", "--in-force", "2013-01-01", "--because", "公报", exit_code=2).stderr
    assert "in force 2013-01-01 (person: 公报)" in said


@pytest.mark.parametrize(("first", "then"), [
    ("suspended --date 2014-01-01 --until 2016-01-01 --provisions 第二条", "repealed --date 2015-01-01 --provisions 第二条"),
    ("repealed --date 2014-01-01 --provisions 第二条", "suspended --date 2015-01-01 --provisions 第一条"),
    ("promulgated --date 2010-01-15", "corrected --date 2010-02-01"),
    ("suspended --date 2014-01-01 --until 2015-01-01", "resumed --date 2014-06-01")])
def test_what_can_both_be_is_recorded(office: Path, tracker: Tracker, first: str, then: str) -> None:
    tracker("event", GREEN, *first.split(), "--because", "甲")
    tracker("event", GREEN, *then.split(), "--because", "乙")


def test_what_is_resumed_twice_is_refused(office: Path, tracker: Tracker) -> None:
    tracker("event", GREEN, "suspended", "--date", "2014-01-01", "--because", "甲")
    tracker("event", GREEN, "resumed", "--date", "2015-01-01", "--because", "甲")
    assert "suspended 2014-01-01" in tracker("event", GREEN, "resumed", "--date", "2016-01-01", "--because", "乙", exit_code=2).stderr
