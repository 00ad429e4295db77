// SPDX-License-Identifier: MIT
// A file that a brief is made from: what its name says, where it belongs, and
// its content, which is opened and decoded once.
//
// Whoever wants the content asks for it here (input_open, input_read); the
// first that asks opens the file, and input_release lets it go. What was found
// out stays: hash, keys of the front matter, language, editions. One thread at
// a time.
#ifndef QALAM_INPUT_H
#define QALAM_INPUT_H

#include "base/hash.h"
#include "model/brief.h"
#include "model/names.h"
#include "read/input_readers.h"
#include "read/read.h"

struct series;

// How files are read, as the command line has it.
struct input_options {
    struct str lang; // --lang, canonical, or empty
    struct str from; // --from, an encoding that is known, or empty
    bool keep_going; // --keep-going
};

// What is wrong with an edition that a brief names.
struct edition_fault {
    struct place at;
    struct message_args args;
};

enum { TWINS_MOST = 2 }; // more of one brief say nothing new
struct input {
    // Where it is; borrowed.
    const char *path; // as it is opened; `-`: standard input
    bool standard_input;
    const char *refused; // why it may not be read, or NULL
    const char *folder;  // of its outputs, below the output folder; "" at top
    bool closed;         // refused, and it is a folder: what lies below it is
                         // not known, so nothing of that is gone
    const char *root;    // the operand, a folder that it was found below, as
                         // realpath gives it; NULL: it was named itself
    const char *below;   // path from there; NULL likewise
    size_t index;        // among the inputs that were collected
    const struct series *series; // that it is of, or NULL

    // What its name and its front matter say, see input_take_keys.
    struct names names; // stem: slug taken into account
    struct str refused_slug;
    struct place slug_place;
    struct str front_lang; // `lang` in the front matter, as written, or empty
    struct named_edition *named; // `editions` in the front matter
    size_t named_count;
    struct front_value number, title, own_series; // likewise, or empty
    struct str lang; // of the text; empty until it is asked for, see
                     // pipeline_language

    // Filled by editions_find.
    struct edition *editions; // of its set, itself too; NULL: there is no other
    size_t edition_count, edition_own;
    const size_t *set; // indices of its set, the original first, itself too
    size_t set_count;  // 0: there is no other
    struct edition_fault *faults; // of `editions`
    size_t fault_count;
    struct edition_fault *twins; // filled by twins_find
    size_t twin_count;

    bool is_new; // the output folder had nothing of it when it was planned

    // Its content.
    bool opened;      // hash is known; or it cannot be, and unreadable is why
    struct hash hash; // of its bytes
    const char *unreadable; // what the system says, or NULL
    struct arena *content;  // owns what follows; NULL: let go
    bool held; // till it is built; else it is let go as soon as it can be
    struct str bytes;                  // as they are in the file
    const struct input_reader *reader; // of its kind
    bool read, good;                   // text is there, and may be a brief's
    struct input_text text;            // with the way back to the file
    bool front_sought, has_front;
    struct front_block front; // where the front matter stands in it
    struct diag *messages;    // what was wrong with the bytes; NULL: nothing
};

// The file at path, not opened. folder: that no link may lead out of; NULL: the
// one it stands in. Names live in arena.
struct input input_named(struct arena *arena, const char *path,
                         const char *folder);
// Its path where one is shown or what it names is looked for: `stdin` is one
// too.
struct str input_shown_path(const struct input *input);
// The same file, whatever is known of its content.
struct input input_anew(const struct input *input);

// Where the folder of a path leads; malloc'ed, or NULL.
char *input_real_folder(const char *path);

// Why the file at path may not be read though it is there: it is a link out of
// folder (NULL: the folder it stands in), whose owner may not have meant it to
// be published. Else NULL.
const char *input_leads_out(const char *path, const char *folder);

// Opens it, where its bytes are not there. False: it cannot be read;
// unreadable (or refused) says why.
bool input_open(struct input *input);
// Of its bytes, opened where it was not yet. False: it cannot be read.
bool input_hash(struct input *input, struct hash *hash);
void input_report_unreadable(const struct input *input, struct diag *diag);
// Opens and decodes it, where that was not done, and tells diag what was wrong
// with it, each time. False: it is no text; why was reported. diag borrows the
// text.
bool input_read(struct input *input, const struct input_options *options,
                struct diag *diag);
// Where the front matter stands in the text that was read; false: it has none.
bool input_front(struct input *input, struct front_block *front);
// Reads the keys of the front matter that must be known of every brief before
// one is built: outputs are named for slug, editions found by lang. A text that
// has none of them is not decoded. What is kept lives in arena.
void input_take_keys(struct input *input, const struct input_options *options,
                     struct arena *arena);
// How much memory the content takes.
size_t input_bytes_held(const struct input *input);
void input_release(struct input *input); // NULL: nothing

#endif
