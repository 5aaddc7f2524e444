"""Writes docs/commands*.md from the command line and docs/documents*.md from the schemas: `python docs/reference.py`.

A test holds that the pages in the repository are what this writes.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from tracker import cli, codec, language
from tracker.cli.frame import described
from tracker.language import _
from tracker.reading import FINDINGS

HERE = Path(__file__).parent
SUFFIX = {"en": ".md", "zh": ".zh-CN.md"}
WORDS: dict[str, dict[str, str]] = {
    "en": {},
    "zh": json.loads((HERE / "documents.zh.json").read_text(encoding="utf-8")),
}
"""What the schemas say, in the page's language."""

TEXTS = {
    "en": {
        "commands": """# Commands

Generated from the command line itself; `tracker COMMAND --help` says the same.

OLD, NEW, WHAT and LAW are a file (text, Word, HTML, a version's JSON), `LAW` (in force today), `LAW@DATE` (in force on that day) or
`LAW/VERSION` (as stored); an existing path wins over a law's name; `-` is standard input, also where a text or a decision is read.
Exit status: 0 done; 1 as each command says; 2 an error, told as what, where and what to do.""",
        "documents": """# Documents

Generated from the JSON Schemas (2020-12) in `schemas/`; `tracker schema NAME` prints each. Every document of these kinds names its
schema in `$schema`; other answers with `--json` (of `list`, `check`, `stages`, …) have none. The number in the address is the major
version: within one, fields are only added. Offsets count Unicode code points.""",
        "findings": """## Findings

What may look wrong in a source: the words for `kind` in a version's `findings`, and what `read`, `import` and `check` say of each.""",
        "kind": "| kind | meaning |",
        "option": "| option | meaning |",
        "field": "| field | type | meaning |",
        "required": "always there",
        "and": "; ",
        "example": "Example",
    },
    "zh": {
        "commands": """# 命令

本页由命令行自身生成，与 `tracker 命令 --help` 所示一致。

OLD、NEW、WHAT、LAW 可以是文件（文本、Word、HTML、版本的 JSON）、`法律`（今日有效的文本）、`法律@日期`（该日有效的文本）或者
`法律/版本`（库中所存）；有同名文件时以文件为准；`-` 表示标准输入，读取文本或者决定之处亦同。
退出码：0 完成；1 由各命令说明；2 出错，并说明错误、位置和办法。""",
        "documents": """# 文档

本页由 `schemas/` 中的 JSON Schema（2020-12）生成；`tracker schema 名称` 打印各项。这些种类的文档都在 `$schema` 中写明自己的模式；
`list`、`check`、`stages` 等命令以 `--json` 给出的其他回答没有模式。
地址中的数字是主版本号，同一主版本内只增加字段。位置按 Unicode 码点计数。""",
        "findings": """## 疑点

原文中可能有误之处：版本的 `findings` 中 `kind` 的取值，以及 `read`、`import`、`check` 对各项的说明。""",
        "kind": "| kind | 含义 |",
        "option": "| 选项 | 含义 |",
        "field": "| 字段 | 类型 | 含义 |",
        "required": "必有",
        "and": "；",
        "example": "示例",
    },
}
RULES = {"option": "| --- | --- |", "kind": "| --- | --- |", "field": "| --- | --- | --- |"}


def pages(lang: str) -> dict[str, str]:
    """The two pages in a language: file name -> text."""
    language.use(lang)
    parts = {"commands": "\n\n".join(commands(lang)), "documents": "\n\n".join(documents(lang))}
    return {f"{name}{SUFFIX[lang]}": f"{TEXTS[lang][name]}\n\n{text}\n" for name, text in parts.items()}


def commands(lang: str) -> Iterator[str]:
    """A section for each command, those of a group below it."""
    ctx = click.Context(cli.main, info_name="tracker")
    for name in cli.main.list_commands(ctx):
        command = cli.main.get_command(ctx, name)
        assert command is not None
        yield from _command(command, f"tracker {name}", lang)


def _command(command: click.Command, name: str, lang: str) -> Iterator[str]:
    ctx = click.Context(command, info_name=name)
    yield f"## {name}\n\n{_(' '.join((command.help or '').split()))}"
    if isinstance(command, click.Group):
        for inner in command.list_commands(ctx):
            found = command.get_command(ctx, inner)
            assert found is not None
            yield from _command(found, f"{name} {inner}", lang)
        return
    usage = " ".join(command.collect_usage_pieces(ctx))
    yield f"    {name} {usage}"
    options = [p for p in command.params if isinstance(p, click.Option) and "--lang" not in p.opts]
    records = [record for option in options if (record := described(option, ctx))]
    if records:
        rows = [f"| `{_cell(names)}` | {_cell(meaning)} |" for names, meaning in records]
        yield "\n".join([TEXTS[lang]["option"], RULES["option"], *rows])
    yield f"{TEXTS[lang]['example']}: `{(command.epilog or '').removeprefix('Example: ')}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def documents(lang: str) -> Iterator[str]:
    """A section for each schema: its fields, then those of the values it defines."""
    for kind in codec.kinds():
        schema = codec.schema(kind)
        yield f"## {kind}\n\n{_said(schema, lang)}\n\n`{schema['$id']}`"
        yield _fields(schema, lang)
        for name, inner in schema.get("$defs", {}).items():
            if "properties" in inner:
                yield f"### {kind}: {name}" + (f"\n\n{_said(inner, lang)}" if "description" in inner else "")
                yield _fields(inner, lang)
    yield TEXTS[lang]["findings"]
    rows = [f"| `{kind}` | {_cell(_(means))} |" for kind, means in sorted(FINDINGS.items())]
    yield "\n".join([TEXTS[lang]["kind"], RULES["kind"], *rows])


def _fields(schema: dict[str, Any], lang: str) -> str:
    required = set(schema.get("required", ()))
    rows = [f"| `{name}` | {_cell(_type(field))} | {_cell(_note(field, name in required, lang))} |"
            for name, field in schema.get("properties", {}).items() if name != "$schema"]
    return "\n".join([TEXTS[lang]["field"], RULES["field"], *rows])


def _note(field: dict[str, Any], required: bool, lang: str) -> str:
    return TEXTS[lang]["and"].join(filter(None, (_said(field, lang), TEXTS[lang]["required"] if required else "")))


def _said(field: dict[str, Any], lang: str) -> str:
    text = field.get("description", "")
    return WORDS[lang].get(text, text)


def _type(field: dict[str, Any]) -> str:
    """A field's type in a few words: string, a list of another, one of some words, the name of what it refers to."""
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1].removesuffix(".schema.json")
    if "enum" in field:
        return " / ".join(f"`{value}`" for value in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    for word in ("anyOf", "oneOf"):
        if word in field:
            return " / ".join(_type(one) for one in field[word])
    if field.get("type") == "array":
        return f"[{_type(field['items'])}]" if isinstance(field.get("items"), dict) else "[…]"
    if isinstance(field.get("additionalProperties"), dict):
        return f"{{… : {_type(field['additionalProperties'])}}}"
    kind = field.get("type", "")
    return " / ".join(kind) if isinstance(kind, list) else str(kind)


def untranslated() -> list[str]:
    """What the schemas say that has no Chinese yet."""
    said: list[str] = []
    for kind in codec.kinds():
        schema = codec.schema(kind)
        shown = [schema, *(inner for inner in schema.get("$defs", {}).values() if "properties" in inner)]
        said += [node["description"] for one in shown for node in (one, *one.get("properties", {}).values()) if "description" in node]
    return sorted({text for text in said if text not in WORDS["zh"]})


def main() -> None:
    """Write all four pages."""
    for lang in language.LANGUAGES:
        for name, text in pages(lang).items():
            (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
