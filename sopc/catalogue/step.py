"""The steps of an SOP as they are written: rows of the flowchart table, and parts of rows."""

import re
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticKnownError

from sopc.catalogue.base import Keys, Model, Refusal, Text, Texts, as_tuple, as_written
from sopc.catalogue.scalars import Time
from sopc.language import Phrase
from sopc.markup.words import as_words

END: Final = "selesai"
"""The target of an exit that ends the procedure."""

MAX_EXITS = 3
"""A diamond has four corners: one to enter by, three to leave by."""

MAX_NUMBER = 6
"""So many letters of a printed number fit into their column."""

CODE: Final = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
LONGEST_CODE: Final = 40
_NUMBER = r"([^\W_]+([./-][^\W_]+)*)?"


def _check_code(value: object) -> object:
    if value == END:
        hint = Phrase("choose another word, such as `mengarsipkan`")
        raise Refusal(Phrase("`selesai` is the end of the procedure, not a step's code"), hint)
    if isinstance(value, str) and not re.fullmatch(CODE, value):
        hint = Phrase("use small letters, digits and hyphens, a letter first: `menyusun-daftar`")
        code = _as_code(value)
        if code:
            hint = Phrase("write `{word}`", word=code)
        raise Refusal(Phrase("`{text}` is no code of a step", text=value), hint)
    return value


def _as_code(text: str) -> str:
    """A text as codes are written, if it is not too long for one."""
    code = "-".join(re.findall(r"[a-z0-9]+", text.lower())) if len(text) <= LONGEST_CODE else ""
    return code if re.fullmatch(CODE, code) else ""


def _check_target(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(CODE, value):
        hint = Phrase("write the `kode` of a step, its place in the list from 1, or `selesai`")
        place = re.fullmatch(r"(?:langkah|step|nomor|no\.?) *([1-9][0-9]{0,2})", value.lower())
        if place or _as_code(value):
            hint = Phrase("write `{word}`", word=place[1] if place else _as_code(value))
        raise Refusal(Phrase("`{text}` names no step", text=value), hint)
    return value


def _check_number(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and value < 1:
        raise PydanticKnownError("greater_than_equal", {"ge": 1})
    if isinstance(value, str) and (
        len(value.strip()) > MAX_NUMBER or not re.fullmatch(_NUMBER, value.strip())
    ):
        hint = Phrase('write it like 3 or `2a`, or `""` for none')
        raise Refusal(Phrase("`{text}` is no number of a step", text=value), hint)
    return value.strip() if isinstance(value, str) else value


def _as_exits(value: object) -> object:
    """A list of targets as exits without labels, by their places in it."""
    return dict(enumerate(value)) if isinstance(value, list) else value


def _as_label(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


Code = Annotated[
    str,
    BeforeValidator(_check_code, json_schema_input_type=Annotated[str, Field(pattern=f"^{CODE}$")]),
]
"""The name by which exits call a step or a part of one: a word that begins with a letter."""

Target: TypeAlias = int | str
"""Where an exit leads: a code, the place of a row in the list from 1, or ``selesai``."""

_Target = Annotated[
    Target,
    BeforeValidator(
        _check_target,
        json_schema_input_type=int | Annotated[str, Field(pattern=f"^{CODE}$")],
    ),
]
_Label = Annotated[
    str,
    BeforeValidator(_as_label, json_schema_input_type=str),
    AfterValidator(as_words),
    PlainSerializer(as_written, return_type=str),
]
_Exits = Annotated[
    dict[_Label | int, _Target],
    Field(min_length=2, max_length=MAX_EXITS),
    BeforeValidator(
        _as_exits,
        json_schema_input_type=Annotated[
            dict[str, _Target], Field(min_length=2, max_length=MAX_EXITS)
        ]
        | Annotated[list[_Target], Field(min_length=2, max_length=MAX_EXITS)],
    ),
]
_StepNumber = Annotated[
    int | str,
    BeforeValidator(
        _check_number,
        json_schema_input_type=Annotated[int, Field(ge=1)]
        | Annotated[str, Field(max_length=MAX_NUMBER)],
    ),
]


class _Ways(Model):
    """What a step, or a part of one, is called, how it is drawn, and where it leads."""

    kind: Literal["mulai", "proses", "selesai"] | None = Field(
        default=None, alias="jenis", description="Bila bukan bentuk yang semestinya"
    )
    decision: _Exits | None = Field(
        default=None,
        alias="keputusan",
        description="Label jalan keluar → tujuan, misalnya {ya: mengirim-surat, tidak: selesai}; "
        "tanpa label: daftar tujuan",
    )
    next: _Target | None = Field(
        default=None, alias="lanjut", description="Langkah berikut, bila bukan yang di bawahnya"
    )
    code: Code | None = Field(
        default=None, alias="kode", description="Nama untuk tujuan, misalnya menyusun-daftar"
    )

    @model_validator(mode="after")
    def _one_way_on(self) -> "_Ways":
        if self.decision is not None and self.next is not None:
            raise Refusal(
                Phrase("a step has either `keputusan` or `lanjut`, not both"), at=("lanjut",)
            )
        if self.kind == "selesai" and (self.decision or self.next not in (None, END)):
            raise Refusal(
                Phrase(
                    "a step with `jenis: selesai` is the end: remove it, or `keputusan` and "
                    "`lanjut`, which lead on"
                ),
                at=("jenis",),
            )
        return self


class StepPart(_Ways):
    """*Bagian*: one symbol of a row's chain, or several for work done jointly."""

    actors: Keys = Field(alias="pelaksana", min_length=1, description="Satu kunci, atau beberapa")


def _has_actors_or_parts(schema: dict[str, Any]) -> None:
    schema.pop("description", None)
    schema["oneOf"] = [{"required": ["pelaksana"]}, {"required": ["rangkaian"]}]


class Step(_Ways):
    """*Langkah*: one row of the flowchart table; its symbol, or the chain of its symbols."""

    model_config = ConfigDict(json_schema_extra=_has_actors_or_parts)

    activity: Text = Field(alias="uraian", description="Kalimat kegiatan")
    number: _StepNumber | None = Field(
        default=None,
        alias="nomor",
        description='Nomor tercetak, bila bukan urutannya: 7, 2a, atau "" tanpa nomor',
    )
    chain: Annotated[
        tuple[StepPart, ...],
        Field(min_length=2),
        BeforeValidator(
            as_tuple, json_schema_input_type=Annotated[list[StepPart], Field(min_length=2)]
        ),
    ] = Field(
        default=(),
        alias="rangkaian",
        description="Bagian-bagian langkah, bila dikerjakan berturut-turut dalam satu baris",
    )
    actors: Keys = Field(
        default=(),
        alias="pelaksana",
        description="Satu kunci, atau beberapa bila dikerjakan bersama",
    )
    inputs: Texts = Field(
        default=(), alias="kelengkapan", description="Persyaratan atau perlengkapan langkah"
    )
    duration: Time | None = Field(
        default=None, alias="waktu", description="Waktu dalam kata: 30 menit, 1/4 jam, 2 hari"
    )
    output: Texts = Field(default=(), description="Hasil langkah")
    remarks: Texts = Field(default=(), alias="keterangan", description="Keterangan")

    @model_validator(mode="before")
    @classmethod
    def _ask_for_actors(cls, value: object) -> object:
        """A row without a chain lacks its actors as it would lack any other key."""
        if isinstance(value, dict) and not value.keys() & {
            "pelaksana",
            "actors",
            "rangkaian",
            "chain",
        }:
            return {**value, "pelaksana": None}
        return value

    @field_validator("actors", mode="before")
    @classmethod
    def _some_actors(cls, value: object) -> object:
        if value is None:
            raise PydanticKnownError("missing")
        if value in ([], ()):
            bounds = {"field_type": "List", "min_length": 1, "actual_length": 0}
            raise PydanticKnownError("too_short", bounds)
        return value

    @model_validator(mode="after")
    def _of_its_own_or_of_its_parts(self) -> "Step":
        for field, key in _OF_PARTS.items():
            if self.chain and field in self.model_fields_set:
                raise Refusal(
                    Phrase("a row with `rangkaian` has no `{key}`: its parts have theirs", key=key),
                    at=(key,),
                )
        return self

    def printed_number(self, place: int) -> str:
        """The number that is printed for the row at a place from 1: nothing where none shall be."""
        return str(place if self.number is None else self.number)

    @property
    def parts(self) -> "tuple[StepPart | Step, ...]":
        """The parts of the row's chain; a row without one is its own only part."""
        return self.chain or (self,)


_OF_PARTS = {"actors": "pelaksana", "kind": "jenis", "decision": "keputusan", "next": "lanjut"}
"""What a row with a chain leaves to its parts, and how that is written."""
