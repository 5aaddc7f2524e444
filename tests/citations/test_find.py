"""Citations found in running text: what they say, whose law they are about, and what is no citation."""

import pytest

from tracker.citations import Citation, find
from tracker.numbering import Number


def read(text: str, names: tuple[str, ...] = ()) -> list[str]:
    """Each citation as its law, steps and relative word: 示例法:article 3/paragraph 2."""
    return [f"{c.law}:" * bool(c.law) + "/".join([*_relative(c), *map(_step, c.path), *["to"] * bool(c.through), *map(_step, c.through)])
            for c in find(text, names=names)]


def _relative(citation: Citation) -> list[str]:
    said = citation.relative
    return [f"{said.kind} {said.count} {said.unit}"] if said else []


def _step(step: tuple[str, Number]) -> str:
    return f"{step[0]} {step[1]}"


@pytest.mark.parametrize(("text", "found"), [
    ("依照第三条处理", ["article 3"]),
    ("依照本条例第三条第二款第（一）项处理", ["article 3/paragraph 2/item 1"]),
    ("依照第三条第二款第一项处理", ["article 3/paragraph 2/item 1"]),
    ("依照第十七条之一处理", ["article 17-1"]),
    ("第三条、第五条至第七条、第九条第二款", ["article 3", "article 5/to/article 7", "article 9/paragraph 2"]),
    ("第三条第一款、第二款", ["article 3/paragraph 1", "article 3/paragraph 2"]),
    ("第三条和第五条规定的", ["article 3", "article 5"]),
    ("第（一）项、第（三）项", ["item 1", "item 3"]),
    ("第一款第（一）至（六）项", ["paragraph 1/item 1/to/paragraph 1/item 6"]),
    ("第10条第2款", ["article 10/paragraph 2"]),
    ("前款规定", ["before 1 paragraph"]),
    ("前两款规定", ["before 2 paragraph"]),
    ("前款第一项", ["before 1 paragraph/item 1"]),
    ("前条规定", ["before 1 article"]),
    ("本条第二款", ["own 1 article/paragraph 2"]),
    ("第二章规定", ["chapter 2"]),
])
def test_what_a_citation_says(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(("text", "found"), [
    ("依照《宪法》第八十九条", ["宪法:article 89"]),
    ("依照《中华人民共和国示例法》第三条、第五条", ["中华人民共和国示例法:article 3", "中华人民共和国示例法:article 5"]),
    ("依照示例法第三条处理", ["示例法:article 3"]),
    ("不适用于示例法第三条规定的情形", ["示例法:article 3"]),
    ("依照刑法第二百条和本法第三条", ["刑法:article 200", "article 3"]),
    ("依照示例法第三条处理，同时适用该法第五条", ["示例法:article 3", "示例法:article 5"]),
    ("依照刑法第二百条处理。第三条另有规定的除外", ["刑法:article 200", "article 3"]),
])
def test_whose_law_it_is(text: str, found: list[str]) -> None:
    assert read(text) == found


def test_a_law_s_own_name_is_this_law() -> None:
    assert read("依照示例市公园条例第三条", names=("示例市公园条例",)) == ["article 3"]


@pytest.mark.parametrize("text", ["《第三条道路研究》", "上述合同条款", "成本项目", "前期工作", "第一季度", "前提条件", "本章程",
                                  "基本条件", "每条河流", "（三）有场所"])
def test_what_is_no_citation(text: str) -> None:
    assert read(text) == []


def test_spans_are_the_citation_s_own() -> None:
    text = "违反《示例法》第三条、本条例第五条第（三）项的"
    assert [text[c.start:c.end] for c in find(text)] == [c.text for c in find(text)] == ["第三条", "第五条第（三）项"]
    assert [text[x.start:x.end] for c in find(text) for x in c.labels] == ["第三条", "第五条", "第（三）项"]


def test_a_long_text_takes_linear_time() -> None:
    assert len(find("违反第三条、" * 3000)) == 3000
    assert find("第" * 50_000) == ()
    assert find("《" * 20_000 + "第三条") != ()
