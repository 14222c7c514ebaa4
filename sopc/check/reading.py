"""The codes of what is found while files are read, before any rule can run: their manual."""

from sopc.check.rule import ManualPage

READING = (
    ManualPage(
        "YML001",
        """A file is YAML.

Mostly a text with a colon in it that lacks quotes, a quote that is not closed, or a line that is
not indented as those around it.

Bad::

    nama: Rapat: persiapan

Good::

    nama: "Rapat: persiapan\"""",
    ),
    ManualPage(
        "YML002",
        """A file is of a size that a person can have written.

At most 1 MiB, 100,000 values and 32 levels; an SOP is a few KiB. More would be a mistake, or an
attack on whoever reads it.

Bad::

    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

Good::

    nomor: V.26.1.1.3
    nama: Pengelolaan Surat Masuk""",
    ),
    ManualPage(
        "YML003",
        """A file is UTF-8 text.

Another encoding turns signs such as ± into others.

Bad::

    waktu: \xb1 5 jam        # saved as Windows-1252

Good::

    waktu: ± 5 jam        # saved as UTF-8""",
    ),
    ManualPage(
        "YML004",
        """A catalogue uses plain YAML: no anchors, aliases, tags, merge keys.

They save typing, but whoever reads the one place does not see what the other changes. Shared
things have keys of their own, such as the actors of pelaksana.yaml.

Bad::

    pelaksana: &semua [kepala-dinas, staf]

Good::

    pelaksana: [kepala-dinas, staf]""",
    ),
    ManualPage(
        "YML005",
        """A file is not empty.

An SOP that is not written yet has at least its number, its name and its status.

Bad::

    # nanti

Good::

    nomor: V.26.2.1.1
    nama: Penanganan Pengaduan Konsumen
    status: belum-disusun""",
    ),
    ManualPage(
        "YML006",
        """A file holds one document.

A line ``---`` begins another, which would not be read.

Bad::

    nomor: V.26.1.1.3
    ---
    nomor: V.26.1.1.4

Good::

    nomor: V.26.1.1.3""",
    ),
    ManualPage(
        "YML007",
        """A key is given once.

Of two equal keys one would be lost without a word.

Bad::

    nama: Pengelolaan Surat Masuk
    nama: Pengelolaan Surat Keluar

Good::

    nama: Pengelolaan Surat Masuk""",
    ),
    ManualPage(
        "YML008",
        """A text has no invisible characters.

Control characters, and marks that turn the direction of writing, come along when text is copied
from elsewhere. They are not seen, but printed, searched and compared.

Bad::

    nama: "Pengelolaan\\u202eSurat"

Good::

    nama: Pengelolaan Surat""",
    ),
    ManualPage(
        "YML009",
        """A file can be read.

It is missing its permissions, lies behind a link to a folder, or is a pipe or device.

Bad::

    sops/1-sekretariat -> /srv/lama/1-sekretariat

Good::

    sops/1-sekretariat/""",
    ),
    ManualPage(
        "SKM001",
        """A key is one of the form's.

An unknown key would be ignored, and what it says not be printed.

Bad::

    peringatn: Surat hilang

Good::

    peringatan: Surat hilang""",
    ),
    ManualPage(
        "SKM002",
        """What the form requires is given.

Bad::

    nomor: V.26.1.1.3

Good::

    nomor: V.26.1.1.3
    nama: Pengelolaan Surat Masuk""",
    ),
    ManualPage(
        "SKM003",
        """A value is of its key's kind: a text, a number, a list, one of certain words.

Bad::

    langkah: Menerima surat

Good::

    langkah:
      - {uraian: Menerima surat, pelaksana: staf}""",
    ),
    ManualPage(
        "SKM004",
        """A value makes sense for its key.

Dates are days that exist, a NIP has 18 digits, a step has ``keputusan`` or ``lanjut`` but not both.

Bad::

    disahkan: 2020-13

Good::

    disahkan: 2020-11""",
    ),
    ManualPage(
        "SKM005",
        """The registries stand beside katalog.yaml.

``pelaksana.yaml``, ``dasar-hukum.yaml`` and ``pejabat.yaml`` define whom and what SOPs refer to.

Bad::

    sops/katalog.yaml

Good::

    sops/katalog.yaml
    sops/pelaksana.yaml
    sops/dasar-hukum.yaml
    sops/pejabat.yaml""",
    ),
    ManualPage(
        "SKM006",
        """The files of SOPs end in ``.yaml``.

One by another ending would be passed over without a word.

Bad::

    V.26.1.1.3.yml

Good::

    V.26.1.1.3.yaml""",
    ),
    ManualPage(
        "NUM001",
        """A number follows the catalogue's pattern.

``penomoran`` in katalog.yaml says how numbers are composed. A number that YAML would read as a
decimal, such as 1.10, needs quotes.

Bad::

    nomor: V.261.1.17        # penomoran: "V.26.{unit}.{seksi}.{urut}"

Good::

    nomor: V.26.1.1.17""",
    ),
    ManualPage(
        "NUM004",
        """An SOP's file stands in the folder of its unit and section.

The folders are those of katalog.yaml; a unit without sections holds its files directly.

Bad::

    sops/lain-lain/V.26.1.1.3.yaml

Good::

    sops/1-sekretariat/1-umum-dan-kepegawaian/V.26.1.1.3.yaml""",
    ),
)
