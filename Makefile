# `make help` lists the targets. Everything happens in .venv and var/.
PYTHON ?= python3
BIN := .venv/bin
BABEL := $(BIN)/python -m babel.messages.frontend --quiet
EXTRACT := -k marked -k lazy_gettext -k Row:4 -c NOTE: -s --add-location=file --no-wrap
REFUSALS := -k Sentence -k sentence -k NotAllowed -k NotFound -k BadFile -k BadValue -k BadSeed -k BadFrame -k BadCommitment -k BadDocument -k BadScript -k SettingsError -k CarrierUnavailable -k Interrupted -k Unreadable
UPDATE := --ignore-pot-creation-date --no-wrap

.DEFAULT_GOAL := help
.PHONY: help demo faults chromium screens test run worker clock lint format play translations requirements clean

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Convoca needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

demo: PEOPLE ?= 1500
demo: .venv/installed ## the whole pilot with invented people, in about two minutes (PEOPLE=1500)
	@exec $(BIN)/python -m rehearsal.demo --people $(PEOPLE)

faults: PEOPLE ?= 1000
faults: .venv/installed-dev ## a rehearsal in which everything fails (PEOPLE=1000 SEED=…)
	@exec $(BIN)/python -m tests.faults.run --people $(PEOPLE) $(if $(SEED),--seed $(SEED))

chromium: # for the tests in a browser; as root it is installed, elsewhere they are skipped
	@test -x /usr/bin/chromium || test "$$(id -u)" != 0 || ! command -v apt-get >/dev/null \
		|| { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } \
		|| echo "chromium could not be installed: the tests in a browser will be skipped"

screens: .venv/installed-dev chromium ## pictures of the main pages, from a small demo: docs/screens
	@exec $(BIN)/python -m tests.browser.screens

test: .venv/installed-dev chromium lint ## lint and the whole test suite
	@exec $(BIN)/python -m pytest -n 2

lint: .venv/installed-dev ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

run: .venv/installed ## serve for real, with the settings of the environment or .env
	@$(BIN)/flask db upgrade
	@exec $(BIN)/flask serve

worker: .venv/installed ## one worker
	@exec $(BIN)/python -m workers.main worker

clock: .venv/installed ## the clock that finds what is due
	@exec $(BIN)/python -m workers.main clock

play: .venv/installed ## talk with the pilot's script in the terminal
	@exec $(BIN)/flask script play flows/scripts/retornados.yaml

format: .venv/installed-dev ## put the code into the house's form
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

translations: .venv/installed ## bring the translators' catalogues up to date with the wording
	@mkdir -p var
	@$(BABEL) extract $(EXTRACT) -F flows/locales/babel.cfg -o var/scripts.pot flows
	@$(BABEL) update $(UPDATE) -D scripts -i var/scripts.pot -d flows/locales
	@$(BABEL) extract $(EXTRACT) -F outreach/locales/babel.cfg -o var/report.pot outreach
	@$(BABEL) update $(UPDATE) -D report -i var/report.pot -d outreach/locales
	@$(BABEL) extract $(EXTRACT) $(REFUSALS) -F ivr/locales/babel.cfg -o var/console.pot ivr outreach flows/faults.py flows/documents.py flows/script.py
	@$(BABEL) update $(UPDATE) -D console -i var/console.pot -d ivr/locales
	@$(BABEL) extract $(EXTRACT) -F ivr/public/babel.cfg -o var/public.pot ivr/public
	@$(BABEL) update $(UPDATE) -D public -i var/public.pot -d ivr/locales

requirements: .venv/installed-dev ## pin requirements.in and requirements-dev.in anew
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --upgrade --no-emit-index-url --no-header --no-annotate requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --upgrade --no-emit-index-url --no-header --no-annotate requirements-dev.in -o requirements-dev.txt

clean: ## remove what was made
	@rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache
