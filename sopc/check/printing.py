"""The codes of what is found only when pages are laid out: their manual."""

from sopc.check.rule import ManualPage

TOO_TALL = "CTK001"
PRINTING = (
    ManualPage(
        TOO_TALL,
        """A step fits on a page.

A row of the flowchart table is not split between pages: its symbol and its arrows belong together.
Found by ``sopc build``, which prints nothing then.

Bad::

    langkah:
      - uraian: (sixty lines of text)

Good::

    langkah:
      - uraian: Memeriksa kelengkapan berkas
        keterangan: Rincian pemeriksaan dalam lampiran""",
    ),
)
