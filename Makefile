# Everything from a machine with Python >= 3.11, pip and make: `make scan [SRC=folder]`, `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SRC    ?= samples
REPORT ?= report.html
# What the tests need from the system: the second engine, a browser with its driver, a display, and npm.
SYSTEM := tesseract-ocr chromium chromium-driver tigervnc-standalone-server xvfb nodejs npm

.PHONY: scan test test-fast goldens mutants coverage lint bench model model-check gazetteers samples lock system clean

scan: $(VENV)/core.stamp
	$(BIN)/screenpii scan "$(SRC)" --exit-zero --report html=$(REPORT)
	@echo "The report is in $(REPORT)"

test: system $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n 2

# What needs no browser, no engine's child process and no built package: for between two edits.
ROOMS := entities golden layout lexicon policy reports scorer selectors sources tagger
FILES := test_architecture test_context test_docs test_mutants test_wrapped
FAST  := -q -m "not slow" $(addprefix tests/,$(ROOMS)) $(patsubst %,tests/%.py,$(FILES))
test-fast: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n 2 $(FAST)

# The lines that the fast tests run; it takes half as long again as they do by themselves.
coverage: $(VENV)/dev.stamp
	$(BIN)/python -m coverage run -m pytest $(FAST)
	$(BIN)/python -m coverage report

# What is thought of the drawn pages, written anew; prints what changes.
goldens: $(VENV)/dev.stamp
	$(BIN)/python -m tests.golden

# Which thresholds no test depends on; goes on where it stopped.
mutants: $(VENV)/dev.stamp
	$(BIN)/python scripts/mutants.py

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: system $(VENV)/dev.stamp
	$(BIN)/python benchmarks/scan.py $(SRC)

samples: $(VENV)/dev.stamp
	$(BIN)/python samples/render.py

model: $(VENV)/dev.stamp
	$(BIN)/python -m models.train

model-check: $(VENV)/dev.stamp
	$(BIN)/python -m models.check

gazetteers: $(VENV)/dev.stamp
	$(BIN)/python -m models.gazetteers

lock: $(VENV)/dev.stamp
	$(BIN)/pip freeze --exclude-editable > constraints.txt

system:
	@sh scripts/system-packages $(SYSTEM)

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("screenpii needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/core.stamp: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/dev.stamp: $(VENV)/core.stamp
	$(BIN)/python -m pip install --quiet --constraint constraints.txt 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[rapidocr,vnc,watch]' --group dev
	touch $@
