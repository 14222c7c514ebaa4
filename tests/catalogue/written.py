"""What an editor may write for a model, by its JSON Schema: what is right, and what is not."""

from collections.abc import Mapping
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.load.test_yaml_reader import TEXTS

Schema = Mapping[str, Any]
WORDS = st.sampled_from(
    ("kepala", "staf", "umum", "Surat *masuk*", "30 menit", "±", "é 表", "- a\n- b", "2020-10-01",
     "[a](https://b.example)", "V.26.1.1.3", "1", "selesai", "FLW006", "lampung-2020", "{urut}")
)  # fmt: skip
PATTERNS = st.sampled_from(("K.{unit}.{urut}", "S-{urut:3}/{tahun}"))
DATES = st.sampled_from(("2020-10-01", "2020-10", "2020", "2024-02-29", "2020-13", "2021-02-29"))
ODD = st.one_of(
    st.sampled_from((0, -1, 10**6, 10**18, 10**30, True, None)),
    st.sampled_from((0, 10**6, float("nan"), float("inf"), -0.0, 1e308)),
    st.sampled_from(("", " ", "\x1b[1m", "\u202e", "😀", "x" * 3000)),
    st.sampled_from(([[[[{"a": [[]]}]]]], {}, [], {"dasar": {"dasar": "a"}})),
    st.one_of(st.integers(), TEXTS, st.text(max_size=5)),
)
"""What stands where something else should."""


def written(schema: Schema) -> st.SearchStrategy[object]:
    """What is right by a schema. Of what need not be there, most is not."""
    return _Writer(schema.get("$defs", {})).node(schema)


class _Writer:
    """What is right by each part of a schema, made once."""

    def __init__(self, parts: Mapping[str, Schema]) -> None:
        self._parts = parts
        self._made: dict[str, st.SearchStrategy[object]] = {}

    def node(self, schema: Schema) -> st.SearchStrategy[object]:
        if "$ref" in schema:
            return self._part(schema["$ref"].rpartition("/")[2])
        if "anyOf" in schema:
            return st.one_of([self.node(each) for each in schema["anyOf"]])
        if "enum" in schema or "const" in schema:
            return st.sampled_from(schema.get("enum") or [schema["const"]])
        match schema.get("type"):
            case "object":
                return self._group(schema)
            case "array":
                least = schema.get("minItems", 0)
                return st.lists(
                    self.node(schema.get("items", {})), min_size=least, max_size=least + 2
                )
            case "integer":
                low = schema.get("minimum", -3)
                return st.integers(low, schema.get("maximum", low + 3000))
            case "number":
                return st.floats(schema.get("minimum", 0), schema.get("maximum", 500), width=16)
            case "boolean":
                return st.booleans()
            case "null":
                return st.none()
        return _text(schema)

    def _part(self, name: str) -> st.SearchStrategy[object]:
        if name not in self._made:
            self._made[name] = st.deferred(lambda: self.node(self._parts[name]))
        return self._made[name]

    def _group(self, schema: Schema) -> st.SearchStrategy[object]:
        properties: Mapping[str, Schema] = schema.get("properties", {})
        for pattern, each in schema.get("patternProperties", {}).items():
            return st.dictionaries(_text({"pattern": pattern}), self.node(each), max_size=2)
        if not properties and isinstance(more := schema.get("additionalProperties"), Mapping):
            keys = _text(schema.get("propertyNames", {"pattern": "^[a-z]{1,4}$"}))
            return st.dictionaries(keys, self.node(more), max_size=2)
        needed = set(schema.get("required", ()))
        made = {name: self.node(each) for name, each in properties.items()}
        always = st.fixed_dictionaries({name: made[name] for name in made if name in needed})
        others = sorted(made.keys() - needed)
        if not others:
            return always
        return st.builds(dict.__or__, always, _some(others, made))


@st.composite
def _some(
    draw: st.DrawFn, names: list[str], made: Mapping[str, st.SearchStrategy[object]]
) -> dict[str, object]:
    chosen = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
    return {name: draw(made[name]) for name in chosen}


def _text(schema: Schema) -> st.SearchStrategy[Any]:
    pattern = schema.get("pattern", "")
    if pattern.startswith("^[0-9]{4}"):
        return DATES
    if pattern:
        return st.from_regex(pattern, fullmatch=True, alphabet="abz-_.09AZ")
    return st.one_of(WORDS, WORDS, PATTERNS, TEXTS.filter(str.strip))


_SEEDS = st.integers(0, 2**32)


@st.composite
def disturbed(draw: st.DrawFn, right: st.SearchStrategy[object]) -> object:
    """What is right but for a value, a key or a list that is something else."""
    data = draw(right)
    for _ in range(draw(st.integers(1, 2))):
        data = _with_another(data, draw(ODD), Random(draw(_SEEDS)))
    return data


def _with_another(data: Any, other: object, chance: Random) -> object:
    if isinstance(data, int) and chance.random() < 0.7:  # what is no number is refused alike
        return chance.choice((0, -1, 10**6, 10**30, 1.5))
    if not isinstance(data, dict | list) or not data or chance.random() < 0.1:
        return other
    if isinstance(data, list):
        place = chance.randrange(len(data))
        return [*data[:place], _with_another(data[place], other, chance), *data[place + 1 :]]
    key = chance.choice(sorted(data))
    if chance.random() < 0.2:
        return data | {str(other)[:20]: data[key]}
    if chance.random() < 0.2:
        return {name: each for name, each in data.items() if name != key}
    return data | {key: _with_another(data[key], other, chance)}
