# Everything a newcomer needs: `make demo`, then `make test`. `make check` is exactly what CI runs.
PYTHON ?= python3
BIN := .venv/bin
HOME_OF_SIEVE := src/tracking_plan/lint/sieve
SIEVE := $(HOME_OF_SIEVE)/_sieve.$(if $(filter Darwin,$(shell uname)),dylib,so)

.PHONY: demo test check format lint types contracts step bench pictures clean
.DEFAULT_GOAL := demo

$(BIN)/.ready: $(BIN)/.installed $(SIEVE)
	@touch $@

# Compiled anew when its C changes. Without a compiler there is none, and nothing but speed is lost.
$(SIEVE): $(wildcard $(HOME_OF_SIEVE)/*.[ch]) hatch_build.py | $(BIN)/.installed
	@$(BIN)/python hatch_build.py

$(BIN)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "plan needs Python 3.11 or later: make PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Setting up .venv (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python -m compileall -q src  # an editable install compiles nothing by itself
	@touch $@

demo: $(BIN)/.ready  ## set up, then judge the example plan, one that is wrong on purpose, a log, and a change
	@echo '$$ plan validate plans/saas'
	@$(BIN)/plan validate plans/saas
	@echo
	@echo '$$ plan validate docs/pictures/acme.yaml'
	@$(BIN)/plan validate docs/pictures/acme.yaml --fail-on never
	@rm -rf .cache/demo && mkdir -p .cache/demo
	@echo
	@echo '$$ plan emit plans/saas --events 2000 --bad 1% --output .cache/demo/log.ndjson'
	@$(BIN)/plan emit plans/saas --events 2000 --bad 1% --output .cache/demo/log.ndjson
	@echo '$$ plan lint .cache/demo/log.ndjson --plan plans/saas'
	@$(BIN)/plan lint .cache/demo/log.ndjson --plan plans/saas --fail-on never --max-findings 5
	@echo
	@echo '$$ plan diff plans/saas .cache/demo/next    # where an event was renamed, and nothing said so'
	@cp -r plans/saas .cache/demo/next
	@sed 's/^  Onboarding Step Completed:/  Onboarding Step Finished:/' plans/saas/events/activation.yaml > .cache/demo/next/events/activation.yaml
	@$(BIN)/plan diff plans/saas .cache/demo/next --fail-on never
	@echo
	@echo '$$ plan generate python --plan plans/saas --out .cache/demo/events'
	@$(BIN)/plan generate python --plan plans/saas --out .cache/demo/events

test: $(BIN)/.ready  ## set up, then run the tests
	@$(BIN)/python -m pytest -q -n 2

check: $(BIN)/.ready format lint types contracts step test  ## what CI runs

format: $(BIN)/.ready
	@$(BIN)/ruff format --check .

lint: $(BIN)/.ready
	@$(BIN)/ruff check .

types: $(BIN)/.ready
	@$(BIN)/mypy

contracts: $(BIN)/.ready
	@$(BIN)/lint-imports --no-logo

step: $(BIN)/.ready  ## schemas, rule pages and README say what the code says
	@$(BIN)/python scripts/generate.py --check

bench: $(BIN)/.ready  ## every claim about speed, as a ratio
	@for script in benchmarks/[a-z]*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

pictures: $(BIN)/.ready  ## README's pictures, from real runs
	@$(BIN)/python scripts/pictures.py
	@$(BIN)/python scripts/site_pictures.py

clean:
	@rm -f $(HOME_OF_SIEVE)/_sieve.*
	@rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache benchmarks/.work
