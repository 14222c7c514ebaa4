"""A step as a chain of symbols in one row, and a chain as one step again."""

from sopc.changes import KeyPath
from sopc.edit.draft import Draft
from sopc.edit.one_or_more import as_listed
from sopc.language import Phrase
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.raw_sop import RawSop
from sopc.serve.asked import JoinStep, SplitStep
from sopc.serve.drafting import NotNow, put_one_or_more, sop_of, spot_of

_ACTORS, _CHAIN, _KIND = "pelaksana", "rangkaian", "jenis"
_WAYS = ("keputusan", "lanjut")


def split(draft: Draft, change: SplitStep) -> Draft:
    """A step as a chain: a part for each of its actors, two for one. What begins stays with the
    first part, what leads on goes with the last."""
    sop, row = sop_of(draft), change.step
    if 1 <= row <= len(sop.rows) and sop.chain(row):
        raise NotNow(Phrase("step {step} has several parts already", step=row))
    spot_of(sop, row)
    step, path = sop.rows[row - 1], sop.row_path(row)
    actors = as_listed(step.get(_ACTORS))
    if not actors:
        raise NotNow(Phrase("choose first who does step {step}", step=row))
    every = actors if len(actors) > 1 else [*actors, *actors]
    parts: list[dict[str, YamlValue]] = [{_ACTORS: each} for each in every]
    kind = step.get(_KIND)
    if kind is not None:
        parts[0 if kind == "mulai" else -1][_KIND] = kind
    parts[-1] |= {key: step[key] for key in _WAYS if key in step}
    for key in (_KIND, *_WAYS):
        draft = draft.put((*path, key), None)
    draft = draft.renamed((*path, _ACTORS), _CHAIN)
    return draft.put((*path, _CHAIN), [*parts])


def joined(draft: Draft, change: JoinStep) -> Draft:
    """A chain as one step, done by all who did its parts."""
    sop, row = sop_of(draft), change.step
    if not 1 <= row <= len(sop.rows) or not sop.chain(row):
        raise NotNow(Phrase("step {step} has no parts", step=row))
    chain, path = sop.chain(row), sop.row_path(row)
    if any(key in part for part in chain[:-1] for key in _WAYS):
        raise NotNow(
            Phrase("a part within step {step} leads elsewhere: take its arrow back first", step=row)
        )
    draft = _called_by_row(draft, sop, row)
    chain = sop_of(draft).chain(row)
    actors = list(dict.fromkeys(str(a) for part in chain for a in as_listed(part.get(_ACTORS))))
    if not actors:
        raise NotNow(Phrase("choose first who does step {step}", step=row))
    first, kind = chain[0].get(_KIND), chain[-1].get(_KIND)
    kind = first if first == "mulai" and kind != "selesai" else kind
    ways = {key: chain[-1][key] for key in _WAYS if key in chain[-1]}
    draft = draft.renamed((*path, _CHAIN), _ACTORS)
    draft = draft.put((*path, _ACTORS), actors[0])
    draft = put_one_or_more(draft, (*path, _ACTORS), [*actors])
    for key, value in {_KIND: kind, **ways}.items():
        draft = draft.put((*path, key), value)
    return draft


def _called_by_row(draft: Draft, sop: RawSop, row: int) -> Draft:
    """What leads to a part of a chain leads to the row: by the code of that, or of a part."""
    path: KeyPath = sop.row_path(row)
    codes = [part["kode"] for part in sop.chain(row) if isinstance(part.get("kode"), str)]
    own = sop.rows[row - 1].get("kode")
    used = [each.path for each, to in sop.targets() if to == row and each.name in codes]
    if not used:
        return draft
    code = own if isinstance(own, str) else str(codes[0])
    for place, part in enumerate(sop.chain(row)):
        if "kode" in part:
            draft = draft.put((*path, _CHAIN, place, "kode"), None)
    draft = draft.put((*path, "kode"), code)
    for each in used:
        draft = draft.put(each, code)
    return draft
