"""Markdown: the marks go, the words stay, and the tree is that of the plain text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.word_files import LINES, TREE, kinds, lines, tree
from tracker.reading.formats import document_of


def marked() -> str:
    """The law as people write it down in Markdown."""
    text = ["---", "date: 2021-11-05", "---", f"# {LINES[0]}", "", "<!-- 来源：示例", "第一条 -->", "", f"> {LINES[1]}"]
    for line in LINES[2:]:
        if line.startswith("第") and "章　" in line[:5]:
            text += ["", f"## {line}"]
        elif line.startswith("第") and "条　" in line[:5]:
            label, words = line.split("　", 1)
            text += ["", f"**{label}**　{words}"]
        else:
            text += ["", f"- {line}" if line.startswith("（") else line]
    return "\n".join(text)


def test_a_law_in_markdown_gives_the_tree_of_the_text() -> None:
    data = marked().encode()
    assert tree(data, "law.md") == TREE
    assert document_of(data, "law.md").source.media_type == "text/markdown"
    assert kinds(data, "law.md") == [("front_matter", 1, "date: 2021-11-05")]


@pytest.mark.parametrize(("line", "read"), [
    ("# 示例市条例 #", "示例市条例"), ("###### 第一节　甲", "第一节　甲"), ("#话题", "#话题"), ("**第一条** 为了*某事*", "第一条 为了某事"),
    ("> > 引文", "引文"), ("- （一）甲", "（一）甲"), ("1. 甲", "1. 甲"), ("* 甲", "甲"), ("[本法](http://example.org/a) 甲", "本法 甲"),
    ("![章](a.png)", "章"), ("`第一条`", "第一条"), ("---", ""), ("***", ""), ("5 * 3 = 15", "5 * 3 = 15"),
    ("2\\*4", "2*4"), ("\\# 甲", "# 甲"),
    ("甲<br>乙", "甲\n乙"), ("<center>示例</center>", "示例"), ("<u>甲</u>", "甲"), ("金额<50元", "金额<50元"), ("姓名____", "姓名____"),
    ("**甲", "**甲"), ("****", ""), ("甲\\", "甲"), ("　　第一条　甲", "　　第一条　甲")])
def test_marks(line: str, read: str) -> None:
    assert "\n".join(lines(f"首\n{line}".encode(), "law.md")[1:]) == read


def test_lines_keep_their_numbers() -> None:
    found = document_of("甲\n\n## 乙\n".encode(), "law.md").lines
    assert [(line.number, line.text) for line in found] == [(1, "甲"), (2, ""), (3, "乙"), (4, "")]


def test_tables_are_rows() -> None:
    data = "附表\n\n| 级数 | 税率 |\n| --- | :-: |\n| 1 | **3%** |\n| 2 | a \\| b<br>c |\n\n完\n".encode()
    found = [line for line in document_of(data, "law.md").lines if line.text.strip() or line.rows]
    assert [line.number for line in found] == [1, 3, 8]
    assert found[1].rows == (("级数", "税率"), ("1", "3%"), ("2", "a | b\nc"))


def test_a_title_that_only_the_front_matter_has() -> None:
    assert lines("---\ntitle: 示例市条例\n---\n## 第一章\n".encode(), "law.md")[:2] == ["示例市条例", "第一章"]
    assert lines("---\ntitle: 示例市条例\n---\n# 示例市条例\n".encode(), "law.md")[0] == "示例市条例"
    assert len(lines("---\ntitle: 示例市条例\n---\n示例市条例\n第一条　甲".encode(), "law.md")) == 2


def test_a_text_file_keeps_its_marks() -> None:
    assert lines(b"# a *b* **c**\n", "law.txt") == ["# a *b* **c**", ""]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="#*-_`>|\\:()! 第一条\n", max_size=60))
def test_words_are_never_lost(text: str) -> None:
    found = document_of(f"甲\n{text}".encode(), "law.md").lines
    read = "".join(line.text + "".join(cell for row in line.rows for cell in row) for line in found)
    assert [c for c in read if c in "第一条"] == [c for c in text if c in "第一条"]
