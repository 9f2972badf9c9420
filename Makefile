# `make` alone prints what there is. Only Python 3.11 or newer and make are needed beforehand.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
VENV ?= .venv
WORKERS ?= auto
PY := $(VENV)/bin/python
POSTGRES_URL ?= postgres://127.0.0.1:5432/site_cms
# Each worker goes through its share in order, so that what a module tells is told in one worker only.
SHARED := -n $(WORKERS) --dist worksteal
VNU_VERSION := 26.9.27
PIP_AUDIT_VERSION := 2.10.1
VNU := var/vnu
# Compiled tests are kept: else each worker rewrites all of them in each run.
KEPT := env -u PYTHONDONTWRITEBYTECODE
# A room is tested whole; without one the matrices are left to test-slow (tests/matrices.txt).
WHOLE := not browser and not postgres and not slow
FAST := $(WHOLE)$(if $(ROOM),, and not matrix)

# The first Python that is new enough (PYTHON before all others); asked for only when the environment has to be made.
FIND_PYTHON = for p in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$p"; break; fi; done

.PHONY: help
help: ## Print this list
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

# --- environment ---------------------------------------------------------------------------------

# An environment whose Python has gone (a system upgrade, a moved folder) is made anew, with all that was in it.
$(shell [ -x $(PY) ] || rm -f $(VENV)/*.stamp)

$(PY):
	@python="$$($(FIND_PYTHON))"; \
	if [ -z "$$python" ]; then \
		echo 'Cần Python 3.11 trở lên. Trên Debian, Ubuntu: apt install python3 python3-venv'; exit 1; fi; \
	if ! "$$python" -c 'import ensurepip' 2>/dev/null; then \
		echo 'Python thiếu mô-đun venv. Trên Debian, Ubuntu: apt install python3-venv'; exit 1; fi; \
	echo 'Đang tạo môi trường Python…'; \
	"$$python" -m venv --clear $(VENV)

# A stamp is newer than the list that it was installed from: nothing is installed twice.
$(VENV)/runtime.stamp: requirements.txt constraints.txt | $(PY)
	@echo 'Đang cài đặt thư viện (lần đầu mất vài phút)…'
	@$(PY) -m pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/development.stamp: requirements-dev.txt requirements.txt constraints.txt | $(PY)
	@echo 'Đang cài đặt thư viện và công cụ kiểm thử (lần đầu mất vài phút)…'
	@$(PY) -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/runtime.stamp

.PHONY: install
install: $(VENV)/development.stamp ## Make .venv with everything for development

.PHONY: messages-compile
messages-compile: $(VENV)/runtime.stamp ## Compile the Vietnamese messages that changed (no gettext needed)
	@$(PY) scripts/compile_messages.py

.PHONY: messages
messages: $(VENV)/development.stamp ## Collect our texts from code and templates into locale/vi (needs gettext)
	@command -v xgettext > /dev/null || { echo 'Cần gettext. Trên Debian, Ubuntu: apt install gettext'; exit 1; }
	$(PY) manage.py makemessages --locale vi --no-location --no-wrap --no-obsolete \
		--ignore 'tests/*' --ignore 'benchmarks/*'

.PHONY: check-translations
check-translations: $(VENV)/development.stamp ## Fail when a text that a person can meet is not Vietnamese
	$(PY) manage.py check_translations

# --- running -------------------------------------------------------------------------------------

.PHONY: run
run: $(VENV)/runtime.stamp ## Set up what is missing and run the site with its mail worker (PORT=8000)
	@$(PY) scripts/compile_messages.py --quiet
	@exec $(PY) scripts/dev_server.py --port '$(PORT)'

.PHONY: migrations
migrations: $(VENV)/development.stamp ## Write the migrations for changed models
	$(PY) manage.py makemigrations

# --- checking ------------------------------------------------------------------------------------

.PHONY: test
test: $(VENV)/development.stamp messages-compile ## Run what needs neither browser nor server on SQLite; with ROOM=compliance/counting all of that room
	$(KEPT) -u DATABASE_URL $(PY) -m pytest $(SHARED) -m '$(FAST)' $(ROOM:%=tests/%) $(PYTEST)

.PHONY: test-slow
test-slow: $(VENV)/development.stamp messages-compile ## Run what `make test` leaves out, on SQLite; nothing may skip
	$(KEPT) -u DATABASE_URL $(PY) -m pytest -p tests.plugins.strict --fail-on-skip $(SHARED) \
		-m '(browser or slow or matrix) and not postgres' $(PYTEST)

.PHONY: test-shuffled
test-shuffled: $(VENV)/development.stamp messages-compile ## Run `make test` and the matrices in another order each time (SEED=7 for one seen before)
	$(KEPT) -u DATABASE_URL $(PY) -m pytest $(SHARED) -m '$(WHOLE)' --random-order --random-order-bucket=module \
		$(SEED:%=--random-order-seed=%) $(ROOM:%=tests/%) $(PYTEST)

.PHONY: test-alone
test-alone: $(VENV)/development.stamp messages-compile ## Run each test that could live from what another had told without it (ROOM=compliance/counting)
	$(KEPT) -u DATABASE_URL $(PY) -m pytest -p tests.plugins.alone $(SHARED) -m '$(WHOLE)' $(ROOM:%=tests/%) $(PYTEST)

.PHONY: test-postgres
test-postgres: $(VENV)/development.stamp messages-compile ## Run what rests on the database on PostgreSQL (POSTGRES_URL=…); nothing may skip
	$(KEPT) DATABASE_URL='$(POSTGRES_URL)' $(PY) -m pytest -p tests.plugins.strict --fail-on-skip $(SHARED) \
		-m '(both or postgres) and not sqlite' $(PYTEST)

.PHONY: test-all
test-all: test test-slow test-postgres ## Run all tests: SQLite, browser, slow ones, PostgreSQL

.PHONY: test-strength
test-strength: $(VENV)/development.stamp ## Show that the tests see seeded faults (FAULT=name for one, FROM=name to go on; takes long)
	FAULT='$(FAULT)' FROM='$(FROM)' $(PY) -m tests.strength.run

# The newest states that landed before today's; others: make rehearse-upgrade FROM='COMMIT COMMIT'.
FROM_STATES = $(or $(FROM),109d34b8 d895793b 8b39d427)
.PHONY: rehearse-upgrade
rehearse-upgrade: $(VENV)/development.stamp messages-compile ## Fill a city with older states' own code, upgrade it, and compare (both databases; takes long)
	$(PY) scripts/rehearse_upgrade.py $(FROM_STATES) --postgres '$(POSTGRES_URL)'

.PHONY: lint
lint: $(VENV)/development.stamp ## Check style of code and templates
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/hadolint Dockerfile
	@git ls-files -z -- '*.html' | xargs -0 -r $(VENV)/bin/djade --check --target-version 5.2

.PHONY: format
format: $(VENV)/development.stamp ## Put code and templates in order
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	@git ls-files -z -- '*.html' | xargs -0 -r $(VENV)/bin/djade --target-version 5.2

.PHONY: audit
audit: $(VENV)/development.stamp ## Known weaknesses of the installed packages (asks PyPI; audit-exceptions.toml)
	@test -x $(VENV)-audit/bin/pip-audit || { $(PY) -m venv $(VENV)-audit && \
		$(VENV)-audit/bin/python -m pip install -qq --disable-pip-version-check pip-audit==$(PIP_AUDIT_VERSION); }
	@mkdir -p var; $(VENV)-audit/bin/pip-audit --path "$$($(PY) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" \
		--format json --progress-spinner off > var/audit.json 2> var/audit.log || true
	@$(PY) scripts/audit.py var/audit.json

.PHONY: check-html
check-html: $(VENV)/development.stamp messages-compile ## Read a page of each public template with the Nu Html Checker (needs Java, npm)
	@mkdir -p $(VNU)
	@[ -f $(VNU)/package/build/dist/vnu.jar ] || { cd $(VNU) && npm pack --silent vnu-jar@$(VNU_VERSION) && tar -xzf vnu-jar-*.tgz; }
	VNU_JAR='$(VNU)/package/build/dist/vnu.jar' $(PY) -m pytest -q tests/browser/html_check.py

.PHONY: picture
picture: ## Draw docs/images/architecture.svg from the imports
	python3 scripts/draw_house.py

.PHONY: check
check: lint messages-compile ## Lint, system checks, and no migration missing
	$(PY) manage.py check
	$(PY) manage.py makemigrations --check --dry-run

.PHONY: ci
ci: ## Run everything that continuous integration runs
	bash .ci/run

.PHONY: clean
clean: ## Remove caches and compiled messages (keeps .venv and var)
	rm -rf .pytest_cache .ruff_cache .hypothesis
	find . -path ./$(VENV) -prune -o \( -name __pycache__ -o -name '*.mo' \) -print0 | xargs -0 rm -rf
