"""``python -m tests.fuzz.sign_anew``: sign the document anew that targets change.

Its keys are thrown away. Findings that say where in it something is changed are of no use then.
"""

import gzip
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from cryptography.hazmat.primitives.serialization import Encoding

from sopc.cli.main import main as sopc
from sopc.load.loader import load_catalogue
from sopc.sign.document import documents
from sopc.sign.making.keys import from_pkcs12
from sopc.sign.making.signing import Terms, sign
from sopc.sign.manifest.envelope import seal
from sopc.sign.manifest.statement import Last, statement_of
from sopc.sign.options import Level
from tests.catalogues import write_catalogue
from tests.fuzz.kept_signature import FOLDER, SINGLE
from tests.sign.office import NAMES
from tests.sign.pki import NOW, PASSPHRASE, Authority


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        sops, out = write_catalogue(folder / "sops"), folder / "build"
        words = ["build", "--sops", str(sops), "--out", str(out), "--jobs", "1"]
        built = CliRunner().invoke(sopc, words)
        assert built.exit_code == 0, built.output
        catalogue = load_catalogue(sops).catalogue
        assert catalogue is not None
        authority = Authority()
        holder = authority.issue(*NAMES["Pengesah"], elliptic=True)
        key = from_pkcs12(authority.p12(holder, folder / "key.p12"), PASSPHRASE)
        document = next(each for each in documents(catalogue) if each.file == SINGLE)
        terms = Terms(NOW - timedelta(days=1), Level.B_B, None, [])
        pdf = sign((out / SINGLE).read_bytes(), document, document.signatories[0], key, terms)
        files = {
            "signed.pdf": pdf,
            "root.der": authority.root.certificate.public_bytes(Encoding.DER),
            "holder.der": holder.certificate.public_bytes(Encoding.DER),
            "manifest.json": seal(statement_of({}, {}, NOW, Last()), key),
            "code": str(document.code).encode(),
            "moment": NOW.isoformat().encode(),
        }
    for file, data in files.items():
        (FOLDER / f"{file}.gz").write_bytes(gzip.compress(data, mtime=0))


if __name__ == "__main__":
    main()
