"""Versions of invented law: trees of every shape for properties, and the park law through three numberings."""

from hypothesis import strategies as st

from tracker import reading
from tracker.model import Provision, Version
from tracker.numbering import Number

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=8) | st.sampled_from(
    ["公园应当每日开放。", " ", "<script>alert(1)</script>", "a & b", "“甲”和‘乙’", "\u3000", "𠮷"])
NUMBERS = st.none() | st.builds(Number, st.integers(1, 30), st.integers(0, 2))
ROWS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(tuple), max_size=2).map(tuple)
TYPES = st.sampled_from(["part", "chapter", "section", "article", "paragraph", "item", "subitem", "table", "preamble", "annex", "toc"])


def _node(children: st.SearchStrategy[Provision]) -> st.SearchStrategy[Provision]:
    return st.builds(Provision, TYPES, WORDS, NUMBERS, WORDS, WORDS, ROWS, st.lists(children, max_size=3).map(tuple))


NODES = st.recursive(st.builds(Provision, TYPES, WORDS, NUMBERS, WORDS, WORDS, ROWS), _node, max_leaves=8)
FORESTS = st.lists(NODES, max_size=3).map(tuple)
TITLES = st.lists(st.builds(Provision, st.sampled_from(["title", "title_note"]), text=WORDS), max_size=2).map(tuple)
SIGNED = st.lists(st.builds(Provision, st.just("signature"), text=WORDS), max_size=2).map(tuple)
VERSIONS = st.builds(lambda top, front, body, signed, tail: Version("示例市公园条例", "示例市公园条例", head=top + front, body=body,
                                                                    tail=signed + tail),
                     TITLES, FORESTS, FORESTS, SIGNED, FORESTS)

PARK = """示例市公园条例
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一章　总则
第一条　为了管理公园，制定本条例。
第二条　公园应当每日开放，开放时间由管理机构公布。
第二章　管理
第三条　管理机构履行下列职责：
（一）养护花木；
（二）保持清洁；
（三）其他职责。
第四条　任何人不得损坏花木。违反规定的，处五十元罚款。
第五条　公园内可以举办展览。
第三章　附则
第六条　本条例自2020年3月1日起施行。
"""
PARK_LATER = """示例市公园条例
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过　2022年5月20日示例市第一届人民代表大会常务委员会第九次会议修订）
第一章　总则
第一条　为了管理公园，制定本条例。
第二条　本条例适用于本市的城市公园。
第三条　公园应当每日开放，开放时间由管理机构确定并公布。
第二章　管理
第四条　管理机构履行下列职责：
（一）养护花木；
（二）保持清洁；
（三）制止违法行为；
（四）其他职责。
第五条　任何人不得损坏花木。
第六条　违反本条例第五条规定的，处二百元罚款。
第三章　附则
第七条　本条例自2022年7月1日起施行。
"""


def park() -> Version:
    """The invented law as enacted."""
    return reading.read_text(PARK, "park.txt")


def park_later() -> Version:
    """The same law revised: articles inserted, split, deleted, renumbered."""
    return reading.read_text(PARK_LATER, "park.txt")
