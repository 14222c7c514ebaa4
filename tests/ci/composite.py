"""Runs a composite action of GitHub as its runner does: step by step, with its expressions.

Steps that use actions of others do nothing, but for what they put out, which a test says.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_TOKEN = re.compile(r"\s*(?:('(?:[^']|'')*')|(==|!=|&&|\|\||!|\(|\))|([\w.-]+(?:\(\))?))")
_PYTHON = {"&&": " and ", "||": " or ", "!": " not "}


@dataclass
class Run:
    """A run of an action in a checkout. ``log`` has what steps printed, ``ran`` their names."""

    action: Path
    checkout: Path
    temp: Path
    github: Mapping[str, Any]
    inputs: Mapping[str, str]
    used: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    path: Path | None = None
    log: str = ""
    ran: list[str] = field(default_factory=list)
    failed: bool = False
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """What stands on the run's page."""
        file = self.temp / "summary"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def all_steps(self) -> "Run":
        """Run them; one that fails keeps those from running that do not ask for it."""
        written = yaml.safe_load(self.action.read_text(encoding="utf-8"))
        given = {name: each.get("default", "") for name, each in written["inputs"].items()}
        self.inputs = {**given, **self.inputs}
        self.temp.mkdir(exist_ok=True)
        for index, step in enumerate(written["runs"]["steps"]):
            if self._is_due(step.get("if", "")):
                self._step(step, step.get("id", str(index)))
        return self

    def _is_due(self, condition: str) -> bool:
        bare = condition.removeprefix("${{").removesuffix("}}")
        asks = re.search(r"\b(always|cancelled|failure)\(\)", bare)
        return bool(self._value(bare) if bare else True) and bool(asks or not self.failed)

    def _step(self, step: Mapping[str, Any], name: str) -> None:
        self.ran.append(step.get("name") or step["uses"].partition("@")[0])
        if "uses" in step:
            self.outputs[name] = dict(self.used.get(self.ran[-1], {}))
            return
        output = self.temp / f"output-{name}"
        output.touch()
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.checkout,
            env={**self._environment(output), **self._texts(step.get("env", {}))},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        self.log += done.stdout
        self.failed = self.failed or done.returncode != 0
        lines = output.read_text(encoding="utf-8").splitlines()
        self.outputs[name] = dict(line.split("=", 1) for line in lines)

    def _environment(self, output: Path) -> dict[str, str]:
        path = [*filter(None, [self.path]), Path(sys.executable).parent, os.environ["PATH"]]
        return os.environ | {
            "PATH": os.pathsep.join(map(str, path)),
            "LC_ALL": "C.UTF-8",
            "GITHUB_ACTION_PATH": str(self.action.parent),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_REPOSITORY": "kantor/sop",
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
            "GITHUB_WORKSPACE": str(self.checkout),
            "RUNNER_TEMP": str(self.temp),
            "XDG_STATE_HOME": str(self.temp / "state"),
        }

    def _texts(self, templates: Mapping[str, str]) -> dict[str, str]:
        return {name: self._text(template) for name, template in templates.items()}

    def _text(self, template: str) -> str:
        return re.sub(r"\$\{\{(.*?)\}\}", lambda m: str(self._value(m[1]) or ""), template)

    def _value(self, expression: str) -> object:
        """The value of an expression: contexts, texts, comparisons and functions of status."""
        code, at, names = "", 0, list[object]()
        while found := _TOKEN.match(expression, at):
            text, sign, name = found.groups()
            at = found.end()
            if sign:
                code += _PYTHON.get(sign, sign)
            else:
                names.append(text[1:-1].replace("''", "'") if text else self._named(name))
                code += f" v[{len(names) - 1}] "
        assert not expression[at:].strip(), expression
        value: object = eval(code, {"__builtins__": {}}, {"v": names})
        return value

    def _named(self, name: str) -> object:
        if name.endswith("()"):
            return {"always()": True, "cancelled()": False, "failure()": self.failed}[name]
        steps = {step: {"outputs": outputs} for step, outputs in self.outputs.items()}
        value: Any = {"github": self.github, "inputs": self.inputs, "steps": steps,
                      "runner": {"os": "Linux"}}  # fmt: skip
        for part in name.split("."):
            value = value.get(part, "") if isinstance(value, Mapping) else ""
        return value
