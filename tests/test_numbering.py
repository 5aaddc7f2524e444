"""Chinese numerals both ways, and the order of provision numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import CitationError, NumeralError
from tracker.numbering import Number, arabic, chinese, cite, label, path

PRINTED = {1: "一", 10: "十", 11: "十一", 20: "二十", 100: "一百", 101: "一百零一", 110: "一百一十", 119: "一百一十九", 1000: "一千",
           1001: "一千零一", 1010: "一千零一十", 1100: "一千一百", 1260: "一千二百六十", 9999: "九千九百九十九"}


@pytest.mark.parametrize(("value", "numeral"), PRINTED.items())
def test_numerals_as_statutes_print_them(value: int, numeral: str) -> None:
    assert chinese(value) == numeral
    assert arabic(numeral) == value


@pytest.mark.parametrize(("numeral", "value"), {"一百十": 110, "二〇二三": 2023, "二○○四": 2004, "10": 10, "１０": 10, "两百": 200}.items())
def test_numerals_as_sources_write_them(numeral: str, value: int) -> None:
    assert arabic(numeral) == value


@given(st.integers(1, 9999))
def test_numerals_go_both_ways(value: int) -> None:
    assert arabic(chinese(value)) == value


@pytest.mark.parametrize("text", ["", "条", "第一", "一x", "-1"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(NumeralError):
        arabic(text)


@pytest.mark.parametrize("value", [0, -1, 10000])
def test_what_has_no_numeral_is_refused(value: int) -> None:
    with pytest.raises(NumeralError):
        chinese(value)


NUMBERS = st.builds(Number, st.integers(1, 9999), st.integers(0, 20))


@given(NUMBERS)
def test_a_number_knows_its_successors(number: Number) -> None:
    inserted, following = number.successors()
    assert number < inserted < following
    assert inserted.follows(number)
    assert following.follows(number)
    assert not number.follows(number)


def test_seventeen_then_seventeen_one_then_eighteen() -> None:
    assert Number(17).successors() == (Number(17, 1), Number(18))
    assert Number(17, 1).successors() == (Number(17, 2), Number(18))
    assert sorted([Number(18), Number(17, 1), Number(17)]) == [Number(17), Number(17, 1), Number(18)]


@given(NUMBERS)
def test_a_number_is_read_back(number: Number) -> None:
    assert Number.parse(str(number)) == number
    assert path(cite("article", number)) == (("article", number),)


def test_labels_and_citations() -> None:
    assert label("article", Number(17, 1)) == "第十七条之一"
    assert label("item", Number(3)) == "（三）"
    assert label("subitem", Number(1)) == "1."
    assert label("paragraph", Number(2)) == ""
    assert cite("item", Number(3)) == "第三项"


def test_a_citation_is_a_chain_of_steps() -> None:
    assert path("第八条第二款第三项") == (("article", Number(8)), ("paragraph", Number(2)), ("item", Number(3)))
    assert path("第10条 第（三）项") == (("article", Number(10)), ("item", Number(3)))
    assert path("第一编第二分编第三章") == (("part", Number(1)), ("subpart", Number(2)), ("chapter", Number(3)))


@pytest.mark.parametrize("text", ["", "  ", "第条", "8", "第八", "第八条第", "第八条乱"])
def test_what_is_no_citation_is_refused(text: str) -> None:
    with pytest.raises(CitationError):
        path(text)
