# make build: the handbook from sops/ into build/.   make test: all checks of this repository.
# Both set up what they need: system libraries (through apt where it may), .venv, packages.

PYTHON ?= python3
PYTHONS ?= 3.11 3.12 3.13
VENV := .venv
SOPC := $(VENV)/bin/sopc
PIP := $(VENV)/bin/pip --quiet --disable-pip-version-check
UV := $(VENV)/bin/uv --quiet
# a file's tests share what it builds; the file that builds most comes first (see tests/conftest.py)
SHARED := -n auto --dist loadfile --no-loadscope-reorder
# what was compiled once is kept: hundreds of tests run sopc in processes of their own
PYTEST := PYTHONDONTWRITEBYTECODE= $(VENV)/bin/pytest $(SHARED)
# what each library or program is called in Debian
APT := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 graphviz
APT_TEST := chromium neovim openssl poppler-utils qpdf softhsm2 strace faketime

# requirements*.txt hold one version of every package, and the digests of its files: nothing else is installed
RUN := requirements.txt
DEV := requirements-dev.txt
LOCKED := --require-hashes --no-deps --only-binary :all:
EXTRAS := --extra sign --extra pkcs11 --extra dask --extra lsp --extra serve

.PHONY: build check test coverage bench worst nightly services lowest newest pythons mutants fuzz lock audit client dist firefox gallery pictures forms translations docs clean system system-test

build: $(VENV)/run
	$(SOPC) build

check: $(VENV)/run
	$(SOPC) check

test: $(VENV)/dev system-test client
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache
	$(PYTEST) --no-skips

# the same tests, while it is noted which branches they take: of every package 95 % at least
coverage: $(VENV)/dev system-test client
	$(PYTEST) --cov --cov-report=term:skip-covered
	$(VENV)/bin/python -m tests.branch_coverage

# what a build costs, beside one big document and what an office would use instead;
# make bench COUNTS="91 910 9100" also measures catalogues of so many generated SOPs
bench: $(VENV)/dev $(VENV)/peers/done
	$(VENV)/bin/python -m tests.bench $(COUNTS)
	$(VENV)/bin/python -m tests.bench.desk $(COUNTS)

$(VENV)/peers/done: | $(VENV)/dev
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/pip install --quiet --disable-pip-version-check typst doorstop strictdoc
	@touch $@

# what the largest file costs in check that one place can have, for every place: hours
# of one place, make worst PLACE=sop:langkah
worst: $(VENV)/dev
	$(VENV)/bin/python -m tests.growing.worst $(PLACE)

# every test with many more examples, then with other versions of everything, then the largest files
nightly: $(VENV)/dev system-test client
	$(PYTEST) --exhaustive --hypothesis-profile=nightly
	$(MAKE) coverage audit firefox services lowest newest pythons worst

# the desk in Firefox, as Debian has it, by Mozilla's own client: the tests' driver cannot
firefox: $(VENV)/dev $(VENV)/firefox/done
	@$(call install,firefox-esr)
	$(VENV)/bin/python -m tests.serve.firefox $(VENV)/firefox/bin/python

$(VENV)/firefox/done: | $(VENV)/dev
	$(PYTHON) -m venv $(VENV)/firefox
	$(VENV)/firefox/bin/pip install --quiet --disable-pip-version-check 'marionette_driver==3.7.1'
	@touch $@

# docs/ci/gitlab.yml from end to end, by a local runner of that service: needs Node.js 20, npm, rsync
RUNNER := $(VENV)/runner/node_modules/.bin/gitlab-ci-local

services: $(VENV)/dev system-test $(RUNNER)
	@$(call install,rsync)
	$(VENV)/bin/python -m tests.ci.services $(RUNNER)

$(RUNNER): tests/ci/runner/package-lock.json
	mkdir -p $(VENV)/runner
	cp tests/ci/runner/package*.json $(VENV)/runner
	npm ci --prefix $(VENV)/runner --silent --ignore-scripts
	@touch $@

# the fast tests, with the lowest versions that pyproject.toml allows, and with the newest
# (slow ones try nothing that depends on other projects: the drawing, and killed builds)
FAST := --ignore=tests/layout --ignore=tests/publish/test_interrupted.py \
  --ignore=tests/publish/test_system_calls.py

lowest newest: $(VENV)/dev system-test
	$(UV) venv --clear --python $(PYTHON) $(VENV)/$@
	$(UV) pip install --python $(VENV)/$@ --resolution $(if $(filter lowest,$@),lowest-direct,highest) \
	  --editable '.[dev]' --group build
	$(call fast,$@,$@)

# the fast tests with each Python, by its number: python3.12 has to be on the PATH
pythons: $(PYTHONS:%=python-%)

python-%: $(VENV)/dev system-test
	$(UV) venv --clear --no-python-downloads --python $* $(VENV)/$@
	$(UV) pip sync --python $(VENV)/$@ --require-hashes --only-binary :all: $(DEV)
	$(UV) pip install --python $(VENV)/$@ --no-deps --no-build-isolation --editable .
	$(call fast,$@,locked)

# write the lock files anew: what is held already stays as it is, unless make lock UPGRADE=--upgrade
lock: $(VENV)/dev
	$(call lock,$(EXTRAS),$(RUN))
	$(call lock,--all-extras --constraint $(RUN),$(DEV))

# the editor of the text view, of the locked npm packages; without it that view is a plain field
CLIENT := sopc/serve/client
EDITOR := $(CLIENT)/vendor/codemirror.js

client: $(EDITOR)

$(EDITOR): $(CLIENT)/package-lock.json $(CLIENT)/editor.mjs $(CLIENT)/bundle.mjs
	@command -v npm >/dev/null || { $(call install,nodejs npm); }
	mkdir -p $(VENV)/client
	cp $(CLIENT)/package*.json $(VENV)/client
	cd $(VENV)/client && npm ci --silent --ignore-scripts
	node $(CLIENT)/bundle.mjs $(abspath $(VENV)/client) $(abspath $(CLIENT)/vendor)

# which locked packages have known holes: asks PyPI. One that it cannot tell about fails, too.
audit: $(VENV)/dev
	$(VENV)/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off \
	  --requirement $(RUN) --requirement $(DEV)

# what is given out of the last commit, the same bytes wherever: sdist, wheel, what they need
# (CycloneDX), and the digests of these
dist: $(VENV)/dev client
	rm -rf dist
	$(VENV)/bin/python -m tests.release dist

# which changes of the code no test notices: hours for all areas; make mutants AREAS="number duration"
mutants: $(VENV)/mutants/done
	$(VENV)/mutants/bin/python -m tests.mutation $(AREAS)

$(VENV)/mutants/done: $(VENV)/dev
	$(UV) venv --clear --python $(PYTHON) $(VENV)/mutants
	$(UV) pip install --python $(VENV)/mutants --require-hashes --no-deps --only-binary :all: --requirement $(DEV)
	$(UV) pip install --python $(VENV)/mutants 'mutmut==3.8.1'
	@touch $@

# inputs that Atheris makes up, guided by the branches they reach; what breaks is in build/fuzz:
# make fuzz SECONDS=600 TARGETS="yaml_reader signed_pdf", each for so long
SECONDS ?= 60

fuzz: $(VENV)/fuzz/done
	$(VENV)/fuzz/bin/python -m tests.fuzz --seconds $(SECONDS) $(TARGETS)

$(VENV)/fuzz/done: $(VENV)/dev
	$(UV) venv --clear --python $(PYTHON) $(VENV)/fuzz
	$(UV) pip install --python $(VENV)/fuzz --require-hashes --no-deps --only-binary :all: --requirement $(DEV)
	$(UV) pip install --python $(VENV)/fuzz --only-binary :all: 'atheris==3.0.0'
	@touch $@

# all flowcharts and their measures, beside those of a revision or an earlier build's folder; the
# changed ones first: make gallery BASE=v0.1.0, BASE=build, or BASE= for none
BASE ?= $(shell git rev-parse --quiet --verify HEAD 2>/dev/null)

gallery: $(VENV)/dev
	$(VENV)/bin/python -m tests.gallery build/gallery $(if $(BASE),--base $(BASE))

# all pictures in the documents: what the README opens with, the desk, and the forms
pictures: forms $(VENV)/dev
	$(VENV)/bin/python -m tests.readme docs/readme
	$(VENV)/bin/python -m tests.guides.browser docs/panduan

# the pictures in docs/forms.md
forms: $(VENV)/dev
	$(VENV)/bin/python -m tests.forms docs/forms

# the Indonesian messages: new ones are added empty, to be filled in
translations: $(VENV)/dev
	$(VENV)/bin/python -m tests.translations

docs: $(VENV)/run
	$(SOPC) rules --manual --lang en > docs/rules.md
	$(SOPC) rules --manual --lang id > docs/aturan.md
	for kind in katalog pelaksana dasar-hukum pejabat sop; do \
	  $(SOPC) schema $$kind > docs/schema/$$kind.json; done

clean:
	rm -rf build dist $(VENV) $(CLIENT)/vendor .coverage .mutation .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/run: pyproject.toml $(RUN) | system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "sopc needs Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install $(LOCKED) --requirement $(RUN)
	$(PIP) install --no-deps --no-build-isolation --editable .
	@! command -v npm >/dev/null || $(MAKE) --no-print-directory client || \
	  echo "the text view of sopc serve stays a plain field: make client tells why" >&2
	@touch $@

$(VENV)/dev: $(VENV)/run $(DEV)
	$(PIP) install $(LOCKED) --requirement $(DEV)
	@touch $@

system:
	@$(call install,$(APT) $(if $(shell $(PYTHON) -m ensurepip --version 2>/dev/null),,python3-venv))

system-test: | system
	@$(call install,$(APT_TEST))

# Runs the fast tests in an environment below .venv; they expect its versions to be such.
define fast
SOPC_VERSIONS=$(2) $(VENV)/$(1)/bin/python -m pytest $(SHARED) $(FAST)
endef

# Writes a lock file for every system and every Python that sopc runs with.
define lock
$(UV) pip compile --universal --python-version 3.11 --generate-hashes $(UPGRADE) --no-annotate \
  --custom-compile-command 'make lock' --group build $(1) --output-file $(2) pyproject.toml
endef

# Installs the Debian packages of a list that are not there; or says, once, what to type.
define install
missing=""; \
if command -v dpkg-query >/dev/null; then \
  for p in $(1); do \
    dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$p"; \
  done; \
else \
  for p in dot pango-view; do command -v $$p >/dev/null || missing="$(1)"; done; \
fi; \
if [ -n "$$missing" ]; then \
  if [ "$$(id -u)" = 0 ]; then sudo=""; else sudo="sudo -n"; fi; \
  { command -v apt-get >/dev/null && $$sudo true 2>/dev/null \
    && $$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; } || \
  { echo "sopc needs these system packages:$$missing" >&2; \
    echo "on Debian or Ubuntu, type:  sudo apt-get install$$missing" >&2; exit 2; }; \
fi
endef
