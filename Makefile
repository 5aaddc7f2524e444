# Everything a fresh machine with Python 3.11 and make needs: `make demo`, `make test`.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: demo test search lint types conformance benchmarks docs clean

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv || python3 -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	$(BIN)/python -m compileall -q tracker  # so that commands start fast also where Python may write no bytecode
	touch $@

demo: .venv/installed
	PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: .venv/installed
	$(BIN)/python -m pytest --numprocesses auto

search: .venv/installed  # the laws of the algebra on other cases each time
	$(BIN)/python -m pytest --numprocesses auto -m hypothesis --hypothesis-profile=search

lint: .venv/installed
	$(BIN)/ruff check .

types: .venv/installed
	$(BIN)/mypy

conformance: .venv/installed
	$(BIN)/python tests/conformance.py

benchmarks: .venv/installed
	for each in benchmarks/*.py; do $(BIN)/python $$each || exit 1; done

docs: .venv/installed
	$(BIN)/python docs/reference.py

clean:
	rm -rf .venv .demo dist build
