"""A catalogue's own templates may be written by anyone: they can fail, and nothing else."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import Result

from sopc.render.resources import template_folder
from tests.books import LINKED, text_of
from tests.catalogues import FIRST, own_templates, sop, write_catalogue
from tests.running import files, run_build, unprinted

TEMPLATES = ("annex", "base", "chart", "front", "relations", "sop", "unit")
PICKLED = (
    r"""{{ settings.parse_raw("cposix\nsystem\n(S'touch CANARY'\ntR.", """
    "proto='pickle', allow_pickle=True) }}"
)
ATTACKS = {
    "a pickle": PICKLED,
    "a pickle, by item": PICKLED.replace(".parse_raw", "['parse_raw']"),
    "a pickle, by unit": PICKLED.replace("settings", "unit"),
    "a pickle, by section": PICKLED.replace("settings", "unit.sections[0]"),
    "a pickle, by base class": PICKLED.replace("settings", "settings.agency"),
    "a file": "{{ settings.parse_file('SECRET', proto='pickle', allow_pickle=True) }}",
    "a file, by class": "{{ settings.__class__.parse_file('SECRET') }}",
    "validating": "{{ unit.model_validate_json('{}') }}",
    "constructing": "{{ unit.model_construct() }}",
    "copying": "{{ settings.model_copy(update={'title': 'x'}) }}",
    "schema": "{{ settings.model_json_schema() }}",
    "fields": "{{ settings.model_fields }}",
    "updating": "{{ settings.update({'title': 'x'}) }}",
    "popping": "{{ settings.pop('title') }}",
    "keys": "{{ settings.keys() }}",
    "classes": "{{ unit.__class__.__mro__[1].__subclasses__() }}",
    "classes of text": "{{ ''.__class__.__mro__ }}",
    "classes of text, by item": "{{ title['__class__']['__mro__'] }}",
    "classes of a tuple": "{{ ().__class__.__base__.__subclasses__() }}",
    "classes of a number": "{{ (1).__class__ }}",
    "classes of markup": "{{ ('<b>' | safe).__class__ }}",
    "classes of nothing": "{{ none.__class__ }}",
    "bytes": "{{ title.encode() }}",
    "bytes of a number": "{{ (1).to_bytes(4) }}",
    "format": "{{ '{0.__class__}'.format(unit) }}",
    "format of markup": "{{ ('{0.__class__}' | safe).format(unit) }}",
    "format, by item": "{{ ''['format'](unit) }}",
    "format_map": "{{ '{a.__init__}'.format_map({'a': unit}) }}",
    "format within map": "{{ ['{0.__class__}'] | map('format', unit) | list }}",
    "attr": "{{ unit | attr('__class__') }}",
    "attr within map": "{{ heading | map('attr', '__class__') | list }}",
    "map": "{{ heading | map(attribute='__init__') | list }}",
    "map of dictionaries": "{{ [unit, settings] | map(attribute='__init__') | list }}",
    "map of a path": "{{ [unit] | map(attribute='name.__class__') | first }}",
    "map of a method": "{{ [settings] | map(attribute='model_dump') | list }}",
    "selectattr": "{{ heading | selectattr('__class__') | list }}",
    "groupby": "{{ heading | groupby('__class__') | list }}",
    "sort": "{{ unit.sections | sort(attribute='__class__') }}",
    "sum": "{{ heading | sum(attribute='__class__') }}",
    "xmlattr": "{{ {'onload=x ': title} | xmlattr }}",
    "random": "{{ heading | random }}",
    "blocks": "{{ self.__init__.__globals__ }}",
    "context": "{{ self._TemplateReference__context.environment }}",
    "a block's call": "{% block x %}{% endblock %}{{ self.x.__call__.__globals__ }}",
    "a block's context": "{% block x %}{% endblock %}{{ self.x._context }}",
    "super": "{% extends 'base.html.j2' %}{% block body %}{{ super.__init__ }}{% endblock %}",
    "super's context": "{% extends 'base.html.j2' %}{% block body %}{{ super._stack }}"
    "{% endblock %}",
    "cycler": "{{ cycler.__init__.__globals__.os.system('touch CANARY') }}",
    "lipsum": "{{ lipsum.__globals__['os'].system('touch CANARY') }}",
    "lipsum called": "{{ lipsum() }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "joiner called": "{{ joiner(',') }}",
    "namespace": "{{ namespace.__init__ }}",
    "namespace called": "{% set n = namespace(a=1) %}",
    "dict": "{{ dict.mro() }}",
    "dict called": "{{ dict(a=1) }}",
    "range": "{{ range.__globals__ }}",
    "caller": "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}x{% endcall %}",
    "a macro": "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "a macro's function": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "a macro's environment": "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "arguments": "{% macro m() %}{{ varargs.__class__ }}{% endmacro %}{{ m(1) }}",
    "loop": "{% for line in heading %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "loop's insides": "{% for line in heading %}{{ loop._iterator }}{% endfor %}",
    "a generator": "{{ (heading | map('upper')).gi_frame.f_globals }}",
    "a module": "{% import 'parts.html.j2' as parts %}{{ parts.__init__.__globals__ }}",
    "a module's body": "{% import 'parts.html.j2' as parts %}{{ parts._body_stream }}",
    "importing": "{% from 'parts.html.j2' import __init__ %}",
    "assigning": "{% set settings.title = 'x' %}",
    "the unknown": "{{ nope.__class__.__init__.__globals__ }}",
    "the unknown's insides": "{{ nope._undefined_exception }}",
    "the unknown called": "{{ nope() }}",
    "including": "{% include 'SECRET' %}",
    "including by climbing": "{% include '../katalog.yaml' %}",
    "including a missing name": "{% include nope %}",
    "including the terminal": r"{% include '\x07\x9b\u202e\nx' %}",
    "extending": "{% extends 'SECRET' %}",
    "importing by path": "{% import 'SECRET' as x %}",
    "importing by climbing": "{% from '../katalog.yaml' import x %}",
    "tags": "{% do settings.update({}) %}",
    "debugging": "{% debug %}",
    "speaking to the terminal": r"{{ {}['\x07\x9b\u202e\nred'] }}",
    "no end": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "including itself": "{% include 'unit.html.j2' %}",
    "depth": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "memory": "{{ 'x' * 10 ** 18 }}",
    "a long range": "{{ range(10 ** 9) | list }}",
    "arithmetic": "{{ 1 / 0 }}",
    "an office's slip": "{% if unit.nmae is defined %}{% endif %}{{ unit.nmae }}",
}


PLANNED = {FIRST: sop("K.1.1.1.1", "status: belum-disusun\n")}
"""An SOP that is not written yet: the page of its unit is the first to be printed."""


def attacked(
    folder: Path, template: str, text: str, jobs: int = 1, sops: Mapping[str, str] = LINKED
) -> Result:
    """A build of a catalogue with one template of its own, which prints nothing with it."""
    secret, canary = folder / "secret.txt", folder / "canary"
    secret.write_text(f"cposix\nsystem\n(S'touch {canary}'\ntR.SECRET WORDS", encoding="utf-8")
    root = write_catalogue(folder / "sops", sops)
    own_templates(root)
    told = text.replace("CANARY", str(canary)).replace("SECRET", str(secret))
    (root / "templates" / f"{template}.html.j2").write_text(told, encoding="utf-8")
    result = run_build(root, folder / "out", jobs=jobs)
    assert not canary.exists()
    assert "SECRET WORDS" not in result.stderr
    folders = {name.partition("/")[0] for name in files(folder / "out")}
    assert folders <= {"sop", "flowchart", "manifest.json"}  # what is not at fault
    return result


def told(result: Result) -> str:
    """The one sentence that says what could not be printed."""
    return unprinted(result).partition(" error CTK003: ")[2]


@pytest.mark.sampled(25)
@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_a_template_that_reaches_out_ends_in_a_sentence(tmp_path: Path, attack: str) -> None:
    sentence = told(attacked(tmp_path, "unit", attack, sops=PLANNED))
    assert re.match(r"the template [a-z]+\.html\.j2(:\d+)? ", sentence)


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_kind_of_page_lets_templates_run_code(tmp_path: Path, template: str) -> None:
    sentence = told(attacked(tmp_path, template, PICKLED))
    assert f"{template}.html.j2:1 cannot be used: " in sentence
    assert "parse_raw" in sentence


def test_nor_does_a_macro_that_pages_share(tmp_path: Path) -> None:
    macros = ("items", "logo", "sop_footer", "contents", "signature", "table_cell")
    attack = PICKLED.replace("settings", "value")
    text = "".join(f"{{% macro {name}(value) %}}{attack}{{% endmacro %}}\n" for name in macros)
    result = attacked(tmp_path, "parts", text)
    assert result.exit_code == 1
    faults = [line for line in result.stderr.splitlines() if " error CTK003: " in line]
    assert faults
    assert all("parts.html.j2" in line for line in faults)


@pytest.mark.parametrize("template", ["sop", "chart"])
def test_nor_do_worker_processes(tmp_path: Path, template: str) -> None:
    assert "parse_raw" in told(attacked(tmp_path, template, PICKLED, jobs=2))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<p>\n{{ nope }}", "unit.html.j2:2 cannot be used: 'nope' is undefined"),
        ("{{ nope() }}", "unit.html.j2:1 cannot be used: 'nope' is undefined"),
        ("<p>\n{{ unit.nmae }}", "unit.html.j2:2 cannot be used: 'dict object' has no attribute"),
        ("\n\n{% if %}", "unit.html.j2:3 cannot be used: Expected an expression"),
        ("{{ title | loud }}", "unit.html.j2:1 cannot be used: No filter named 'loud'"),
        ("{{ 'x' * 10 ** 18 }}", "unit.html.j2:1 cannot be used: MemoryError"),
        ("\n{% include 'a.j2' %}", "unit.html.j2:2 asks for `a.j2`, which is no template of this"),
    ],
)
def test_a_failure_is_told_with_its_place(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentence in told(attacked(tmp_path, "unit", text, sops=PLANNED))


def test_a_failure_within_a_shared_macro_is_told_with_its_place(tmp_path: Path) -> None:
    lines = (template_folder() / "parts.html.j2").read_text(encoding="utf-8").splitlines()
    place = 1 + lines.index("  {% for unit in groups %}")
    text = "{% from 'parts.html.j2' import contents %}{{ contents((), 1) }}"
    sentence = told(attacked(tmp_path, "unit", text))
    assert f"parts.html.j2:{place} cannot be used: 'int' object is not iterable" in sentence


def test_what_offices_need_works(tmp_path: Path) -> None:
    text = """\
{% extends "base.html.j2" %}{% import "parts.html.j2" as parts %}
{% macro twice(text) %}{{ text.upper() }}{{ caller() }}{% endmacro %}
{% block body %}
{% for line in heading recursive %}{{ loop.index }}/{{ loop.length }}
{{ loop.cycle("a", "b") }}{{ loop.changed(line) }}
{{ line.split(" ") | first | upper }}{% endfor %}
{% for n in range(3) %}{{ n }}{% else %}{{ loop(()) }}{% endfor %}
{{ parts.items(heading) }}{{ parts["items"](()) }}{{ super() }}{{ self.more() }}
{% call twice("x") %}y{% endcall %}
{{ unit.sections | map(attribute="name") | join(", ") }} {{ ("<b>" | safe).strip() }}
{% for kind, found in unit.sections | groupby("number") %}{{ kind }}{{ found | length }}{% endfor %}
{{ {"items": 1, "get": 2}.items }}{{ {"items": 1}["items"] }}
{% include "more.j2" %}{{ "%02d." % unit.number }}
{{ unit.letterhead[0] | default("–") }}{{ unit["name"][:3] }}{{ title.replace("a", "b") }}
{% endblock %}{% block more %}{% endblock %}
"""
    root = write_catalogue(tmp_path / "sops", LINKED)
    own_templates(root)
    (root / "templates" / "unit.html.j2").write_text(text, encoding="utf-8")
    (root / "templates" / "more.j2").write_text("Lebih: {{ title }}", encoding="utf-8")
    result = run_build(root, tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    (page,) = (p for p in text_of(tmp_path / "out" / "handbook.pdf") if "Lebih: Bidang" in p)
    assert "02." in page
