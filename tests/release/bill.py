"""The bill of materials, in CycloneDX: what sopc needs to run, as the lock file has it.

Versions, digests and where a package is needed come from the lock file; licences and who needs
whom from the packages as they are installed, where these are of the locked version.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import TypeAlias
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from tests.dependencies import PROJECT, RUN, Locked, declared, installed, locked
from tests.release.editor_parts import editor_parts

_EXTRAS = ("sign", "pkcs11", "dask", "lsp", "serve")
"""What the lock file is written for."""
_BUILD = [Requirement(text).name for text in PROJECT["build-system"]["requires"]]
_LICENCE = re.compile("License :: (?!OSI Approved$)")
Graph: TypeAlias = Mapping[str, set[str]]
"""The packages that each package asks for, of those in the lock file."""


def bill(tree: Path, wheel: Path, moment: datetime) -> str:
    """The bill for a wheel that was made of a folder: JSON, the same for the same of both."""
    held = locked(str(tree / RUN))
    here = installed()
    there = {name: distribution(name) for name in held if here.get(name) == held[name].version}
    graph = _graph(held, there)
    whole = _whole(tree, wheel)
    parts = {name: _component(name, held[name], there.get(name)) for name in held}
    base, run = _reached(declared(), graph), _reached(declared(*_EXTRAS), graph)
    for name, part in parts.items():
        part.scope = ComponentScope.REQUIRED if name in base else ComponentScope.OPTIONAL
        if name in _reached(_BUILD, graph) - run:
            part.scope = ComponentScope.EXCLUDED  # needed to build sopc, not to run it
    serial = uuid5(NAMESPACE_URL, _digest(wheel) + _digest(tree / RUN))
    bom = Bom(components=parts.values(), serial_number=serial)
    bom.metadata.component = whole
    bom.metadata.timestamp = moment
    bom.register_dependency(whole, [parts[name] for name in declared(*_EXTRAS)])
    for name, part in parts.items():
        bom.register_dependency(part, [parts[asked] for asked in sorted(graph[name])])
    text: str = JsonV1Dot6(bom).output_as_string(indent=1)
    return text + "\n"


def _graph(held: Mapping[str, Locked], there: Mapping[str, Distribution]) -> Graph:
    """Whom each package asks for, also for those of its extras that any other asks for."""
    asked = {name: [Requirement(text) for text in d.requires or []] for name, d in there.items()}
    extras: dict[str, set[str]] = {name: {""} for name in held}
    for requirement in (each for found in asked.values() for each in found):
        extras.setdefault(canonicalize_name(requirement.name), {""}).update(requirement.extras)
    return {name: _asked_for(asked.get(name, []), extras[name]) & held.keys() for name in held}


def _asked_for(requirements: Iterable[Requirement], extras: set[str]) -> set[str]:
    return {
        canonicalize_name(each.name)
        for each in requirements
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras)
    }


def _whole(tree: Path, wheel: Path) -> Component:
    """sopc itself, with what is in its wheel of others: fonts, and the editor of the text view."""
    version = str(parse_wheel_filename(wheel.name)[1])
    fonts = sorted((tree / "sopc" / "fonts").rglob("*.ttf"))
    return Component(
        name="sopc",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=f"sopc=={version}",
        purl=PackageURL("pypi", name="sopc", version=version),
        licenses=[LicenseFactory().make_from_string(PROJECT["project"]["license"])],
        hashes=[HashType.from_composite_str(f"sha256:{_digest(wheel)}")],
        components=[
            Component(
                name=path.relative_to(tree).as_posix(),
                type=ComponentType.FILE,
                bom_ref=path.relative_to(tree).as_posix(),
                hashes=[HashType.from_composite_str(f"sha256:{_digest(path)}")],
            )
            for path in fonts
        ]
        + list(editor_parts(tree)),
    )


def _component(name: str, package: Locked, found: Distribution | None) -> Component:
    version = str(package.version)
    marker = package.requirement.marker
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{name}=={version}",
        purl=PackageURL("pypi", name=name, version=version),
        licenses=[] if found is None else map(LicenseFactory().make_from_string, _licences(found)),
        properties=[] if marker is None else [Property(name="sopc:marker", value=str(marker))],
        external_references=[  # each file of the package; any of them may be installed
            ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION,
                url=XsUri(f"https://pypi.org/simple/{name}/"),
                hashes=[HashType.from_composite_str(digest)],
            )
            for digest in package.digests
        ],
    )


def _licences(found: Distribution) -> list[str]:
    """As the package says it: an expression, else its classifiers, else in words."""
    said = found.metadata
    classifiers = [text for text in said.get_all("Classifier") or [] if _LICENCE.match(text)]
    return (
        said.get_all("License-Expression")
        or [text.rpartition(" :: ")[2] for text in classifiers]
        or [text for text in said.get_all("License") or [] if "\n" not in text]
    )


def _reached(names: Iterable[str], graph: Graph) -> set[str]:
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        found |= waiting
        waiting = set().union(*(graph.get(name, set()) for name in waiting)) - found
    return found


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
