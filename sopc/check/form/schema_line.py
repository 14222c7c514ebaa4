"""A file names its schema where the others do.

The line ``# yaml-language-server: $schema=…`` leads an editor to the schema: it offers keys and
marks what does not fit. Where most SOPs of a catalogue have it, all with the way to one schema, a
new file without it is one in which nobody is helped.

Bad::

    nomor: V.26.1.1.4        # the files beside it begin with the line

Good::

    # yaml-language-server: $schema=../../.sopc/sop.json
    nomor: V.26.1.1.4
"""

import posixpath
from collections.abc import Iterator, Mapping

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.modeline import line_of
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Place, Severity, SourceMap
from sopc.language import Phrase
from sopc.mends import begins_with

CODE = "SKM007"
SEVERITY = Severity.INFO


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP's file without the line, if most have it and agree."""
    named = named_by(context.catalogue, context.source_map)
    target = agreed(named)
    for file in [file for file, schema in named.items() if target and not schema]:
        line = line_to(file, target)
        message = Phrase("it does not name its schema, as most SOPs do")
        hint = Phrase("begin the file with `{line}`", line=line)
        fix = begins_with(file, line)
        yield Diagnostic(CODE, message, Place(file), hint, SEVERITY, fix=fix)


def named_by(catalogue: Catalogue, source_map: SourceMap) -> dict[str, str]:
    """The files of SOPs, and what each names as its schema, if anything."""
    files = [entry.location.file for entry in catalogue.entries]
    return {file: source_map.files[file].schema for file in files if file in source_map.files}


def agreed(named: Mapping[str, str]) -> str:
    """Where the schema is that most files name, if all that name one agree."""
    targets = {_target(file, schema) for file, schema in named.items() if schema}
    lacking = [file for file, schema in named.items() if not schema]
    if len(targets) != 1 or 2 * len(lacking) >= len(named):
        return ""
    return targets.pop()


def line_to(file: str, target: str) -> str:
    """The line by which a file names a schema."""
    return line_of(_way(file, target))


def _target(file: str, schema: str) -> str:
    """Where a schema is: what is no way from the file stands for itself."""
    if "://" in schema or schema.startswith("/"):
        return schema
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), schema))


def _way(file: str, target: str) -> str:
    if "://" in target or (target.startswith("/") and not file.startswith("/")):
        return target
    return posixpath.relpath(target, posixpath.dirname(file) or ".")
