# Two commands for a newcomer: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
SERVE ?= 1
BROWSER ?= 1
PROFILE ?= quick
export ZHANGFANG_HOME ?= $(CURDIR)/data
VENV := .venv/bin
UV := $(VENV)/uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate --override requirements/overrides.txt

.PHONY: run test setup check lock bench help

run: ## set up, make the demo company, walk the main job, serve the web app (SERVE=0 stops after the walk)
	@$(PYTHON) -m tools.operate.setup
	@$(VENV)/zhangfang demo --walk $(if $(filter 0,$(SERVE)),--no-serve,--serve)

test: ## every test on SQLite and PostgreSQL (PROFILE=full for the long one, BROWSER=0 without Chromium)
	@$(PYTHON) -m tools.operate.setup --dev
	@ZHANGFANG_PROFILE=$(PROFILE) BROWSER=$(BROWSER) $(VENV)/python -m tests.run

setup: ## only set up, with what development needs
	@$(PYTHON) -m tools.operate.setup --dev

check: ## style, types, imports, words, licences, lock
	@$(VENV)/python -m tests.checks

bench: ## figures against their floors (AREA=ledger for one)
	@$(VENV)/zhangfang bench $(AREA)

lock: ## make the lock files anew from requirements/*.in
	@$(UV) -o requirements/run.txt requirements/run.in requirements/build.in
	@$(UV) -c requirements/run.txt -o requirements/dev.txt requirements/dev.in
	@sed -i '/^torch==/d' requirements/run.txt requirements/dev.txt

help: ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*##/ :/'
