.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench install clean debian-packages

PREFIX ?= /usr/local
DEBIAN_PACKAGES := libpq-dev postgresql pkg-config

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

debian-packages:
	@missing=$$(dpkg-query -W -f '$${db:Status-Status} $${Package}\n' $(DEBIAN_PACKAGES) 2>&1 \
	  | sed -n 's/^dpkg-query: no packages found matching //p; s/^not-installed //p; s/^config-files //p'); \
	if [ -n "$$missing" ]; then \
	  echo "installing the Debian packages" $$missing; \
	  if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	  $$sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -q $$missing; \
	fi

demo: debian-packages ## tell one release's story with the real program, on a private server
	swift build -c release --product release-ledger
	scripts/demo "$$(swift build -c release --show-bin-path)/release-ledger"

test: debian-packages ## build and run every test
	swift test

lint: ## formatting; the linter's warnings are errors
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift \
	  Benchmarks/Sources reports sql

format: ## rewrite the sources in the project's format
	swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift \
	  Benchmarks/Sources reports sql

bench: debian-packages ## measure against PostgreSQL's own tools, as ratios
	Benchmarks/run

install: debian-packages ## build one static program; put it, its manual pages and completions into PREFIX (/usr/local)
	swift build -c release --static-swift-stdlib --product release-ledger
	@# Asked for its help, the plugin builds nothing but the generator of manual pages.
	swift package plugin generate-manual --help > .build/generate-manual.help
	scripts/install "$$(swift build -c release --static-swift-stdlib --show-bin-path)/release-ledger" \
	  "$$(swift build --show-bin-path)/generate-manual-tool" "$(PREFIX)"

clean: ## remove what was built
	rm -rf .build .build-*
