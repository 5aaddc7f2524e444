"""Invented versions of an invented law: not law, made for these tests."""

from datetime import date

from msgspec.structs import replace

from tracker import reading
from tracker.model import Event, InForce, Stage, Version
from tracker.numbering import chinese

MANAGE = "为了加强公园的规划、建设和管理，制定本条例。"
FREE = "公园免费开放，市民凭身份证入园。"
CARE = "公园由园林绿化主管部门负责养护。"
NIGHT = "夜间开放的公园应当设置照明设施。"
DOGS = "携带犬只入园的，应当使用牵引绳。"
FINE = "违反本条例规定，损坏公园花木的，处二百元以下罚款。"


def version(day: str, *articles: str, force: str | None = None, basis: str = "act", change: str = "amended", reason: str = "",
            stages: tuple[Stage, ...] = (), draft: str = "") -> Version:
    """A version of 示例市公园条例 promulgated on `day`; each article is its 款, one a line; `change` empty is a first enactment.

    `force` is the day on which it comes into force; None with the basis unknown is not known, with another basis left open.
    """
    text = "示例市公园条例\n" + "".join(f"第{chinese(n)}条　{words}\n" for n, words in enumerate(articles, 1))
    made = date.fromisoformat(day)
    act = f"关于修改《示例市公园条例》的决定（{day}）" if change == "amended" else ""
    event = Event(change or "adopted", made, "示例市人民代表大会常务委员会", act=act)
    begins = date.fromisoformat(force) if force else None
    return replace(reading.read_text(text), law="示例市公园条例", version=made, adopted=made, events=(event,), draft=draft,
                   in_force=InForce(begins, basis, reason=reason, stages=stages))


def day(text: str) -> date:
    """A day, as it is written."""
    return date.fromisoformat(text)


def words(found: Version) -> list[str]:
    """A version's articles, each as printed."""
    from tracker.export.text import lines_of

    return ["\n".join(lines_of(node)) for node in found.body]
