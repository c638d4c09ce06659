# Commands for developers; the work is done in tools/. Everything made lies in .dev/.
PYTHON ?= python3
ARGS ?=
READY := $(PYTHON) -m tools.prepare
RUN := .dev/venv/bin/python -m
SCALE = $(foreach name,USERS SECONDS TIMES BLOWS ACCOUNTS SENDS SEED,FAULTS_$(name)=$($(name)))

SOAK = $(foreach name,ACCOUNTS MINUTES SPEED FAULTS SEED,SOAK_$(name)=$(or $($(name)),$(SOAK_$(name))))

VERIFY = $(foreach name,ACCOUNTS ONLY RECORD REPLAY GOOGLE,$(name)="$($(name))")

.DEFAULT_GOAL := help
.PHONY: help setup demo smoke test test-pure test-odoo verify-google faults worlds soak bench shell lint format translations description clean

help:  ## Show these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

setup:  ## Fetch Odoo 19 and the Python packages into .dev/
	@$(READY)

demo: setup  ## Run Odoo with demo data and a fake Google until Ctrl-C (ODOO_PORT= FAKE_PORT= FRESH=1)
	@$(RUN) tools.demo

smoke: setup  ## Let two users connect, change both sides, sync and compare
	@$(RUN) tools.smoke

test: setup  ## Run all tests (ARGS="-k word" starts what has such a test)
	@$(RUN) tools.run_tests all $(ARGS)

test-pure: setup  ## Run the tests that need no Odoo
	@$(RUN) tools.run_tests pure $(ARGS)

test-odoo: setup  ## Run the tests in Odoo and in the browser
	@$(RUN) tools.run_tests odoo $(ARGS)

verify-google: setup  ## Ask the real Google whether our assumptions hold (ACCOUNTS=2 ONLY= RECORD= REPLAY=)
	@$(VERIFY) $(RUN) tools.verify_google

faults: setup  ## Try every fault at every step, bad input, and disturb real servers for long (USERS= SECONDS= TIMES= BLOWS= ACCOUNTS= SENDS= SEED=)
	@FAULTS=long $(SCALE) $(RUN) tools.run_tests faults $(ARGS)

worlds: setup  ## Run worlds that one seed drives, as many as fit into SECONDS= (SEED= begins elsewhere, WORLD= runs one)
	@WORLDS_SECONDS=$(or $(SECONDS),60) WORLDS_SEED=$(SEED) WORLDS_ONLY=$(WORLD) $(RUN) tools.run_tests worlds $(ARGS)

soak: setup  ## Run many accounts for an hour of theirs, in five minutes, with faults and deaths (ACCOUNTS=200 MINUTES=60 SPEED=12 FAULTS=0.05 SEED=)
	@SOAK=long $(SOAK) $(RUN) tools.run_tests soak $(ARGS)

bench: setup  ## Run the benchmarks and write bench/results/latest.json
	@$(RUN) bench.run $(ARGS)

shell: setup  ## Open an Odoo shell on the demo database; runs a script given as input
	@$(RUN) tools.shell

translations: setup  ## Bring i18n/ up to the terms of the code
	@$(RUN) tools.translations

description: setup  ## Write the page of Odoo's Apps from readme/
	@$(RUN) tools.description

lint: setup  ## Check style, types, XML, documents and the manifest
	@$(RUN) tools.lint

format: setup  ## Let ruff rewrite the style
	@$(RUN) ruff format .

clean:  ## Remove all that was fetched and made
	rm -rf .dev
