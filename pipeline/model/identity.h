// SPDX-License-Identifier: MIT
// What identifies an output: its time and its identifier, never the clock.
#ifndef QALAM_IDENTITY_H
#define QALAM_IDENTITY_H

#include "model/brief.h"

// SOURCE_DATE_EPOCH, where it is a number of seconds
// (https://reproducible-builds.org/specs/source-date-epoch/).
bool identity_source_date_epoch(int64_t *seconds);

// Seconds from 1970 for all times in outputs: updated, else date (first day,
// 00:00Z), else SOURCE_DATE_EPOCH, else 1980-01-01.
int64_t identity_time(const struct brief *brief);
// As 2021-10-05T00:00:00Z.
struct str identity_time_iso(struct arena *arena, int64_t seconds);

// doi, isbn or id, else urn:uuid: of a UUIDv5 of series, number (else source
// name) and language; never of path or content.
struct str identity_name(struct arena *arena, const struct brief *brief);

// The same for places that take nothing but a URI (RFC 3986), which an id of
// the author's need not be.
struct str identity_uri(struct arena *arena, const struct brief *brief);

// urn:uuid: of a UUIDv5 of these texts, for what is no brief: a feed.
struct str identity_of(struct arena *arena, const struct str *texts,
                       size_t count);

#endif
