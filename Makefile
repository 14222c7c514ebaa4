# make build: the handbook from sops/ into build/.   make test: all checks of this repository.
# Both set up what they need: system libraries (through apt where it may), .venv, packages.

PYTHON ?= python3
VENV := .venv
SOPC := $(VENV)/bin/sopc
# what each library or program is called in Debian
APT := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 graphviz
APT_TEST := poppler-utils qpdf softhsm2

.PHONY: build test check bench nightly gallery translations docs clean system system-test

build: $(VENV)/run
	$(SOPC) build

check: $(VENV)/run
	$(SOPC) check

test: $(VENV)/dev system-test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/pytest -n auto --dist loadgroup --cov --cov-report=term:skip-covered

# what a build costs, beside one big document and what an office would use instead;
# make bench COUNTS="91 910 9100" also measures catalogues of so many generated SOPs
bench: $(VENV)/dev $(VENV)/peers/done
	$(VENV)/bin/python -m tests.bench $(COUNTS)

$(VENV)/peers/done: | $(VENV)/dev
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/pip install --quiet --disable-pip-version-check typst doorstop strictdoc
	@touch $@

# the drawing's guarantees over 10,000 generated flows
nightly: $(VENV)/dev
	$(VENV)/bin/pytest -n auto tests/layout/test_drawing.py --hypothesis-profile=nightly

gallery: $(VENV)/dev
	$(VENV)/bin/python -m tests.gallery build/gallery

# the Indonesian messages: new ones are added empty, to be filled in
translations: $(VENV)/dev
	$(VENV)/bin/python -m tests.translations

docs: $(VENV)/run
	$(SOPC) rules --manual > docs/rules.md
	for kind in katalog pelaksana dasar-hukum pejabat sop; do \
	  $(SOPC) schema $$kind > docs/schema/$$kind.json; done

clean:
	rm -rf build $(VENV) .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/run: pyproject.toml | system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "sopc needs Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/dev: pyproject.toml $(VENV)/run
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

system:
	@$(call install,$(APT) $(if $(shell $(PYTHON) -m ensurepip --version 2>/dev/null),,python3-venv))

system-test: | system
	@$(call install,$(APT_TEST))

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
