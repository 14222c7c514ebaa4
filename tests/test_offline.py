"""Nothing is asked of the network, whatever a catalogue, its templates or a signed file say."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.catalogues import FIRST, KATALOG, SOP, write_catalogue
from tests.dependencies import ROOT
from tests.offline import ENDED
from tests.repositories import commit, git
from tests.sign.office import NAMES
from tests.sign.pki import PASSPHRASE, Authority

WEB = "verifikasi: https://127.0.0.1:9/\n"
AWAY = ("http://127.0.0.1:9", "https://contoh.id", "ftp://127.0.0.1:9", "//127.0.0.1:9")
"""Where a page may ask for something; nobody answers."""
HTML = (
    "<img src='{}/x.png'>",
    "<img srcset='{}/x.png 2x' src='data:image/png;base64,iVBORw0KGgo='>",
    "<object data='{}/x.svg'>x</object>",
    "<embed src='{}/x.svg'>",
    "<iframe src='{}/x.html'></iframe>",
    "<link rel=stylesheet href='{}/x.css'>",
    "<link rel=attachment href='{}/x.pdf'>",
    "<link rel=icon href='{}/x.ico'><base href='{}/'><img src=x.png>",
    "<a rel=attachment href='{}/x.pdf'>x</a>",
    "<script src='{}/x.js'></script>",
    "<meta http-equiv=refresh content='0; url={}/x'>",
    "<video src='{}/x.mp4' poster='{}/x.png'></video><input type=image src='{}/x.png'>",
    "<p style='background: url({}/x.png)'>x</p>",
    "<p style='list-style: url({}/x.png); display: list-item'>x</p>",
    "<p style='border-image: url({}/x.png) 1; border: 1px solid'>x</p>",
    "<style>p::before { content: url({}/x.png) }</style><p>x",
    "<svg width=9 height=9><image href='{}/x.png' width=9 height=9 /></svg>",
    "<svg width=9 height=9><use href='{}/x.svg#a' /></svg>",
    "<svg width=9 height=9><rect fill='url({}/x.svg#a)' width=9 height=9 /></svg>",
    "<svg width=9 height=9><style>@import url({}/x.css);</style></svg>",
)
CSS = (
    "@import url({}/x.css);",
    "@font-face { font-family: x; src: url({}/x.woff2) } body { font-family: x }",
    "@page { background: url({}/x.png) }",
    "@page { @top-left { content: url({}/x.png) } }",
    "@color-profile --x { src: url({}/x.icc) } p { color: color(--x 1 0 0) }",
    "@namespace x url({}/x); @counter-style x { system: cyclic; symbols: url({}/x.png) }",
)
SVG = (
    "<image href='{}/x.png' width='9' height='9'/>",
    "<use href='{}/x.svg#a'/>",
    "<style>@import url({}/x.css);</style>",
    "<filter id='f'><feImage href='{}/x.png'/></filter><rect filter='url(#f)' width='9'/>",
    "<script href='{}/x.js'>fetch('{}')</script>",
    "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{}/x.xml'/>",
    "<foreignObject><img xmlns='http://www.w3.org/1999/xhtml' src='{}/x.png'/></foreignObject>",
)
FRAME = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{}</svg>"
DOCTYPES = (
    "<!DOCTYPE svg SYSTEM '{}/x.dtd'>",
    "<!DOCTYPE svg [<!ENTITY % x SYSTEM '{}/x.dtd'> %x;]>",
    "<!DOCTYPE svg [<!ENTITY e SYSTEM '{}/x'>]>",
    "<?xml-stylesheet href='{}/x.css'?>",
)
_LAY_OUT = """
import json, sys
from sopc.diagnostics import SopcError
from sopc.render.page import PageEngine

refused = 0
for html, css, svg in json.load(sys.stdin):
    try:
        PageEngine(css, {"a.svg": svg.encode()}, "Source Sans").lay_out(html).pdf()
    except SopcError:
        refused += 1
print(refused)
"""
_RUN = """
import json, sys
from tests.running import sopc

if __name__ == "__main__":  # workers load this, too
    for words in json.load(sys.stdin):
        result = sopc(*words)
        if result.exit_code:
            print(words[0], result.exit_code, result.output)
"""
_ASK = {
    "Python": "import socket; socket.socket()",
    "looking a name up": "import socket; socket.getaddrinfo('contoh.id', 80)",
    "IPv6": "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "Python after a fork": "import os, socket, sys\nif pid := os.fork():\n"
    "    sys.exit(os.waitpid(pid, 0)[1] and os.kill(os.getpid(), 31))\nsocket.socket()",
    "a program": "import os, subprocess, sys\n"
    "done = subprocess.run(['git', 'ls-remote', 'http://127.0.0.1:9/x'], capture_output=True)\n"
    "b'signal 31' in done.stderr and os.kill(os.getpid(), 31)",
}


def offline(
    folder: Path, script: str, asked: object = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """A script's run without the network, with what it is asked for as JSON on its input."""
    (folder / "script.py").write_text(script, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "tests.offline", folder / "script.py"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | variables,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("script", _ASK.values(), ids=_ASK.keys())
def test_whoever_asks_for_the_network_is_ended(tmp_path: Path, script: str) -> None:
    """Of what tells in the other tests: that it would tell."""
    assert offline(tmp_path, script).returncode == ENDED


def test_no_page_style_or_picture_asks_the_network(tmp_path: Path) -> None:
    pages = [(html.replace("{}", away), "", "") for html in HTML for away in AWAY]
    pages += [("<p>x", css.replace("{}", away), "") for css in CSS for away in AWAY]
    inside = [("", part) for part in SVG] + [(part, "<text>&e;</text>") for part in DOCTYPES]
    pages += [
        ("<img src=a.svg>", "", parts[0] + FRAME.replace("{}", parts[1]).replace("{}", away))
        for parts in inside
        for away in AWAY
    ]
    done = offline(tmp_path, _LAY_OUT, pages)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) >= 2 * len(AWAY), "what is refused is tried"


def test_no_command_asks_the_network(tmp_path: Path) -> None:
    """But ``sign`` with a ``--tsa``; also where the repository's own settings, links and a
    certificate's list of revoked ones lead to it."""
    links = SOP.replace("Memeriksa surat", "'[Periksa](http://127.0.0.1:9/x) https://contoh.id/y'")
    root = write_catalogue(tmp_path / "sops", {FIRST: links, "katalog.yaml": KATALOG + WEB})
    commit(root)
    git(root, "remote", "add", "origin", "http://127.0.0.1:9/x")
    git(root, "config", "remote.origin.promisor", "true")
    out, sops = str(tmp_path / "out"), f"--sops={root}"
    flowcharts = [str(tmp_path / f"x.{kind}") for kind in ("svg", "png", "pdf", "dot")]
    office = Authority()
    holder = office.issue(*NAMES["Pengesah"], elliptic=True, revocations="http://127.0.0.1:9/crl")
    key, trusted = office.p12(holder, tmp_path / "x.p12"), tmp_path / "x.pem"
    trusted.write_bytes(office.root.pem)
    document, kept = f"{out}/sop/K.1.1.1.1.pdf", str(tmp_path / "kept")
    by = [f"--p12={key}", "--passphrase-env=KATA_SANDI", f"--out={kept}", sops]
    commands = [
        ["check", sops, "--since=HEAD"],
        *(["flowchart", "K.1.1.1.1", sops, "-o", file] for file in flowcharts),
        ["build", sops, f"--out={out}", "--jobs=2"],
        ["sign", document, *by],
        ["verify", f"{kept}/sop/K.1.1.1.1.pdf", sops, f"--trust={trusted}"],
    ]
    done = offline(tmp_path, _RUN, commands, KATA_SANDI=PASSPHRASE)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
