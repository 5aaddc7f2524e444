"""A draft is kept as a draft of its law, and is never law, whatever day its last article names."""

from pathlib import Path

import pytest

from tests.conftest import Tracker
from tracker.reading import read_text
from tracker.reading.titles import parted, stage_of

LIFTS = "示例市电梯安全条例"
NOTE = "（2015年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）"
OLD = f"{LIFTS}\n{NOTE}\n第一条　电梯应当每二年检验一次。\n第二条　本条例自2015年3月1日起施行。\n"
NEW = "第一条　电梯应当每年检验一次。\n第二条　本条例自2021年6月1日起施行。\n"


@pytest.mark.parametrize(("head", "stage"), [
    (f"{LIFTS}\n（修订草案二次审议稿）", "修订草案二次审议稿"), (f"{LIFTS}\n（修正草案）", "修正草案"), (f"{LIFTS}\n（草案）", "草案"),
    (f"{LIFTS}\n（征求意见稿）", "征求意见稿"), (f"{LIFTS}\n（一审稿）", "一审稿"), (f"{LIFTS}\n（送审稿）", "送审稿"),
    (f"{LIFTS}（修订草案）\n（二次审议稿）", "修订草案二次审议稿"), (f"{LIFTS}修订草案", "修订草案"),
    (f"《{LIFTS}（草案）》（征求意见稿）", "草案征求意见稿"),
    (f"{LIFTS}（修订草案）\n{NOTE}", "修订草案")])
def test_a_text_that_tells_a_stage_is_a_draft_of_its_law(head: str, stage: str) -> None:
    found = read_text(f"{head}\n{NEW}")
    assert (found.law, found.title, found.draft) == (LIFTS, LIFTS, stage)
    assert (found.version, found.in_force.date, found.findings) == (None, None, ())


@pytest.mark.parametrize("title", [
    f"{LIFTS}（试行）", f"{LIFTS}（试行草案）", f"{LIFTS}（修订稿）", f"{LIFTS}（2015年修订）",
    f"关于《{LIFTS}（草案）》的决定", "示例市法规草案审议规则",
    f"关于修改《{LIFTS}（草案）》"])
def test_a_title_without_a_stage_of_its_own_is_no_draft(title: str) -> None:
    assert parted(title) == (title, "")
    assert not stage_of(title)


def test_a_draft_is_never_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {"old": OLD, "one": f"{LIFTS}\n（修订草案一审稿）\n{NEW}", "two": f"{LIFTS}\n{NEW}"}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    tracker("init")
    tracker("import", "old.txt")
    tracker("import", "one.txt", "--date", "2021-02-01")
    assert "a draft (二审稿), not law" in tracker("import", "two.txt", "--date", "2021-04-01", "--draft", "二审稿").stdout
    assert tracker("list").stdout.splitlines() == [
        LIFTS, f"  {LIFTS}/2015-01-10  in force from 2015-03-01", f"  {LIFTS}/2021-02-01  a draft (修订草案一审稿), not law",
        f"  {LIFTS}/2021-04-01  a draft (二审稿), not law"]
    assert "2021-02-01  a draft, not law" in tracker("timeline", LIFTS).stdout
    assert "每二年检验" in tracker("show", f"{LIFTS}@2021-07-01").stdout
    draft = f"{LIFTS}/2021-02-01"
    for words in (["log", draft, "第一条"], ["blame", draft], ["where", LIFTS, "第一条", "--as-of", draft]):
        assert f"{draft} is a draft (修订草案一审稿): it was never law" in tracker(*words, exit_code=2).stderr
    carried = tracker("cite", LIFTS, "第一条", "--from", draft, "--to", "2021-07-01")
    assert "第一条 → 第一条" in carried.stdout and "a draft (修订草案一审稿), not law" in carried.stderr
    assert "a draft (二审稿), not law" in tracker("show", f"{LIFTS}/2021-04-01").stderr
    assert tracker("grep", "每年检验", exit_code=1).stdout == ""
    for words in (["date", f"{LIFTS}/2021-02-01"], ["import", "one.txt", "--date", "2021-02-02"]):
        assert "which never comes into force" in tracker(*words, "--in-force", "2021-06-01", "--because", "末条", exit_code=2).stderr
    assert f"{LIFTS}/2015-01-10 | 修订草案一审稿 | 二审稿" in tracker(
        "stages", *(f"{LIFTS}/{day}" for day in ("2015-01-10", "2021-02-01", "2021-04-01"))).stdout


def test_a_text_of_the_day_of_a_stored_draft_is_told_that_it_is_one(desk: Path, tracker: Tracker) -> None:
    Path("draft.txt").write_text(f"{LIFTS}\n{NOTE}\n{NEW}", encoding="utf-8")
    Path("passed.TXT").write_text(f"{LIFTS}\n{NOTE}\n{NEW.replace('每年', '每二年')}", encoding="utf-8")
    tracker("init")
    tracker("import", "--draft", "一审稿", "--date", "2015-01-10", "draft.txt")
    said = tracker("import", "passed.TXT", exit_code=2).stderr
    assert f"{LIFTS}/2015-01-10 is in the store as a draft (一审稿), with another text" in said
