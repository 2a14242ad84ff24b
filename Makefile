.DEFAULT_GOAL := help
.PHONY: help test lint format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: ## build and run every test
	swift test

lint: ## formatting, and warnings as errors
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format: ## rewrite the sources in the project's format
	swift format --in-place --recursive --parallel Package.swift Sources Tests

clean: ## remove what was built
	rm -rf .build .build-*
