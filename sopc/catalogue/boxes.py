"""The boxes of an identity page that katalog.yaml can fill in for many SOPs at once."""

from collections.abc import Iterator
from typing import Annotated, Final, Self, TypeVar

from pydantic import (
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)

from sopc.catalogue.base import Model, Refusal, Text, Texts, as_tuple
from sopc.catalogue.citation import Citation, Citations, CitationsInput, as_citations
from sopc.diagnostics import KeyPath
from sopc.language import Phrase
from sopc.suggest import did_you_mean

ADDED: Final = "tambah"
"""The key below which a box adds to what katalog.yaml has for it, instead of replacing that."""

AnyBoxes = TypeVar("AnyBoxes", bound="Boxes")


class _MoreTexts(Model):
    """How texts that add to others are written; for the JSON Schema only."""

    added: Texts = Field(alias=ADDED, description="Tambahan pada bawaan katalog.yaml")


class _MoreCitations(Model):
    """How citations that add to others are written; for the JSON Schema only."""

    added: Citations = Field(alias=ADDED, description="Tambahan pada bawaan katalog.yaml")


def _alone(value: object) -> object:
    """Refuses a group of lines that is meant to add, but is more than that or misspelt."""
    if isinstance(value, dict) and any(did_you_mean(str(key), [ADDED]) for key in value):
        raise Refusal(
            Phrase("a group that adds has one line, `{key}: …`", key=ADDED),
            Phrase("what stands below `{key}` comes after what katalog.yaml has", key=ADDED),
        )
    return value


_Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(as_tuple, json_schema_input_type=Text | list[Text] | _MoreTexts),
    BeforeValidator(_alone),
]
_Citations = Annotated[
    tuple[Citation, ...],
    BeforeValidator(as_citations, json_schema_input_type=CitationsInput | _MoreCitations),
    BeforeValidator(_alone),
]


class Boxes(Model):
    """What can be said for many SOPs at once, and by each SOP for itself.

    A box that is left out is that of the defaults, one that is given takes its place, and one that
    is given below ``tambah`` comes after it (``composed``). ``adds`` names those.
    """

    legal_basis: _Citations = Field(
        default=(),
        alias="dasar_hukum",
        description="Kunci peraturan dari dasar-hukum.yaml, menurut urutan cetak; "
        "daftar kunci dicetak sebagai satu butir",
    )
    qualifications: _Texts = Field(
        default=(), alias="kualifikasi", description="Kualifikasi pelaksana"
    )
    equipment: _Texts = Field(
        default=(), alias="peralatan", description="Peralatan dan perlengkapan"
    )
    warnings: _Texts = Field(
        default=(), alias="peringatan", description="Akibat bila SOP tidak dilaksanakan"
    )
    records: _Texts = Field(default=(), alias="pencatatan", description="Pencatatan dan pendataan")

    _adds: frozenset[str] = PrivateAttr(default=frozenset())

    @model_validator(mode="wrap")
    @classmethod
    def _look_for_additions(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, dict):
            return handler(data)
        adds = {
            name: key
            for name, key in BOXES.items()
            if isinstance(data.get(key), dict) and data[key].keys() == {ADDED}
        }
        boxes = handler(data | {key: data[key][ADDED] for key in adds.values()})
        boxes._adds = frozenset(adds)
        return boxes

    @property
    def adds(self) -> frozenset[str]:
        """The fields that are given below ``tambah``."""
        return self._adds

    @property
    def regulations(self) -> tuple[str, ...]:
        """The keys of all regulations that the legal basis names, in order."""
        return tuple(key for item in self.legal_basis for key in item.regulations)

    def citations(self) -> Iterator[tuple[KeyPath, Citation]]:
        """The items of the legal basis, each with the way to it as it was written."""
        way = self._way("legal_basis")
        for index, item in enumerate(self.legal_basis):
            yield (*way, index), item

    def texts(self) -> Iterator[tuple[KeyPath, str]]:
        """The texts of all boxes, each with the way to it as it was written."""
        for path, item in self.citations():
            if item.wording is not None:
                yield (*path, "tertulis"), item.wording
        boxes = {
            "qualifications": self.qualifications,
            "equipment": self.equipment,
            "warnings": self.warnings,
            "records": self.records,
        }
        for name, texts in boxes.items():
            way = self._way(name)
            for index, text in enumerate(texts):
                yield (*way, index), text

    def _way(self, name: str) -> KeyPath:
        return (BOXES[name], ADDED) if name in self._adds else (BOXES[name],)


BOXES: Final = {
    name: field.alias for name, field in Boxes.model_fields.items() if field.alias is not None
}
"""The boxes: their fields, and the form's words for them."""


class Defaults(Boxes):
    """*Bawaan*: what holds for all SOPs of a unit or of the catalogue that do not say otherwise."""


def composed(own: AnyBoxes, defaults: Boxes) -> AnyBoxes:
    """What is printed of ``own`` where ``defaults`` hold.

    What the default of a box has already is not added to it a second time.
    """
    filled = {}
    for name in BOXES:
        default, given = getattr(defaults, name), getattr(own, name)
        if default and name in own.adds:
            known = frozenset(default)
            filled[name] = (*default, *(item for item in given if item not in known))
        elif default and name not in own.model_fields_set:
            filled[name] = default
    if not filled:
        return own
    whole = own.model_copy(update=filled)
    whole._adds = own.adds - filled.keys()
    return whole
