# The commands of this repository. `make help` lists them; `make check` is what a change must pass.
# Builds run one after another on purpose: two at once do not fit a small machine.

SWIFT ?= swift

# A released program is one static file: no Swift run-time library to install or to load at start
# (bench/README.md has the figures). The linker's warning about dlopen concerns a part of that
# library that policyc never reaches.
RELEASE_FLAGS = -c release --product policyc --scratch-path .build-release \
  -Xswiftc -static-executable -Xlinker --gc-sections -Xlinker -s

FORMATTED = Package.swift Sources Tests wasm/Exports playground/packing bench/Decide Examples/Embedding

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help build builtin release test format lint wasm wasm-check playground playground-check bench \
  check clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## the program for trying things out: .build/debug/policyc
	$(SWIFT) build

builtin: ## copy policies/*.policy into the program after changing them
	.ci/builtin

release: ## the program to hand out: .build-release/release/policyc, one static file
	$(SWIFT) build $(RELEASE_FLAGS)

test: ## all tests
	$(SWIFT) test

format: ## lay out the sources in place
	$(SWIFT) format --in-place --recursive --parallel $(FORMATTED)

lint: ## complain about layout and style
	$(SWIFT) format lint --strict --recursive --parallel $(FORMATTED)

wasm: ## the compiler and interpreter for browsers: .build/wasm/policy.wasm
	wasm/build.sh

wasm-check: wasm ## build it and decide a shipped policy with it (needs node)
	node wasm/check.mjs .build/wasm/policy.wasm

PLAYGROUND = .build/playground/playground.html

playground: wasm ## the page to try policies in, one file: .build/playground/playground.html (needs node, xz)
	node playground/build.mjs .build/wasm/policy.wasm $(PLAYGROUND)

playground-check: playground build ## use that page in a headless Chromium (needs node and chromium)
	node playground/check.mjs $(PLAYGROUND) .build/debug/policyc .build/playground/shots

bench: release ## measure start-up, compile time and `diff` (see bench/README.md)
	python3 bench/compile.py .build-release/release/policyc
	python3 bench/analysis.py .build-release/release/policyc

check: lint build test wasm-check playground-check ## everything a change must pass

clean: ## remove what was built
	rm -rf .build .build-release
