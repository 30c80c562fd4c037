# The commands of README and .ci/run. Everything is installed into .venv/; only that needs a network.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
DEMO := $(BIN)/yanju --library .demo/library

.PHONY: demo serve screenshots test test-long lint evals clean

demo: $(INSTALLED)
	$(DEMO) index add seeds
	$(DEMO) index list
	$(DEMO) ask 广东省什么时候印发了培育发展战略性产业集群的意见？
	$(DEMO) ask 链长制指的是什么？
	$(DEMO) draft 产业链内中小企业融资难问题 --region 广东
	$(DEMO) ask 浙江全省链长制试点一共确定了多少条产业链？ || test $$? -eq 3

serve: $(INSTALLED)
	$(DEMO) index add seeds
	$(DEMO) serve

screenshots: $(INSTALLED)
	$(BIN)/python -m tests.screenshots docs .demo/screenshots

test: $(INSTALLED)
	$(BIN)/python -m pytest -m "not long" -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test-long: $(INSTALLED)
	$(BIN)/python -m pytest -m long -s

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict index assistant evals

evals: $(INSTALLED)
	$(BIN)/python -m evals

clean:
	rm -rf .venv .demo

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 或更高版本；可用 make PYTHON=/路径/python3 指定")'
	$(PYTHON) -m venv .venv
	@# What is never imported is not compiled: most of what is installed is not.
	$(BIN)/python -m pip install --no-compile --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
