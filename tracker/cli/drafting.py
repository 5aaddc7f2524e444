"""`tracker amend draft`: the decision that leads from one text to another."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

import click

from tracker.cli.arguments import Day, aligner, store_option, version_of
from tracker.cli.differing import place_of
from tracker.cli.frame import command, emit, form_of, note, output_option
from tracker.errors import AmendError, DocumentError, SourceError, refusal
from tracker.language import _
from tracker.naming import date_of

INSTRUMENTS: dict[str, Literal["decision", "amendment", "state_council"]] = {
    "decision": "decision", "amendment": "amendment", "state-council": "state_council"}
_ENDINGS = {".txt": "text", ".md": "markdown", ".docx": "docx"}


@command("draft", example="tracker amend draft old.txt new.txt --output decision.txt")
@click.argument("old")
@click.argument("new")
@click.option("--act", "act_file", type=click.Path(path_type=Path),
              help="a JSON file with body, meeting, adopted, in_force, on_promulgation; options go before it")
@click.option("--body", default="", help="who decides: 示例市人民代表大会常务委员会")
@click.option("--meeting", default="", help="in which session: 示例市第一届人民代表大会常务委员会第三次会议")
@click.option("--adopted", type=Day(), help="the day of adoption")
@click.option("--in-force", type=Day(), help="from when the decision is in force")
@click.option("--on-promulgation", is_flag=True, help="in force from the day of promulgation (自公布之日起施行)")
@click.option("--as", "instrument", type=click.Choice(["decision", "amendment", "state-council"]), default="decision",
              help="a decision to amend (修改决定), an amendment (修正案), which renumbers nothing, or a decision of the State Council")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "docx"]), help="default: by the ending of --output, else text")
@output_option
@store_option
@click.pass_context
def draft_command(ctx: click.Context, old: str, new: str, act_file: Path | None, body: str, meeting: str, adopted: date | None,
                  in_force: date | None, on_promulgation: bool, instrument: str, form: str | None, output: Path | None,
                  store: Path) -> None:
    """Write the decision that makes NEW of OLD, in official style; what is not given stands as a blank. It is read and applied at once:
    exit 1 where the result is not NEW to the character."""
    from tracker.amend.drafting.decision import ActData
    from tracker.amend.drafting.draft import draft

    chosen = form_of(form, output, _ENDINGS)
    known = act_at(act_file) if act_file else {}
    given = {"body": body, "meeting": meeting, "adopted": adopted, "in_force": in_force, "on_promulgation": on_promulgation}
    begins = {"in_force": None, "on_promulgation": False} if in_force or on_promulgation else {}
    said = known | begins | {name: value for name, value in given.items() if value}
    act = ActData(said.get("body", ""), said.get("meeting", ""), said.get("adopted"), said.get("in_force"),
                  bool(said.get("on_promulgation")), INSTRUMENTS[instrument])
    sides = version_of(old, store), version_of(new, store)
    made = draft(*sides, act, aligner(store)(*sides))
    if not made.text and not made.wrong:
        note(_("the texts differ in nothing that a decision orders"))
        return
    if made.revision:
        note(_("nearly every article changes: the usual instrument is a revision (修订), a whole new text"))
    if chosen == "docx" and output is None:
        raise AmendError("a Word document needs a file", hint="name it with --output decision.docx")
    if made.text:
        emit(written(made.text, chosen), output)
    if made.wrong:
        places = [place_of(key.removeprefix("+").removeprefix("art_")) for key in made.wrong]
        note(_("the decision does not give the new text at: {places}").format(places=", ".join(places)))
        note("  → " + _("`tracker amend verify DECISION OLD NEW` shows what differs"))
        ctx.exit(1)


def act_at(path: Path) -> dict[str, Any]:
    """What a file says about the act. Raises SourceError or DocumentError where it is not there, or says something else."""
    from tracker import codec

    try:
        found = codec.parse(path.read_bytes(), str(path))
    except OSError as error:
        raise SourceError("{name} cannot be read: {reason}", hint="check the path", name=path,
                          reason=refusal(error)) from None
    words = {"body": str, "meeting": str, "adopted": str, "in_force": str, "on_promulgation": bool}
    if not isinstance(found, dict) or not all(isinstance(value, words.get(name, type(None))) for name, value in found.items()):
        raise DocumentError("{name} does not say what an act is", hint="give body, meeting, adopted, in_force (dates as 2024-03-01), "
                            "on_promulgation (true), as far as they are known", name=path)
    return {name: date_of(value) if name in ("adopted", "in_force") else value for name, value in found.items()}


def written(text: str, form: str) -> str | bytes:
    """The decision's text in a format."""
    if form == "text":
        return text
    from tracker.export import decision

    return decision.markdown(text) if form == "markdown" else decision.docx(text)
