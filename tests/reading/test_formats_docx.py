"""Word files: what stands in them is read once, in the view asked for, and gives the tree of the plain text."""

from io import BytesIO

import docx
import pytest

from tests.reading.word_files import (
    LINES,
    TREE,
    deleted,
    inserted,
    kinds,
    lines,
    para,
    rewritten,
    run,
    tree,
    word_file,
)
from tracker.errors import SourceError
from tracker.reading.formats import document_of

TRACKED_MARK = '<w:rPr><w:%s w:id="3" w:author="甲"/></w:rPr>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(text) if text else '<w:p/>'}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_a_file_of_python_docx_gives_the_tree_of_the_text() -> None:
    document = docx.Document()
    document.add_heading(LINES[0], 0)
    for line in LINES[1:]:
        paragraph = document.add_paragraph()
        for at in range(0, len(line), 7):
            paragraph.add_run(line[at:at + 7]).bold = at == 0
    held = BytesIO()
    document.save(held)
    assert tree(held.getvalue(), "law.docx") == TREE


def test_a_file_as_wps_writes_it_gives_the_tree_of_the_text() -> None:
    body = "".join(
        f'<w:p w:rsidR="00A1"><w:pPr><w:keepNext w:val="0"/><w:ind w:firstLine="640" w:firstLineChars="200"/><w:rPr>'
        f'<w:rFonts w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr></w:pPr><w:bookmarkStart w:id="{at}" w:name="_GoBack{at}"/>'
        f'{run(line[:5])}<w:bookmarkEnd w:id="{at}"/>'
        f'<w:smartTag w:uri="u" w:element="chsdate">{run(line[5:9])}</w:smartTag>'
        f"<w:r><w:lastRenderedPageBreak/></w:r>{run(line[9:])}</w:p>" for at, line in enumerate(LINES))
    assert tree(word_file(f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>"), "law.docx") == TREE


def test_signs_of_a_run() -> None:
    content = ("<w:r><w:t>第一条</w:t><w:tab/><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t><w:softHyphen/><w:br/><w:t>第二款</w:t><w:cr/>"
               '<w:t>第三款</w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>')
    assert lines(word_file(para(content))) == ["第一条\t甲-乙", "第二款", "第三款\uf0fe"]
    assert kinds(word_file(para(content))) == [("symbol", 1, "\uf0fe")]


def test_tracked_words_in_both_views() -> None:
    data = word_file(para(run("第一条　罚款") + deleted("五百") + inserted(run("一千") + deleted("二")) + run("元。")))
    assert lines(data) == ["第一条　罚款一千元。"]
    assert lines(data, revisions="original") == ["第一条　罚款五百元。"]
    assert kinds(data) == [("tracked_change", 1, "[-五百-]{+一千+}[-二-]")]
    assert kinds(data, revisions="original") == [("tracked_change", 1, "[-五百-]{+一千+}")]


def test_moves_stand_at_their_new_or_their_old_place() -> None:
    moved = '<w:moveFromRangeStart w:id="1" w:name="m"/><w:moveFrom w:id="2">%s</w:moveFrom>'
    arrived = '<w:moveTo w:id="3">%s</w:moveTo>'
    data = word_file(para(run("甲。") + moved % run("移。")) + para(run("乙。") + arrived % run("移。")))
    assert lines(data) == ["甲。", "乙。移。"]
    assert lines(data, revisions="original") == ["甲。移。", "乙。"]


def test_a_deleted_paragraph_mark_joins_and_an_inserted_one_splits() -> None:
    joined = word_file(para(run("第一条　前半，"), TRACKED_MARK % "del") + para("后半。"))
    assert lines(joined) == ["第一条　前半，后半。"]
    assert lines(joined, revisions="original") == ["第一条　前半，", "后半。"]
    split = word_file(para(run("第一款。"), TRACKED_MARK % "ins") + para("第二款。"))
    assert lines(split) == ["第一款。", "第二款。"]
    assert lines(split, revisions="original") == ["第一款。第二款。"]
    assert kinds(split) == [("tracked_change", 1, "{+¶+}")]


def test_a_paragraph_deleted_whole_leaves_no_line() -> None:
    data = word_file(para("第一条　甲。") + para(deleted("第二条　乙。"), TRACKED_MARK % "del") + para("第三条　丙。"))
    assert lines(data) == ["第一条　甲。", "第三条　丙。"]
    assert lines(data, revisions="original") == ["第一条　甲。", "第二条　乙。", "第三条　丙。"]


def test_tracked_rows_of_a_table() -> None:
    rows = [f"<w:trPr><w:{tag} w:id='1' w:author='甲'/></w:trPr>{cell(tag)}{cell('元')}" if tag else cell("级") + cell("额")
            for tag in ("", "ins", "del")]
    final, original = (document_of(word_file(table(*rows)), "a.docx", revisions=view).lines[0].rows for view in ("final", "original"))
    assert final == (("级", "额"), ("ins", "元"))
    assert original == (("级", "额"), ("del", "元"))


def test_tables_are_rows_with_merged_and_nested_cells() -> None:
    inner = f"<w:tc><w:tcPr/>{table(cell('a') + cell('b'), cell('c') + cell('d'))}<w:p/></w:tc>"
    data = word_file(para("附表") + table(
        cell("税目", '<w:gridSpan w:val="2"/>') + cell("税率", '<w:vMerge w:val="restart"/>'),
        cell("甲") + cell("乙") + cell("", "<w:vMerge/>"), inner + cell("丙") + cell("丁")))
    assert document_of(data, "a.docx").lines[1].rows == (("税目", "", "税率"), ("甲", "乙", ""), ("a\tb\nc\td", "丙", "丁"))


def test_a_frame_of_one_cell_is_no_table() -> None:
    assert lines(word_file(table(f"<w:tc>{para('第一条　甲。')}{para('第二条　乙。')}</w:tc>"))) == ["第一条　甲。", "第二条　乙。"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{para('框中文字。')}</w:txbxContent>"
    drawing = f"<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    drawing += "</wp:inline></w:drawing>"
    picture = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{picture}</mc:Fallback>'
    both += "</mc:AlternateContent></w:r>"
    for data in (word_file(para(run("第一条　甲。") + both)), word_file(para(run("第一条　甲。") + f"<w:r>{picture}</w:r>"))):
        assert lines(data) == ["第一条　甲。", "框中文字。"]
        assert kinds(data) == [("text_box", 2, "框中文字。")]


def test_notes_stand_at_the_end() -> None:
    notes = ('<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
             f'<w:footnote w:id="2">{para("<w:r><w:footnoteRef/></w:r>" + run(" 编者注。"))}</w:footnote>')
    data = word_file(para(run("第一条　甲。") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + para("第二条　乙。"), footnotes=notes)
    assert lines(data) == ["第一条　甲。", "第二条　乙。", " 编者注。"]
    assert kinds(data) == [("footnote_reference", 1, "第一条　甲。"), ("footnote", 3, "编者注。")]


def test_notes_are_no_provision_of_the_last_article() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = "".join(para(run(line) + (reference if line.startswith("第三条") else "")) for line in LINES)
    head, main, tail = tree(word_file(body, footnotes=f'<w:footnote w:id="2">{para("编者注：参见旧法。")}</w:footnote>'), "law.docx")
    assert (head, main) == TREE[:2]
    assert [node.text for node in tail] == ["编者注：参见旧法。"]


def test_comments_headers_and_hidden_text_are_left_aside_and_told() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部讨论稿</w:t></w:r>"
    data = word_file(para('<w:commentRangeStart w:id="0"/>' + run("第一条　甲。") + '<w:commentRangeEnd w:id="0"/><w:r>'
                          '<w:commentReference w:id="0"/></w:r>' + hidden),
                     comments=f'<w:comment w:id="0" w:author="李">{para("宜斟酌")}</w:comment>',
                     header1=para("示例市公报"), footer1=para("— 1 —"))
    assert lines(data) == ["第一条　甲。"]
    assert kinds(data) == [("page_header", 1, "示例市公报"), ("comment", 1, "李：宜斟酌"), ("hidden_text", 1, "内部讨论稿")]


def field(code: str, shown: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
    return f'{mark % "begin"}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{mark % "separate"}{shown}{mark % "end"}'


def test_fields_show_their_result_and_contents_no_page_numbers() -> None:
    entry = run("第一章　总则") + "<w:r><w:tab/></w:r>" + field("PAGEREF _Toc1 \\h", run("3"))
    begun, ended = field('TOC \\o "1-3"', "§").split("§")
    data = word_file(para(begun + entry) + para(run("第二章　附则") + ended)
                     + para(run("依照") + field("REF a", run("第三条")) + run("处罚。"))
                     + para('<w:fldSimple w:instr=" PAGE ">' + run("9") + "</w:fldSimple>" + run("完")))
    assert [line.rstrip() for line in lines(data)] == ["第一章　总则", "第二章　附则", "依照第三条处罚。", "完"]


def test_a_field_that_is_never_closed_hides_nothing() -> None:
    data = word_file(para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("第一条　甲。")) + para("第二条　乙。"))
    assert lines(data) == ["第一条　甲。", "第二条　乙。"]


def test_pictures_and_formulas_are_told() -> None:
    picture = '<w:r><w:drawing><a:graphic><a:graphicData><a:blip r:embed="r1"/></a:graphicData></a:graphic></w:drawing></w:r>'
    data = word_file(para(run("按下式计算：") + "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>" + picture))
    assert lines(data) == ["按下式计算：a=b"]
    assert [kind for kind, _, _ in kinds(data)] == ["formula", "picture"]


def test_a_strict_file_is_read_as_a_transitional_one() -> None:
    strict = "purl.oclc.org/ooxml/wordprocessingml"
    data = rewritten(word_file(para("第一条　甲。")), "schemas.openxmlformats.org/wordprocessingml/2006", strict)
    assert lines(data) == ["第一条　甲。"]


def test_a_style_separator_runs_two_paragraphs_into_one_line() -> None:
    data = word_file(para(run("第一条"), "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + para("　甲。"))
    assert lines(data) == ["第一条　甲。"]


def test_a_document_type_and_a_bomb_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = rewritten(word_file(para("§")), "<w:document ", '<!DOCTYPE x [<!ENTITY e "ha">]><w:document ')
    with pytest.raises(SourceError) as caught:
        document_of(rewritten(typed, "§", "&e;"), "bomb.docx")
    assert caught.value.data["name"] == "bomb.docx"
    monkeypatch.setattr("tracker.reading.formats.docx_package.MAX_PART", 1_000)
    with pytest.raises(SourceError, match="unpacks"):
        document_of(word_file(para("一" * 1_000)), "big.docx")
