# testigo: set-up, tests and the demonstration. Needs Python 3.11 or newer, make, and the package registries.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8321
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
SOURCES := pyproject.toml hatch_build.py build_gazetteer.py $(wildcard src/testigo/resolving/tables/*)
FRONTEND := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null)

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/ready ## build the example ledger and serve the desk on loopback
	$(BIN)/testigo build examples/peru-2022 --ledger demo.ledger || [ $$? -eq 1 ]
	$(BIN)/testigo serve demo.ledger --port $(PORT)

test: $(VENV)/ready-dev ## all checks and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell README.md CONTRIBUTING.md CHANGELOG.md docs src/testigo/model src/testigo/ledger src/testigo/running src/testigo/cli
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadfile

audit: $(VENV)/ready-dev ## known faults in the pinned dependencies
	$(BIN)/pip-audit --disable-pip --require-hashes -r requirements/run.txt

lock: $(VENV)/ready-dev ## pin the dependencies anew
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --group build -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --all-extras --group build --group dev -c requirements/run.txt -o requirements/dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --all-extras --group build --group dev --group benchmarks --group training -c requirements/dev.txt \
		-o requirements/benchmarks.txt

clean: ## remove what was made
	rm -rf $(VENV) frontend/node_modules src/testigo/web/static/dist src/testigo/resolving/gazetteer.sqlite demo.ledger*

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "testigo needs Python 3.11, 3.12 or 3.13: install one, or name it with make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements/run.txt $(SOURCES) | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/ready: $(VENV)/installed src/testigo/web/static/dist/.built
	@touch $@

$(VENV)/ready-dev: requirements/dev.txt $(VENV)/ready
	$(BIN)/python -m pip install -q --require-hashes -r requirements/dev.txt
	@touch $@

src/testigo/web/static/dist/.built: $(FRONTEND) | $(VENV)/installed
	cd frontend && PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --no-audit --no-fund --loglevel=error && PATH="$$PATH:$(CURDIR)/$(BIN)" npm run -s build
	@touch $@

.PHONY: help demo test audit lock clean
