# The two commands of a newcomer are `make serve` and `make test`; everything else is SwiftPM and scripts/.
#
#   make serve                                  a release build, started on ./chancery-data, https://127.0.0.1:8443
#   make serve ARGS="--data /srv/pki --https 0.0.0.0:443"
#   make test                                   what CI runs: cheap checks, a debug build, every test
#   make check                                  make test, and the build repeated with import checks
#   make benchmarks                             the programs of Benchmarks/, built as the release is
#   make fuzz                                   damaged input for every decoder, 10 minutes each, under the address sanitizer
#   make fuzz MINUTES=1 TARGETS="crl ocsp"
ARGS ?=
MINUTES ?= 10
TARGETS ?=
RELEASE = .build/release
# On Linux a program that needs no Swift on the machine it runs on, and runs a twentieth faster for it (macOS has Swift built in). Of debug
# information what a backtrace reads: the lines of Swift code.
STATIC_LINUX = --static-swift-stdlib
RELEASE_FLAGS = -c release $(STATIC_$(shell uname -s | tr a-z A-Z)) -Xcc -g0 -Xswiftc -gline-tables-only

.PHONY: serve build benchmarks setup test check fuzz clean

serve: build
	exec $(RELEASE)/chancery serve $(ARGS)

build: setup
	swift build $(RELEASE_FLAGS) --product chancery
	swift build $(RELEASE_FLAGS) --product certreq
	@! command -v python3 > /dev/null || scripts/generate-manuals $(RELEASE) .build/man

# With the flags of `build`: other ones would make everything anew.
benchmarks: build
	swift build $(RELEASE_FLAGS) --product submit-load
	swift build $(RELEASE_FLAGS) --product submit-cost
	swift build $(RELEASE_FLAGS) --product formats-bench

setup:
	scripts/setup

# The tests run the debug chancery and certreq that this one build makes; their output ends the log,
# and what failed is said again before its last line.
test:
	scripts/setup test
	scripts/check-conformance
	scripts/check-links
	scripts/check-format
	scripts/check-snippets
	swift build --build-tests
	swift build --package-path Examples --scratch-path .build/examples
	scripts/run-tests

check:
	scripts/check

fuzz:
	MINUTES="$(MINUTES)" TARGETS="$(TARGETS)" scripts/fuzz

clean:
	swift package clean
