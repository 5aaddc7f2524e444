"""Terms of other laws that a sentence makes longer, to a day or by a length that gives none; what only speaks of it makes none longer."""

import pytest

from tracker.reading.prolonging import prolonged


@pytest.mark.parametrize(("sentence", "longer"), [
    ("《甲办法》的有效期延长至2027年12月31日", [("甲办法", "", "2028-01-01")]),
    ("将《甲办法》（示政发〔2020〕1号）有效期延长5年，自2023年6月1日起至2028年5月31日止", [("甲办法", "", "2028-06-01")]),
    ("决定延长《甲办法》、《乙规定》的试行期限至2027年12月31日", [("甲办法", "", "2028-01-01"), ("乙规定", "", "2028-01-01")]),
    ("《甲办法》第三条的有效期延续到2027年12月31日", [("甲办法", "第三条", "2028-01-01")]),
    ("依照《甲条例》，《乙规定》的施行期限再延长至2027年12月31日", [("乙规定", "", "2028-01-01")]),
    ("《甲办法》试行期限延长一年", [("甲办法", "", "None")]),
    ("《甲办法》有效期延长至2026年3月1日或者2027年3月1日", [("甲办法", "", "None")]),
    ("《甲办法》有效期延长至2027年2月30日", [("甲办法", "", "None")]),
    ("建议延长《甲办法》的有效期至2027年12月31日", []),
    ("《甲办法》的有效期可以延长至2027年12月31日", []),
    ("《甲办法》的有效期不得延长", []),
    ("依照《甲办法》第四十二条规定的期限延长十日", []),
])
def test_what_a_sentence_makes_longer(sentence: str, longer: list[tuple[str, str, str]]) -> None:
    assert [(one.title, "、".join(one.provisions), str(until)) for one, until in prolonged(sentence)] == longer
