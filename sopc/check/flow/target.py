"""An arrow leads to a step that is there.

Targets are the ``kode`` of a step or of a part of one, rows by their place in the list, from 1,
or ``selesai``.

Bad::

    - {uraian: Menyusun konsep, pelaksana: staf, kode: menyusun-konsep}
    - {uraian: Memeriksa, pelaksana: kepala-dinas, keputusan: {ya: 9, tidak: menyusun-surat}}

Good::

    - {uraian: Menyusun konsep, pelaksana: staf, kode: menyusun-konsep}
    - {uraian: Memeriksa, pelaksana: kepala-dinas, keputusan: {ya: selesai, tidak: menyusun-konsep}}
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.procedure import Exit, Position, Procedure
from sopc.catalogue.step import END
from sopc.check.flow.mistaken import mistaken
from sopc.check.flow.names import name_of
from sopc.check.rule import Context
from sopc.diagnostics import CommonCause, Diagnostic, Place, RelatedPlace
from sopc.language import Phrase
from sopc.mends import writes
from sopc.slips import Slips
from sopc.suggest import Suggest, did_you_mean, known_here

CODE = "FLW001"
BINDING = "The arrow cannot be drawn."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each target of a decision or of ``lanjut`` that is no step."""
    for entry in context.catalogue.entries:
        procedure = Procedure(entry.sop)
        known = [*procedure.by_code, END]
        twice = {missing: code for code, missing in mistaken(procedure).items()}
        suggest, otherwise, slips = Suggest(known), known_here(known), Slips(known)
        for position in procedure.positions:
            for exit in procedure.exits(position):
                if exit.goal is None:
                    place = context.place(entry, *procedure.path(position), *exit.key)
                    if isinstance(exit.target, str):
                        message = Phrase("no step has the code `{code}`", code=exit.target)
                        taken = _taken(procedure, position, exit)
                        hint = suggest(exit.target)
                        if hint and hint.fields["word"] in taken:
                            left = [code for code in known if code not in taken]
                            hint = did_you_mean(exit.target, left)
                        hint = hint or otherwise
                        path = (*procedure.path(position), *exit.key)
                        sure = slips(exit.target, taken)
                        sure = "" if sure in taken else sure
                        file = entry.location.file
                        fix = writes(file, path, exit.target, sure) if sure else None
                        cause = CommonCause(f"{place.file} {exit.target}")
                        related: tuple[RelatedPlace, ...] = ()
                        if exit.target in twice:
                            code, fix = twice[exit.target], None
                            hint = Phrase(
                                "`{code}` is given twice: call one of them `{meant}`",
                                code=code,
                                meant=exit.target,
                            )
                            related = tuple(_given(context, entry, procedure, code))
                        yield Diagnostic(
                            CODE, message, place, hint, related=related, fix=fix, cause=cause
                        )
                    else:
                        step = name_of(procedure, position)
                        yield _out_of_range(context, entry, step, exit, place)


def _given(
    context: Context, entry: Entry, procedure: Procedure, twice: str
) -> Iterator[RelatedPlace]:
    """Where a code is given."""
    for code, path in procedure.codes():
        if code == twice:
            yield RelatedPlace(context.place(entry, *path, "kode"), Phrase("given here"))


def _taken(procedure: Procedure, position: Position, exit: Exit) -> set[str]:
    """The codes that cannot be meant by an exit: the step's own, and where its others lead."""
    own = procedure.part(position).code
    others = {str(each.target) for each in procedure.exits(position) if each is not exit}
    return others - {str(exit.target)} | ({own} if own else set())


def _out_of_range(
    context: Context, entry: Entry, step: str, exit: Exit, place: Place
) -> Diagnostic:
    count = len(entry.sop.steps)
    message = Phrase(
        "step {step} leads to step {target}, but there are {count}",
        step=step,
        target=exit.target,
        count=count,
    )
    hint = Phrase("a number from 1 to {count}, or `selesai`", count=count)
    last = context.place(entry, "langkah", count - 1)
    related = RelatedPlace(last, Phrase("the last step"))
    return Diagnostic(CODE, message, place, hint, related=(related,))
