"""先公布者后施行: an act promulgated earlier commences later than one that changes the same article."""

import pytest

from tests.timeline.laws import CARE, DOGS, FREE, MANAGE, NIGHT, day, version, words
from tracker.model import Stage
from tracker.timeline import calendar, on
from tracker.timeline.composition import text_on

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
