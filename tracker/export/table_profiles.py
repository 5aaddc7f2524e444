"""How a comparison table marks what goes and what comes, with the legend that says so under the title (图例).

Practice knows several manners: 黑体 for what comes and shading for what goes, lines through and under the words, colours.
"""


from msgspec import Struct
from msgspec.structs import replace

from tracker.export.table_lines import Run


class Look(Struct, frozen=True):
    """How marked words look, and what the legend calls it. `black`: in 黑体 and bold; `shade` and `colour` as RRGGBB, empty: none."""

    name: str
    black: bool = False
    struck: bool = False
    underlined: bool = False
    shade: str = ""
    colour: str = ""


class Profile(Struct, frozen=True):
    """The look of what goes (in the old column) and of what comes (in the new one)."""

    gone: Look
    come: Look

    def legend(self) -> tuple[Run, ...]:
        """The line under the title, its words marked as they say."""
        return (Run("（左栏"), Run(f"{self.gone.name}部分", "gone"), Run("为删去的内容，右栏"), Run(f"{self.come.name}部分", "come"),
                Run("为修改或者增加的内容）"))


PROFILES = {
    "shading": Profile(Look("阴影", shade="D0D0D0"), Look("黑体", black=True)),
    "lines": Profile(Look("删除线", struck=True), Look("下划线", underlined=True)),
    "colour": Profile(Look("红色", colour="B00020"), Look("蓝色", colour="0B3FA8")),
}
"""The manners by name: 黑体＋阴影, 删除线＋下划线, colours."""


def in_cells(profile: Profile) -> Profile:
    """The profile for a worksheet, which cannot shade words inside a cell: they are struck through, and the legend says so."""
    return replace(profile, gone=Look("删除线", struck=True)) if profile.gone.shade else profile
