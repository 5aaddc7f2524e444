"""Every message that a user can see has its Chinese text, and a translation names the same `{data}`."""

import ast
import json
import re
import shlex
import string
from collections import Counter
from datetime import date as Date
from pathlib import Path

import click
import pytest

from tracker import cli, errors, language
from tracker.amend import dating
from tracker.amend import staging as amend_staging
from tracker.language import filled
from tracker.reading import FINDINGS, clauses, commencement, staging

ROOT = Path(__file__).parent.parent / "tracker"
CATALOGUE = {m: t for page in sorted((ROOT / "locale").glob("*.zh.json")) for m, t in json.loads(page.read_text(encoding="utf-8")).items()}
ERRORS = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)} | {"NothingInForce"}


def messages(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        wanted = [node.args[0]] if node.args and (name in ERRORS or name == "_") else []
        wanted += [node.args[1]] if name == "counted" and len(node.args) == 3 else []
        wanted += [k.value for k in node.keywords if name in ERRORS and k.arg == "hint"]
        for argument in wanted:
            found |= {c.value for c in ast.walk(argument)
                      if isinstance(c, ast.Constant) and isinstance(c.value, str) and " " in c.value.strip()}
    return found


def help_texts(command: click.Command) -> set[str]:
    found = {" ".join((command.help or "").split())}
    found |= {p.help for p in command.params if isinstance(p, click.Option) and p.help}
    for inner in command.commands.values() if isinstance(command, click.Group) and not isinstance(command, cli.Commands) else []:
        found |= help_texts(inner)
    return found


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_messages_have_chinese(path: Path) -> None:
    assert messages(path) - set(CATALOGUE) == set()


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_help_has_chinese(name: str) -> None:
    command = cli.main.get_command(click.Context(cli.main), name)
    assert command is not None
    assert (help_texts(command) | {cli.COMMANDS[name][1]}) - set(CATALOGUE) == set()


def test_what_the_system_refuses_has_chinese() -> None:
    assert set(errors._REFUSALS.values()) - set(CATALOGUE) == set()


def test_what_findings_mean_has_chinese() -> None:
    assert set(FINDINGS.values()) - set(CATALOGUE) == set()


def test_why_a_commencement_is_unknown_has_chinese() -> None:
    reasons = {value for module in (clauses, commencement, staging, dating, amend_staging) for value in vars(module).values()
               if isinstance(value, str) and re.match("[a-z]+ [a-z]+ [a-z]+", value)}
    assert len(reasons) > 12 and reasons - set(CATALOGUE) == set()


def test_a_message_is_translated_once() -> None:
    pages = [json.loads(page.read_text(encoding="utf-8"), object_pairs_hook=list) for page in sorted((ROOT / "locale").glob("*.zh.json"))]
    assert [message for message, times in Counter(message for page in pages for message, _ in page).items() if times > 1] == []


def test_translations_name_the_same_data() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    assert [m for m, t in CATALOGUE.items() if fields(m) != fields(t)] == []


def test_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert language.use() == "zh"
    assert language._("error: ") == CATALOGUE["error: "]
    monkeypatch.setenv("LC_ALL", "C")
    assert language.use() == "en"
    assert language._("error: ") == "error: "


@pytest.mark.parametrize(("words", "said"), [
    ("show", "错误：缺少参数 'WHAT'."),
    ("nosuch", "错误：没有命令 'nosuch'。"),
    ("diff --nosuch a b", "错误：没有选项 '--nosuch'。"),
    ("export x --format odt", "错误：'--format' 的取值有误：'odt' 不在可选值之中"),
    ("export a b c", "错误：多出参数（b c）")])
def test_what_click_says_is_chinese_too(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main.main(["--lang", "zh", *words.split()])
    printed = capsys.readouterr().err
    assert said in printed and "用法:" in printed and "Usage" not in printed


@pytest.mark.parametrize(("lang", "said"), [("en", ["1 note", "2 notes"]), ("zh", ["提示 1 处", "提示 2 处"])])
def test_one_is_no_plural(lang: str, said: list[str]) -> None:
    language.use(lang)
    assert [language.counted("{count} note", "{count} notes", count) for count in (1, 2)] == said


def test_a_word_for_machines_is_words_for_people() -> None:
    language.use("en")
    assert language._("in_force") == "in force"


def test_a_command_in_a_message_can_be_typed() -> None:
    """A title in half-width brackets, as some offices write （试行）, and a file with a blank in its name."""
    law, words = "示例市公园条例(试行)", "of {law}: `tracker show {law}/{day} {file}`; `{command}`"
    said = filled(words, law=law, day=Date(2020, 1, 10), file=Path("我的 决定.txt"), command="tracker log '示例(市)' 第三条")
    assert said == f"of {law}: `tracker show '{law}'/2020-01-10 '我的 决定.txt'`; `tracker log '示例(市)' 第三条`"
    assert shlex.split(said.split("`")[1])[2:] == [f"{law}/2020-01-10", "我的 决定.txt"]
    assert filled("`tracker show {law}`", law="示例市公园条例（试行）") == "`tracker show 示例市公园条例（试行）`"
