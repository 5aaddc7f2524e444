"""What a person says became of an article is kept beside the versions, and every later command goes by it."""

import json
import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import PARK_2022, Tracker, git
from tracker import codec

LAW = "示例市公园条例"
SIDES = f"{LAW}/2020-01-10", f"{LAW}/2022-05-20"
SAID = "--who", "法工委", "--because", "说明第二部分"


@pytest.fixture
def reviewed(shelf: Path, tracker: Tracker) -> Path:
    """The texts suggest that 第二条 became 第三条; a person says that it became 第二条, and 第三条 is new."""
    tracker("align", *SIDES, "--set", "第二条 = 第二条", "--set", "无 = 第三条", *SAID)
    return shelf


def entries(tracker: Tracker, *words: str) -> dict[tuple[str, ...], tuple[list[str], str]]:
    document = json.loads(tracker("renumber", *words, "--json").stdout)
    return {tuple(e["old"]): (e["new"], e["basis"]) for e in document["entries"] if e["old"]}


def test_it_is_kept_with_who_and_why_and_committed(reviewed: Path, tracker: Tracker) -> None:
    path = reviewed / LAW / "alignments" / "2020-01-10_2022-05-20.json"
    document = json.loads(path.read_bytes())
    codec.validate("alignment", document)
    assert [(x["text"], x["who"], x["why"]) for x in document["statements"]] == [
        ("第二条 = 第二条", "法工委", "说明第二部分"), ("无 = 第三条", "法工委", "说明第二部分")]
    assert "法工委: 说明第二部分" in git(reviewed, "log", "-1", "--format=%B")
    assert git(reviewed, "status", "--porcelain", "--", ".") == ""
    said = tracker("align", *SIDES).stdout
    assert "第二条 = 第二条  (法工委, " in said
    assert "nothing = 第三条" in said
    assert json.loads(tracker("align", *SIDES, "--json").stdout) == document
    assert tracker("check").stdout.startswith("0 errors, 0 notes")


def test_the_map_and_the_diff_show_the_person_as_basis(reviewed: Path, tracker: Tracker) -> None:
    assert entries(tracker, *SIDES)["art_2",] == (["art_2"], "person")
    assert entries(tracker, SIDES[1], SIDES[0])["art_2",] == (["art_2"], "person"), "read from new to old too"
    found = json.loads(tracker("diff", *SIDES, "--json", exit_code=1).stdout)
    assert {(c["kind"], c["new"], c.get("basis")) for c in found["changes"] if c["type"] == "article"} >= {
        ("changed", "art_2", "person"), ("inserted", "art_3", "person")}
    assert "person" in tracker("diff", *SIDES, exit_code=1).stdout


def test_the_files_it_was_imported_from_are_the_same_versions(reviewed: Path, tracker: Tracker) -> None:
    assert entries(tracker, "park-2020.txt", "park-2022.txt")["art_2",] == (["art_2"], "person")


def test_history_follows_the_person(reviewed: Path, tracker: Tracker) -> None:
    assert f"{LAW} 第三条" in tracker("log", SIDES[1], "第三条").stdout
    log = json.loads(tracker("log", SIDES[1], "第三条", "--json").stdout)
    assert [step["kind"] for step in log["steps"]] == ["inserted"]
    where = json.loads(tracker("where", LAW, "第二条", "--as-of", "2021", "--now", "2023-01-01", "--json").stdout)
    assert [one["to"] for one in where] == [["art_2"], ["art_2"]]
    threads = json.loads(tracker("timeline", LAW, "--json").stdout)["provisions"]
    life = next(x for x in threads if x["provision"] == "art_2")
    assert [(i["version"], i["provision"]) for i in life["intervals"]] == [("2020-01-10", "art_2"), ("2022-05-20", "art_2")]
    blame = json.loads(tracker("blame", SIDES[1], "--words", "--json").stdout)
    unit = next(u for u in blame["units"] if u["provision"] == "art_3")
    assert {span["version"] for span in unit["spans"] if "每日" in span["text"]} == {"2022-05-20"}
    words = json.loads(tracker("grep", "每日开放", LAW, "--json").stdout)
    assert [(x["provision"], x["start"]) for x in words] == [("art_2", "2020-03-01"), ("art_3", "2022-07-01")]


def test_what_the_store_knew_holds_what_was_said(reviewed: Path, tracker: Tracker) -> None:
    log = json.loads(tracker("log", SIDES[1], "第三条", "--known", date.today().isoformat(), "--json").stdout)
    assert [step["kind"] for step in log["steps"]] == ["inserted"]


def test_stages_and_drafts_follow_the_person(reviewed: Path, tracker: Tracker) -> None:
    lines = json.loads(tracker("stages", *SIDES, "--json").stdout)["articles"]
    assert ["art_2", "art_2"] in [line["ids"] for line in lines]
    drafted = tracker("amend", "draft", *SIDES).stdout
    assert "将第二条修改为" in drafted and "增加一条，作为第三条" in drafted, drafted


def test_the_later_statement_counts_and_one_can_be_taken_back(reviewed: Path, tracker: Tracker) -> None:
    tracker("align", *SIDES, "--set", "第二条 = 无", *SAID)
    assert entries(tracker, *SIDES)["art_2",] == ([], "inferred")
    tracker("align", *SIDES, "--forget", "第二条 = 无", "--forget", "无=第三条", *SAID)
    assert entries(tracker, *SIDES)["art_2",] == (["art_3"], "inferred")
    assert not (reviewed / LAW / "alignments" / "2020-01-10_2022-05-20.json").exists()
    assert "no person said" in tracker("align", *SIDES, "--forget", "第一条 = 无", *SAID, exit_code=2).stderr


def test_a_link_may_be_forbidden(shelf: Path, tracker: Tracker) -> None:
    said = tracker("align", *SIDES, "--not", "第二条 = 第三条", *SAID).stdout
    assert said == "第二条 → —  deleted\n— → 第三条  inserted\n"
    assert "art_3" not in entries(tracker, *SIDES)["art_2",][0]


def test_a_corrected_text_keeps_what_was_said_and_check_tells(reviewed: Path, tracker: Tracker) -> None:
    Path("park-2022.txt").write_text(PARK_2022.replace("不得收费", "不应收费"), encoding="utf-8")
    tracker("import", "park-2022.txt", "--correct")
    assert entries(tracker, *SIDES)["art_2",] == (["art_2"], "person")
    said = re.search(r"the text was corrected since .*, `(.*)` says so", tracker("check").stdout)
    assert said and said[1] == f"tracker align {' '.join(SIDES)} --set '第二条 = 第二条' --set '无 = 第三条' --who NAME --because REASON"
    tracker(*shlex.split(said[1])[1:])
    assert entries(tracker, *SIDES)["art_2",] == (["art_2"], "person")
    assert "0 errors, 0 notes" in tracker("check").stdout
    shorter = PARK_2022.replace("第三条　公园可以每日开放。\n", "").replace("第四条", "第三条").replace("自2022年", "于2022年")
    Path("park-2022.txt").write_text(shorter.replace("第三条", "第五条"), encoding="utf-8")
    tracker("import", "park-2022.txt", "--correct")
    assert entries(tracker, *SIDES)["art_2",] == (["art_2"], "person")
    assert "it names what the text does not have: art_3" in tracker("check", exit_code=1).stdout


def test_two_files_need_no_store(desk: Path, tracker: Tracker) -> None:
    texts = "park-2020.txt", "park-2022.txt"
    assert "--output" in tracker("align", *texts, "--set", "第二条 = 第二条", *SAID, exit_code=2).stderr
    tracker("align", *texts, "--set", "第二条 = 第二条", *SAID, "--output", "said.json")
    tracker("align", *texts, "--not", "第一条 = 第四条", *SAID, "--output", "said.json")
    document = json.loads(Path("said.json").read_bytes())
    assert [x["says"] for x in document["statements"]] == ["set", "not"]
    assert entries(tracker, *texts, "--alignment", "said.json")["art_2",] == (["art_2"], "person")
    assert entries(tracker, *texts)["art_2",] == (["art_3"], "inferred")
    found = json.loads(tracker("diff", *texts, "--alignment", "said.json", "--json", exit_code=1).stdout)
    assert next(c for c in found["changes"] if c["new"] == "art_2")["basis"] == "person"


def test_an_alignment_of_other_texts_is_refused(desk: Path, tracker: Tracker) -> None:
    tracker("align", "park-2020.txt", "park-2022.txt", "--set", "第二条 = 第二条", *SAID, "--output", "said.json")
    (desk / "other.txt").write_text(PARK_2022.replace("收费", "售票"), encoding="utf-8")
    for command in ("diff", "renumber"):
        assert "said.json" in tracker(command, "park-2020.txt", "other.txt", "--alignment", "said.json", exit_code=2).stderr
    assert "other versions" in tracker("align", "park-2020.txt", "other.txt", "--output", "said.json", exit_code=2).stderr


@pytest.mark.parametrize(("words", "said"), [
    (("--set", "第二条 = 第二条"), "--who"), (("--set", "第二条", *SAID), "OLD = NEW"),
    (("--set", "第九十条 = 第一条", *SAID), "no 第九十条"),
    (("--not", "第二条 = 无", *SAID), "OLD = NEW")])
def test_what_cannot_be_kept_is_refused(shelf: Path, tracker: Tracker, words: tuple[str, ...], said: str) -> None:
    assert said in tracker("align", *SIDES, *words, exit_code=2).stderr
    assert not (shelf / LAW / "alignments").exists()


FISH = """示例市渔业条例
（2012年1月10日示例市第一届人民代表大会常务委员会第三次会议通过{amended}）
第一条　为了渔业，制定本条例。
第二条　申请捕捞许可，应当具备下列条件：
（一）有渔船；
（二）{item}；
（三）有技术人员。
第三条　本条例自2012年3月1日起施行。
"""


def test_what_is_said_of_an_item_is_kept_and_leaves_the_other_items_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                                            tracker: Tracker) -> None:
    """The two texts of 第二项 have no word in common: only a person knows that one became the other."""
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(FISH.format(amended="", item="股东出资达到法定最低限额"), encoding="utf-8")
    note = "　根据2020年5月20日示例市第三届人民代表大会常务委员会第九次会议《关于修改〈示例市渔业条例〉的决定》修正"
    Path("new.txt").write_text(FISH.format(amended=note, item="经营场所符合环保要求"), encoding="utf-8")
    tracker("init")
    tracker("import", "old.txt", "new.txt")
    law, sides = "示例市渔业条例/2020-05-20", ("示例市渔业条例/2012-01-10", "示例市渔业条例/2020-05-20")
    assert "inserted" in tracker("log", law, "第二条第二项").stdout
    said = tracker("align", *sides, "--set", "第二条第二项 = 第二条第二项", *SAID).stdout
    assert "第二条第一款第二项 → 第二条第一款第二项  person" in said
    assert "[-股东出资达到法定最低限额-]{+经营场所符合环保要求+}" in tracker("log", law, "第二条第二项").stdout
    assert "inserted" not in tracker("log", law, "第二条第一项").stdout
    said = tracker("align", *sides, "--set", "第二条第二项 = 无", "--set", "无 = 第二条第二项", *SAID).stdout
    assert "第二条第一款第二项 → —  deleted\n— → 第二条第一款第二项  inserted\n" in said
    assert "inserted" not in tracker("log", law, "第二条").stdout, "the article is still the same"


BEES = """示例市养蜂条例
（2015年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　为了养蜂，制定本条例。
第二条　养蜂场应当登记。
第三条　养蜂场应当远离学校。
第四条　蜂农可以申请补助。
第五条　本条例自2015年3月1日起施行。
"""
BEES_ACT = """示例市人民代表大会常务委员会关于修改《示例市养蜂条例》的决定
（2021年5月20日示例市第二届人民代表大会常务委员会第九次会议通过）
一、将第二条、第三条合并为一条，作为第二条，修改为：“养蜂场应当登记，并远离学校。”
二、将第四条改为第三条，其中的“补助”修改为“补贴”。
三、增加一条，作为第四条：“养蜂应当防疫。”
本决定自2021年7月1日起施行。
"""


@pytest.fixture
def decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> tuple[str, str]:
    """Two versions of a law in a store that holds what the deciding act states of them."""
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(BEES, encoding="utf-8")
    Path("act.txt").write_text(BEES_ACT, encoding="utf-8")
    note = "　根据2021年5月20日示例市第二届人民代表大会常务委员会第九次会议《关于修改〈示例市养蜂条例〉的决定》修正"
    new = BEES.replace("会议通过", f"会议通过{note}").replace("应当登记。\n第三条　养蜂场应当远离", "应当登记，并远离")
    new = new.replace("第四条　蜂农可以申请补助。", "第三条　蜂农可以申请补贴。\n第四条　养蜂应当防疫。")
    Path("new.txt").write_text(new, encoding="utf-8")
    sides = "示例市养蜂条例/2015-01-10", "示例市养蜂条例/2021-05-20"
    tracker("init")
    tracker("import", "old.txt", "new.txt")
    tracker("amend", "verify", "act.txt", *sides, "--keep")
    return sides


@pytest.mark.parametrize(("said", "was", "then"), [
    (("--set", "第四条 = 无"), {"art_4": (["art_3"], "stated")}, {"art_4": ([], "inferred")}),
    (("--set", "第四条 = 第四条"), {"art_4": (["art_3"], "stated")}, {"art_4": (["art_4"], "person")}),
    (("--set", "无 = 第三条"), {"art_4": (["art_3"], "stated")}, {"art_4": ([], "inferred")}),
    (("--not", "第三条 = 第二条"), {"art_2": (["art_2"], "stated"), "art_3": (["art_2"], "stated")},
     {"art_2": (["art_2"], "stated"), "art_3": ([], "inferred")})])
def test_a_person_comes_before_the_act_and_taken_back_the_act_counts_again(
        decided: tuple[str, str], tracker: Tracker, said: tuple[str, str], was: dict[str, object], then: dict[str, object]) -> None:
    def became() -> dict[str, object]:
        return {key: found for keys, found in entries(tracker, *decided).items() for key in keys if key in then}

    assert became() == was
    acts = tracker("align", *decided).stdout.splitlines()[1:]
    tracker("align", *decided, *said, *SAID)
    assert became() == then
    assert tracker("align", *decided).stdout.splitlines()[2:] == acts, "the act's statements stand beside the person's, which is first"
    tracker("align", *decided, "--forget", said[1], *SAID)
    assert became() == was
    assert "no person said" in tracker("align", *decided, "--forget", "第四条 = 第三条", *SAID, exit_code=2).stderr


def test_what_the_act_states_of_a_text_corrected_since_is_asked_of_it_again(decided: tuple[str, str], tracker: Tracker) -> None:
    Path("new.txt").write_text(Path("new.txt").read_text(encoding="utf-8").replace("为了", "为着"), encoding="utf-8")
    tracker("import", "new.txt", "--correct")
    verify = f"tracker amend verify DECISION {' '.join(decided)} --keep"
    assert f"where what was said holds of it as it is now, `{verify}` says so" in tracker("check").stdout
    tracker(*verify.replace("DECISION", "act.txt").split()[1:], exit_code=1)  # the correction is none of the act's
    assert "corrected since" not in tracker("check").stdout
