"""How a reading of a decision is written down in the cases: a line for each thing read, in Chinese."""

from collections.abc import Iterator

from tracker.amend.describe import describe
from tracker.amend.instructions import Amendment, Commencement, Instruction

FRAME = ("示例市人民代表大会常务委员会关于修改《示例市公园条例》的决定\n"
         "（2024年5月30日示例市第十六届人民代表大会常务委员会第八次会议通过）\n"
         "示例市第十六届人民代表大会常务委员会第八次会议决定对《示例市公园条例》作如下修改：\n"
         "{items}\n本决定自公布之日起施行。\n")
"""A whole decision around some items."""


def told(amendment: Amendment) -> Iterator[str]:
    """Act, targets, instructions, commencement, repeals, republication, what was not read."""
    act = amendment.act
    yield f"# {act.title}"
    yield f"{act.kind}；{act.body}；{act.meeting}；{act.document}；{act.date}"
    yield "；".join(f"{event.kind} {event.date}" for event in act.events)
    yield ""
    for law in amendment.targets:
        yield f"- 对象：{law.title}" + (f"（{law.short}）" if law.short else "")
    for order in amendment.instructions:
        yield f"- {order.item} {law_of(amendment, order)}{describe(order, 0)}".replace("-  ", "- ")
    for begin in amendment.commencement:
        day = begin.date or ("公布之日" if begin.on_promulgation else "不明")
        yield f"- 施行：{'、'.join(begin.items) or law_of(amendment, begin)}{day}"
    for repeal in amendment.repeals:
        yield f"- 废止：{repeal.title}" + (f"（{repeal.note}）" if repeal.note else "")
    if amendment.republished:
        yield "- 重新公布：" + "、".join(amendment.targets[law].title for law in amendment.republished)
    for passage in amendment.unread:
        yield f"- 不能读：{passage.text}"


def law_of(amendment: Amendment, order: Instruction | Commencement) -> str:
    """《…》 where there are several laws."""
    if len(amendment.targets) < 2 or (isinstance(order, Commencement) and order.law is None):
        return ""
    return "各件：" if order.law is None else f"《{amendment.targets[order.law].title}》"
