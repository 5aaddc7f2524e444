"""The map's laws: it composes, inverts, carries there and back; and what it says of invented laws."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.compare.cases import NAMES, case
from tracker import codec
from tracker.compare.algebra import Carried, carry, compose, identity, invert, links_of
from tracker.compare.alignment import align
from tracker.compare.evidence import STRENGTH
from tracker.compare.grouping import article_of, id_order
from tracker.compare.renumbering import BASES, ArticleLink, ProvisionLink, Renumbering, VersionRef, complete, entries, renumbering
from tracker.errors import CitationError, CompareError
from tracker.model import Version, articles, places
from tracker.reading import read_text

SENTENCES = ("禁止填湖造地和筑坝拦汊。", "养犬人应当为犬只注射疫苗。", "档案馆应当配备防火设施。", "公园内禁止燃放烟花爆竹。",
             "理事会每届任期三年，可以连选连任。", "渣土车辆不得沿途遗撒。", "湖长负责领导湖泊治理。")
ARTICLES = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map("\n".join)
LAWS = st.lists(ARTICLES, max_size=6)
IDS = [f"art_{n}" for n in range(1, 6)]
GRADES = st.sampled_from([0.25, 0.5, 0.75, 1.0])


def law(texts: list[str], name: str) -> Version:
    body = "".join(f"第{'一二三四五六七八九'[n]}条 {text}\n" for n, text in enumerate(texts))
    version = read_text(f"示例条例\n{body}")
    assert version.source is not None
    return replace(version, source=replace(version.source, sha256=name.encode().hex().ljust(64, "0")))


@st.composite
def maps(draw: st.DrawFn, old: str, new: str) -> Renumbering:
    """Any relation whatever between five articles of two 款 each, not only such as alignments make."""
    pairs = draw(st.sets(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=8))
    links = [ArticleLink(i, j, draw(GRADES), draw(st.sampled_from(BASES)), draw(st.sampled_from(STRENGTH)), draw(st.booleans()))
             for i, j in sorted(pairs)]
    finer = [ProvisionLink(f"{i}__para_{a}", f"{j}__para_{b}", draw(GRADES), draw(st.sampled_from(("", "stated", "person"))))
             for i, j in sorted(pairs) for a in (1, 2) for b in (1, 2) if draw(st.booleans())]
    below = [f"{key}__para_{n}" for key in IDS for n in (1, 2)]
    return Renumbering("示例条例", VersionRef("示例条例", None, old * 64), VersionRef("示例条例", None, new * 64),
                       entries(links, IDS, IDS, complete(finer, below, below)))


def unchanged(version: str) -> Renumbering:
    below = [f"{key}__para_{n}" for key in IDS for n in (1, 2)]
    ref = VersionRef("示例条例", None, version * 64)
    return Renumbering("示例条例", ref, ref, entries([ArticleLink(i, i, 1.0, "stated") for i in IDS], IDS, IDS,
                                                 [ProvisionLink(i, i, 1.0, "stated") for i in below]))


@settings(max_examples=60, deadline=None)
@given(maps("a", "b"), maps("b", "c"), maps("c", "d"))
def test_composition_is_associative(first: Renumbering, second: Renumbering, third: Renumbering) -> None:
    left = compose(compose(first, second), third)
    assert left == compose(first, compose(second, third)) == compose(first, second, third)


@settings(max_examples=60, deadline=None)
@given(maps("a", "b"))
def test_the_identity_is_neutral_and_the_inverse_of_the_inverse_the_map(found: Renumbering) -> None:
    assert compose(unchanged("a"), found) == found == compose(found, unchanged("b"))
    assert invert(invert(found)) == found


@settings(max_examples=60, deadline=None)
@given(maps("a", "b"), maps("b", "c"))
def test_the_inverse_of_a_composition(first: Renumbering, second: Renumbering) -> None:
    assert invert(compose(first, second)) == compose(invert(second), invert(first))


@settings(max_examples=60, deadline=None)
@given(maps("a", "b"))
def test_what_is_carried_there_and_back_holds_the_start(found: Renumbering) -> None:
    back = invert(found)
    for start in [*IDS, *(f"{key}__para_{n}" for key in IDS for n in (1, 2))]:
        for there in carry(found, start).to:
            assert start in carry(back, there).to


@settings(max_examples=60, deadline=None)
@given(maps("a", "b"))
def test_entries_link_only_what_is_linked(found: Renumbering) -> None:
    pairs = {(x.old, x.new) for x in links_of(found)}
    assert {(i, j) for entry in found.entries for i in entry.old for j in entry.new} == pairs
    assert {key for entry in found.entries for key in entry.old} == {key for entry in found.entries for key in entry.new} == set(IDS)


@settings(max_examples=40, deadline=None)
@given(LAWS, LAWS, LAWS)
def test_the_maps_of_alignments_obey_the_same_laws(one: list[str], two: list[str], three: list[str]) -> None:
    a, b, c = law(one, "a"), law(two, "b"), law(three, "c")
    first, second = renumbering(align(a, b)), renumbering(align(b, c))
    assert compose(identity(a), first) == first == compose(first, identity(b))
    assert invert(compose(first, second)) == compose(invert(second), invert(first))
    assert renumbering(align(a, b)) == first, "the same texts give the same map"
    assert renumbering(align(a, a)).entries == tuple(
        replace(x, basis="inferred", evidence="equal", provisions=tuple(replace(y, basis="") for y in x.provisions))
        for x in identity(a).entries)
    below = {key for key in places(a) if "__" in key}
    assert below == {x.old for entry in first.entries for x in entry.provisions if x.old}


@pytest.mark.parametrize("name", NAMES)
def test_a_map_is_a_document(name: str) -> None:
    expected = case(name)
    made = renumbering(align(expected.old, expected.new))
    assert codec.decode("renumbering", codec.encode("renumbering", made)) == made


# Carrying a citation


def test_a_paragraph_that_became_an_article() -> None:
    expected = case("a_paragraph_becomes_an_article")
    made = renumbering(align(expected.old, expected.new))
    assert carry(made, "art_4__para_3").to == ("art_5__para_1",)
    whole = carry(made, "art_4")
    assert (whole.kind, whole.to) == ("split", ("art_4", "art_5"))
    assert carry(made, "art_7").kind == "renumbered"
    assert {(entry.kind, entry.old, entry.new) for entry in made.entries} >= {("split", ("art_4",), ("art_4", "art_5"))}


def test_an_article_that_became_an_item() -> None:
    expected = case("two_articles_become_one")
    made = renumbering(align(expected.old, expected.new))
    found = carry(made, "art_7")
    assert (found.kind, found.to, found.merged_with) == ("merged", ("art_6",), ("art_6",))
    assert carry(made, "art_7__para_1").to == ("art_6__para_1__item_2",)
    assert carry(invert(made), "art_6").kind == "split"


def test_what_was_deleted_and_what_is_not_there() -> None:
    expected = case("reworded_between_neighbours")
    made = renumbering(align(expected.old, expected.new))
    assert carry(made, "art_7") == Carried("art_7", (), "deleted")
    assert carry(made, "art_7__para_1").kind == "deleted"
    with pytest.raises(CitationError):
        carry(made, "art_90")
    with pytest.raises(CitationError):
        carry(made, "art_1__para_9")


def test_a_paragraph_that_is_gone_says_where_the_rest_of_its_article_is() -> None:
    old = read_text("示例条例\n第一条 禁止填湖造地和筑坝拦汊。\n公园门票价格由价格主管部门核定。\n第二条 养犬人应当为犬只注射疫苗。\n")
    new = read_text("示例条例\n第一条 养犬人应当为犬只注射疫苗。\n第二条 禁止填湖造地和筑坝拦汊。\n")
    found = carry(renumbering(align(old, new)), "art_1__para_2")
    assert (found.to, found.kind, found.article) == ((), "deleted", ("art_2",))


def test_an_article_within_another_says_which_paragraph_holds_it() -> None:
    old = read_text("示例条例\n第一条 养犬人应当为犬只注射疫苗，保存证明。\n第二条 禁止在商场和医院内遛犬。\n")
    new = read_text("示例条例\n第一条 养犬人应当为犬只注射疫苗，保存证明。\n禁止在商场和医院内遛犬。\n")
    found = carry(renumbering(align(old, new)), "art_2")
    assert (found.to, found.within) == (("art_1",), ("art_1__para_2",))


def test_maps_that_do_not_meet_are_not_composed() -> None:
    made = renumbering(align(case("two_articles_become_one").old, case("two_articles_become_one").new))
    other = renumbering(align(law(["甲乙丙丁。"], "x"), law(["甲乙丙丁。"], "y")))
    with pytest.raises(CompareError):
        compose(made, other)


def test_a_map_over_three_versions_reaches_every_article() -> None:
    first = case("a_paragraph_becomes_an_article")
    again = renumbering(align(first.old, first.new))
    back = renumbering(align(first.new, first.old))
    made = compose(again, back)
    assert {key for entry in made.entries for key in entry.old} == set(articles(first.old))
    assert carry(made, "art_8").to == ("art_8",)


def test_ids_stand_as_the_law_orders_them() -> None:
    ids = ["art_2", "art_10", "art_17", "art_17~2", "art_17-1", "art_18", "art_18__para_1",
           "art_18__para_1__item_2", "art_18__para_1__item_10"]
    assert sorted(sorted(ids), key=id_order) == ids


def test_an_article_of_an_annex_is_none_of_the_law() -> None:
    assert article_of("art_5__para_2__item_1") == "art_5" and article_of("part_2__art_1__para_1") == "part_2__art_1"
    assert article_of("annex_1__art_3") == article_of("chp_2") == article_of("preamble__para_1") == ""
