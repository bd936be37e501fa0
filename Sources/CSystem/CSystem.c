#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/fsuid.h>
#include <sys/inotify.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <wchar.h>

void csystem_keep_freed_memory(size_t bytes) {
#ifdef __GLIBC__
  mallopt(M_TRIM_THRESHOLD, (int)bytes);
  mallopt(M_MMAP_THRESHOLD, (int)bytes);
#else
  (void)bytes;
#endif
}

int csystem_open(const char *path, int flags, uint32_t mode) {
  return open(path, flags | O_CLOEXEC, (mode_t)mode);
}

int csystem_try_lock(int descriptor, int exclusive) {
  return flock(descriptor, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB);
}

// The group by which the kernel checks files is a thread's own (setfsgid(2), and glibc calls just that).
static int group_is_lent;
static gid_t group_of_user, group_of_program;
static _Thread_local int group_depth;

int csystem_group_begin(void) {
  group_of_user = getgid();
  group_of_program = getegid();
  group_is_lent = group_of_user != group_of_program;
  if (group_is_lent) setfsgid(group_of_user);
  return group_is_lent;
}

void csystem_group_enter(void) {
  if (!group_is_lent || group_depth++ > 0) return;
  int reason = errno;
  setfsgid(group_of_program);
  errno = reason;
}

void csystem_group_leave(void) {
  if (!group_is_lent || --group_depth > 0) return;
  int reason = errno;
  setfsgid(group_of_user);
  errno = reason;
}

int64_t csystem_file_system_type(const char *path) {
  struct statfs about;
  if (statfs(path, &about) != 0) return -1;
  return (int64_t)about.f_type & 0xFFFFFFFF;
}

int csystem_is_network_type(int64_t type) {
  switch (type) {
    case 0x6969:      // NFS
    case 0x517B:      // SMB
    case 0xFF534D42:  // CIFS
    case 0xFE534D42:  // SMB2
    case 0x5346414F:  // AFS
    case 0x6B414653:  // kAFS
    case 0x00C36400:  // Ceph
    case 0x01021997:  // 9P
    case 0x564C:      // NCP
    case 0x73757245:  // Coda
      return 1;
    default:
      return 0;
  }
}

int csystem_is_directory(uint32_t mode) { return S_ISDIR(mode); }

int csystem_watch(const char *path) {
  int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0) return -1;
  if (inotify_add_watch(descriptor, path, IN_MODIFY) < 0) {
    int reason = errno;
    close(descriptor);
    errno = reason;
    return -1;
  }
  return descriptor;
}

int csystem_event(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

int csystem_event_signal(int descriptor) {
  uint64_t one = 1;
  return write(descriptor, &one, sizeof one) == sizeof one ? 0 : -1;
}

int csystem_event_drain(int descriptor) {
  char events[4096];
  int any = 0;
  while (read(descriptor, events, sizeof events) > 0) any = 1;
  return any;
}

int csystem_random(void *bytes, size_t length) {
  uint8_t *at = bytes;
  while (length > 0) {
    ssize_t got = getrandom(at, length, 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    at += got;
    length -= (size_t)got;
  }
  return 0;
}

int csystem_character_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
