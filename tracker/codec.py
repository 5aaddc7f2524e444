"""Values to JSON documents and back, each document valid by its schema.

The rules: a field's name is its key; a tuple is a list; a date is ISO 8601; a provision's `Number` is written `17-1`. Keys stand
in the schema's order, and what is empty is left out unless the schema requires it. Canonical bytes are UTF-8 with two spaces
of indentation and one final newline. `decode(kind, encode(kind, value)) == value`.

Validation runs in jsonschema-rs, which is fast; where a document fails, jsonschema says where and what was expected.
"""

import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import orjson
from msgspec import Struct

from tracker.errors import DocumentError, TrackerError
from tracker.language import _
from tracker.model import InForce, Provision, Provisions, Version, places
from tracker.numbering import Number

Json = dict[str, Any]

_CLASSES = {
    "version": "tracker.model:Version",
    "law": "tracker.model:Law",
    "timeline": "tracker.timeline:Timeline",
    "lineage": "tracker.timeline.history:Lineage",
    "blame": "tracker.timeline.blame:Blame",
    "diff": "tracker.compare.diff:Diff",
    "renumbering": "tracker.compare.renumbering:Renumbering",
    "alignment": "tracker.compare.overrule:Overrule",
    "citations": "tracker.compare.carrying:Carrying",
    "amendment": "tracker.amend.instructions:Amendment",
    "report": "tracker.amend.report:Report",
    "rulings": "tracker.amend.rulings:Rulings",
    "conflicts": "tracker.amend.conflicts:Conflicts",
}
_NAMES: dict[tuple[type, str], str] = {(InForce, "date"): "from"}
_BY_HAND = ("rulings", "alignment")
"""The kinds that persons write themselves: their errors are told by entry and field."""
_MISFITS = {
    "enum": "{value} is none of: {wanted}",
    "const": "{value} should be {wanted}",
    "type": "{value} should be of the type {wanted}",
    "format": "{value} is no {wanted} (2024-03-01)",
    "minLength": "it is empty",
}
"""What is wrong with a value, by the schema's word that it does not fit: message ids."""
_MEND = "mend the file there; `tracker schema {kind}` prints what it holds, with examples. A store's own file is restored from git"
_SCALARS = (str, int, float, types.NoneType)
_EMPTY: tuple[Any, ...] = (None, "", [], {})


def class_of(kind: str) -> type:
    """The class whose values are documents of a kind."""
    module, name = _CLASSES[kind].split(":")
    found: type = getattr(import_module(module), name)
    return found


# Schemas


def _schema_folder() -> Path:
    shipped = Path(__file__).parent / "schemas"
    return shipped if shipped.is_dir() else Path(__file__).parent.parent / "schemas"


@cache
def schema(kind: str) -> Json:
    """The JSON Schema of a kind of document. Raises DocumentError for a kind there is none of."""
    page = _schema_folder().joinpath(f"{kind}.schema.json")
    if not page.is_file():
        raise DocumentError("there is no schema named {kind!r}", hint="the schemas are: {kinds}", kind=kind, kinds=", ".join(kinds()))
    return dict(orjson.loads(page.read_bytes()))


def kinds() -> list[str]:
    """The kinds of documents that have a schema, in alphabetical order."""
    return [page.name.removesuffix(".schema.json") for page in schema_files()]


def schema_files() -> list[Path]:
    """The files that the schemas are read from, in alphabetical order."""
    return sorted(_schema_folder().glob("*.schema.json"))


def bundle() -> Json:
    """All schemas in one (a compound document of 2020-12): each under its own `$id`; what fits it is a document of one of the kinds."""
    found = {kind: schema(kind) for kind in kinds()}
    own = schema("version")["$id"].replace("version.schema", "bundle.schema")
    return {"$schema": schema("version")["$schema"], "$id": own, "title": "The documents of the tracker",
            "description": "One of the kinds of documents. The number in an address is the major version: fields are only added in it.",
            "oneOf": [{"$ref": each["$id"]} for each in found.values()], "$defs": found}


@cache
def _kinds_by_id() -> dict[str, str]:
    return {schema(kind)["$id"]: kind for kind in kinds()}


def kind_of(document: Json, where: str, expected: str = "") -> str:
    """The kind that a document says it is in `$schema`; `expected` where one kind alone would do. Raises DocumentError where it says none
    of ours."""
    named = document.get("$schema") if isinstance(document, dict) else None
    found = _kinds_by_id().get(named) if isinstance(named, str) else None
    if not found:
        raise DocumentError("{where}: this JSON is no document of the tracker ($schema is {named!r})",
                            hint="expected: {wanted}", where=where, named=named,
                            wanted=schema(expected)["$id"] if expected else ", ".join(kinds()))
    return found


@cache
def _validator(kind: str) -> Callable[[Any], bool]:
    import jsonschema_rs

    others = [(schema(other)["$id"], schema(other)) for other in kinds()]
    registry = jsonschema_rs.Registry(others)
    return jsonschema_rs.Draft202012Validator(schema(kind), registry=registry, validate_formats=True).is_valid


def validate(kind: str, document: Any, where: str = "") -> None:
    """Raise DocumentError with the file, the JSON path and what was expected where a document does not fit its schema."""
    if not _validator(kind)(document):
        raise _explain(kind, document, where or kind)


def _explain(kind: str, document: Any, where: str) -> DocumentError:
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.exceptions import best_match, by_relevance
    from referencing import Registry, Resource

    registry: Any = Registry().with_resources((schema(k)["$id"], Resource.from_contents(schema(k))) for k in kinds())
    errors = Draft202012Validator(schema(kind), registry=registry, format_checker=FormatChecker()).iter_errors(document)
    found = best_match(errors, by_relevance(strong=frozenset({"additionalProperties"})))  # a name mistaken is why another is missing
    path, expected = (_path(kind, found), _misfit(found)) if found else ("$", schema(kind)["title"])
    return DocumentError("{where}: at {path}: {expected}", hint=_MEND, where=where, path=path, expected=expected, kind=kind)


def _path(kind: str, found: Any) -> str:
    """Where in a document something is wrong (a ValidationError of jsonschema): its JSON path; in a file that persons write, the entry as
    they count, and the field in it."""
    steps = list(found.absolute_path)
    if kind not in _BY_HAND or len(steps) < 2:
        return str(found.json_path)
    return ", ".join([_("entry {entry}").format(entry=int(steps[1]) + 1), *([".".join(map(str, steps[2:]))] if steps[2:] else [])])


def _misfit(found: Any) -> str:
    """What is wrong with a value, in the user's language; in the validator's own words where it is something rare."""
    value, wanted = found.instance, found.validator_value
    if found.validator == "required":
        return _("{fields} is missing").format(fields=", ".join(name for name in wanted if name not in value))
    if found.validator == "additionalProperties":
        known = found.schema["properties"]
        return _("there is no field {unknown}; there are: {fields}").format(unknown=", ".join(name for name in value if name not in known),
                                                                            fields=", ".join(known))
    message, listed = _MISFITS.get(found.validator, ""), wanted if isinstance(wanted, list) else [wanted]
    return _(message).format(value=dump_line(value)[:80], wanted=", ".join(map(str, listed))) if message else found.message[:300]


# Encoding


def encode(kind: str, value: Any) -> Json:
    """A value as a document of a kind, in canonical order, checked against its schema."""
    plain = {"$schema": schema(kind)["$id"], **_plain(value)}
    document: Json = _arrange(plain, f"{kind}#")
    validate(kind, document)
    return document


def dump(document: Any) -> bytes:
    """A document's canonical bytes."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def dump_line(document: Json) -> str:
    """A document as one line, for NDJSON; without the line's end."""
    return orjson.dumps(document).decode()


def _plain(value: Any) -> Any:
    if isinstance(value, _SCALARS):
        return value
    if isinstance(value, (Number, date)):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, Version):
        return _plain_version(value)
    if isinstance(value, Struct):
        return {name: _plain(getattr(value, attribute)) for attribute, name in _names(value.__class__)}
    return {str(key): _plain(item) for key, item in value.items()}


def _plain_version(version: Version) -> Json:
    ids = iter(places(version))
    own = {name: _plain(getattr(version, attribute)) for attribute, name in _names(Version) if name not in ("head", "body", "tail")}
    return own | {part: _plain_nodes(getattr(version, part), ids) for part in ("head", "body", "tail")}


def _plain_nodes(nodes: Provisions, ids: Iterator[str]) -> list[Json]:
    return [{"id": next(ids), "type": node.type, "num": node.num, "number": str(node.number) if node.number else "",
             "heading": node.heading, "text": node.text, "rows": [list(row) for row in node.rows],
             "children": _plain_nodes(node.children, ids)} for node in nodes]


@cache
def _names(cls: type[Struct]) -> tuple[tuple[str, str], ...]:
    """(attribute, JSON key) of each field of a value."""
    return tuple((name, _NAMES.get((cls, name), name)) for name in cls.__struct_fields__)


@cache
def _shape_at(place: str) -> tuple[dict[str, str], frozenset[str], str]:
    """At a place in a schema (kind#pointer): its properties with their places, which are required, and the place of its items or values."""
    kind, _, pointer = place.partition("#")
    kind, pointer, here = _follow(kind, pointer)
    base = f"{kind}#{pointer}"
    properties = {name: f"{base}/properties/{name}" for name in here.get("properties", {})}
    inner = next((f"{base}/{word}" for word in ("items", "additionalProperties") if isinstance(here.get(word), dict)), "")
    return properties, frozenset(here.get("required", ())), inner


def _follow(kind: str, pointer: str) -> tuple[str, str, Json]:
    """Go through `$ref` and through the one alternative that is not null."""
    here: Any = schema(kind)
    for part in pointer.strip("/").split("/") if pointer.strip("/") else []:
        here = here[int(part)] if isinstance(here, list) else here[part]
    if "$ref" in here:
        target, _, inner = here["$ref"].partition("#")
        return _follow(_kinds_by_id()[target] if target else kind, inner)
    for word in ("anyOf", "oneOf"):
        for index, option in enumerate(here.get(word, [])):
            if option.get("type") != "null":
                return _follow(kind, f"{pointer}/{word}/{index}")
    return kind, pointer, here


def _arrange(plain: Any, place: str) -> Any:
    """Keys in the order of the schema at a place, empty ones that it does not require left out."""
    if not place or not isinstance(plain, (list, dict)):
        return plain
    properties, required, inner = _shape_at(place)
    if isinstance(plain, list):
        return [_arrange(item, inner) for item in plain]
    if not properties:
        return {key: _arrange(item, inner) for key, item in plain.items()}
    told = {name: value for name, value in plain.items() if name in required or value not in _EMPTY}
    known = {name: _arrange(told[name], place) for name, place in properties.items() if name in told}
    return known | {name: value for name, value in told.items() if name not in known}  # the unknown is for validation to refuse


def node_at(version: Version, key: str) -> Json:
    """The node of a version's document with this id."""
    document = encode("version", version)
    return next(node for part in ("head", "body", "tail") for node in _documents(document[part]) if node["id"] == key)


# Decoding


def load(data: bytes, where: str, kind: str = "") -> Any:
    """The value in a document's bytes: of the kind expected, or of whatever kind it says it is where none is named.

    Raises DocumentError with the place of what is wrong, and where it is a document of another kind, or of one that is only written.
    """
    document = parse(data, where)
    found = kind_of(document, where, kind)
    if found not in ((kind,) if kind else _CLASSES):
        raise DocumentError("{where} is a document of the kind {found}; expected: {expected}", where=where, found=found,
                            expected=kind or ", ".join(_CLASSES), hint="name a document of that kind; a store's own is restored from git")
    return decode(found, document, where)


def parse(data: bytes, where: str) -> Json:
    """JSON bytes as a document. Raises DocumentError with line and column."""
    try:
        found: Json = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise _damaged(data, where, error) from None
    return found


def _damaged(data: bytes, where: str, found: orjson.JSONDecodeError) -> DocumentError:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return DocumentError("{where}: not UTF-8 at byte {at}", hint="mend the file there; a store's own file is restored from git",
                             where=where, at=error.start)
    return DocumentError("{where}: line {line}, column {column} is no JSON: {reason}", where=where, line=found.lineno, column=found.colno,
                         reason=found.msg, hint="mend the file there; a store's own file is restored from git")


def decode(kind: str, document: Json, where: str = "") -> Any:
    """The value of a document; validates it first. Raises DocumentError, also where a provision's id is not the computed one."""
    validate(kind, document, where)
    try:
        value = _record(class_of(kind), document)
    except (ValueError, TrackerError) as error:
        raise DocumentError("{where}: {reason}", hint=_MEND, where=where or kind, reason=str(error), kind=kind) from None
    if isinstance(value, Version):
        _check_ids(value, document, where or kind)
    return value


def load_again(data: bytes, where: str) -> Version:
    """The version in a document that `load` has read before: these bytes, by this code; it is not found valid once more."""
    found: Version = _record(Version, parse(data, where))
    return found


Reader = Callable[[Any], Any]
"""Makes a value of JSON that is not null."""


@cache
def _reader(hint: Any) -> Reader:
    """How values of a type are made, worked out once for each type."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _reader(next(a for a in arguments if a is not types.NoneType))
    if origin is tuple and arguments[-1] is Ellipsis:
        return partial(_items, _reader(arguments[0]))
    if origin is tuple:
        return partial(_each, tuple(map(_reader, arguments)))
    if origin in (dict, Mapping):
        return partial(_entries, _reader(arguments[1]))
    if hint in _SINGLE:
        return _SINGLE[hint]
    return partial(_record, hint) if isinstance(hint, type) and issubclass(hint, Struct) else _as_it_is


def _items(each: Reader, plain: Any) -> tuple[Any, ...]:
    return tuple([None if item is None else each(item) for item in plain])


def _each(readers: tuple[Reader, ...], plain: Any) -> tuple[Any, ...]:
    return tuple(None if item is None else read(item) for read, item in zip(readers, plain, strict=True))


def _entries(each: Reader, plain: Any) -> dict[str, Any]:
    return {key: None if item is None else each(item) for key, item in plain.items()}


def _record(cls: Callable[..., Any], plain: Any) -> Any:
    return cls(**{attribute: None if (item := plain[name]) is None else read(item)
                  for attribute, name, read in _readers(cls) if name in plain})


@cache
def _readers(cls: Any) -> tuple[tuple[str, str, Reader], ...]:
    """(attribute, JSON key, reader) of each field of a value."""
    hints = typing.get_type_hints(cls)
    return tuple((attribute, name, _reader(hints[attribute])) for attribute, name in _names(cls))


def _as_it_is(plain: Any) -> Any:
    return plain


def _provision(plain: Json) -> Provision:
    number, rows, children = plain.get("number"), plain.get("rows"), plain.get("children")
    return Provision(plain["type"], plain.get("num", ""), Number.parse(number) if number else None, plain.get("heading", ""),
                     plain.get("text", ""), tuple(map(tuple, rows)) if rows else (), tuple(map(_provision, children)) if children else ())


_SINGLE: dict[Any, Reader] = {Number: Number.parse, date: date.fromisoformat, Provision: _provision}


def _check_ids(version: Version, document: Json, where: str) -> None:
    written = (node["id"] for part in ("head", "body", "tail") for node in _documents(document[part]))
    for stated, computed in zip(written, places(version), strict=True):
        if stated != computed:
            raise DocumentError("{where}: a provision has the id {stated}, expected {computed} from its place",
                                hint="ids are computed; restore the file from git", where=where, stated=stated, computed=computed)


def _documents(nodes: list[Json]) -> Iterator[Json]:
    for node in nodes:
        yield node
        yield from _documents(node.get("children", []))
