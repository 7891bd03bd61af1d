.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3.11
BIN := .venv/bin

help:  ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/installed: requirements/dev.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: apt-get install python3.11 python3.11-venv"; exit 1; }
	$(PYTHON) -m venv .venv || { $(call as_root,apt-get update) && $(call as_root,apt-get install -y python3.11-venv) && $(PYTHON) -m venv .venv; }
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

as_root = $(if $(filter 0,$(shell id -u)),,sudo) $(1)

setup: .venv/installed  ## make .venv from the hashed lock

chromium: # Debian's Chromium and the fonts that the pages are tested with
	@command -v chromium >/dev/null && fc-list | grep -q NotoSansArabic || { $(call as_root,apt-get update -q) && $(call as_root,env DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium fonts-noto-core fonts-noto-cjk); }

demo: setup  ## set all up, find the operations in a simulated world, print the page's address
	@$(MAKE) -s demo-stop
	$(BIN)/firstlight simulate --posts 20000 --seed 7 -o demo/world
	$(BIN)/firstlight detect demo/world/posts.jsonl -w demo/workspace
	@setsid nohup $(BIN)/firstlight serve -w demo/workspace > demo/serve.log 2>&1 < /dev/null & echo $$! > demo/serve.pid
	@for _ in $$(seq 100); do grep -q http: demo/serve.log && break; sleep 0.2; done
	@echo "The pages are served in the background; 'make demo-stop' ends them. Open:"
	@grep -m1 -o 'http:[^ ]*' demo/serve.log || { cat demo/serve.log; exit 1; }

demo-stop:  ## end the demo's pages
	@if [ -f demo/serve.pid ]; then kill "$$(cat demo/serve.pid)" 2>/dev/null || true; rm -f demo/serve.pid; fi

lint: setup  ## style, types and floors
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: setup chromium lint  ## set all up and pass all tests
	$(BIN)/pytest -n 2 --dist loadfile

bench: setup  ## measure quality and speed against peers; figures are kept in docs/benchmarks
	$(BIN)/python -m bench

docs: setup  ## write docs/reference from the code
	$(BIN)/python docs/make_reference.py

app: setup  ## build the worker's app into app/
	$(BIN)/firstlight worker build -o app

fuzz: setup  ## throw hostile files and texts at the parsers for ten minutes
	@for one in fuzz/*.py; do echo "$$one"; timeout 900 $(BIN)/python $$one $(if $(filter fuzz/reading.py,$$one),--seconds 500) || exit 1; done

lock: # resolve the dependencies anew; releases younger than seven days are left out
	uv pip compile pyproject.toml --group dev --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --exclude-newer "$$(date -d '7 days ago' +%F)" -U -o requirements/dev.lock

.PHONY: help setup chromium demo demo-stop lint test bench docs app fuzz lock
