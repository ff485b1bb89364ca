/* Preloaded into Wine on Linux: every disk seems to have FREE_BYTES bytes left. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>

static unsigned long long left(void) {
    const char *words = getenv("FREE_BYTES");
    return words ? strtoull(words, 0, 10) : 0;
}

#define SHRUNK(name, first, type)                                              \
    int name(first what, struct type *facts) {                                 \
        int (*real)(first, struct type *) = dlsym(RTLD_NEXT, #name);           \
        int result = real(what, facts);                                        \
        if (!result) facts->f_bavail = facts->f_bfree = left() / facts->f_bsize; \
        return result;                                                         \
    }

SHRUNK(statfs, const char *, statfs)
SHRUNK(fstatfs, int, statfs)
SHRUNK(statvfs, const char *, statvfs)
SHRUNK(fstatvfs, int, statvfs)
SHRUNK(statfs64, const char *, statfs64)
SHRUNK(fstatfs64, int, statfs64)
SHRUNK(statvfs64, const char *, statvfs64)
SHRUNK(fstatvfs64, int, statvfs64)
