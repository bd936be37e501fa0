// The few system calls and instructions that Swift cannot import: what Glibc's module map hides
// (variadic, _GNU_SOURCE or macro), and the checksums that want an instruction of the processor.
// Every call returns what its system call returns; the caller reads errno.
#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// --- Checksums -----------------------------------------------------------------------------

/// CRC-32C (Castagnoli) of `length` bytes, continued from `crc` (0 to begin).
uint32_t csystem_crc32c(uint32_t crc, const void *bytes, size_t length);
/// The same by table alone: the path taken where SSE4.2 is missing. For tests.
uint32_t csystem_crc32c_table(uint32_t crc, const void *bytes, size_t length);

/// A SHA-256 in progress. Plain memory: it may be copied to branch off.
typedef struct {
  uint32_t state[8];
  uint64_t length;
  uint8_t block[64];
} csystem_sha256;

void csystem_sha256_begin(csystem_sha256 *hash);
void csystem_sha256_add(csystem_sha256 *hash, const void *bytes, size_t length);
/// Writes the 32 bytes of the digest; `hash` must be begun again before it is used again.
void csystem_sha256_end(csystem_sha256 *hash, uint8_t digest[32]);
/// The SHA-256 of bytes by the plain path, taken where the processor has no instructions for it. For tests.
void csystem_sha256_plain(const void *bytes, size_t length, uint8_t digest[32]);

// --- Packing -------------------------------------------------------------------------------

/// CRC-32 as gzip has it, continued from `crc` (0 to begin).
uint32_t csystem_crc32(uint32_t crc, const void *bytes, size_t length);
/// Packs up to 1 MB as raw deflate. Returns how many bytes it came to, or 0 where they do not fit or there is no memory.
size_t csystem_deflate(const void *bytes, size_t length, void *packed, size_t room);
/// Unpacks raw deflate that must come to just `length` bytes and use up what was packed. Returns whether it did; whatever
/// stands there, nothing outside the two buffers is touched.
int csystem_inflate(const void *packed, size_t packed_length, void *bytes, size_t length);

// --- Bytes ---------------------------------------------------------------------------------

/// Where `byte` first stands in `bytes`, or `length` if it does not.
static inline size_t csystem_find(const void *bytes, uint8_t byte, size_t length) {
  if (length == 0) return 0;
  const void *at = memchr(bytes, byte, length);
  return at ? (size_t)((const char *)at - (const char *)bytes) : length;
}

/// Bytewise order: negative, zero or positive. A prefix comes before what it begins.
static inline int csystem_compare(const void *left, size_t left_length, const void *right, size_t right_length) {
  size_t both = left_length < right_length ? left_length : right_length;
  int order = both ? memcmp(left, right, both) : 0;
  if (order) return order;
  return left_length < right_length ? -1 : left_length > right_length;
}

/// How many bytes there are without the newlines and zeros at the end.
static inline size_t csystem_without_blank_end(const void *bytes, size_t length) {
  const uint8_t *at = (const uint8_t *)bytes;
  while (length >= 64) {
    uint8_t other = 0;
    for (size_t i = length - 64; i < length; i++) other |= (at[i] != 10) & (at[i] != 0);
    if (other) break;
    length -= 64;
  }
  while (length > 0 && (at[length - 1] == 10 || at[length - 1] == 0)) length--;
  return length;
}

/// How many bytes there are without those of one value at the end.
static inline size_t csystem_without_end(const void *bytes, uint8_t value, size_t length) {
  const uint8_t *at = (const uint8_t *)bytes;
  while (length > 0 && at[length - 1] == value) length--;
  return length;
}

/// Whether no byte is below 32: what the journal allows in keys.
static inline int csystem_is_key(const void *bytes, size_t length) {
  const uint8_t *at = (const uint8_t *)bytes;
  uint8_t bad = 0;
  for (size_t i = 0; i < length; i++) bad |= at[i] < 32;
  return !bad;
}

// --- Files ---------------------------------------------------------------------------------

/// Lets the process keep so many freed bytes instead of giving them back to the kernel at once: what reads a few hundred
/// kilobytes again and again would otherwise pay a page fault for each four of them every time.
void csystem_keep_freed_memory(size_t bytes);
/// open(2) with O_CLOEXEC added.
int csystem_open(const char *path, int flags, uint32_t mode);
/// flock(2): shared (0) or exclusive (1); never waits. Returns 0, or -1 with errno.
int csystem_try_lock(int descriptor, int exclusive);
/// The file system's magic number (statfs f_type), or -1.
int64_t csystem_file_system_type(const char *path);
/// One of: the magic numbers of NFS, SMB, CIFS, AFS, Ceph, 9P and FUSE-less network file systems.
int csystem_is_network_type(int64_t type);
int csystem_is_directory(uint32_t mode);

// --- A program that is installed set-group-id -------------------------------------------------

/// From here on this thread, and those that it makes, touch files with the rights of the real group, not with those of the
/// group that the program was installed for. Returns whether the two differ. To be called once, before there are threads.
int csystem_group_begin(void);
/// Lends this thread the rights of the program's group, until as many calls of leave; errno is kept.
void csystem_group_enter(void);
void csystem_group_leave(void);

// --- Events --------------------------------------------------------------------------------

/// An inotify descriptor (non-blocking, close on exec) that becomes readable when `path` is
/// written to; -1 with errno where that cannot be had.
int csystem_watch(const char *path);
/// An eventfd (non-blocking, close on exec).
int csystem_event(void);
/// Adds one to an eventfd. Safe in a signal handler.
int csystem_event_signal(int descriptor);
/// Takes everything that waits in an eventfd or inotify descriptor. Returns 1 if there was any.
int csystem_event_drain(int descriptor);

/// Fills with randomness of the kernel (getrandom). Returns 0, or -1 with errno.
int csystem_random(void *bytes, size_t length);
/// Columns that a character takes on a terminal (wcwidth): -1, 0, 1 or 2.
int csystem_character_width(uint32_t scalar);

#endif
