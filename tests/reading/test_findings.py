"""What looks wrong in a source: each kind told with its line, and sound texts left in peace; the words are never mended."""

import importlib
import json
from pathlib import Path

import pytest

from tests.conftest import Tracker
from tracker.model import text_of
from tracker.reading import read_text

findings = importlib.import_module("tracker.reading.findings")

TITLE = "示例市公园条例\n（2020年1月10日示例市人民代表大会常务委员会通过）\n"
ONE = "第一条　为了管理公园，制定本条例。\n"

WRONG = {
    "a number is missing": ("第二条　公园每日开放。\n第四条　公园免费。\n", "gap", 5, "第二条 → 第四条"),
    "a letter is missing in a list": ("第二条　不得：\n（一）攀折花木；\n（三）捕鸟。\n", "gap", 6, "（一） → （三）"),
    "a number comes twice": ("第二条　公园每日开放。\n第二条　公园免费。\n", "duplicate", 5, "第二条　公园免费。"),
    "a number comes too late": ("第二条　甲。\n第四条　乙。\n第三条　丙。\n第五条　丁。\n", "out_of_sequence", 6, "第三条　丙。"),
    "a heading inside a line": (
        "第二条　公园每日开放。 第三条　公园免费。\n第四条　公园有厕所。\n", "glued_heading", 4, "第三条　公园免费。"),
    "a bracket never closed": ("第二条　公园（含花园每日开放。\n", "bracket", 4, "第二条　公园（含花园每日开放。"),
    "a title's mark never closed": ("第二条　依照《示例省公园条例执行。\n", "bracket", 4, "第二条　依照《示例省公园条例执行。"),
    "two marks where one belongs": ("第二条　公园，、花园每日开放。\n", "stray_mark", 4, "第二条　公园，、花园每日开放。"),
    "a mark of no writing": ("第二条　公园#花园每日开放。\n", "stray_mark", 4, "第二条　公园#花园每日开放。"),
    "a torn line": ("第二条　公园、\n花园每日开放。\n", "stray_mark", 4, "第二条　公园、"),
    "an item in half width": ("第二条　不得：\n（一）攀折花木；\n(二)捕鸟；\n（三）垂钓。\n", "half_width_number", 6, "(二)捕鸟；"),
    "an article in Arabic digits": ("第2条　公园每日开放。\n第三条　公园免费。\n", "half_width_number", 4, "第2条　公园每日开放。"),
    "a zero-width character": ("第二条　公园\u200b每日开放。\n", "zero_width", 4, "第二条　公园\u200b每日开放。"),
    "a letter for a digit": ("第二条　本条例自2O20年3月1日起施行。\n", "letter_for_digit", 4, "第二条　本条例自2O20年3月1日起施行。"),
    "a small letter for one": ("第二条　2020年l0月1日前登记。\n", "letter_for_digit", 4, "第二条　2020年l0月1日前登记。"),
    "a day of no calendar": ("第二条　本条例自2020年2月30日起施行。\n", "impossible_date", 4, "第二条　本条例自2020年2月30日起施行。"),
    "a thirteenth month": ("第二条　本条例自2020年13月1日起施行。\n", "impossible_date", 4, "第二条　本条例自2020年13月1日起施行。"),
    "a thirty-first of April": ("第二条　本条例自2020年4月31日起施行。\n", "impossible_date", 4, "第二条　本条例自2020年4月31日起施行。"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_looks_wrong_is_told_with_its_line_and_never_mended(name: str) -> None:
    body, kind, line, words = WRONG[name]
    version = read_text(TITLE + ONE + body)
    assert [(f.kind, f.line, f.text) for f in version.findings] == [(kind, line, words)]
    whole = "".join(text_of(node) for part in (version.head, version.body, version.tail) for node in part)
    assert "".join(whole.split()) == "".join((TITLE + ONE + body).split())


def test_a_title_that_comes_again_is_told() -> None:
    assert [(f.kind, f.line) for f in read_text(f"{TITLE}示例市公园条例\n{ONE}").findings] == [("title_repeated", 3)]


def test_contents_that_disagree_with_the_headings_are_told_on_both_sides() -> None:
    text = f"{TITLE}目录\n第一章　总则\n第二章　开放\n第一章　总则\n{ONE}第二章　管理\n第二条　公园每日开放。\n"
    assert [(f.kind, f.line) for f in read_text(text).findings] == [("contents", 5), ("contents", 8)]


def test_a_head_without_a_body_is_told() -> None:
    assert [(f.kind, f.line) for f in read_text(TITLE).findings] == [("no_body", 2)]


SOUND = {
    "a date's days": "第二条　自2020年12月31日起，至2021年4月30日、11月30日和2月29日止。\n",
    "brackets over two lines": "第二条　公园（含花园\n植物园）每日开放。\n",
    "a list without numbers": "第二条　委员会由下列人员组成：\n主任，\n副主任若干人，\n委员若干人。\n",
    "items that end in commas": "第二条　不得：\n（一）攀折花木，\n（二）捕鸟。\n",
    "chapters that begin their numbers again": "第一章　开放\n第二条　公园每日开放。\n",
    "an inserted article": "第一条之一　公园免费。\n第二条　公园每日开放。\n",
    "a list whose labels close without opening": "第二条　不得：\n1)攀折花木；\n2)捕鸟。\n",
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_texts_are_left_in_peace(name: str) -> None:
    assert read_text(TITLE + ONE + SOUND[name]).findings == ()


def test_every_kind_has_its_example() -> None:
    told = {kind for _, kind, _, _ in WRONG.values()} | {"title_repeated", "contents", "no_body"}
    assert told == set(findings.KINDS)


def test_read_import_and_check_show_findings_and_print_them_as_json(desk: Path, tracker: Tracker) -> None:
    Path("gap.txt").write_text(TITLE + ONE + "第三条　公园免费。\n", encoding="utf-8")
    tracker("init")
    assert "line 4: a number is missing in a sequence  第一条 → 第三条" in tracker("read", "gap.txt").stdout
    assert json.loads(tracker("read", "gap.txt", "--json").stdout)["findings"] == [{"kind": "gap", "line": 4, "text": "第一条 → 第三条"}]
    assert "line 4: a number is missing in a sequence  第一条 → 第三条" in tracker("import", "gap.txt").stderr
    assert "line 4: a number is missing in a sequence  第一条 → 第三条" in tracker("check").stdout
    assert json.loads(tracker("check", "--json").stdout)["findings"] == [
        {"version": "示例市公园条例/2020-01-10", "kind": "gap", "line": 4, "text": "第一条 → 第三条"}]
    assert "第4行：序号不连续" in tracker("check", "--lang", "zh").stdout.replace(" ", "")
