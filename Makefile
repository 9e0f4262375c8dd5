# Run `make` to see what there is. Everything works from a fresh clone: .venv is made when needed.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14 python3,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
BIN := .venv/bin
SERVE_STAMP := .venv/installed-to-serve
WORK_STAMP := .venv/installed-to-work
JOBS ?= 2
LONG := -n 0 -o timeout=0
CODE := app scripts tests bench migrations

# make test module=orders frontend=store k=words cov=1
comma_and = $(subst $(space),$(space)and$(space),$(strip $(1)))
space := $(subst ,, )
MARKERS := $(call comma_and,$(module) $(frontend))
TEST_OPTIONS := $(if $(MARKERS),-m "$(MARKERS)") $(if $(k),-k "$(k)") \
	$(if $(cov),--cov --cov-report=) $(args)

##@ Use it

demo: $(SERVE_STAMP) ## Two platforms with a year of orders, ready to sign in to
	@$(BIN)/stoa demo

serve: $(SERVE_STAMP) ## The web server, with your own data
	@$(BIN)/stoa serve --migrate

migrate: $(SERVE_STAMP) ## Bring the database to the newest schema
	@$(BIN)/stoa migrate

##@ Work on it

test: $(WORK_STAMP) ## The whole suite; a part with module=orders frontend=store k=words
	@mkdir -p .cache/coverage
	@$(BIN)/python -m pytest -n $(JOBS) $(TEST_OPTIONS)

invariants: $(WORK_STAMP) ## The laws of all numbers on random histories, deeply: examples=200
	@INVARIANT_EXAMPLES=$(or $(examples),200) $(BIN)/python -m pytest $(LONG) tests/invariants $(args)

check: lint ## What CI runs: lint, then all tests with the coverage floor
	@$(MAKE) test cov=1

lint: $(WORK_STAMP) ## Format, rules, types, import contracts, module checks
	@$(BIN)/ruff format --check --quiet $(wildcard $(CODE))
	@$(BIN)/ruff check --quiet $(wildcard $(CODE))
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/mypy
	@$(BIN)/python -m scripts.check_modules

format: $(WORK_STAMP) ## Rewrite the code in the house style
	@$(BIN)/ruff format $(wildcard $(CODE))
	@$(BIN)/ruff check --fix $(wildcard $(CODE))

new-module: $(WORK_STAMP) ## A new module that is green at once: code=loyalty
	@test -n "$(code)" || { echo "Say which: make new-module code=loyalty"; exit 1; }
	@$(BIN)/python -m scripts.new_module $(code)

bench: $(WORK_STAMP) ## Measurements, on demand: args="..."
	@$(BIN)/python -m bench $(args)

faults: $(WORK_STAMP) ## Long fault runs: ten thousand changes by four processes, some killed
	@STOA_STORM=10000 $(BIN)/python -m pytest $(LONG) tests/faults $(args)

rush: $(WORK_STAMP) ## Two hundred shoppers for ten units, twenty times; 500 keys, five times each
	@STOA_SHOPPERS=200 STOA_ROUNDS=20 STOA_KEYS=500 STOA_CARTS=50 STOA_RUSH_SECONDS=60 \
		$(BIN)/python -m pytest $(LONG) tests/trade/test_rush.py $(args)

trade-faults: $(WORK_STAMP) ## Twelve faults while people buy, 25 times each: runs=25 args="MAIL_DOWN"
	@$(BIN)/python -m tests.trade.fault_runs $(or $(runs),25) $(args)

storm: $(WORK_STAMP) ## Ten thousand jobs by four workers, one of them killed every two seconds
	@STOA_JOBS=10000 $(BIN)/python -m pytest $(LONG) tests/faults/test_job_storm.py $(args)

fuzz: $(WORK_STAMP) ## Calls invented from the API's description, twenty thousand and more
	@STOA_FUZZ=100 $(BIN)/python -m pytest $(LONG) tests/trade/test_described_api.py $(args)

lives: $(WORK_STAMP) ## A store at random from cart to refund: five thousand steps
	@STOA_STEPS=5000 $(BIN)/python -m pytest $(LONG) tests/trade/test_lives.py $(args)

##@ Keep it

lock: $(WORK_STAMP) ## Write the lock files again from pyproject.toml
	@for extra in "" "-dev"; do \
		$(BIN)/uv pip compile pyproject.toml $${extra:+--extra dev} --quiet --universal \
			--python-version 3.11 --generate-hashes --no-annotate --no-header \
			--no-emit-index-url --no-emit-find-links --output-file requirements$$extra.lock \
			|| exit 1; \
	done

front: ## Build the style sheet and icons (needs Node 20; the results are committed)
	@cd frontend && npm ci --no-audit --no-fund && npm run build

clean: ## Remove .venv and caches; the data in .stoa stays
	@rm -rf .venv .cache .ruff_cache .hypothesis *.egg-info
	@find app scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## This list
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

$(SERVE_STAMP): requirements.lock pyproject.toml scripts/install.py
	@$(call need_python)
	@$(PYTHON) scripts/install.py requirements.lock $@

$(WORK_STAMP): requirements-dev.lock pyproject.toml scripts/install.py
	@$(call need_python)
	@$(PYTHON) scripts/install.py requirements-dev.lock $@
	@touch $(SERVE_STAMP)

define need_python
test -n "$(PYTHON)" || { echo "Stoa needs Python 3.11 or newer, and found none on the PATH." \
	"Install it, or say where it is: make PYTHON=/path/to/python3.11" >&2; exit 1; }
endef

.PHONY: demo serve migrate test check lint format invariants new-module bench faults rush trade-faults \
	storm fuzz lives lock front clean help
