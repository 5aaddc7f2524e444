"""Web pages as saved from official sites: the law on them is read, what the site puts around it is left aside and told."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.word_files import LINES, TREE, kinds, lines, tree
from tracker.errors import SourceError
from tracker.reading.formats import document_of

INDENT = "&nbsp;" * 4


def words(text: str) -> str:
    return text.replace("〈", "＜").replace("〉", "＞").replace("&", "&amp;")


def official_page(charset: str = "utf-8") -> str:
    """An older official site: everything in layout tables, indents of &nbsp;, fonts in every tag, lines broken with <br>."""
    body = "<br>\n".join(f'{INDENT}<font face="仿宋" style="font-size:16pt">{words(line)}</font>' for line in LINES[1:])
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>{LINES[0]}_示例市人大网</title>
<style>td{{font-size:12pt}}</style><script>var title = "第一条";</script></head>
<body bgcolor="#ffffff"><table width="100%"><tr><td><a href="/">首页</a></td><td><a href="/flfg">法律法规</a></td></tr></table>
<table><tr><td>您现在的位置：<a href="/">首页</a>&gt;&gt;<a href="/flfg">法规</a>&gt;&gt;{LINES[0]}</td></tr></table>
<table width="760"><tr><td align="center"><b>{LINES[0]}</b></td></tr>
<tr><td>来源：示例市人大　发布时间：2021-11-05　字号：大 中 小</td></tr><tr><td><div class="text">{body}</div></td></tr></table>
<table><tr><td>【打印】【关闭】</td></tr><tr><td><a href="/a.html">上一篇：示例市另一条例</a></td></tr></table>
<table><tr><td>版权所有：示例市人大常委会办公厅　京ICP备00000000号</td></tr></table></body></html>"""


def modern_page() -> str:
    """A newer one: HTML5, paragraphs with inline styles, navigation and footer of their own, hidden share boxes."""
    paragraph = '<p style="text-indent: 2em;"><span style="font-family: 宋体"><strong>%s</strong>%s</span></p>'
    body = "\n".join(paragraph % (words(line[:3]), words(line[3:])) for line in LINES[1:])
    return f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"/><meta name="ArticleTitle" content="{LINES[0]}">
<title>{LINES[0]} - 示例市人民政府</title></head><body>
<header><div role="navigation"><ul><li><a href="/x">政务公开</a></li></ul></div></header>
<nav><a href="/">首页</a></nav><main><h1>{LINES[0]}</h1><div class="info"><span>发布日期：2021-11-05</span> <span>浏览次数：12</span></div>
<div style="display: none">分享到微信</div><article>{body}</article></main>
<aside><h3>相关阅读</h3><ul><li><a href="/b">关于修改的说明</a></li></ul></aside><footer><p>主办：示例市人民政府</p></footer>
<script>document.write("第一百条")</script></body></html>"""


def same(data: bytes, name: str = "law.html") -> bool:
    """Whether the tree is that of the text, where the site writes ＜＞ for 〈〉 (kept in the text as they are)."""
    return repr(tree(data, name)).replace("＜", "〈").replace("＞", "〉") == repr(TREE)


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "gb18030"), ("GBK", "gb18030"), ("utf-8", "utf-8"), ("gb18030", "gb18030")])
def test_an_official_page_gives_the_tree_of_the_text(charset: str, encoding: str) -> None:
    data = official_page(charset).encode("gb18030" if charset.lower() == "gb2312" else charset)
    assert same(data)
    assert document_of(data, "law.html").source.encoding == encoding
    assert "＜示例市共享书屋条例＞" in "".join(lines(data, "law.html"))


def test_a_modern_page_gives_the_tree_of_the_text() -> None:
    assert same(modern_page().encode())
    assert same(modern_page().encode("utf-16"))


def test_what_the_site_adds_is_told() -> None:
    found = {kind: text for kind, _, text in kinds(official_page().encode(), "law.html")}
    assert all(text in found["page_furniture"] for text in ("首页", "来源：示例市人大", "打印", "上一篇", "版权所有"))


def test_a_page_that_declares_another_encoding_than_it_has() -> None:
    data = official_page("gb2312").encode()
    document = document_of(data, "law.html")
    assert document.source.encoding == "utf-8"
    assert same(data)
    assert [f.text for f in document.findings if f.kind == "encoding"] == ["gb18030"]


def test_a_page_without_a_declaration() -> None:
    page = official_page().replace("charset=utf-8", "")
    for encoding in ("utf-8", "gb18030", "utf-8-sig"):
        assert same(page.encode(encoding))


def test_a_title_that_stands_only_in_the_window() -> None:
    text = "".join(f"<p>{words(line)}</p>" for line in LINES[1:])
    page = f"<html><head><title>{LINES[0]}_示例市人大</title></head><body>{text}</body></html>"
    assert same(page.encode())
    assert ("page_title", 1, LINES[0]) in kinds(page.encode(), "law.html")


def test_a_breadcrumb_that_the_windows_title_repeats_is_not_the_title() -> None:
    head = "<title>示例市人民代表大会常务委员会关于修改示例市路灯条例的决定-地方性法规-示例市人大</title><p>地方性法规</p><p>法规库</p>"
    law = ["示例市人民代表大会常务委员会", "关于修改示例市路灯条例的决定", "一、甲。", "二、乙。"]
    assert lines(body(head + "".join(f"<p>{line}</p>" for line in law)), "law.html") == law


def test_a_page_that_word_saved() -> None:
    item = ("<p class=MsoNormal style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>"
            "第%s条<span>&nbsp;</span></span></span><![endif]>%s。<o:p></o:p></p>")
    page = "<html xmlns:o='urn:schemas-microsoft-com:office:office'><!--[if gte mso 9]><xml>第九条</xml><![endif]--><body>%s</body></html>"
    saved = page % "".join(item % pair for pair in (("一", "甲"), ("二", "乙")))
    assert lines(saved.encode(), "law.htm") == ["第一条\xa0甲。", "第二条\xa0乙。"]


def test_a_page_saved_as_one_file() -> None:
    page = base64.encodebytes(official_page("gb2312").encode("gb18030")).decode()
    archive = ("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"--x\"\r\n\r\n----x\r\n"
               f"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{page}\r\n----x--\r\n").encode()
    assert same(archive, "law.mht")
    assert document_of(archive, "law.mht").source.media_type == "multipart/related"
    with pytest.raises(SourceError, match="without a page"):
        document_of(archive.replace(b"text/html", b"text/plain"), "law.mht")


def body(content: str) -> bytes:
    return f"<html><body>{content}</body></html>".encode()


@pytest.mark.parametrize(("content", "read"), [
    ("<p>第一条&nbsp;&nbsp;为了</p>", ["第一条\xa0\xa0为了"]), ("<p>\u3000\u3000第一条\u3000甲</p>", ["\u3000\u3000第一条\u3000甲"]),
    ("<p>甲\n  乙</p>", ["甲乙"]), ("<p>article\n  one</p>", ["article one"]), ("<p>甲 乙</p>", ["甲 乙"]),
    ("甲<br/>乙<BR>丙", ["甲", "乙", "丙"]), ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]), ("<pre>甲\n乙</pre>", ["甲", "乙"]),
    ("<p>甲<sup>①</sup><b>乙</b></p>", ["甲①乙"]), ("甲<script>乙</script><style>丙</style><!-- 丁 -->戊", ["甲戊"]),
    ("<p>＜甲＞&lt;乙&gt;</p>", ["＜甲＞<乙>"]), ("<p>甲</p><p></p><p>　</p><p>乙</p>", ["甲", "乙"]),
    ("<ol start=3><li>甲</li><li><p>乙</p></li></ol>", ["3.甲", "4.乙"]), ("<ol><li>（一）甲</li></ol>", ["（一）甲"]),
    ("<ol style='list-style-type:simp-chinese-informal'><li>甲<li value=5>乙</ol>", ["一、甲", "五、乙"]),
    ("<ol style='list-style:none'><li>甲</ol>", ["甲"]), ("<ul><li>甲</ul>", ["甲"])])
def test_lines_are_as_a_browser_shows_them(content: str, read: list[str]) -> None:
    assert lines(body(content), "law.html") == read


def test_tables_of_data_are_rows_and_layout_is_none() -> None:
    data = body("<p>附表</p><table><caption>税率表</caption><thead><tr><th colspan=2>税目<th rowspan=2>税率</tr></thead>"
                "<tr><td>甲<br>一<td>乙</tr><tr><td>丙<td>丁<td>戊</tr></table>")
    found = document_of(data, "law.html").lines
    assert [line.text for line in found] == ["附表", "税率表", ""]
    assert found[2].rows == (("税目", "", "税率"), ("甲\n一", "乙", ""), ("丙", "丁", "戊"))
    layout = body("<table><tr><td>栏目<td><p>第一条　甲</p><p>第二条　乙</p><p>第三条　丙</p></tr></table>")
    assert lines(layout, "law.html") == ["栏目", "第一条　甲", "第二条　乙", "第三条　丙"]


def test_marked_changes_in_both_views() -> None:
    data = body("<p>罚款<del>五百</del><ins>一千</ins>元</p>")
    assert lines(data, "law.html") == ["罚款一千元"]
    assert lines(data, "law.html", "original") == ["罚款五百元"]
    assert kinds(data, "law.html") == [("tracked_change", 1, "[-五百-]"), ("tracked_change", 1, "{+一千+}")]


def test_provisions_that_read_like_a_sites_words_stay() -> None:
    law = ["示例市条例", "第一条　甲。", "来源：本款说明来源。", "第二条　乙。", "收藏单位应当登记。", "打印件与原件同效。"]
    assert lines(body("".join(f"<p>{line}</p>" for line in law)), "law.html") == law


def test_content_goes_before_the_name() -> None:
    assert document_of(official_page().encode(), "law.txt").source.media_type == "text/html"
    assert document_of(official_page().encode(), "law.doc").source.media_type == "text/html"
    for encoding in ("utf-8-sig", "utf-16"):
        assert document_of(f"\n<HTML><body>{LINES[0]}".encode(encoding), "law").source.media_type == "text/html"
    assert document_of(b"\xfe\xff" + f"<html><body>{LINES[0]}".encode("utf-16-be"), "law").source.media_type == "text/html"
    assert document_of("<!-- 来源 -->\n<center>示例</center>".encode(), "law.md").source.media_type == "text/markdown"
    assert lines("第一条　甲\n第二条　乙".encode(), "law.html") == ["第一条　甲", "第二条　乙"]


def test_nesting_ends_in_a_result_or_an_error() -> None:
    assert lines(b"<div>" * 1_000 + "第一条　甲".encode() + b"</div>" * 1_000, "law.html") == ["第一条　甲"]
    with pytest.raises(SourceError, match="nested too deep"):
        document_of(b"<div>" * 50_000 + "第一条　甲".encode(), "law.html")


def test_a_line_of_ten_million_characters() -> None:
    assert len(lines(body("第一条　" + "甲" * 10_000_000), "law.html")[0]) == 10_000_004


TAGS = ["<div>", "</div>", "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<td rowspan=9>", "<br>", "<b>", "</b>", "<ol>", "<li>",
        "</ol>", "<ins>", "</ins>", "<h1>", "<caption>", "第一条　", "甲。", "\n", "&nbsp;"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=40))
def test_any_mixture_of_tags_keeps_the_words(pieces: list[str]) -> None:
    found = document_of(body("<p>首</p>" + "".join(pieces)), "law.html").lines
    read = "".join(line.text + "".join(cell for row in line.rows for cell in row) for line in found)
    assert read.count("甲") == pieces.count("甲。")
