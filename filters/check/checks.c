// SPDX-License-Identifier: MIT
// How a rule reports.
#include "check/checks.h"

void checks_report_args(struct checks *checks, const struct text_view *view,
                        size_t start, size_t end, struct message_args args)
{
    struct diag *diag = checks->context->diag;
    if (checks->counts[args.message]++ < LIMIT_REPORTS)
        diag_report_args(diag, brief_text_place(view, diag, start, end), args);
}
