"""Documents: values go to JSON and back, canonical and valid; a broken one says where and what was expected."""

import json
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import codec
from tracker.errors import DocumentError
from tracker.model import Reason, Version
from tracker.reading import read_text
from tracker.timeline.upcoming import WAITS

LAW = read_text("示例市公园条例\n（2020年1月1日示例市人民代表大会常务委员会通过）\n第一条　为了管理公园，制定本条例。\n"
                "第二条　本条例自2020年3月1日起施行。\n")
LINES = ["第一条　甲。", "第二条　乙：", "（一）丙；", "（二）丁。", "第一章　总则", "1.戊", "己。", "第三条之一　庚。", "附件", "表"]


@pytest.mark.parametrize("kind", codec.kinds())
def test_every_schema_is_a_schema_and_its_examples_are_valid(kind: str) -> None:
    import jsonschema

    schema = codec.schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(f"/1/{kind}.schema.json")
    assert schema["examples"]
    for example in schema["examples"]:
        codec.validate(kind, example)


@pytest.mark.parametrize("kind", [kind for kind in codec.kinds() if kind in codec._CLASSES])
def test_examples_are_canonical_and_come_back(kind: str) -> None:
    for example in codec.schema(kind)["examples"]:
        assert codec.dump(codec.encode(kind, codec.decode(kind, example))) == codec.dump(example)


def test_every_reason_not_to_read_as_printed_is_one_that_a_document_may_give() -> None:
    reasons = codec.schema("version")["$defs"]["reading"]["properties"]["reason"]["enum"]
    assert set(reasons) == set(get_args(Reason)) == set(WAITS)


def test_a_version_comes_back() -> None:
    assert codec.load(codec.dump(codec.encode("version", LAW)), "x") == LAW


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1))
def test_any_reading_comes_back(lines: list[str]) -> None:
    version = read_text("示例办法\n第一条　甲。\n" + "\n".join(lines))
    data = codec.dump(codec.encode("version", version))
    assert codec.load(data, "x") == version
    assert codec.dump(codec.encode("version", codec.load(data, "x"))) == data


def test_canonical_bytes_can_be_read_by_a_person() -> None:
    data = codec.dump(codec.encode("version", LAW)).decode()
    assert data.startswith('{\n  "$schema": ')
    assert data.endswith("}\n")
    assert "为了管理公园" in data


BREAKS = {
    "a missing key": (lambda d: d.pop("law"), r"\$: law is missing"),
    "an unknown key": (lambda d: d.update(extra=1), "no field extra; there are: "),
    "a day that does not exist": (lambda d: d.update(adopted="2023-02-30"), r'\$\.adopted: "2023-02-30" is no date \(2024-03-01\)'),
    "a type nobody knows": (lambda d: d["body"][0].update(type="verse"), r'\$\.body\[0\]\.type: "verse" is none of: title, '),
    "an id that is not the place's": (lambda d: d["body"][0].update(id="art_9"), "art_9, expected art_1"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_document_names_file_place_and_expectation(name: str) -> None:
    document = json.loads(codec.dump(codec.encode("version", LAW)))
    change, said = BREAKS[name]
    change(document)
    with pytest.raises(DocumentError, match="^laws/x.json: .*" + said):
        codec.decode("version", document, "laws/x.json")


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[]", b"3", b'{"$schema": "https://else.example/x"}', b"{}"])
def test_what_is_no_document_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"x\.json"):
        codec.load(data, "x.json")


def test_versions_are_values() -> None:
    assert isinstance(LAW, Version)
    assert read_text("\n".join(["示例市公园条例", "（2020年1月1日示例市人民代表大会常务委员会通过）", "第一条　为了管理公园，制定本条例。",
                                       "第二条　本条例自2020年3月1日起施行。", ""])) == LAW


def test_the_bundle_holds_every_schema_and_needs_nothing_else() -> None:
    import jsonschema

    bundle = codec.bundle()
    assert sorted(bundle["$defs"]) == codec.kinds()
    validator = jsonschema.Draft202012Validator(bundle)  # no registry: every reference must lead into the bundle
    for schema in bundle["$defs"].values():
        for example in schema["examples"]:
            validator.validate(example)
    assert not validator.is_valid({"$schema": "https://else.example/x"})


def fields(schema: object, place: str = "") -> list[str]:
    """Every field that a schema names, by its place."""
    if not isinstance(schema, dict):
        return []
    own = [f"{place}/{name}" for name in schema.get("properties", {})]
    inner = [(word, schema[word]) for word in ("items", "additionalProperties") if word in schema]
    inner += [(name, part) for group in ("properties", "$defs") for name, part in schema.get(group, {}).items()]
    return own + [found for name, part in inner for found in fields(part, f"{place}/{name}")]


def test_within_a_major_version_no_field_goes() -> None:
    """`schema_fields.json` lists the fields once published; new ones may be added to it, none taken out without a new major version."""
    published = json.loads((Path(__file__).parent / "schema_fields.json").read_text(encoding="utf-8"))
    for kind, listed in published.items():
        assert set(listed) - set(fields(codec.schema(kind))) == set(), kind
