"""`tracker align`: what a person says became of a provision, against what the texts suggest."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from tracker import codec
from tracker.cli.arguments import store_option, version_of
from tracker.cli.frame import command, emit, emit_document, emit_text, json_option, note, output_option
from tracker.compare.alignment import Alignment, align
from tracker.compare.grouping import article_of
from tracker.compare.overrule import Overrule, Statement, is_of_parts, joined, overrule, without
from tracker.compare.references import name_of
from tracker.errors import CompareError
from tracker.language import _
from tracker.model import Version, citation_of


@command("align", example="tracker align 示例市公园条例/2020-01-01 示例市公园条例/2024-05-01 --set '第五条 = 第三条第二款、第十九条' "
         "--who 法工委 --because 说明第二部分")
@click.argument("old")
@click.argument("new")
@click.option("--set", "sets", multiple=True, help="all that became of what stands left, as '第五条 = 第三条第二款、第十九条'; 无: nothing")
@click.option("--not", "nots", multiple=True, help="what did not become what, as '第八条 = 第七条'")
@click.option("--forget", "forgotten", multiple=True, help="take a statement back, written as it was made")
@click.option("--who", default="", help="who says so, or takes it back: needed with --set, --not and --forget; kept with the statement")
@click.option("--because", default="", help="how that is known, or why it is taken back: needed likewise; kept with the statement")
@json_option
@output_option
@store_option
def align_command(old: str, new: str, sets: tuple[str, ...], nots: tuple[str, ...], forgotten: tuple[str, ...], who: str, because: str,
                  as_json: bool, output: Path | None, store: Path) -> None:
    """Say which provision of OLD became which of NEW, against what the texts suggest: kept beside the versions in the store, or in the
    file --output, and honoured by every later command. Without a statement, show what was said about these two."""
    sides = version_of(old, store), version_of(new, store)
    said = held(sides, output, store)
    if not (sets or nots or forgotten):
        emit_document("alignment", said, None) if as_json else emit_text("".join(f"{line}\n" for line in page(said)), None)
        return
    if not (who and because):
        raise CompareError("it is not said who says so, or how that is known", hint="add --who NAME and --because REASON")
    later = overrule(*sides, sets=sets, nots=nots, who=who, why=because, date=date.today())
    said = joined(without(said, forgotten), later)
    found = align(*sides, said)
    keep(sides, said, (output, store), f"{who}: {because}")
    if as_json:
        emit_document("alignment", said, None)
    else:
        emit_text("".join(f"{line}\n" for line in outcome(found, later)), None)


def held(sides: tuple[Version, Version], output: Path | None, store: Path) -> Overrule:
    """What was said about two versions so far, in the file named or in the store."""
    said = None
    if output and output.exists():
        from tracker import store as stores

        said = stores.review_at(output)
        align(*sides, said)
    elif not output and store.is_dir():
        from tracker import store as stores

        said = stores.review_of(stores.open_store(store), *sides)
    return said or overrule(*sides)


def keep(sides: tuple[Version, Version], said: Overrule, where: tuple[Path | None, Path], because: str) -> None:
    """Write a reviewed alignment, to a file or into the store."""
    output, store = where
    if output:
        emit(codec.dump(codec.encode("alignment", said)), output)
        return
    from tracker import store as stores

    if not store.is_dir():
        raise CompareError("there is no store at {root} to keep this in", root=store, hint="name a file with --output")
    kept = stores.review(stores.open_store(store), *sides, said, because)
    note(f"{_(kept.done)} {name_of(said.old)} → {name_of(said.new)}")


def page(said: Overrule) -> Iterator[str]:
    """What was said, one statement a line."""
    yield click.style(f"{name_of(said.old)} → {name_of(said.new)}", bold=True)
    yield from (f"  {told(x)}" for x in said.statements)
    if not said.statements:
        yield "  " + _("nothing was said about these two versions: the links are those that the texts suggest")


def told(said: Statement) -> str:
    """A statement with who made it, when and why."""
    sides = ["、".join(map(citation_of, ids)) or _("nothing") for ids in (said.old, said.new)]
    sign = "=" if said.says == "set" else "≠"
    return f"{sides[0]} {sign} {sides[1]}  ({', '.join(filter(None, (said.who, str(said.date or ''), said.why)))})"


def outcome(found: Alignment, said: Overrule) -> Iterator[str]:
    """What the articles spoken of, or parts of them, became, with the basis of each link."""
    for one in filter(is_of_parts, said.statements):
        ties = [(p.old, p.new) for link in found.links for p in link.provisions if p.old in one.old or p.new in one.new]
        yield from (f"{citation_of(i)} → {citation_of(j)}  {_('person' if i in one.old and j in one.new else 'inferred')}" for i, j in ties)
        yield from (f"{citation_of(key)} → —  {_('deleted')}" for key in one.old if key not in {i for i, _j in ties})
        yield from (f"— → {citation_of(key)}  {_('inserted')}" for key in one.new if key not in {j for _i, j in ties})
    old = dict.fromkeys(article_of(key) for x in said.statements if not is_of_parts(x) for key in x.old)
    new = dict.fromkeys(article_of(key) for x in said.statements if not is_of_parts(x) for key in x.new)
    links = [x for x in found.links if x.old in old or x.new in new]
    for x in links:
        basis = _(x.evidence) if x.evidence in ("stated", "person") else _("inferred")
        yield f"{citation_of(x.old)} → {citation_of(x.new)}  {basis}"
    yield from (f"{citation_of(key)} → —  {_('deleted')}" for key in old if key in found.deleted)
    yield from (f"— → {citation_of(key)}  {_('inserted')}" for key in new if key in found.inserted)
