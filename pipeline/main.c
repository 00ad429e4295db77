// SPDX-License-Identifier: MIT
// The command line.
#include <stdio.h>

int main(void)
{
    puts("qalam");
    return 0;
}
