# Build and test tasks of SwiftSocket. `make help` lists them.

VERSION  = 0.1.0
SOVERSION = 0
SWIFT   ?= swift
PREFIX  ?= /usr/local
DESTDIR ?=
LIBDIR  ?= $(PREFIX)/lib
ifeq ($(origin CC),default)
CC      := $(or $(shell command -v cc || command -v clang || command -v gcc),cc)
endif
# Both compilers by name: lint and sanitize run with each of them.
CLANG   ?= clang
GCC     ?= gcc
CLANG_FORMAT ?= clang-format
# Build directory of everything that SwiftPM does not build.
BUILD   ?= build

SHIM     = Sources/CSocketShim
# Source files are found by name: a new file needs no entry.
SHIM_C   = $(sort $(shell find $(SHIM) -name '*.c'))
SHIM_H   = $(sort $(shell find $(SHIM) -name '*.h'))
SHIM_I   = -I$(SHIM)/include -I$(SHIM)
EXAMPLE_SWIFT = Benchmarks/Package.swift Benchmarks/Sources Examples/Package.swift Examples/Sources Examples/Demo/Package.swift Examples/Demo/Sources
TEST_C   = $(wildcard Tests/CSocketShimTests/*.c)
TEST_H   = $(wildcard Tests/CSocketShimTests/*.h)
INTEROP  = Tests/Interop
INTEROP_C = $(wildcard $(INTEROP)/*.c)
INTEROP_H = $(wildcard $(INTEROP)/*.h)
C_STRICT = -std=c11 -Wall -Wextra -Wconversion -Wshadow -Werror
CFLAGS  ?= -O2 -g
C_TEST   = $(C_STRICT) -pthread $(SHIM_I) $(TEST_C) $(SHIM_C)
# Warnings are errors here and not in the manifest, so that a newer compiler does not break dependent packages.
SWIFT_STRICT = -Xswiftc -warnings-as-errors

.PHONY: help
help: ## List the tasks.
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: prepare
prepare: ## Check the build requirements; as root, install libc6-dev if it is missing.
	@Scripts/prepare

.PHONY: demo
demo: prepare ## Build and run the demonstration on real sockets.
	@$(SWIFT) build --package-path Examples/Demo $(SWIFT_STRICT)
	@"$$($(SWIFT) build --package-path Examples/Demo --show-bin-path)/demo"

.PHONY: test
test: prepare test-swift test-c ## Run the Swift and the C tests.
	@for kind in swift c; do printf '%-7s' $$kind; tail -n 1 $(BUILD)/$$kind-tests.log; done

.PHONY: test-swift
test-swift: ## Run the Swift tests.
	@Scripts/run-tests swift $(BUILD)/swift-tests.log $(SWIFT) test --disable-xctest $(SWIFT_STRICT)
	@Tests/CompileErrors/run "$$($(SWIFT) build --show-bin-path)/Modules"

# TESTS=NAME runs the tests with that in their name or their file's name.
.PHONY: test-c
test-c: $(BUILD)/c-tests ## Run the C tests, which need no Swift (TESTS).
	@Scripts/test-run-tests
	@Scripts/run-tests c $(BUILD)/c-tests.log $(BUILD)/c-tests $(TESTS)

$(BUILD)/c-tests: $(SHIM_C) $(SHIM_H) $(TEST_C) $(TEST_H) Makefile
	@mkdir -p $(BUILD)
	@echo "$(CC) … -o $@"
	@$(CC) $(CFLAGS) $(C_TEST) -o $@

# ROUNDS: number of packets to compare. SEED: seed of the random packets; `random` selects a new one each time.
ROUNDS  ?= 3000
SEED    ?= 1

.PHONY: interop
interop: $(BUILD)/packet-lines ## Compare packets with scapy's and tshark's (ROUNDS, SEED).
	$(INTEROP)/run $(BUILD)/packet-lines $(ROUNDS) $(SEED)

# The sanitizers end the test at any read outside a packet.
$(BUILD)/packet-lines: $(SHIM_C) $(SHIM_H) $(INTEROP_C) $(INTEROP_H) Makefile
	@mkdir -p $(BUILD)
	$(CC) $(CFLAGS) $(C_STRICT) -fsanitize=address,undefined -fno-sanitize-recover=all $(SHIM_I) \
	    $(INTEROP_C) $(SHIM_C) -o $@

.PHONY: examples
examples: prepare ## Build the examples and test them against real peers.
	$(SWIFT) build --package-path Examples $(SWIFT_STRICT)
	$(SWIFT) build --package-path Examples/Demo $(SWIFT_STRICT)
	@$(MAKE) --no-print-directory install PREFIX=$(abspath $(BUILD))/stage DESTDIR= >/dev/null
	PKG_CONFIG_PATH=$(abspath $(BUILD))/stage/lib/pkgconfig \
	    Examples/test "$$($(SWIFT) build --package-path Examples --show-bin-path)" \
	    "$$($(SWIFT) build --package-path Examples/Demo --show-bin-path)"
	Examples/test-packets "$$($(SWIFT) build --package-path Examples --show-bin-path)"
	Examples/test-routes "$$($(SWIFT) build --package-path Examples --show-bin-path)"

.PHONY: bench
bench: ## Run the benchmarks (Benchmarks/README.md).
	@$(MAKE) --no-print-directory -C Benchmarks BUILD=$(abspath $(BUILD))/bench

.PHONY: docs-test
docs-test: ## Compile the code examples of the README and the documentation in a separate package.
	Scripts/test-docs $(BUILD)/docs-test

.PHONY: docs
docs: ## Build the documentation; a broken link is an error.
	@mkdir -p $(BUILD)/symbols
	$(SWIFT) build --scratch-path $(BUILD)/docs-build --target SwiftSocket \
	    -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc $(BUILD)/symbols
	@rm -f $(BUILD)/symbols/*@*
	docc convert Sources/SwiftSocket/SwiftSocket.docc --additional-symbol-graph-dir $(BUILD)/symbols \
	    --fallback-display-name SwiftSocket --fallback-bundle-identifier SwiftSocket --warnings-as-errors \
	    --output-path $(BUILD)/docs

.PHONY: calls
calls: ## Count system calls (strace) and allocations per operation.
	Tests/SystemCalls/run $(BUILD)/calls

.PHONY: lint
lint: lint-format lint-floors lint-size lint-c lint-headers lint-symbols lint-swift ## Run all static checks.

.PHONY: lint-format
lint-format: ## Check the formatting of all sources.
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests $(EXAMPLE_SWIFT)
	$(CLANG_FORMAT) --dry-run -Werror $$(git ls-files '*.c' '*.h' '*.cpp')

.PHONY: lint-floors
lint-floors: ## Check that no C file uses a higher floor, and that there are no circles.
	Scripts/check-floors $(SHIM)
	Tests/Floors/run Scripts/check-floors $(SHIM) $(BUILD)/floors

# A file of this length can be read in one sitting.
LINES_MAX = 450

.PHONY: lint-size
lint-size: ## Check that no source file has more than LINES_MAX lines.
	@git ls-files '*.c' '*.h' '*.cpp' '*.swift' '*.py' Scripts | xargs wc -l | awk -v most=$(LINES_MAX) \
	    '$$2 != "total" && $$1 > most {print $$2 ": " $$1 " lines, more than " most; found = 1} END {exit found}'

.PHONY: lint-c
lint-c: ## Compile all C with gcc and clang; warnings are errors.
	@mkdir -p $(BUILD)/lint
	@for cc in $(GCC) $(CLANG); do for file in $(SHIM_C) $(TEST_C) $(INTEROP_C); do \
	    $$cc $(C_STRICT) -O2 $(SHIM_I) -c $$file -o $(BUILD)/lint/object.o || exit 1; done; done

HEADER_STRICT = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -I$(SHIM)/include -fsyntax-only

.PHONY: lint-headers
lint-headers: ## Compile the public headers with every standard since C99 and C++17, together and alone.
	@for cc in $(GCC) $(CLANG); do for standard in c99 c11 c17 c2x; do \
	    echo '#include <CSocketShim.h>' | $$cc -x c -std=$$standard $(HEADER_STRICT) - || exit 1; done; done
	@for cxx in g++ $(CLANG)++; do for standard in c++17 c++20 c++23; do \
	    $$cxx -std=$$standard $(HEADER_STRICT) Tests/CSocketShimTests/header_cpp.cpp || exit 1; done; done
	@cd $(SHIM)/include && for header in $$(find csock -name '*.h' -not -path 'csock/inline/*'); do \
	    echo "#include <$$header>" | $(GCC) -x c -std=c11 -Wall -Werror -I. -fsyntax-only - || exit 1; done

# The shared and the static library export csock_… names only. The library does not allocate memory.
.PHONY: lint-symbols
lint-symbols: $(BUILD)/libcsocketshim.so.$(VERSION) $(BUILD)/libcsocketshim.a ## Check the symbols that the library exports and uses.
	@! { nm -D --defined-only $(BUILD)/libcsocketshim.so.$(VERSION); nm -g --defined-only $(BUILD)/libcsocketshim.a; } \
	    | awk 'NF == 3 && $$3 !~ /^csock_/ {print "exported: " $$3; found = 1} END {exit !found}'
	@! nm -D --undefined-only $(BUILD)/libcsocketshim.so.$(VERSION) | grep -E ' (malloc|calloc|realloc|reallocarray|free|strdup)(@|$$)'

.PHONY: lint-swift
lint-swift: ## Build for library evolution and a client in Swift 5 mode.
	SWIFT=$(SWIFT) Scripts/lint-swift-modes $(BUILD)/swift-modes

.PHONY: format
format: ## Format all sources.
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests $(EXAMPLE_SWIFT)
	$(CLANG_FORMAT) -i $$(git ls-files '*.c' '*.h' '*.cpp')

.PHONY: sanitize
sanitize: sanitize-c sanitize-swift ## Run the tests under the address, undefined-behaviour and thread sanitizers.

# The thread sanitizer of a Swift toolchain's clang requires Swift's libdispatch.
DISPATCH = $(wildcard $(dir $(realpath $(shell command -v $(CLANG))))../lib/swift/linux)
CLANG_THREAD = $(if $(DISPATCH),-L$(DISPATCH) -Wl$(comma)-rpath$(comma)$(DISPATCH) -ldispatch -lBlocksRuntime)
comma = ,

.PHONY: sanitize-c
sanitize-c: ## Run the C tests under each sanitizer of gcc and clang.
	@mkdir -p $(BUILD)/sanitize
	@set -e; check() { echo "$$*"; "$$@" -O1 -g -fno-sanitize-recover=all $(C_TEST) $$libraries \
	    -o $(BUILD)/sanitize/c-tests; $(BUILD)/sanitize/c-tests; }; \
	libraries=; check $(GCC) -fsanitize=address,undefined; check $(GCC) -fsanitize=thread; \
	check $(CLANG) -fsanitize=address,undefined; \
	libraries="$(CLANG_THREAD)"; check $(CLANG) -fsanitize=thread

.PHONY: sanitize-swift
sanitize-swift: ## Run the Swift tests under the thread and the address sanitizer.
	$(SWIFT) test --disable-xctest --scratch-path .build-thread --sanitize=thread
	CLOSE_RACE_ROUNDS=10000 $(SWIFT) test --disable-xctest --scratch-path .build-address --sanitize=address

.PHONY: musl
musl: ## Run the C tests with musl.
	@mkdir -p $(BUILD)
	musl-gcc $(CFLAGS) -static $(C_TEST) -o $(BUILD)/c-tests-musl
	$(BUILD)/c-tests-musl

# Tests that fail under qemu's user mode emulation for reasons of the emulator. i686 runs natively where possible.
QEMU_EXCEPT = --except Tests/CSocketShimTests/qemu-user.txt

.PHONY: qemu
qemu: qemu-s390x qemu-i686 ## Run the C tests on a big-endian and on a 32-bit machine.

.PHONY: qemu-s390x
qemu-s390x: ## Run the C tests on a big-endian machine.
	@mkdir -p $(BUILD)
	s390x-linux-gnu-gcc $(CFLAGS) -static $(C_TEST) -o $(BUILD)/c-tests-s390x
	qemu-s390x $(BUILD)/c-tests-s390x $(QEMU_EXCEPT)

.PHONY: qemu-i686
qemu-i686: ## Run the C tests on a 32-bit machine.
	@mkdir -p $(BUILD)
	i686-linux-gnu-gcc $(CFLAGS) -static $(C_TEST) -o $(BUILD)/c-tests-i686
	@if $(BUILD)/c-tests-i686 --list >/dev/null 2>&1; then $(BUILD)/c-tests-i686; \
	    else qemu-i386 $(BUILD)/c-tests-i686 $(QEMU_EXCEPT); fi

# Fuzzing runs each target for SECONDS. A target is one source file and, for layers and walks, a decoder's name. The
# library is compiled once.
SECONDS ?= 60
FUZZ_FLAGS = -std=c11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all $(SHIM_I)
FUZZ_LAYERS = ARP ETHERNET ICMPV4 ICMPV6 IGMP IPV4 IPV6 IPV6_DESTINATION IPV6_FRAGMENT IPV6_HOP_BY_HOP IPV6_ROUTING \
    SCTP TCP UDP UDPLITE VLAN
FUZZ_WALKS = icmp_object igmp_record ipv4_option ipv6_option mld_record ndp_option sctp_chunk tcp_option
FUZZ_OTHERS = filter fragment icmp ipv6 packet reassembly text
FUZZ_TARGETS = $(FUZZ_LAYERS:%=layer-%) $(FUZZ_WALKS:%=walk-%) $(FUZZ_OTHERS)
FUZZ_OBJECTS = $(patsubst $(SHIM)/%.c,$(BUILD)/fuzz/object/%.o,$(SHIM_C))
FUZZ_LINK = $(CLANG) $(FUZZ_FLAGS) $(C_STRICT) -fsanitize=fuzzer

.PHONY: fuzz
fuzz: $(FUZZ_TARGETS:%=$(BUILD)/fuzz/%) ## Fuzz every decoder for SECONDS each.
	@Tests/Fuzz/run $(BUILD)/fuzz $(SECONDS) $(FUZZ_TARGETS)

$(BUILD)/fuzz/object/%.o: $(SHIM)/%.c $(SHIM_H)
	@mkdir -p $(@D)
	$(CLANG) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link -c $< -o $@

$(BUILD)/fuzz/layer-%: Tests/Fuzz/layer.c Tests/Fuzz/fuzz.h $(FUZZ_OBJECTS)
	$(FUZZ_LINK) -DFUZZ_NAME=$* $< $(FUZZ_OBJECTS) -o $@

$(BUILD)/fuzz/walk-%: Tests/Fuzz/walk.c Tests/Fuzz/fuzz.h $(FUZZ_OBJECTS)
	$(FUZZ_LINK) -DFUZZ_NAME=$* $< $(FUZZ_OBJECTS) -o $@

$(BUILD)/fuzz/%: Tests/Fuzz/%.c Tests/Fuzz/fuzz.h $(FUZZ_OBJECTS)
	$(FUZZ_LINK) $< $(FUZZ_OBJECTS) -o $@

# The C library as shared and static library, for C programs.
OBJECTS = $(patsubst $(SHIM)/%.c,$(BUILD)/object/%.o,$(SHIM_C))

$(BUILD)/object/%.o: $(SHIM)/%.c $(SHIM_H)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -std=c11 -fPIC -fvisibility=hidden $(SHIM_I) -c $< -o $@

$(BUILD)/libcsocketshim.a: $(OBJECTS)
	$(AR) rcs $@ $^

$(BUILD)/libcsocketshim.so.$(VERSION): $(OBJECTS)
	$(CC) $(CFLAGS) -shared -Wl,-soname,libcsocketshim.so.$(SOVERSION) -Wl,--no-undefined $(LDFLAGS) $^ -o $@

.PHONY: install
install: $(BUILD)/libcsocketshim.a $(BUILD)/libcsocketshim.so.$(VERSION) ## Install the C library (PREFIX, DESTDIR).
	install -d $(DESTDIR)$(LIBDIR)/pkgconfig
	cd $(SHIM)/include && find . -name '*.h' -exec install -D -m 644 {} $(abspath $(DESTDIR)$(PREFIX))/include/{} \;
	install -m 644 $(BUILD)/libcsocketshim.a $(DESTDIR)$(LIBDIR)
	install -m 755 $(BUILD)/libcsocketshim.so.$(VERSION) $(DESTDIR)$(LIBDIR)
	ln -sf libcsocketshim.so.$(VERSION) $(DESTDIR)$(LIBDIR)/libcsocketshim.so.$(SOVERSION)
	ln -sf libcsocketshim.so.$(SOVERSION) $(DESTDIR)$(LIBDIR)/libcsocketshim.so
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' -e 's|@VERSION@|$(VERSION)|' \
	    $(SHIM)/csocketshim.pc.in > $(DESTDIR)$(LIBDIR)/pkgconfig/csocketshim.pc

.PHONY: install-test
install-test: ## Install into a staging directory and build C programs against it with pkg-config.
	Scripts/test-install $(BUILD)/install-test

.PHONY: clean
clean: ## Remove all build products.
	rm -rf $(BUILD) .build .build-thread .build-address Examples/.build Examples/Demo/.build Tests/SystemCalls/.build Benchmarks/.build
