# make run      builds patchbook and opens the desk on a demo book
# make test     lint, a build without warnings, every test
# make soak     MINUTES=60: the promises of the journal on simulated disks, with seeds of its own
# make bench    the measurements that README quotes, each beside its peer or floor
# make lint     the formatter's rules alone
# make install  PREFIX=/usr/local DESTDIR=: the program, its data, manual and shell completions
# make picture  draws README's picture anew
# make clean    removes what the build made

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
.PHONY: build run test promises soak bench lint picture install uninstall clean libraries test-tools bench-tools

PREFIX ?= /usr/local
DESTDIR ?=

# The toolchain on the path, else where swift.org's tarball is customarily unpacked.
SWIFT := $(or $(shell command -v swift 2>/dev/null),$(wildcard /opt/swift/usr/bin/swift),swift)

# Ships without needing a Swift installation: the standard library inside, symbols stripped.
RELEASE := -c release --static-swift-stdlib -Xlinker -s
PROGRAM = $(shell $(SWIFT) build $(RELEASE) --show-bin-path)/patchbook

DEMO := $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/patchbook/demo
LOG := .build/log

# What swift.org's toolchain needs to run, compile, link and fetch packages, and the one library of our own.
TOOLCHAIN := git ca-certificates binutils libc6-dev libstdc++-12-dev|libstdc++-13-dev|libstdc++-14-dev \
  libsqlite3-0 libcurl4|libcurl4t64 libxml2|libxml2-16

libraries:
	@.ci/need $(foreach package,$(TOOLCHAIN) libncurses-dev,'$(package)')

build: libraries
	$(SWIFT) build $(RELEASE) --product patchbook

run: build
	@[ -e "$(DEMO)" ] || "$(PROGRAM)" demo "$(DEMO)"
	@"$(PROGRAM)" --data "$(DEMO)"

lint:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests

# Tests that miss one of these say so and are counted as skipped.
test-tools:
	@NEED_OPTIONAL=1 .ci/need tmux hledger ledger strace

# A warning in our own targets is an error; those of packages are their authors' business.
# What passed is in $(LOG)/test; on the screen stands what failed, what was skipped, and the count.
test: libraries test-tools lint
	@mkdir -p $(LOG); rm -f $(LOG)/*
	@$(SWIFT) build --build-tests 2>&1 | tee $(LOG)/build
	@! grep -E '(^|/)(Sources|Tests)/.*warning:' $(LOG)/build >&2 || { echo 'a warning in our own code is an error' >&2; exit 1; }
	@status=0; \
	SWIFT_BACKTRACE=interactive=no $(SWIFT) test --skip-build --disable-xctest >$(LOG)/test 2>&1 </dev/null || status=$$?; \
	[ $$status -eq 0 ] || grep -vE '^(◇|➜|✔|━ (Test|Suite))' $(LOG)/test || true; \
	grep -E '^➜' $(LOG)/test | sed '1i\Skipped on this machine:' || true; \
	grep -E '^(✔|✘|━) Test run with' $(LOG)/test || { tail -n 20 $(LOG)/test; status=1; }; \
	exit $$status
	@$(MAKE) --no-print-directory promises

# The promises of the journal on disks, clocks and colleagues that fail in every way, and what once was wrong: optimised,
# because they are very many cases. `patchbook-soak mutants` turns each safeguard into nothing and looks who notices.
SOAK = $(dir $(PROGRAM))patchbook-soak

promises: libraries
	@mkdir -p $(LOG)
	@$(SWIFT) build $(RELEASE) --product patchbook-soak >$(LOG)/soak-build 2>&1 || { cat $(LOG)/soak-build; exit 1; }
	@"$(SOAK)"
	@"$(SOAK)" corpus Tests/Soak/corpus.txt

MINUTES ?= 60
soak: libraries
	$(SWIFT) build $(RELEASE) --product patchbook-soak
	"$(SOAK)" --minutes $(MINUTES)

bench-tools:
	@NEED_OPTIONAL=1 .ci/need sqlite3 libsqlite3-dev strace python3

bench: export PATCHBOOK_BENCH = 1
bench: libraries bench-tools
	$(SWIFT) build $(RELEASE) --product patchbook
	$(SWIFT) build $(RELEASE) --product patchbook-bench
	@"$(dir $(PROGRAM))patchbook-bench" "$(PROGRAM)"

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1" "$(DESTDIR)$(PREFIX)/share/patchbook"
	install -m 755 "$(PROGRAM)" "$(DESTDIR)$(PREFIX)/bin/patchbook"
	install -m 644 data/manual/patchbook.1 "$(DESTDIR)$(PREFIX)/share/man/man1/patchbook.1"
	tar -C data --exclude ./manual -cf - . | tar -C "$(DESTDIR)$(PREFIX)/share/patchbook" --no-same-owner -xf -
	install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	"$(PROGRAM)" --generate-completion-script bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/patchbook"
	"$(PROGRAM)" --generate-completion-script zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_patchbook"
	"$(PROGRAM)" --generate-completion-script fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/patchbook.fish"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/patchbook" "$(DESTDIR)$(PREFIX)/share/man/man1/patchbook.1"
	rm -f "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/patchbook"
	rm -f "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_patchbook"
	rm -f "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/patchbook.fish"
	rm -rf "$(DESTDIR)$(PREFIX)/share/patchbook"

# The patch that README shows: the same for everybody, on the same day.
picture: build
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	"$(PROGRAM)" demo "$$folder/book" --today 2026-11-21 >/dev/null && \
	"$(PROGRAM)" --data "$$folder/book" --today 2026-11-21 show caseload --size 120x40 --svg data/manual/desk.svg

clean:
	rm -rf .build
