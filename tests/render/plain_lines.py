"""Heights of the flowchart table's rows, counted word by word: shares nothing with the program."""

from collections.abc import Sequence

from sopc.catalogue.sop import Sop

TEXTS = ("uraian", "kelengkapan", "output", "keterangan")
"""The keys of a step's texts; its time comes before the output."""
MM = 0.5 * 25.4 / 72
"""The width of a letter at one point in millimetres, when letters are half as wide as high."""
_SIZE, _LINE, _SIDES, _ABOVE, _INDENT = 8.4, 8.4 * 1.22 * 25.4 / 72, 2.8 + 0.35, 2.15, 2.6


def letters_width(text: str, size: float) -> float:
    """The width of a text in a face whose letters are all half as wide as high."""
    return 0.5 * size * len(text)


def texts_of(sop: Sop) -> list[list[tuple[str, ...]]]:
    """The texts of activity, inputs, time, output and remarks, row by row."""
    return [
        [(step.activity,) for step in sop.steps],
        [step.inputs for step in sop.steps],
        [(str(step.duration),) if step.duration else () for step in sop.steps],
        [step.output for step in sop.steps],
        [step.remarks for step in sop.steps],
    ]


def heights(sop: Sop, widths: Sequence[float]) -> list[float]:
    """How high each row is, in millimetres, in columns of these widths."""
    columns = zip(texts_of(sop), widths, strict=True)
    cells = [[_height(texts, width) for texts in column] for column, width in columns]
    return [max(row) for row in zip(*cells, strict=True)]


def shares(weights: Sequence[float], least: Sequence[float], total: float) -> list[float]:
    """A total shared by weights, to none less than its least, in half millimetres."""
    low, high = 0.0, total
    for _ in range(60):
        scale = (low + high) / 2
        widths = [max(w * scale, n) for w, n in zip(weights, least, strict=True)]
        low, high = (scale, high) if sum(widths) <= total else (low, scale)
    return [max(n, int(w * low * 2) / 2) for w, n in zip(weights, least, strict=True)]


def _height(texts: Sequence[str], width: float) -> float:
    if not texts:
        return 0.0
    room = width - _SIDES - (_INDENT if len(texts) > 1 else 0.0)
    return sum(_lines(text.split(), room / (_SIZE * MM)) for text in texts) * _LINE + _ABOVE


def _lines(words: Sequence[str], letters: float) -> int:
    lines, used = 0, letters
    for word in words:
        if used + 1 + len(word) <= letters + 0.01:
            used += 1 + len(word)
        else:
            lines, used = lines + 1, float(len(word))
    return lines
