# What people and CI say to the project; `make help` lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
POOLED := $(addprefix tests/,schema records moderation permissions concurrency)
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: help install check test sdl migrate seed serve lock bench bench-quick relevance

help: ## Shows these words
	@awk -F ': .*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/development $(VENV)/pages ## Installs what developers need

check: install ## Lints, types, layers, the SDL snapshot
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m encommun.explore check
	$(BIN)/encommun schema | diff schema/encommun.graphql - || { echo "The SDL changed: run 'make sdl'." >&2; exit 1; }

test: install $(VENV)/chromium ## Runs the whole suite on SQLite and PostgreSQL, then what reads and writes through a pool of one
	$(BIN)/pytest --numprocesses 4
	ENCOMMUN_TEST_POOL_OF_ONE=1 $(BIN)/pytest --numprocesses 4 $(POOLED)

sdl: install ## Writes schema/encommun.graphql
	$(BIN)/encommun schema > $(VENV)/encommun.graphql
	mv $(VENV)/encommun.graphql schema/encommun.graphql

migrate: $(VENV)/run ## Brings the database to this version's tables
	$(BIN)/encommun migrate

seed: $(VENV)/run ## Fills the commons
	$(BIN)/encommun seed

serve: $(VENV)/run ## Makes the commons ready and serves it (HOST=, PORT=, ENCOMMUN_DATABASE_URL=)
	@$(BIN)/encommun serve --prepare $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

lock: install ## Writes the lock files (UPGRADE=--upgrade moves every version)
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group development --all-extras --constraint requirements.lock --output-file requirements-development.lock

bench: install ## Measures Encommun beside other servers, and writes benchmarks/RESULTS.md (a quarter of an hour)
	$(BIN)/python -m benchmarks

bench-quick: install ## Prints the ratios of two shapes (90 seconds)
	$(BIN)/python -m benchmarks --quick

relevance: install ## Asks judged queries on both engines, and prints how good the answers are (a minute)
	$(BIN)/python -m benchmarks.relevance

# The two files below say what is installed; a lock that is newer than its file is installed again.

$(VENV)/run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12")'
	@test -x $(BIN)/pip || { echo "Making $(VENV)"; $(PYTHON) -m venv --clear $(VENV); }
	@echo "Installing $<"
	@$(PIP) install --require-hashes --requirement $<
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# The page of the network is built from pages/, and tested in Debian's Chromium.

$(VENV)/pages: pages/package-lock.json $(wildcard pages/*.* pages/src/*) $(VENV)/run
	@echo "Building the page of the network"
	@$(BIN)/python -m encommun.explore build
	@touch $@

$(VENV)/chromium: $(VENV)/run
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && apt-get update -qq && \
		apt-get install -qq --no-install-recommends chromium; } || \
		{ echo "The tests need Chromium: apt-get install chromium (as root)." >&2; exit 1; }
	@touch $@

$(VENV)/development: requirements-development.lock $(VENV)/run
	@echo "Installing $<"
	@$(PIP) install --require-hashes --requirement $<
	@touch $@
