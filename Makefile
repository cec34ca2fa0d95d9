# vnplans: `make help` lists what there is to make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE := data/processed

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.PHONY: help run test test-ray fuzz docs screenshots system clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

# The stamps lie inside the environment: it is made again when they, or what they depend on, change.
$(VENV)/.made:
	"$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev,ocr,plot]'
	touch $@

$(VENV)/.installed-ray: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[ray]'
	touch $@

# `extract` ends with 3 when it has finished and some files could not be read: they are listed, and the rest is compared.
run: $(VENV)/.installed ## Read data/raw, compare the tasks, write the tables to data/processed/tables
	$(BIN)/vnplans extract data/raw --store $(STORE) || { code=$$?; [ $$code -eq 3 ] || exit $$code; }
	$(BIN)/vnplans compare tasks --store $(STORE)
	$(BIN)/vnplans export --store $(STORE) --format csv --format parquet --to $(STORE)/tables --force

# Tests that need a system package skip without it and say so; where this user may install, it is installed.
test: $(VENV)/.installed-dev ## Check style, types and imports, run the tests
	@if ! { command -v soffice && command -v tesseract && command -v chromium; } >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" -eq 0 ]; then \
		$(MAKE) system || echo "make system failed: tests of OCR, old Word files and the report in a browser are skipped"; \
	fi
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --ignore=tests/ray

test-ray: $(VENV)/.installed-ray ## Run the tests that need Ray: two machines of a cluster, here, one of them killed
	$(BIN)/python -m pytest tests/ray

$(VENV)/.installed-fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[fuzz]'
	touch $@

# The corpus that it grows lies outside of the repository. What it finds is told, and kept in the folder `finds` there.
fuzz: $(VENV)/.installed-fuzz ## Look for files and texts that end a reader: SECONDS=60 for each of eight, CORPUS=~/.cache/vnplans-fuzz
	$(BIN)/python tests/fuzz/guided.py --seconds $(or $(SECONDS),60) --corpus $(or $(CORPUS),$(HOME)/.cache/vnplans-fuzz)

docs: $(VENV)/.installed-dev ## Build the documentation as a site in build/site
	$(BIN)/python -m mkdocs build --strict

screenshots: $(VENV)/.installed-dev ## Take pictures of the sample corpus's report: screen, phone, dark, print (needs Chromium)
	VNPLANS_SCREENSHOTS=screenshots $(BIN)/python -m pytest -q tests/report/test_pictures.py

system: ## Install the system packages that some formats and tests need (asks for root)
	apt-get update
	apt-get install -y --no-install-recommends libreoffice-writer-nogui tesseract-ocr-vie chromium

clean: ## Remove the environment, the results and what the tools left behind
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks ./*.egg-info
	find $(STORE) -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
