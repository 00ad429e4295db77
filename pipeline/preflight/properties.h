// SPDX-License-Identifier: MIT
// The properties of XMP that PDF/A knows, and the forms of their values.
#ifndef QALAM_PREFLIGHT_PROPERTIES_H
#define QALAM_PREFLIGHT_PROPERTIES_H

#include "preflight/findings.h"

#include <libxml/tree.h>

void properties_check(struct check *check, const xmlNode *rdf,
                      const struct cos *at);

#endif
