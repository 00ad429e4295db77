// SPDX-License-Identifier: MIT
// From the parts of a request to what is meant: paths, hosts, ranges.
#ifndef QALAM_REQUEST_PATH_H
#define QALAM_REQUEST_PATH_H

#include "base/arena.h"

// The path of a URL as one below the folder that is served, decoded, in arena:
// "" for the folder itself, and with its / at the end where a folder is asked
// for. False: it can name nothing there (.., a hidden name, NUL, //, a control
// character, a broken escape, what is not UTF-8).
bool request_path(struct arena *arena, struct str url, struct str *path);

// Whether a Host header names this machine by its loopback names: what another
// name brings here was sent by a page of that name (DNS rebinding).
bool request_host_good(struct str host);

enum byte_range { RANGE_NONE, RANGE_PART, RANGE_BEYOND };
// A Range header (RFC 9110 14.2) over so many bytes. RANGE_NONE: all of it is
// to be sent, as also where several ranges are asked for.
enum byte_range request_range(struct str header, uint64_t size, uint64_t *first,
                              uint64_t *count);

// Whether an If-None-Match or If-Range header names the tag.
bool request_names_tag(struct str header, struct str tag);

const char *request_content_type(struct str path);

#endif
