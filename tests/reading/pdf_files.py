"""PDF files built by hand, with a Chinese font that every PDF reader knows by name: no font file is needed to make them."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

FONT = ("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H /DescendantFonts [<< "
        "/Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>] >>")
LEFT, TOP, SIZE, WIDE, ROWS = 90, 740, 16, 26, 22


@cache
def chinese_fonts() -> list[str]:
    """The families of Chinese fonts that are installed."""
    if shutil.which("fc-list") is None:
        return []
    found = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False).stdout
    return [line.split(",")[0] for line in found.splitlines() if line]


def printed(paragraphs: Sequence[str], *, head: str = "", foot: str = "— %d —") -> bytes:
    """Paragraphs as official print sets them: two characters indented, twenty-six a row, twenty-two rows a page."""
    rows = [row for paragraph in paragraphs for row in _rows(paragraph)]
    pages = []
    for start in range(0, len(rows), ROWS):
        page = [(x, TOP - 28 * at, text) for at, (x, text) in enumerate(rows[start:start + ROWS])]
        page += [(LEFT, TOP + 60, head)] if head else []
        page += [(LEFT + 180, 60, foot % (start // ROWS + 1))] if foot else []
        pages.append(page)
    return pdf_file(pages)


def _rows(paragraph: str) -> list[tuple[float, str]]:
    """The rows of a paragraph with the places where they begin; a heading stands in the middle. Figures and Latin words do not break."""
    if not paragraph.endswith(("。", "；", "：", ";", "）")) and _wide(paragraph) <= WIDE:
        return [(LEFT + SIZE * (WIDE - _wide(paragraph)) / 2, paragraph)]
    rows = [""]
    for word in re.findall(r"[\x21-\x7e]+|.", paragraph):
        if _wide(rows[-1] + word) > (WIDE if len(rows) > 1 else WIDE - 2):
            rows.append("")
        rows[-1] += word
    return [(LEFT if at else LEFT + 2 * SIZE, row) for at, row in enumerate(rows)]


def _wide(text: str) -> float:
    return sum(0.5 if c < "\u2000" else 1.0 for c in text)


def pdf_file(pages: Sequence[Sequence[tuple[float, float, str]]]) -> bytes:
    """A PDF of pages, each a list of texts with their places in points."""
    objects = ["", "", FONT]
    for page in pages:
        text = "".join(f"BT /F1 {SIZE} Tf 1 0 0 1 {x:.1f} {y:.1f} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n" for x, y, words in page)
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}endstream")
        objects.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
                       f"/Contents {len(objects)} 0 R >>")
    kids = " ".join(f"{at} 0 R" for at in range(5, len(objects) + 1, 2))
    objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"
    return _assembled(objects)


def _assembled(objects: Sequence[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for at, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{at} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode("ascii")
