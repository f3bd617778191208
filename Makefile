# The manual of this project: `make help`. Needs Python 3.11 or newer, with venv, and a package index.

PYTHON ?= python3
UV ?= uv
BIN := .venv/bin
RUN := $(BIN)/python -m
FLASK := $(RUN) flask --app wsgi
PIP := $(RUN) pip --disable-pip-version-check --quiet install --require-hashes
PYTEST := $(RUN) pytest $(PYTEST_ARGS)
COMPILE := $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable
INSTALLED := .venv/.installed
INSTALLED_DEV := .venv/.installed-dev

heading = @printf '\n== %s\n' '$(1)'

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help setup run run-production demo test test-quick test-browser lint types catalogue test-sqlite test-postgresql \
	browser bench bench-import bench-map bundle translate migrate lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile

setup: $(INSTALLED) ## make .venv and install what Elçi needs to run

run: export ELCI_PORT := $(or $(PORT),$(ELCI_PORT),5000)
run: demo ## set up, load the demo, serve on http://127.0.0.1:5000 (PORT=8000 changes the port)
	@$(FLASK) serve

run-production: setup ## serve with gunicorn; wants ELCI_SECRET_KEY and ELCI_DATABASE_URL, see docs/operations.md
	@export ELCI_MODE=production; exec $(RUN) gunicorn --config docs/deploy/gunicorn.conf.py wsgi:app

demo: setup ## make the database and load the demo record into it; repeatable
	@$(FLASK) init
	@$(FLASK) demo

test: test-quick test-browser ## everything that decides whether a change is good

test-quick: lint types catalogue test-sqlite test-postgresql ## the same without the browser

lint: $(INSTALLED_DEV) ## style, formatting, and who may import whom
	$(call heading,lint: ruff and import-linter)
	@$(RUN) ruff check --quiet .
	@$(RUN) ruff format --check .
	@$(BIN)/lint-imports --no-logo

types: $(INSTALLED_DEV) ## mypy, strict
	$(call heading,types: mypy)
	@$(RUN) mypy

catalogue: $(INSTALLED_DEV) ## nothing missing, empty, fuzzy, misfilled or stale in the Turkish words
	$(call heading,catalogue: Turkish)
	@$(RUN) translations.check

test-sqlite: $(INSTALLED_DEV) ## the tests on SQLite (PYTEST_ARGS="-k visit" narrows them)
	$(call heading,tests on SQLite)
	@ELCI_TEST_ENGINE=sqlite $(PYTEST) tests --ignore tests/chromium --ignore tests/bench

test-postgresql: $(INSTALLED_DEV) ## the tests on a PostgreSQL that they start themselves
	$(call heading,tests on PostgreSQL)
	@ELCI_TEST_ENGINE=postgresql $(PYTEST) tests --ignore tests/chromium --ignore tests/bench

test-browser: browser $(INSTALLED_DEV) ## the tests in Chromium, with axe
	$(call heading,tests in Chromium)
	@ELCI_TEST_ENGINE=sqlite ELCI_TEST_BROWSER="$$($(find_browser))" $(PYTEST) tests/chromium

# prints the first browser of the list that is there, or nothing
find_browser = for name in $(BROWSERS); do command -v $$name && break; done || true

browser:
	@if [ -z "$$($(find_browser))" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing Chromium"; \
		{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install chromium; } \
			>/dev/null || true; \
	fi
	@[ -n "$$($(find_browser))" ] || { \
		echo "make test-browser needs Chromium: install it with the system's packages, on Debian: apt-get install chromium" >&2; \
		exit 1; \
	}

bench: $(INSTALLED_DEV) ## what pages cost beside a bare one: make bench SIZE=S, M or L, ENGINE=sqlite or postgresql
	$(call heading,bench)
	@$(RUN) tests.bench $(or $(SIZE),M) $(or $(ENGINE),sqlite)

bench-import: $(INSTALLED_DEV) ## how fast visits and public lists come in and go out again: make bench-import ROWS=100000 ENGINE=sqlite or postgresql
	$(call heading,bench of an import)
	@$(RUN) tests.bench.importing $(or $(ROWS),100000) $(or $(ENGINE),sqlite)

bench-map: browser $(INSTALLED_DEV) ## how fast the map is drawn in Chromium, beside a page of folium with a marker and a line for each tie
	$(call heading,bench of the map)
	@ELCI_TEST_BROWSER="$$($(find_browser))" $(RUN) tests.bench.map $(or $(TIES),50 2000 12000 world)

bench-answers: $(INSTALLED_DEV) ## what the answers cost and how good they are, beside the public lists: make bench-answers WHAT="metrics office hidden"
	$(call heading,bench of the answers)
	@$(RUN) tests.bench.answers $(WHAT)

bundle: setup ## one archive in dist/ for an intranet without internet: source, wheels, install.sh; tried offline
	@docs/deploy/bundle.sh

translate: $(INSTALLED) ## add new words to the Turkish catalogue, remove stale ones
	@$(RUN) translations.check --update

migrate: $(INSTALLED) ## write a migration from the models: make migrate m="add gifts"
	@[ -n '$(m)' ] || { echo 'Say what it does: make migrate m="add gifts"' >&2; exit 1; }
	@$(FLASK) db revision '$(m)'

lock: ## write requirements*.txt anew from pyproject.toml; needs uv
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: $(PYTHON) -m pip install uv" >&2; exit 1; }
	@$(COMPILE) pyproject.toml -o requirements.txt
	@$(COMPILE) --group dev -c requirements.txt -o requirements-dev.txt

clean: ## remove .venv and caches; the data in instance/ stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache test-results
	@find . -name __pycache__ -not -path './node_modules/*' -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "Elçi needs Python 3.11 or newer, and there is no $(PYTHON)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Elçi needs Python 3.11 or newer; name another one with: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) lacks the module venv; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

$(INSTALLED): requirements.txt | $(BIN)/python
	@echo "installing what Elçi needs into .venv"
	@$(PIP) --requirement requirements.txt
	@touch $@

$(INSTALLED_DEV): requirements-dev.txt $(INSTALLED)
	@echo "installing what the tests need into .venv"
	@$(PIP) --requirement requirements-dev.txt
	@touch $@
