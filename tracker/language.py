"""The one gettext function: every message of the product passes through `_`.

A message's id is its English text, with `{names}` for what is filled in. Chinese texts stand in `locale/*.zh.json`, one file a family;
a test walks the source and holds that none is missing. The language is the process's: set once by the command line.
"""

import gettext
import json
import os
import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")
_current = ["en"]


@cache
def _catalogue(language: str) -> dict[str, str]:
    if language == "en":
        return {}
    pages = sorted((Path(__file__).parent / "locale").glob(f"*.{language}.json"))
    return {message: text for page in pages for message, text in json.loads(page.read_text(encoding="utf-8")).items()}


class Translations(gettext.NullTranslations):
    """The standard library's interface over one flat JSON catalogue; an unknown message is shown in English. What is one word for
    machines (in_force) is several for people."""

    def gettext(self, message: str) -> str:
        return _catalogue(_current[0]).get(message) or (message if " " in message else message.replace("_", " "))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One or many; a language without a plural needs the text for many alone."""
        plain = n == 1 and (_current[0] == "en" or msgid1 in _catalogue(_current[0]))
        return self.gettext(msgid1 if plain else msgid2)


_TRANSLATIONS = Translations()
_ = _TRANSLATIONS.gettext
ngettext = _TRANSLATIONS.ngettext


def filled(message: str, **data: Any) -> str:
    """A message with its `{names}` filled in. Between backticks stands a command: what a shell would take apart there is quoted, but for a
    whole `command`."""
    words = {name: quoted(value) if isinstance(value, str | Path) and name != "command" else value for name, value in data.items()}
    return "`".join(part.format(**(words if n % 2 else data)) for n, part in enumerate(message.split("`")))


def quoted(word: str | Path) -> str:
    """A word as it is typed in a shell: as it is, but where it has white space or signs that mean something there."""
    return shlex.quote(str(word)) if _SIGNS.search(str(word)) else str(word)


def typed(*words: str) -> str:
    """A command as it is typed in a shell; empty words are left out."""
    return " ".join(map(quoted, filter(None, words)))


_SIGNS = re.compile(r"""[\s()<>|&;$`"'*?\[\]#~!\\{}]""")


def counted(one: str, many: str, count: int) -> str:
    """A message with its `{count}` filled in, as one or many."""
    return ngettext(one, many, count).format(count=count)


def use(language: str | None = None) -> str:
    """Choose the language of messages: `zh`, `en`, or by the environment's locale (LC_ALL, LC_MESSAGES, LANG)."""
    _current[0] = language or from_locale()
    return _current[0]


def current() -> str:
    """The language chosen: `zh` or `en`."""
    return _current[0]


def from_locale() -> str:
    """`zh` where the first of LC_ALL, LC_MESSAGES and LANG that is set names Chinese, else `en`."""
    names = (os.environ.get(key, "") for key in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next((name for name in names if name), "").lower().startswith("zh") else "en"
