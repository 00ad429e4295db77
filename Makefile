# qalam: Markdown briefs to PDF, HTML and EPUB.
#
#   make            build/qalam
#   make demo       installs what is missing, builds, converts examples/
#   make check      the tests that take a minute or less
#   make test       installs what the tests need, runs them all
#   make install    PREFIX=/usr/local, DESTDIR for packagers
# HACKING.md explains the others: test-long bench lint asan format clean.

VERSION := 0.1.0
PREFIX ?= /usr/local
# release (build/), debug (build/debug/) or asan (build/asan/)
MODE ?= release

# ----- What it is built with; tools/deps installs these -----
PACKAGES := harfbuzz harfbuzz-subset icu-uc icu-i18n libxml-2.0 libxslt \
    yaml-0.1 fontconfig libpng libjpeg zlib libxxhash uuid sqlite3
# Of the helper alone, and of each module alone.
DRAW_PACKAGES := librsvg-2.0 cairo libqpdf fontconfig libseccomp \
    libjpeg libpng libwebp libwebpdemux libheif lcms2 libxml-2.0
zip_PACKAGES := libzip
http_PACKAGES := libmicrohttpd
# Those that pkg-config does not know.
HEADERS := cmark-gfm hpdf hyphen
LIBRARIES := -lcmark-gfm -lcmark-gfm-extensions -lhpdf -lhyphen -lm -pthread

CC ?= gcc
PKG_CONFIG ?= pkg-config
CLANG_FORMAT ?= clang-format
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum \
    -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wwrite-strings \
    -Wno-missing-field-initializers
ifdef CI
WARNINGS += -Werror
endif

FLAGS_release := -O2 -DNDEBUG
FLAGS_debug := -O1 -g
FLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer \
    -fno-sanitize-recover=undefined
BUILD_release := build
BUILD_debug := build/debug
BUILD_asan := build/asan
BUILD := $(BUILD_$(MODE))
ifeq ($(BUILD),)
$(error MODE is release, debug or asan)
endif

CPPFLAGS_ALL := -D_GNU_SOURCE -DQALAM_VERSION='"$(VERSION)"' \
    -Ipipeline -Ifilters -Ifonts $(CPPFLAGS)
# Asked once, and only by goals that compile: `make demo` may have to install
# pkg-config first.
ifneq ($(filter-out check demo test test-deps test-long clean format lint,\
    $(or $(MAKECMDGOALS),all)),)
ifneq ($(shell $(PKG_CONFIG) --exists $(PACKAGES) $(DRAW_PACKAGES) \
    $(zip_PACKAGES) $(http_PACKAGES) 2>/dev/null && $(CC) -E \
    $(HEADERS:%=-include %.h) -x c /dev/null >/dev/null 2>&1 && echo yes),yes)
$(shell tools/deps hint >&2)
$(error Nothing was built: libraries are missing)
endif
PACKAGE_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) | sed 's/-I/-isystem /g')
PACKAGE_LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES))
DRAW_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(DRAW_PACKAGES) | sed 's/-I/-isystem /g')
DRAW_LIBS := $(shell $(PKG_CONFIG) --libs $(DRAW_PACKAGES))
endif
# No fused multiplication and addition: a page is the same on every machine.
CFLAGS_ALL = -std=c11 -ffp-contract=off $(WARNINGS) $(FLAGS_$(MODE)) \
    $(PACKAGE_CFLAGS) $(CFLAGS)
LIBS = $(PACKAGE_LIBS) $(LIBRARIES)

DRAW_SOURCES := $(sort $(wildcard pipeline/draw/helper/*.c \
    pipeline/preflight/*.c))
DRAW_OBJECTS := $(DRAW_SOURCES:%.c=$(BUILD)/%.o) \
    $(patsubst %,$(BUILD)/pipeline/base/%.o,arena buffer fail str) \
    $(BUILD)/pipeline/preflight/rules/rules.o
MODULE_SOURCES := $(sort $(shell find pipeline -name '*_module.c'))
MODULES := $(BUILD)/qalam-zip.so $(BUILD)/qalam-http.so
SOURCES := $(filter-out pipeline/main.c $(DRAW_SOURCES) $(MODULE_SOURCES),\
    $(sort $(shell find pipeline filters -name '*.c')))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/embedded.o
LIBRARY := $(BUILD)/libqalam.a
TEMPLATES := $(sort $(wildcard templates/*.xsl templates/*.css \
    templates/*.svg templates/*.js templates/*.yaml templates/new-*.md))

# qalam finds these beside itself, and after `make install` in libexec.
BESIDE := $(BUILD)/qalam-draw $(MODULES)
PROGRAMS := $(BUILD)/qalam $(BESIDE)

all: $(PROGRAMS)

# Of its objects, not of the library: two functions of one name must not link.
$(BUILD)/qalam: $(BUILD)/pipeline/main.o $(OBJECTS)
	@echo "  LD  $@"
	@$(CC) $(FLAGS_$(MODE)) $(LDFLAGS) -o $@ $^ $(LIBS)

# What decodes and draws foreign formats, in a process of its own.
$(BUILD)/qalam-draw: PACKAGE_CFLAGS += $(DRAW_CFLAGS)
$(BUILD)/qalam-draw: $(DRAW_OBJECTS)
	@echo "  LD  $@"
	@$(CC) $(FLAGS_$(MODE)) $(LDFLAGS) -o $@ $^ $(DRAW_LIBS) -pthread

# What qalam loads at need; -z defs: whole in itself.
$(BUILD)/qalam-zip.so: pipeline/backends/epub/zip_module.c
$(BUILD)/qalam-http.so: pipeline/watch/http_module.c
$(BUILD)/qalam-%.so: Makefile
	@mkdir -p $(@D)
	@echo "  LD  $@"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -fPIC -shared -MMD -MP \
	    $(if $(filter asan,$(MODE)),,-Wl,-z,defs) $(LDFLAGS) -o $@ \
	    $(filter %.c,$^) $$($(PKG_CONFIG) --cflags --libs $($*_PACKAGES))

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	@$(AR) rcs $@ $(OBJECTS)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "  CC  $@"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/embed: tools/embed.c
	@mkdir -p $(@D)
	@$(CC) -std=c11 -O1 -o $@ $<

# The folder itself: it is newer when a template comes or goes.
$(BUILD)/embedded.c: $(BUILD)/embed $(TEMPLATES) $(wildcard templates)
	@$(BUILD)/embed $(TEMPLATES) > $@.tmp && mv $@.tmp $@

$(BUILD)/embedded.o: $(BUILD)/embedded.c
	@echo "  CC  $@"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -c -o $@ $<

# ----- Unit tests: one program a file of tests/unit -----
UNITS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,\
    $(wildcard tests/unit/test_*.c))

$(BUILD)/tests/%: tests/unit/%.c $(wildcard tests/unit/*.h) $(LIBRARY) | $(BESIDE)
	@mkdir -p $(@D)
	@echo "  CC  $@"
	@$(CC) $(CPPFLAGS_ALL) -Itests/unit -DQALAM_SOURCE_DIR='"$(CURDIR)"' \
	    $(CFLAGS_ALL) -Wno-unused-parameter -MMD -MP -o $@ $< $(LIBRARY) \
	    $(LIBS) -lcmocka -ljansson -lzip

$(BUILD)/tests/fuzz: tests/fuzz/fuzz.c $(LIBRARY) | $(BESIDE)
	@mkdir -p $(@D)
	@echo "  CC  $@"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -o $@ $< $(LIBRARY) $(LIBS)

$(BUILD)/tests/words: tests/commonmark/words.c $(LIBRARY) | $(BESIDE)
	@mkdir -p $(@D)
	@echo "  CC  $@"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -o $@ $< $(LIBRARY) $(LIBS)

$(BUILD)/tests/blocks: tests/commonmark/blocks.c \
    tests/commonmark/random_text.c tests/commonmark/blocks.h $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  CC  $@"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -o $@ $(filter %.c,$^) $(LIBRARY) \
	    $(LIBS)

# The program itself, with faults planted in it.
PLANTED := read_brief titles typeset_brief xsltApplyStylesheetUser site_write \
    html_make epub_make text_make
$(BUILD)/tests/planted: tests/planted/planted.c $(BUILD)/pipeline/main.o \
    $(LIBRARY) | $(BESIDE)
	@mkdir -p $(@D)
	@echo "  CC  $@"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -Wno-reserved-identifier -MMD -MP -o $@ \
	    $(PLANTED:%=-Wl,--wrap=%) $< $(BUILD)/pipeline/main.o $(LIBRARY) $(LIBS)

PROPERTY := $(wildcard tests/property/*.c)

$(BUILD)/tests/property: $(PROPERTY) tests/property/property.h $(LIBRARY) | $(BESIDE)
	@mkdir -p $(@D)
	@echo "  CC  $@"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -o $@ $(PROPERTY) $(LIBRARY) $(LIBS)

units: $(UNITS)

# ----- Tests -----
# In parts, each a word: check-units check-cli check-bad check-documents.
JUDGES := build/judges

test-deps:
	@tools/deps test
	@tests/judges/install $(JUDGES)

test: test-deps
	@$(MAKE) --no-print-directory -j$$(nproc) MODE=release all
	@$(MAKE) --no-print-directory -j$$(nproc) MODE=asan all units
	@tests/run

# What takes a minute or less. It installs nothing: a suite that lacks its
# tools says so.
check:
	@$(MAKE) --no-print-directory -sj$$(nproc) MODE=release all
	@tests/run short

# What takes longer than a quarter of an hour: more fuzzing, all validators.
test-long: test
	@QALAM_LONG=1 tests/run

# Markdown that others wrote, in the folder DIR: no word is lost (tests/README).
test-wild: $(PROGRAMS)
	@python3 tests/wild/wild.py $(BUILD)/qalam $(DIR)

# A job array of a real Slurm on this host; it installs that, and wants root.
test-slurm: $(PROGRAMS)
	@QALAM=$(CURDIR)/$(BUILD)/qalam sh tests/hosts/slurm.sh

# Verdicts on the PDF files in CORPUS, compared with those of the command VERAPDF
# by STANDARD (tests/preflight/verapdf.py).
test-verapdf: $(PROGRAMS)
	@python3 tests/preflight/verapdf.py $(BUILD)/qalam $(VERAPDF) \
	    $(or $(STANDARD),ua-1) $(CORPUS)

# The headers of what is linked with units only.
check-units: $(PROGRAMS)
	@. tests/needs.sh && needs_header cmocka.h jansson.h zip.h && \
	    $(MAKE) --no-print-directory -sj$$(nproc) units && \
	    tests/run-units $(UNITS)

check-%: $(PROGRAMS)
	@QALAM=$(CURDIR)/$(BUILD)/qalam sh tests/$*/run.sh

lint:
	@tools/lint

asan:
	@$(MAKE) --no-print-directory -j$$(nproc) MODE=asan all units

# ----- Measures -----
# BRIEF: what is measured; the seed brief where the shared test data is.
BRIEF ?= $(firstword $(wildcard ../shared/data/seed/brief-russia.md) \
    examples/rivers/rivers.md)

$(BUILD)/bench: tests/bench/bench.c
	@mkdir -p $(@D)
	@$(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -O2 \
	    $$($(PKG_CONFIG) --cflags harfbuzz zlib | sed 's/-I/-isystem /g') \
	    -o $@ $< $$($(PKG_CONFIG) --libs harfbuzz zlib)

$(BUILD)/layout: tests/bench/layout.c $(LIBRARY)
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -o $@ $< $(LIBRARY) $(LIBS)

bench: $(PROGRAMS) $(BUILD)/bench $(BUILD)/layout
	@# The outputs have a folder of their own: the floor deflates as much.
	@folder=$$(mktemp -d) && mkdir "$$folder/out" && report= && \
	    if [ -d ../shared/data/sources ]; then report="$$folder/report.md"; \
	    sh tests/bench/report.sh ../shared > "$$report"; fi; \
	    $(BUILD)/bench $(BUILD)/qalam $(BRIEF) "$$folder/out" $$report; \
	    status=$$?; rm -rf "$$folder"; exit $$status
	@$(BUILD)/layout $(BRIEF)
	@python3 tests/bench/series.py $(BUILD)/qalam $(BUILD)/bench
	@python3 tests/bench/watch.py $(BUILD)/qalam
	@python3 tests/bench/fill.py $(BUILD)/qalam

# Whose word spaces are most even: qalam's, LuaLaTeX's or Chromium's.
compare: $(BUILD)/qalam
	@python3 tests/compare/compare.py $(BUILD)/qalam $(BRIEF)

# ----- For users -----
demo:
	@tools/deps build
	@$(MAKE) --no-print-directory -j$$(nproc) MODE=release all
	@build/qalam build -o out examples
	@printf '\nOpen this page in a browser: %s/out/index.html\n' "$(CURDIR)"

install: $(PROGRAMS)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/libexec/qalam \
	    $(DESTDIR)$(PREFIX)/share/man/man1 \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -m 755 $(BUILD)/qalam $(DESTDIR)$(PREFIX)/bin/qalam
	install -m 755 $(BESIDE) $(DESTDIR)$(PREFIX)/libexec/qalam/
	install -m 644 man/qalam.1 $(DESTDIR)$(PREFIX)/share/man/man1/qalam.1
	install -m 644 completions/qalam.bash \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/qalam
	install -d $(DESTDIR)$(PREFIX)/share/doc/qalam/docs
	install -m 644 README.md LICENSE $(DESTDIR)$(PREFIX)/share/doc/qalam
	install -m 644 docs/* $(DESTDIR)$(PREFIX)/share/doc/qalam/docs

# The manual page and the completion, from the table of options; in git, so
# that they can be read without building. check-cli compares them.
man: $(BUILD)/qalam
	@mkdir -p man completions
	$(BUILD)/qalam man > man/qalam.1
	$(BUILD)/qalam completion > completions/qalam.bash

# The generated parts of README and docs/, from the tables of the program; in
# git too. check-readme compares them.
docs: $(BUILD)/qalam
	@tools/docs $(BUILD)/qalam

format:
	$(CLANG_FORMAT) -i $$(git ls-files '*.c' '*.h')

clean:
	rm -rf build out

.PHONY: all man docs units check test-deps test test-long test-verapdf test-slurm test-wild check-units lint asan bench demo \
    install format clean
-include $(OBJECTS:.o=.d) $(DRAW_OBJECTS:.o=.d) $(MODULES:.so=.d) $(BUILD)/pipeline/main.d $(UNITS:=.d)
