"""先公布者后施行: an act promulgated earlier commences later than one that changes the same article."""

import pytest

from tests.timeline.laws import CARE, DOGS, FREE, MANAGE, NIGHT, day, version, words
from tracker.model import Law, Stage, held_as
from tracker.timeline import calendar, on
from tracker.timeline.blame import own_text, units
from tracker.timeline.blame_of_day import of_day
from tracker.timeline.composition import text_on
from tracker.timeline.words import grep

BANS = "公园禁止下列行为：\n（一）吸烟；\n（二）钓鱼；\n（三）露营。"


@pytest.mark.parametrize(("before", "waits", "later", "reads"), [
    (f"{FREE}\n{NIGHT}\n{DOGS}", f"{FREE}\n{DOGS}", f"{FREE}外地市民也是。\n{DOGS}", f"{FREE}外地市民也是。\n{NIGHT}\n{DOGS}"),
    (f"{NIGHT}\n{FREE}\n{DOGS}", f"{FREE}\n{DOGS}", f"{FREE}外地市民也是。\n{DOGS}", f"{NIGHT}\n{FREE}外地市民也是。\n{DOGS}"),
    (f"{NIGHT}\n{CARE}\n{FREE}", FREE, f"{FREE}外地市民也是。", f"{NIGHT}\n{CARE}\n{FREE}外地市民也是。"),
    (BANS, BANS.replace("（二）钓鱼；\n（三）", "（二）"), BANS.replace("（二）钓鱼；\n（三）", "（二）").replace("吸烟", "吸烟、饮酒"),
     BANS.replace("吸烟", "吸烟、饮酒").replace("（三）", "（二）")),
    (BANS, BANS.replace("公园", "公园内"), BANS.replace("公园", "公园内").replace("吸烟", "吸烟、饮酒"),
     BANS.replace("吸烟", "吸烟、饮酒"))])
@pytest.mark.parametrize("staged", [False, True])
def test_what_waits_to_be_taken_out_or_reworded_stays_though_a_later_change_beside_it_is_law(
        before: str, waits: str, later: str, reads: str, staged: bool) -> None:
    """The act of May 2022 takes a 款 or 项 out, or rewords what stands before the 项, from 2024; another of September changes what is
    beside it, from 2023 (先公布者后施行)."""
    first = version("2020-01-10", MANAGE, before, force="2020-03-01", change="")
    second = version("2022-05-20", MANAGE, waits, force="2022-07-01" if staged else "2024-01-01",
                     stages=(Stage(("art_2",), day("2024-01-01")),) if staged else ())
    third = version("2022-09-20", MANAGE, later, force="2023-01-01")
    held = {v.version: v for v in (first, second, third)}
    for when, second_article in (("2022-12-31", before), ("2023-06-01", reads), ("2024-01-01", later)):
        text = text_on(calendar(held.values()), on(tuple(held.values()), day(when)), held.__getitem__)
        assert words(text)[1] == f"第二条　{second_article}"
        if second_article == reads:
            assert {(r.version, r.until) for r in text.readings} == {(first.version, day("2024-01-01"))}


def test_a_split_article_that_is_not_law_yet_stands_whole_where_its_first_paragraph_goes() -> None:
    """The act of May 2022 makes 第二条 two articles and takes 第三条 out, from 2024; that of September changes 第四条, from 2023."""
    long, hold = "养护情况应当每年向社会公布，接受公众监督。", DOGS.replace("牵引绳", "牵引绳和嘴套")
    first = version("2020-01-10", MANAGE, f"{FREE}\n{long}", NIGHT, DOGS, force="2020-03-01", change="")
    second = version("2022-05-20", MANAGE, FREE, long.replace("每年", "每季度"), DOGS, force="2024-01-01")
    third = version("2022-09-20", MANAGE, FREE, long.replace("每年", "每季度"), hold, force="2023-01-01")
    held = {v.version: v for v in (first, second, third)}
    text = text_on(calendar(held.values()), on(tuple(held.values()), day("2023-06-01")), held.__getitem__)
    assert words(text) == [f"第一条　{MANAGE}", f"第二条　{FREE}\n{long}", f"第三条　{NIGHT}", f"第四条　{hold}"]
    law = Law("示例市公园条例", "示例市公园条例", versions=tuple(map(held_as, held.values())))
    assert [(s.provision, s.end) for s in grep(law, held.values(), "照明设施")] == [("art_3", day("2024-01-01"))]
    blamed = zip(of_day(list(held.values()), text).units, units(text).values(), strict=True)
    assert {own_text(node): u.begins for u, node in blamed if u.num} == {
        MANAGE: day("2020-03-01"), FREE + long: day("2020-03-01"), NIGHT: day("2020-03-01"), hold: day("2023-01-01")}


def test_of_a_split_article_each_part_is_found_and_blamed_for_its_own_time() -> None:
    """第二条 becomes two, of which 第三条 waits: 每年 is out at once, 三年 only when 第三条 is law."""
    old, new = "桥梁每年检测一次。\n许可有效期三年，期满可以续期。", ("桥梁每半年检测一次。", "许可有效期五年，期满可以续期。")
    first = version("2020-01-10", MANAGE, old, force="2020-03-01", change="")
    second = version("2022-05-20", MANAGE, *new, force="2022-07-01", change="revised", stages=(Stage(("art_3",), day("2023-01-01")),))
    law = Law("示例市公园条例", "示例市公园条例", versions=tuple(map(held_as, (first, second))))
    ends = {found: [s.end for s in grep(law, [first, second], found)] for found in ("每年", "三年")}
    assert ends == {"每年": [day("2022-07-01")], "三年": [day("2023-01-01")]}
    held = {v.version: v for v in (first, second)}
    text = text_on(calendar(held.values()), on(tuple(held.values()), day("2022-08-01")), held.__getitem__)
    assert words(text)[1:] == [f"第二条　{new[0]}", "第三条　许可有效期三年，期满可以续期。"]
    assert [(u.num, u.version, u.begins) for u in of_day([first, second], text).units if u.num] == [
        ("第一条", first.version, day("2020-03-01")), ("第二条", second.version, day("2022-07-01")),
        ("第三条", first.version, day("2020-03-01"))]


def test_words_of_a_paragraph_that_waits_to_be_taken_out_are_found_until_then() -> None:
    first = version("2020-01-10", MANAGE, f"{FREE}\n{NIGHT}\n{DOGS}", force="2020-03-01", change="")
    second = version("2022-05-20", MANAGE, f"{FREE}\n{DOGS}", force="2024-01-01")
    third = version("2022-09-20", MANAGE, f"{FREE}外地市民也是。\n{DOGS}", force="2023-01-01")
    law = Law("示例市公园条例", "示例市公园条例", versions=tuple(map(held_as, (first, second, third))))
    assert [(s.provision, s.start, s.end) for s in grep(law, [first, second, third], "照明设施")] == [
        ("art_2__para_2", day("2020-03-01"), day("2024-01-01"))]
