"""A comparison table as one web page that prints as an official paper: A4 landscape, headings and page numbers on every page.

Each line is a `p` whose class is what it is; `p.pointer` and `p.repeated` are the table's own. No script, nothing that is fetched.
"""

from importlib.resources import files

from markupsafe import Markup

from tracker.export.table import Table
from tracker.export.table_profiles import Look, Profile

_FONTS = {
    "body": '"FangSong_GB2312", "仿宋_GB2312", FangSong, 仿宋, STFangsong, "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif',
    "black": 'SimHei, 黑体, STHeiti, "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif',
    "kai": '"KaiTi_GB2312", "楷体_GB2312", KaiTi, 楷体, STKaiti, "Noto Serif CJK SC", "Source Han Serif SC", serif',
    "title": '"FZXiaoBiaoSong-B05S", "方正小标宋简体", STZhongsong, 华文中宋, "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif',
}


def render(table: Table, profile: Profile) -> str:
    """The page as HTML 5."""
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(files("tracker").joinpath("export/templates/table.html.j2").read_text(encoding="utf-8"))
    fonts = {name: Markup(family) for name, family in _FONTS.items()}
    return template.render(table=table, profile=profile, fonts=fonts, gone=Markup(_css(profile.gone)), come=Markup(_css(profile.come)))


def _css(look: Look) -> str:
    parts = [(look.black, f"font-family: {_FONTS['black']}; font-weight: 700"), (look.struck, "text-decoration: line-through"),
             (look.underlined, "text-decoration: underline; text-underline-offset: .2em"), (look.shade, f"background: #{look.shade}"),
             (look.colour, f"color: #{look.colour}")]
    return "; ".join(text for wanted, text in parts if wanted)
