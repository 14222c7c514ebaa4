"""The annex from which an office decides: what differs from the source document, part by part.

What is said, and in which order, is ``sopc.notes``'s; here it is put into the form's words.
"""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form_words import filled
from sopc.catalogue.step import END
from sopc.markup.words import one_line
from sopc.notes.actors import Inferred, Steps, Way
from sopc.notes.lacking import Empty, Lack
from sopc.notes.parts import places_in
from sopc.notes.patterns import TITLE, Correction, Pattern, bare_title
from sopc.notes.survey import Survey, survey
from sopc.render.annex_questions import Asked
from sopc.render.annex_views import (
    AnnexPart,
    ConfirmView,
    DecidedView,
    LineView,
    QuestionView,
)
from sopc.render.annex_words import AnnexWords, is_symbol, run_of

_RUN = 3
"""More changes than these stand on a line each."""
_STEP = "langkah"


def annex_parts(catalogue: Catalogue) -> Iterator[AnnexPart]:
    """The parts of the annex that there are, with all their rows; none where nothing differs."""
    found = survey(catalogue)
    if found.is_nothing:
        return
    told = _Told(catalogue)
    for part in (
        told.to_decide(found),
        told.decided(found),
        told.to_confirm(found),
        told.corrected(found),
        told.lacking(found),
    ):
        if part.rows:
            yield part


class _Told:
    """The parts of one catalogue's annex in words."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._words = catalogue.settings.form.words
        self._annex = self._words.annex
        self._said = AnnexWords(catalogue)
        self._asked = Asked(self._words, self._said)

    def to_decide(self, found: Survey) -> AnnexPart:
        """Part A: one row a question."""
        headings = self._annex.weights
        weights = (headings.identity, headings.flow, headings.citations, headings.words)
        rows = tuple(
            QuestionView(
                group=weights[question.weight],
                order=order,
                question=self._asked.question(question),
                where=self._said.places(question.places, titled=len(question.entries) == 1),
                printed=self._asked.printed(question),
                reason=self._said.reason(question.note.reason),
                choices=tuple(self._asked.choices(question)),
            )
            for order, question in enumerate(found.open, 1)
        )
        annex = self._annex
        return AnnexPart(annex.decide, annex.decide_legend, annex.decide_columns, questions=rows)

    def decided(self, found: Survey) -> AnnexPart:
        """What the office has decided."""
        rows = []
        for question in found.decided:
            decision = question.decision
            if decision is not None:
                date = self._catalogue.settings.form.written(decision.date)
                rows.append(
                    DecidedView(
                        kind=self._words.note_kinds.of(question.note.kind),
                        where=self._said.places(question.places, titled=len(question.entries) == 1),
                        printed=self._asked.printed(question, every=True),
                        choices=self._asked.choices_in_words(question),
                        decision=self._said.text(decision.decided),
                        by=one_line(decision.by),
                        date=date,
                    )
                )
        annex = self._annex
        return AnnexPart(annex.decided, "", annex.decided_columns, decided=tuple(rows))

    def to_confirm(self, found: Survey) -> AnnexPart:
        """Part B: one row an SOP."""
        annex = self._annex
        rows = tuple(map(self._confirmed, found.flows))
        columns = (*annex.confirm_columns, annex.decide_columns[-1])
        return AnnexPart(annex.confirm, annex.confirm_legend, columns, confirm=rows)

    def corrected(self, found: Survey) -> AnnexPart:
        """Part C: a row a pattern, then the spellings."""
        part, kind, printed, taken, _ = self._words.differences_columns
        rows = [self._pattern(pattern) for pattern in found.patterns]
        spellings = [
            Markup("<i>{}</i> {} <b>{}</b>").format(each, self._annex.becomes, meant)
            for each, meant in self._catalogue.settings.source.spellings.items()
        ]
        aliases = [
            Markup("<b>{}</b>: <i>{}</i>").format(
                one_line(actor.name), ", ".join(map(one_line, actor.aliases))
            )
            for actor in self._catalogue.actors.values()
            if actor.aliases
        ]
        if spellings:
            rows.append(
                LineView(self._annex.spellings, "", Markup(""), items=tuple(spellings), short=True)
            )
        if aliases:
            rows.append(LineView(self._annex.aliases, "", Markup("; ").join(aliases)))
        columns = f"{part}, {kind.lower()}", f"{printed}, {taken.lower()}"
        annex = self._annex
        return AnnexPart(annex.corrected, annex.corrected_legend, columns, lines=tuple(rows))

    def lacking(self, found: Survey) -> AnnexPart:
        """Part D: a row a kind of place, then boxes and cells that are printed empty."""
        part, *_, reason = self._words.differences_columns
        rows = [*map(self._lack, found.lacks), *self._empties(found.empty)]
        annex = self._annex
        return AnnexPart(annex.lacking, annex.lacking_legend, (part, reason), lines=tuple(rows))

    def _confirmed(self, found: Inferred) -> ConfirmView:
        entry, said = found.entry, self._said
        actors = [
            Markup("<b>{}</b> {}").format(
                ", ".join(map(said.names.of, keys)), said.numbers(steps, entry)
            )
            for keys, steps in found.doing
        ]
        label = self._words.differences_columns[2].lower()
        printed = [
            Markup("{} {}: <i>{}</i>").format(self._at(entry, steps), label, said.text(text))
            for text, steps in found.printed
            if not is_symbol(text)
        ]
        ways = [self._ways(entry, step, found.ways) for step in _steps_of(found.ways)]
        others = [
            *(self._other_actors(entry, *each) for each in found.choices),
            *(self._other_ways(entry, *each) for each in found.other_ways),
        ]
        asked = [
            Markup("{} {}").format(
                said.steps(steps, entry), filled(self._annex.asked, {"n": number})
            )
            for number, steps in found.asked
        ]
        return ConfirmView(
            sop=said.sop(entry),
            actors=Markup("; ").join(actors),
            ways=Markup("; ").join(ways),
            printed=Markup("; ").join(printed),
            others=Markup("; ").join(others),
            asked=Markup("; ").join(asked),
        )

    def _at(self, entry: Entry, steps: Steps) -> str:
        return self._said.steps(steps, entry) if steps else ""

    def _other_actors(self, entry: Entry, choices: tuple[str, ...], steps: Steps) -> Markup:
        names = " / ".join(map(self._said.names.value, choices))
        return Markup("{}: {}").format(self._at(entry, steps), self._said.text(names))

    def _other_ways(self, entry: Entry, choices: tuple[str, ...], steps: Steps) -> Markup:
        ways = " / ".join(self._goal(entry, each) for each in choices)
        before = filled(self._annex.ways, {"n": self._said.numbers(steps, entry)})
        return Markup("{}: {}").format(before, self._said.text(ways))

    def _goal(self, entry: Entry, choice: str) -> str:
        """Where a way leads; what is no step and no end is said as it is."""
        telling = self._words.telling
        if choice.isdecimal():
            return filled(telling.way, {"n": self._said.numbers((int(choice),), entry)})
        return filled(telling.end, {}) if choice == END else choice

    def _ways(self, entry: Entry, step: int, ways: Sequence[Way]) -> Markup:
        telling = self._words.telling
        told = [
            filled(telling.way, {"label": way.label, "n": self._said.numbers((way.goal,), entry)})
            if way.goal
            else filled(telling.end, {"label": way.label})
            for way in ways
            if way.step == step
        ]
        before = filled(self._annex.ways, {"n": self._said.numbers((step,), entry)})
        return Markup("{}: {}").format(before, ", ".join(told))

    def _pattern(self, pattern: Pattern) -> LineView:
        field = pattern.field if pattern.field != TITLE else ("nama",)
        heading = self._said.field(field)
        kind = self._words.note_kinds.of(pattern.kind)
        changes = tuple(self._change(pattern, change) for change in pattern.changes)
        reason = self._said.reason(pattern.reason) if pattern.reason else Markup("")
        if len(changes) > _RUN:
            return LineView(heading, kind, reason, items=changes)
        before = reason + Markup(" ") if reason else Markup("")
        return LineView(heading, kind, before + Markup("; ").join(changes))

    def _change(self, pattern: Pattern, change: Correction) -> Markup:
        said = self._said
        printed, taken = change.printed, change.taken
        if pattern.field == TITLE:
            printed, taken = (bare_title(text, self._words) for text in (printed, taken))
        if taken and pattern.field != ("nomor",):
            taken = said.names.value(taken)
        used = Markup("<b>{}</b>").format(said.text(taken))
        facts = []
        printed_here = bool(printed) and not (is_symbol(printed) and change.reason)
        if printed_here:
            facts.append(Markup("<i>{}</i>").format(said.text(printed)))
            facts += [run_of(self._annex.becomes), used] if taken else []
        explained = pattern.field != TITLE or pattern.kind == "simpulan"
        if not pattern.reason and (explained or not (printed and taken)):
            facts = [Markup(" ").join(facts) + Markup(".")] if facts else []
            facts.append(said.reason(change.reason))
        if taken and not printed_here:
            label = self._words.differences_columns[3]
            facts.append(Markup('<span class="label">{}:</span> {}').format(label, used))
        where = said.places(change.places, pattern.field)
        return (
            Markup(" ").join(facts) + Markup(" ({})").format(where)
            if where
            else Markup(" ").join(facts)
        )

    def _lack(self, lack: Lack) -> LineView:
        texts = []
        for reason, where in lack.reasons:
            sops = self._said.places(where, lack.field)
            words = self._said.reason(reason)
            texts.append(Markup("{} ({})").format(words, sops) if sops else words)
        kind = self._words.note_kinds.of("kosong")
        rooms = tuple(self._rooms(lack)) if lack.field[:1] == (_STEP,) and lack.field[1:] else ()
        return LineView(self._said.field(lack.field), kind, Markup(" ").join(texts), rooms=rooms)

    def _rooms(self, lack: Lack) -> Iterator[Markup]:
        """What one step lacks, to be written in: a line for each step."""
        for finding in lack.findings:
            steps = places_in(finding.note.part)[:1]
            if finding.entry and steps:
                step = self._said.steps(steps, finding.entry)
                yield Markup("{}, {}").format(self._said.sops([finding.entry]), step)

    def _empties(self, found: Sequence[Empty]) -> Iterator[LineView]:
        """Boxes that are printed empty, and cells of charts, each with its count."""
        words, annex = self._words, self._annex
        boxes = [
            (words.boxes[each.key], filled(annex.sops, {"n": len(each.entries)}), each)
            for each in found
            if not each.cells
        ]
        cells = [
            (words.columns[each.key], filled(annex.cells, {"n": each.cells}), each)
            for each in found
            if each.cells
        ]
        for heading, some in ((annex.empty, boxes), (annex.empty_cells, cells)):
            texts = [
                Markup("<b>{}</b>: {} ({})").format(
                    one_line(name.replace("/\n", "/")), count, self._said.sops(each.entries)
                )
                for name, count, each in some
            ]
            if texts:
                yield LineView(heading, "", Markup("; ").join(texts))


def _steps_of(ways: Sequence[Way]) -> list[int]:
    return list(dict.fromkeys(way.step for way in ways))
