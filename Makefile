# What one runs here; `make` alone lists it. The work is in Scripts/, which can be read and run without make.

PREFIX ?= /usr/local

.DEFAULT_GOAL := help
.PHONY: help api-check docs quickstart test interop engines fuzz sanitize soak growth secret-scan build release install deb format lint clean system-packages bench bench-check

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

quickstart: system-packages ## build, and put inventory rules into two emulated clouds
	Scripts/quickstart.sh

test: system-packages ## every test: Swift, then the vendors' Python SDKs
	Scripts/test.sh

interop: ## only the vendors' SDKs, on what `make build` built (PYTEST="-k obs")
	Scripts/interop.sh $(PYTEST)

engines: system-packages ## reports through DuckDB, Spark and a Spark cluster, on what `make build` built (ENGINE_PAIRS=200)
	Scripts/engines.sh

build: system-packages ## build everything for debugging
	swift build

release: system-packages ## build the stripped command, Swift runtime inside
	Scripts/release.sh

install: release ## install command, manual pages and completions into $PREFIX (PREFIX=/usr/local)
	Scripts/install.sh .build-static/cloud-inventory "$(DESTDIR)$(PREFIX)"

deb: release ## make a Debian package with manual pages and completions, and its sum, in .build-static/deb
	Scripts/deb.sh .build-static/cloud-inventory .build-static/deb

format: ## format the Swift sources in place
	swift format format --in-place --parallel --recursive Package.swift Sources Tests

lint: ## check the format, change nothing
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

api-check: system-packages ## name what breaks the library's API since the last tag (API_BASE=v0.1.0)
	Scripts/api-check.sh $(API_BASE)

docs: system-packages ## build the documentation as a site, offline
	Scripts/docs.sh

bench: system-packages ## measure everything against peers and floors
	Benchmarks/bench.sh

bench-check: system-packages ## count instructions, compare with Benchmarks/baseline.txt
	Benchmarks/bench-check.sh

clean: ## remove what was built, and the Python environment
	rm -rf .build .build-* .venv .venv-engines Benchmarks/.build

system-packages: ## install the Debian packages the build needs, where missing
	Scripts/install-system-packages.sh libcurl4-openssl-dev libssl-dev libexpat1-dev libyaml-dev zlib1g-dev libisal2 pkg-config

fuzz: system-packages ## random bytes against every reader, a minute each (FUZZ_SECONDS=60)
	Scripts/fuzz.sh

sanitize: system-packages ## the Swift tests under the thread and the address sanitizer
	Scripts/sanitize.sh

soak: system-packages ## a thousand random fault schedules, ten thousand throttled buckets, and every kill
	Scripts/soak.sh

growth: system-packages ## hold the readers of untrusted bytes to linear work (instructions)
	Benchmarks/growth.sh

secret-scan: system-packages ## the tests with secrets that are looked for in all they leave behind
	Scripts/secret-scan.sh
