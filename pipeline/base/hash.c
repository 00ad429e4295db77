// SPDX-License-Identifier: MIT
// Names for bytes, by libxxhash.
#include "base/hash.h"

#include "base/ascii.h"
#include "base/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

static struct hash of_xxhash(XXH128_hash_t hash)
{
    return (struct hash){hash.high64, hash.low64};
}

struct hash hash_bytes(struct str bytes)
{
    return of_xxhash(XXH3_128bits(bytes.bytes, bytes.count));
}

bool hash_equal(struct hash a, struct hash b)
{
    return a.high == b.high && a.low == b.low;
}

void hash_write(struct hash hash, char digits[HASH_DIGITS + 1])
{
    snprintf(digits, HASH_DIGITS + 1, "%016llx%016llx",
             (unsigned long long)hash.high, (unsigned long long)hash.low);
}

bool hash_read(struct str digits, struct hash *hash)
{
    if (digits.count != HASH_DIGITS)
        return false;
    uint64_t halves[2] = {0, 0};
    for (size_t i = 0; i < HASH_DIGITS; i++) {
        char digit = digits.bytes[i]; // small, as hash_write writes them
        int value = ascii_is_upper(digit) ? -1 : ascii_hex_value(digit);
        if (value < 0)
            return false;
        halves[i / 16] = halves[i / 16] << 4 | (uint64_t)value;
    }
    *hash = (struct hash){halves[0], halves[1]};
    return true;
}

static bool hash_open(int file, XXH3_state_t *state)
{
    char block[1 << 16];
    for (;;) {
        ssize_t got = read(file, block, sizeof block);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            return true;
        XXH3_128bits_update(state, block, (size_t)got);
    }
}

bool hash_file(const char *path, struct hash *hash)
{
    // A pipe with no writer would block the open.
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0)
        return false;
    struct stat facts;
    bool good = fstat(file, &facts) == 0;
    if (good && !S_ISREG(facts.st_mode)) {
        errno = S_ISDIR(facts.st_mode) ? EISDIR : EINVAL;
        good = false;
    }
    XXH3_state_t *state = good ? XXH3_createState() : NULL;
    if (good && !state)
        fail_system("out of memory");
    if (good) {
        XXH3_128bits_reset(state);
        good = hash_open(file, state);
        *hash = of_xxhash(XXH3_128bits_digest(state));
    }
    int reason = errno;
    XXH3_freeState(state);
    close(file);
    errno = reason;
    return good;
}
