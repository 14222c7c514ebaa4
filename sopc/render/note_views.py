"""All notes in full, by what they are on, for annexes that an office's own template lists."""

from collections.abc import Iterator
from itertools import groupby

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.findings import findings
from sopc.markup.words import one_line
from sopc.notes.names import Names
from sopc.render.links import link_to
from sopc.render.views import NoteView, SubjectView, whole_numbers


def subjects(catalogue: Catalogue) -> Iterator[SubjectView]:
    """SOPs, regulations and officials, each with its notes as they stand, names for keys."""
    names, words = Names(catalogue), catalogue.settings.form.words
    for (subject, _), found in groupby(findings(catalogue), lambda f: (f.subject, f.file)):
        some = list(found)
        entry = some[0].entry
        link = link_to(entry.name) if entry and entry.sop.is_written else ""
        notes = tuple(NoteView.of(names.note(finding.note), words) for finding in some)
        yield SubjectView(whole_numbers(one_line(subject)), link, notes)
