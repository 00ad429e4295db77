// SPDX-License-Identifier: MIT
// Character references of HTML: &eacute;, &#233;, &#xE9;.
#ifndef QALAM_HTML_REFERENCES_H
#define QALAM_HTML_REFERENCES_H

#include "base/str.h"

// Reads the reference that begins with the & at offset: its length and its
// character; 0 where there is none. Names are those of HTML 4 that libxml2
// knows. The semicolon must stand, as in CommonMark and other than in HTML.
// Numbers mean what HTML makes of them: 146 is the ’ of Windows-1252. What no
// text may hold (0, surrogates, U+FFFE) is U+FFFD.
size_t html_reference_at(struct str text, size_t offset, uint32_t *character);

#endif
