# The commands a newcomer needs.  `make run` serves the demo articles; `make test` tests; both work in a fresh clone.

PYTHON  ?= python3
HOST    ?= 127.0.0.1
PORT    ?= 8000
DOCS    ?= 50000
VENV    := .venv
BIN     := $(VENV)/bin
SUM     := $(shell cat requirements.lock setup.py | cksum | tr ' ' '-')
READY   := $(VENV)/installed-$(SUM)
CURRENT := indexes/berita/CURRENT

.PHONY: run test lint bench soak wheel docs lock install browser

run: $(READY) $(CURRENT)
	@echo "Telisik: http://$(HOST):$(PORT)/cari   (Ctrl-C stops it)"
	@$(BIN)/telisik serve --bind $(HOST):$(PORT)

# Built again only when nothing is published, or a seed or the code is newer than what is.
$(CURRENT): $(shell find seeds search -type f -not -name "*.pyc") | $(READY)
	$(BIN)/telisik rebuild seeds/ --include-current
	@touch $@

test: $(READY) browser
	$(BIN)/python -m pytest --cov --cov-report=term $(ARGS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

bench: $(READY)
	$(BIN)/python -m tests.benchmarks --docs $(DOCS)

# The full counts of the fault tests: an hour or so.  Without the log, which would keep every damaged generation in memory.
soak: $(READY)
	$(BIN)/python -m pytest tests/faults tests/whoosh_suite -m soak --timeout=7200 --no-header -p no:logging $(ARGS)

# The built wheel, in a clean environment, outside the checkout.
wheel: $(READY)
	sh .ci/wheel

# The pages that are written from the code.
docs: $(READY)
	$(BIN)/python -m docs.write_cli
	$(BIN)/python -m docs.write_api

# After a change of setup.py's ranges: pins and hashes anew.
lock: $(READY)
	$(BIN)/pip-compile --quiet --upgrade --all-extras --generate-hashes --allow-unsafe --strip-extras --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements.lock setup.py

install: $(READY)

# pip first: the one that comes with Python 3.11 cannot resolve the html extra.
$(READY): requirements.lock setup.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/installed-*
	@touch $@

# The page's tests drive a browser; without one they are skipped, and say so.
browser:
	@command -v chromium >/dev/null 2>&1 || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null 2>&1 && \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
		echo "No chromium here: the browser tests will be skipped."
