"""What is left in the file of a retired number: what it was, and which SOP to use instead."""

from sopc.catalogue.modeline import line_of, schema_named
from sopc.edit.entries import after_comment, content_end, start_of_line
from sopc.edit.text_edits import end_of_line
from sopc.load.written_scalars import in_style_of, written
from sopc.rewrite.ground import File
from sopc.rewrite.reorganisation import way_to_schema

_KEPT = ("nomor", "nama")


def tombstone(file: File, name: str, number: str, title: str, successor: str) -> bytes:
    """The tombstone of a number that an SOP had whose file is ``file``; it is to be called
    ``name``. It is written as that is, with the line that names its schema."""
    text = file.document.text
    end = end_of_line(text, 0)
    lines = []
    schema = schema_named(text)
    if schema is not None:
        lines.append(line_of(way_to_schema(schema, file.name, name)))
    own = file.document.written("nomor") if ("nomor",) in file.document.values else ""
    lines += [
        f"nomor: {_in_quotes_of(own, number)}",
        f"nama: {_title(file, title)}",
        "status: dicabut",
        f"digantikan: {_in_quotes_of(own, successor)}",
    ]
    return "".join(line + end for line in lines).encode("utf-8")


def _in_quotes_of(own: str, number: str) -> str:
    return in_style_of(own, number) if own[:1] in ("'", '"') else written(number)


def _title(file: File, title: str) -> str:
    """A title as the file has it, where that is the same in one line."""
    if ("nama",) in file.document.values and file.data.get("nama") == title:
        own = file.document.written("nama")
        if own.splitlines()[1:] == [] and own[:1] not in ("|", ">"):
            return own
    return written(title)


def retired(file: File, title: str, successor: str | None) -> bytes:
    """A file whose SOP is retired: number, name and the comments at its head stay as they are
    written; steps and boxes go."""
    document, text = file.document, file.document.text
    end = end_of_line(text, 0)
    first = min(start for path, (start, _) in document.keys.items() if len(path) == 1)
    lines = [_line(file, key) for key in _KEPT]
    if text[start_of_line(text, first) : first].strip() or title != file.data.get("nama"):
        lines = [f"nomor: {document.written('nomor')}", f"nama: {_title(file, title)}"]
    lines.append("status: dicabut")
    if successor:
        lines.append(f"digantikan: {_in_quotes_of(document.written('nomor'), successor)}")
    head = text[: start_of_line(text, first)]
    bom = file.raw[:3] if file.raw.startswith(b"\xef\xbb\xbf") else b""
    return bom + (head + "".join(line + end for line in lines)).encode("utf-8")


def _line(file: File, key: str) -> str:
    """An entry as it is written, with the comment behind it."""
    text = file.document.text
    start = file.document.keys[(key,)][0]
    return text[start : after_comment(text, content_end(file.document, (key,)))]
