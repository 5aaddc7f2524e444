"""The comparison table of an invented law: every article once in each column, what it came from beside it, differences marked."""

import csv
import io
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.table_columns import of_docx, of_html, of_xlsx, squeezed, whole
from tracker.errors import ExportError
from tracker.export import table_docx, table_html, table_notes, table_xlsx, text, tracked_docx
from tracker.export.table import HEADINGS, Row, Table, table
from tracker.export.table_lines import Line, text_of
from tracker.export.table_profiles import PROFILES
from tracker.model import Version
from tracker.reading import read_bytes, read_text

OLD = """示例市图书馆条例
（2019年3月1日示例市第一届人民代表大会常务委员会第二次会议通过）
第一章　总则
第一条　为了发展图书馆事业，保障读者权利，制定本条例。
第二条　图书馆应当每日开放，具体时间由图书馆公告。
第三条　市文化主管部门负责本市图书馆的监督管理工作，每年向社会公布检查结果。
第四条　鼓励单位和个人向图书馆捐赠图书。捐赠的图书应当登记造册，并向捐赠人颁发证书。
第二章　服务
第五条　读者凭身份证件免费借阅图书，每次不得超过五册。
读者应当按期归还图书；逾期归还的，图书馆可以按日收取滞纳金。
第六条　图书馆应当为未成年人设置专门的阅览区域，配备适合未成年人的图书。
第七条　图书馆应当为老年人、残疾人提供便利的设施和送书上门服务。
第八条　图书馆可以收取复印费用。
第三章　附则
第九条　本条例自2019年5月1日起施行。
"""
NEW = """示例市图书馆条例
（2019年3月1日示例市第一届人民代表大会常务委员会第二次会议通过　2024年6月3日示例市第二届人民代表大会常务委员会第五次会议修订）
第一章　总则
第一条　为了发展图书馆事业，保障读者权利，制定本条例。
第二条　市文化主管部门负责本市图书馆的监督管理工作，每半年向社会公布检查结果。
第三条　图书馆应当每日开放，具体时间由图书馆公告。
第四条　鼓励单位和个人向图书馆捐赠图书。
第二章　服务
第五条　读者凭身份证件免费借阅图书，每次不得超过十册。
第六条　读者应当按期归还图书；逾期归还的，图书馆可以按日收取滞纳金。
第七条　图书馆应当为未成年人设置专门的阅览区域，配备适合未成年人的图书。
图书馆应当为老年人、残疾人提供便利的设施和送书上门服务。
第八条　图书馆应当建立读者个人信息保护制度，不得向他人提供借阅记录。
第三章　附则
第九条　本条例自2024年8月1日起施行。
"""


def read(text: str) -> Version:
    return read_text(text)


@pytest.fixture(scope="module")
def sides() -> tuple[Version, Version]:
    return read(OLD), read(NEW)


@pytest.fixture(scope="module")
def made(sides: tuple[Version, Version]) -> Table:
    return table(*sides)


def shown(lines: tuple[Line, ...]) -> list[str]:
    """The lines of a cell, what goes in [-…-] and what comes in {+…+}, lines of the table's own in their brackets."""
    marks = {"": "%s", "gone": "[-%s-]", "come": "{+%s+}"}
    return ["".join(marks[run.mark] % run.text for run in line.runs) for line in lines]


def row(made: Table, start: str) -> Row:
    """The row whose old or new text begins so."""
    return next(r for r in made.rows if any(text_of(lines).startswith(start) for lines in (r.new, r.old)))


def test_both_columns_give_the_texts_back(sides: tuple[Version, Version], made: Table) -> None:
    for side, version in zip(("old", "new"), sides, strict=True):
        assert squeezed("".join(text_of(getattr(r, side)) for r in made.rows)) == whole(version)


def test_words_are_marked_on_both_sides(made: Table) -> None:
    changed = row(made, "第五条　读者")
    assert shown(changed.old)[0] == "第五条　读者凭身份证件免费借阅图书，每次不得超过[-五-]册。"
    assert shown(changed.new)[0] == "第五条　读者凭身份证件免费借阅图书，每次不得超过{+十+}册。"


def test_neighbours_that_an_article_is_split_into_stand_in_its_row(made: Table) -> None:
    split = row(made, "第五条　读者")
    assert shown(split.new)[1] == "{+第六条+}　读者应当按期归还图书；逾期归还的，图书馆可以按日收取滞纳金。"
    assert "[-" not in shown(split.old)[1]


def test_merged_articles_stand_in_one_row(made: Table) -> None:
    merged = row(made, "第六条　图书馆")
    assert [line.split("　")[0] for line in shown(merged.old)] == ["[-第六条-]", "第七条"]
    assert shown(merged.new)[1].startswith("图书馆应当为老年人")


def test_inserted_and_deleted_articles_say_so(made: Table) -> None:
    inserted, deleted = row(made, "第八条　图书馆应当建立"), row(made, "第八条　图书馆可以收取")
    assert (inserted.kind, shown(inserted.old)) == ("inserted", ["（新增）"])
    assert shown(inserted.new) == ["{+第八条+}　{+图书馆应当建立读者个人信息保护制度，不得向他人提供借阅记录。+}"]
    assert (deleted.kind, shown(deleted.new)) == ("deleted", ["（删去）"])


def test_a_moved_article_is_pointed_to_and_shown_again_beside_its_new_text(made: Table) -> None:
    moved = [r for r in made.rows if r.kind == "moved"]
    left, right = next(r for r in moved if r.new[0].role == "pointer"), next(r for r in moved if r.old[0].role == "pointer")
    number = text_of(left.old)[:3], text_of(right.new)[:3]
    assert shown(left.new) == [f"（移至{number[1]}）"]
    assert shown(right.old)[0] == f"（原{number[0]}）"
    assert [line.role for line in right.old[1:]] == ["repeated"]
    assert text_of(right.old) == ""


def test_a_part_that_went_elsewhere_is_shown_there() -> None:
    first = "第{}条　图书馆应当为未成年人设置专门的阅览区域，配备适合未成年人的图书。\n"
    second = "第{}条　图书馆应当为老年人、残疾人提供便利的设施和送书上门服务，费用由市财政承担。\n"
    third = "第{}条　鼓励单位和个人向图书馆捐赠图书，捐赠的图书应当登记造册，并向捐赠人颁发证书。\n"
    old = "示例市图书馆条例\n" + first.format("一") + second[5:] + third.format("二")
    made = table(read(old), read("示例市图书馆条例\n" + first.format("一") + third.format("二") + second.format("三")))
    assert shown(row(made, "第一条").old)[-1] == "（另见修正草案第三条）"
    assert shown(row(made, "第三条").old) == ["（原第一条部分内容）", second.strip()[5:]]


def test_only_changed_keeps_the_headings_above(sides: tuple[Version, Version]) -> None:
    lines = [text_of(r.new or r.old).split("\n")[0] for r in table(*sides, only_changed=True).rows]
    assert "第一条　为了发展图书馆事业，保障读者权利，制定本条例。" not in lines
    assert [line for line in lines if line.endswith(("总则", "服务", "附则"))] == ["第一章　总则", "第二章　服务", "第三章　附则"]


def test_same_texts_have_no_changed_rows(sides: tuple[Version, Version]) -> None:
    made = table(sides[0], sides[0], only_changed=True)
    assert [shown(r.new) for r in made.rows] == [["（无修改）"]]
    assert {r.kind for r in table(sides[0], sides[0]).rows} == {"kept"}


def test_a_text_without_articles() -> None:
    old, new = read("示例市公告\n市图书馆每日开放，周一除外。\n"), read("示例市公告\n市图书馆每日开放。\n")
    made = table(old, new)
    assert squeezed("".join(text_of(r.new) for r in made.rows)) == whole(new)
    assert any(shown(r.old)[-1] == "市图书馆每日开放[-，周一除外-]。" for r in made.rows)


def test_rows_of_a_table_are_marked_whole() -> None:
    form = "# 示例市收费办法\n\n第一条　按下列标准收费：\n\n| 项目 | 元 |\n| --- | --- |\n| 复印 | {} |\n\n第二条　本办法即日施行。\n"
    old, new = (read_bytes(form.format(price).encode(), "fees.md") for price in (1, 2))
    made = table(old, new)
    assert shown(row(made, "第一条").old)[1:] == ["项目\t元", "[-复印\t1-]"]
    assert shown(row(made, "第一条").new)[1:] == ["项目\t元", "{+复印\t2+}"]
    assert of_docx(table_docx.render(made, PROFILES["shading"])) == (whole(old), whole(new))


SENTENCES = [f"{who}应当{what}，并向社会公布结果。" for who in ("图书馆", "公园管理单位", "博物馆", "市场开办者")
             for what in ("登记来访人员", "制定应急预案", "设置无障碍设施", "保护古树名木")]
ARTICLES = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), min_size=1, max_size=9)


def law(articles: list[list[str]]) -> Version:
    numbers = "一二三四五六七八九"
    return read("示例市条例\n" + "".join(f"第{numbers[at]}条　" + "\n".join(lines) + "\n" for at, lines in enumerate(articles)))


@given(ARTICLES, ARTICLES)
@settings(max_examples=60, deadline=None)
def test_whatever_was_moved_stands_once_in_each_column_and_in_order(before: list[list[str]], after: list[list[str]]) -> None:
    old, new = law(before), law(after)
    made = table(old, new)
    assert ["".join(text_of(getattr(r, side)) for r in made.rows) for side in ("old", "new")] == [text.render(old), text.render(new)]


@given(ARTICLES, ARTICLES)
@settings(max_examples=15, deadline=None)
def test_tracked_changes_give_both_texts_whatever_was_moved(before: list[list[str]], after: list[list[str]]) -> None:
    document = tracked_docx.render(law(before), law(after))
    for revisions, side in (("original", law(before)), ("final", law(after))):
        assert read_bytes(document, "law.docx", revisions=revisions).body == side.body


@given(ARTICLES, ARTICLES)
@settings(max_examples=60, deadline=None)
def test_words_that_are_not_marked_stand_in_both_columns(before: list[list[str]], after: list[list[str]]) -> None:
    made = table(law(before), law(after))
    kept = [Counter(character for r in made.rows for line in getattr(r, side) if line.role not in ("pointer", "repeated")
                    for run in line.runs if not run.mark and not run.label for character in run.text) for side in ("old", "new")]
    assert not [character for character in kept[1] if character not in kept[0]]


def test_a_control_character_is_refused_by_name() -> None:
    old = law([["图书馆\x07每日开放。"]])
    for render in (table_docx.render, table_xlsx.render):
        with pytest.raises(ExportError, match="U\\+0007"):
            render(table(old, old), PROFILES["shading"])


def test_remarks_stand_beside_their_articles(sides: tuple[Version, Version]) -> None:
    notes = table_notes.parse("\ufeff条款,说明\n第七条第二款,\"多借，快还\"\n原第八条,不再收费\n", *sides)
    made = table(*sides, notes=notes)
    assert made.headings == HEADINGS
    assert row(made, "第六条　图书馆").note == "多借，快还"
    assert row(made, "第八条　图书馆可以").note == "不再收费"


@pytest.mark.parametrize(("text", "says"), [("第八十条,无此条", "line 1"), ("第五条", "line 1"), ("第一条,一\n好,二", "line 2")])
def test_remarks_on_nothing_are_refused(sides: tuple[Version, Version], text: str, says: str) -> None:
    with pytest.raises(ExportError, match=says):
        table_notes.parse(text, *sides)


def test_a_remark_may_hold_what_a_spreadsheet_writes(sides: tuple[Version, Version]) -> None:
    held = io.StringIO()
    csv.writer(held).writerows([["第一条", "甲\n乙"], ["第一条", "丙"]])
    assert table_notes.parse(held.getvalue(), *sides) == {("new", "art_1"): "甲\n乙\n丙"}


@pytest.mark.parametrize("manner", sorted(PROFILES))
def test_files_give_both_columns_back(sides: tuple[Version, Version], manner: str) -> None:
    made, profile = table(*sides, notes={}), PROFILES[manner]
    wanted = whole(sides[0]), whole(sides[1])
    assert of_docx(table_docx.render(made, profile)) == wanted
    assert of_xlsx(table_xlsx.render(made, profile)) == wanted
    assert of_html(table_html.render(made, profile)) == wanted


def test_files_depend_on_no_clock(made: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [render(made, PROFILES["lines"]) for render in (table_docx.render, table_xlsx.render)]
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert [render(made, PROFILES["lines"]) for render in (table_docx.render, table_xlsx.render)] == first


def test_markup_in_a_text_is_text() -> None:
    line = "第一条　网页中的<script>alert(1)</script>和&amp;应当原样保留。\n"
    old, new = read("示例市网页条例\n" + line), read("示例市网页条例\n" + line.replace("应当", "必须"))
    page = table_html.render(table(old, new), PROFILES["shading"])
    assert "<script>" not in page
    assert of_html(page) == (whole(old), whole(new))
    assert of_docx(table_docx.render(table(old, new), PROFILES["shading"])) == (whole(old), whole(new))


def test_a_cell_that_begins_like_a_formula_is_none() -> None:
    from openpyxl import load_workbook

    old, new = read("示例市条例\n第一条　甲。\n"), read("示例市条例\n第一条　乙。\n")
    made = table(old, new, notes={("new", "art_1"): '=HYPERLINK("x")'})
    sheet = load_workbook(io.BytesIO(table_xlsx.render(made, PROFILES["lines"])), rich_text=True).active
    assert [cell.data_type for cells in sheet.iter_rows() for cell in cells if str(cell.value).startswith("=")] == ["s"]


def test_an_article_longer_than_a_worksheet_cell_goes_on() -> None:
    long = "图书馆应当登记图书，" * 5000
    old, new = read(f"示例市条例\n第一条　{long}完。\n"), read(f"示例市条例\n第一条　{long}终。\n")
    assert of_xlsx(table_xlsx.render(table(old, new), PROFILES["shading"])) == (whole(old), whole(new))
