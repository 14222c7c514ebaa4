"""The npm packages that are in the wheel as the editor of the text view, by their lock file."""

import json
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.component import Component, ComponentType
from packageurl import PackageURL

LOCK = "sopc/serve/client/package-lock.json"
_FOLDER = "node_modules/"


def editor_parts(tree: Path) -> Iterator[Component]:
    """Each package below a folder with the sources; none that only helps to make the editor."""
    packages = json.loads((tree / LOCK).read_text(encoding="utf-8"))["packages"]
    for place, package in packages.items():
        if place and not package.get("dev"):
            yield _component(place.rpartition(_FOLDER)[2], package)


def _component(name: str, package: dict[str, Any]) -> Component:
    version = package["version"]
    scope, _, bare = name.rpartition("/")
    algorithm, _, digest = package["integrity"].partition("-")
    assert algorithm == "sha512", name
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{name}@{version}",
        purl=PackageURL("npm", namespace=scope or None, name=bare, version=version),
        licenses=[LicenseFactory().make_from_string(package["license"])],
        hashes=[HashType(alg=HashAlgorithm.SHA_512, content=b64decode(digest).hex())],
    )
