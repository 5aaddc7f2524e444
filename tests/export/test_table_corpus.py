"""Comparison tables of real laws: each column gives its text back to the character, whatever the format."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.export.table_columns import PAIRS, of_docx, of_html, of_xlsx, whole
from tracker.export import table_docx, table_html, table_xlsx
from tracker.export.table import table
from tracker.export.table_profiles import PROFILES
from tracker.reading import read

LAWS = sorted(PAIRS.iterdir()) if PAIRS.is_dir() else []


@pytest.mark.skipif(not LAWS, reason="the shared corpus is not there")
@pytest.mark.parametrize("law", LAWS, ids=lambda path: path.name)
def test_columns_are_the_texts(law: Path) -> None:
    versions = [read(path) for path in sorted(law.glob("*.txt"))]
    for old, new in pairwise(versions):
        made, wanted = table(old, new), (whole(old), whole(new))
        assert of_docx(table_docx.render(made, PROFILES["shading"])) == wanted
        assert of_xlsx(table_xlsx.render(made, PROFILES["shading"])) == wanted
        assert of_html(table_html.render(made, PROFILES["shading"])) == wanted
