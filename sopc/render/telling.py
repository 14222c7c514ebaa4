"""A flowchart in words, for those who listen: what each sheet draws, and what each symbol is."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form_words import Telling, filled
from sopc.catalogue.procedure import Exit, Position, Procedure
from sopc.layout.drawing import Drawing, PlacedSymbol
from sopc.layout.symbols import SymbolKind
from sopc.markup.words import one_line


class Teller:
    """Tells one SOP's flowchart, drawn on some sheets, in the words of its form."""

    def __init__(self, entry: Entry, catalogue: Catalogue, drawings: Sequence[Drawing]) -> None:
        form = catalogue.settings.form
        self._words: Telling = form.words.telling
        self._title = filled(
            form.words.drawing, {"nomor": entry.sop.number, "nama": entry.sop.title}
        )
        self._names = {key: one_line(catalogue.actors[key].name) for key in entry.sop.lanes}
        self._procedure = Procedure(entry.sop)
        self._drawings = drawings
        self._sheet_of = {
            symbol.step: number
            for number, drawing in enumerate(drawings, start=1)
            for symbol in drawing.symbols
            if symbol.kind is not SymbolKind.OFFPAGE
        }

    def sheet(self, number: int) -> str:
        """What a sheet draws, counted from 1: its steps, and where each leads."""
        several = len(self._drawings) > 1
        told = " ".join(self._steps(self._drawings[number - 1].symbols, number))
        values = {
            "nama": one_line(self._title),
            "n": number if several else None,
            "jumlah": len(self._drawings) if several else None,
            "langkah": told,
        }
        return filled(self._words.chart, values)

    def symbol(self, symbol: PlacedSymbol) -> str:
        """Who acts at a symbol, and what it is."""
        values = {"pelaksana": self._names[symbol.lane], "simbol": self._kind(symbol.kind)}
        return filled(self._words.cell, values)

    def _steps(self, symbols: Sequence[PlacedSymbol], sheet: int) -> list[str]:
        """A sentence for each part of each row, in their order."""

        def place(symbol: PlacedSymbol) -> tuple[int, int]:
            return symbol.step, symbol.part

        drawn = sorted((s for s in symbols if s.kind is not SymbolKind.OFFPAGE), key=place)
        return [self._part(*key, list(group), sheet) for key, group in groupby(drawn, key=place)]

    def _part(self, step: int, part: int, symbols: Sequence[PlacedSymbol], sheet: int) -> str:
        position = Position(step - 1, max(0, part - 1))
        downwards = sorted(symbols, key=lambda symbol: (symbol.box.y0, symbol.box.x0))
        who = dict.fromkeys(self._names[symbol.lane] for symbol in downwards)
        kinds = dict.fromkeys(symbol.kind for symbol in downwards)
        is_end = list(kinds) == [SymbolKind.END]
        if not is_end:  # an end of its own is told as a way
            kinds.pop(SymbolKind.END, None)
        exits = [] if is_end else self._procedure.exits(position)
        ways = (self._way(exit, sheet) for exit in exits)
        values = {
            "n": self._number(position),
            "bagian": part or None,
            "pelaksana": ", ".join(who),
            "simbol": ", ".join(map(self._kind, kinds)),
            "jalan": ", ".join(ways),
        }
        return filled(self._words.step, values)

    def _way(self, exit: Exit, sheet: int) -> str:
        label = one_line(exit.label)
        if not isinstance(exit.goal, Position):
            return filled(self._words.end, {"label": label})
        there = self._sheet_of[exit.goal.row + 1]
        in_chain = self._procedure.in_chain(exit.goal)
        values: Mapping[str, object] = {
            "label": label,
            "n": self._number(exit.goal),
            "bagian": exit.goal.part + 1 if in_chain else None,
            "lembar": None if there == sheet else there,
        }
        return filled(self._words.way, values)

    def _number(self, position: Position) -> str:
        """A step's number as it is printed; its place where none is."""
        step = self._procedure.sop.steps[position.row]
        return one_line(step.printed_number(position.row + 1)) or str(position.row + 1)

    def _kind(self, kind: SymbolKind) -> str:
        words = self._words
        return {
            SymbolKind.START: words.is_start,
            SymbolKind.PROCESS: words.is_process,
            SymbolKind.DECISION: words.is_decision,
            SymbolKind.END: words.is_end,
        }[kind]
