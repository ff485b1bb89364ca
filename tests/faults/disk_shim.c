/* Stands between a program and the C library: writes down what goes to the disk, makes calls fail, slows them.

   Loaded with LD_PRELOAD; it reaches Python and the SQLite inside it alike. Nothing happens until one of the
   exported functions is called (through ctypes), or DISK_SHIM_FLUSH_MICROSECONDS is set. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITES = 1, FLUSHES = 2, RENAMES = 4, TRUNCATIONS = 8, OPENINGS = 16, REMOVALS = 32 };

static char root[PATH_MAX];
static int log_fd = -1;
static pthread_mutex_t in_turn = PTHREAD_MUTEX_INITIALIZER;
static useconds_t flush_delay;
static int fail_kinds, fail_errno, fail_for_ever;
static long fail_nth, matched;

#define REAL(name) static __typeof__(&name) real; if (!real) real = dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void)
{
    const char *delay = getenv("DISK_SHIM_FLUSH_MICROSECONDS");
    if (delay) flush_delay = (useconds_t)atol(delay);
}

/* Sockets: each family asked for is a line in the file that DISK_SHIM_SOCKETS names. */

int socket(int family, int type, int protocol)
{
    const char *notes = getenv("DISK_SHIM_SOCKETS");
    if (notes) {
        char line[64];
        const char *name = family == AF_INET ? "AF_INET" : family == AF_INET6 ? "AF_INET6" : "other";
        int length = snprintf(line, sizeof line, "socket(%s, %d)\n", name, family);
        int fd = (int)syscall(SYS_openat, AT_FDCWD, notes, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (fd >= 0) { syscall(SYS_write, fd, line, (size_t)length); syscall(SYS_close, fd); }
    }
    return (int)syscall(SYS_socket, family, type, protocol);
}

/* What ctypes calls. */

int shim_record(const char *folder, const char *log)
{
    snprintf(root, sizeof root, "%s/", folder);
    log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    return log_fd < 0 ? errno : 0;
}

void shim_fail(const char *folder, int kinds, long nth, int for_ever, int number)
{
    snprintf(root, sizeof root, "%s/", folder);
    fail_kinds = kinds; fail_nth = nth; fail_for_ever = for_ever; fail_errno = number; matched = 0;
}

long shim_matched(void) { return matched; }

void shim_delay(long microseconds) { flush_delay = (useconds_t)microseconds; }

static int ours(const char *path) { return root[0] && path && strncmp(path, root, strlen(root)) == 0; }

static int our_file(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 2);
    if (length <= 0) return 0;
    path[length] = 0;
    if (ours(path)) return 1;
    /* The folder itself. */
    path[length] = '/'; path[length + 1] = 0;
    int same = root[0] && strcmp(path, root) == 0;
    path[length] = 0;
    return same;
}

static int fails(int kind)
{
    if (!(fail_kinds & kind)) return 0;
    long now = __sync_add_and_fetch(&matched, 1);
    if (now == fail_nth || (fail_for_ever && now > fail_nth)) {
        if (fail_errno < 0) kill(getpid(), SIGKILL);
        errno = fail_errno;
        return 1;
    }
    return 0;
}

static void note(char kind, uint64_t inode, uint64_t at, const void *one, size_t one_size, const void *two,
                 size_t two_size)
{
    if (log_fd < 0) return;
    unsigned char head[25];
    uint32_t sizes[2] = { (uint32_t)one_size, (uint32_t)two_size };
    head[0] = (unsigned char)kind;
    memcpy(head + 1, &inode, 8); memcpy(head + 9, &at, 8); memcpy(head + 17, sizes, 8);
    pthread_mutex_lock(&in_turn);
    syscall(SYS_write, log_fd, head, sizeof head);
    if (one_size) syscall(SYS_write, log_fd, one, one_size);
    if (two_size) syscall(SYS_write, log_fd, two, two_size);
    pthread_mutex_unlock(&in_turn);
}

void shim_mark(const char *words) { note('M', 0, 0, words, strlen(words), NULL, 0); }

static uint64_t inode_of(int fd) { struct stat s; return fstat(fd, &s) ? 0 : (uint64_t)s.st_ino; }

static int absolute(const char *path, char *full)
{
    if (path[0] == '/') { snprintf(full, PATH_MAX, "%s", path); return 1; }
    if (!getcwd(full, PATH_MAX)) return 0;
    strncat(full, "/", PATH_MAX - strlen(full) - 1);
    strncat(full, path, PATH_MAX - strlen(full) - 1);
    return 1;
}

/* Openings: a new name, or a file emptied. */

static int opened(int at, const char *path, int flags, mode_t mode)
{
    char full[PATH_MAX];
    int watched = (flags & (O_CREAT | O_TRUNC)) && at == AT_FDCWD && absolute(path, full) && ours(full);
    int is_new = watched && syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0;
    if (watched && is_new && fails(OPENINGS)) return -1;
    int fd = (int)syscall(SYS_openat, at, path, flags, mode);
    if (fd >= 0 && watched) {
        int kept = errno;
        if (is_new) note('C', inode_of(fd), 0, full, strlen(full), NULL, 0);
        else if (flags & O_TRUNC) note('T', inode_of(fd), 0, NULL, 0, NULL, 0);
        errno = kept;
    }
    return fd;
}

#define OPEN(name) int name(const char *path, int flags, ...) { va_list rest; va_start(rest, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; va_end(rest); \
    return opened(AT_FDCWD, path, flags, mode); }
#define OPEN_AT(name) int name(int at, const char *path, int flags, ...) { va_list rest; va_start(rest, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; va_end(rest); \
    return opened(at, path, flags, mode); }
OPEN(open)
OPEN(open64)
OPEN_AT(openat)
OPEN_AT(openat64)

/* Writes. */

static ssize_t written(int fd, const void *data, size_t size, off_t at, int placed)
{
    char path[PATH_MAX];
    int watched = (log_fd >= 0 || fail_kinds) && fd != log_fd && our_file(fd, path);
    if (watched && fails(WRITES)) return -1;
    if (watched && log_fd >= 0 && !placed) {
        int flags = fcntl(fd, F_GETFL);
        struct stat s;
        if (flags >= 0 && (flags & O_APPEND) && !fstat(fd, &s)) at = s.st_size;
        else at = lseek(fd, 0, SEEK_CUR);
    }
    ssize_t done = placed ? syscall(SYS_pwrite64, fd, data, size, at) : syscall(SYS_write, fd, data, size);
    if (watched && done > 0) note('W', inode_of(fd), (uint64_t)at, data, (size_t)done, NULL, 0);
    return done;
}

ssize_t write(int fd, const void *data, size_t size) { return written(fd, data, size, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return written(fd, data, size, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return written(fd, data, size, at, 1); }

static ssize_t copied(int out, int in, off_t *at, size_t size)
{
    char piece[65536];
    if (size > sizeof piece) size = sizeof piece;
    ssize_t got = at ? pread(in, piece, size, *at) : read(in, piece, size);
    if (got <= 0) return got;
    ssize_t done = written(out, piece, (size_t)got, 0, 0);
    if (at && done > 0) *at += done;
    return done;
}

ssize_t sendfile(int out, int in, off_t *at, size_t size) { return copied(out, in, at, size); }
ssize_t sendfile64(int out, int in, off64_t *at, size_t size) { return copied(out, in, at, size); }
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags)
{
    (void)in; (void)from; (void)out; (void)to; (void)size; (void)flags;
    errno = ENOSYS;
    return -1;
}

/* Flushes. */

static int flushed(int fd, long call)
{
    char path[PATH_MAX];
    int watched = (log_fd >= 0 || fail_kinds) && our_file(fd, path);
    if (flush_delay) usleep(flush_delay);
    if (watched && fails(FLUSHES)) return -1;
    int result = (int)syscall(call, fd);
    if (watched && !result) {
        struct stat s;
        if (!fstat(fd, &s)) {
            if (S_ISDIR(s.st_mode)) note('D', 0, 0, path, strlen(path), NULL, 0);
            else note('S', (uint64_t)s.st_ino, 0, NULL, 0, NULL, 0);
        }
    }
    return result;
}

int fsync(int fd) { return flushed(fd, SYS_fsync); }
int fdatasync(int fd) { return flushed(fd, SYS_fdatasync); }

/* Sizes and names. */

static int shortened(int fd, off_t size)
{
    char path[PATH_MAX];
    int watched = (log_fd >= 0 || fail_kinds) && our_file(fd, path);
    if (watched && fails(TRUNCATIONS)) return -1;
    int result = (int)syscall(SYS_ftruncate, fd, size);
    if (watched && !result) note('T', inode_of(fd), (uint64_t)size, NULL, 0, NULL, 0);
    return result;
}

int ftruncate(int fd, off_t size) { return shortened(fd, size); }
int ftruncate64(int fd, off64_t size) { return shortened(fd, size); }

int rename(const char *from, const char *to)
{
    char one[PATH_MAX], two[PATH_MAX];
    int watched = absolute(from, one) && absolute(to, two) && (ours(one) || ours(two));
    if (watched && fails(RENAMES)) return -1;
    REAL(rename);
    int result = real(from, to);
    if (watched && !result) note('R', 0, 0, one, strlen(one), two, strlen(two));
    return result;
}

static int removed(const char *path, int (*real)(const char *))
{
    char full[PATH_MAX];
    int watched = absolute(path, full) && ours(full);
    if (watched && fails(REMOVALS)) return -1;
    int result = real(path);
    if (watched && !result) note('U', 0, 0, full, strlen(full), NULL, 0);
    return result;
}

int unlink(const char *path) { REAL(unlink); return removed(path, real); }
int rmdir(const char *path) { REAL(rmdir); return removed(path, real); }

int mkdir(const char *path, mode_t mode)
{
    char full[PATH_MAX];
    REAL(mkdir);
    int result = real(path, mode);
    if (!result && absolute(path, full) && ours(full)) note('K', 0, 0, full, strlen(full), NULL, 0);
    return result;
}
