/* The terminal's mode, signals, and the way back to a whole terminal from wherever the program ends. */
#define _GNU_SOURCE

#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* Ends a sequence that was cut off (CAN), bracketed paste, focus reports, the mouse, attributes, margins; shows the cursor; leaves the alternate screen and the
 * application's keys. What a terminal does not know it passes over. */
static const char reset_string[] =
    "\030\033[?2004l\033[?1004l\033[?1006l\033[?1000l\033[?1002l\033[0m\033[r\033[?7h\033[?25h\033[?1049l\033[?1l\033>";

static volatile sig_atomic_t is_raw;
static int input_descriptor = -1, output_descriptor = -1;
static struct termios own_mode; /* the terminal's mode before us; written before is_raw is set */

static int pipe_read = -1, pipe_write = -1;
static volatile sig_atomic_t unanswered; /* requests to end since the pipe was last read */

/* What was done last, for the log of a crash. */
enum { NOTES = 50, NOTE = 24 };
static char notes[NOTES][NOTE];
static volatile sig_atomic_t next_note;

/* --- The way back ------------------------------------------------------------------------------------------- */

/* Only async-signal-safe calls, from a handler as from anywhere. */
static void restore(int reset) {
  if (!is_raw) return;
  is_raw = 0;
  int saved = errno;
  if (reset) {
    const char *next = reset_string;
    size_t left = sizeof reset_string - 1;
    /* A line that takes nothing is waited for a second; the process has to end. */
    int waits = 10;
    while (left > 0) {
      ssize_t written = write(output_descriptor, next, left);
      if (written < 0 && errno == EINTR) continue;
      if (written < 0 && errno == EAGAIN && waits-- > 0) {
        struct pollfd ready = {output_descriptor, POLLOUT, 0};
        poll(&ready, 1, 100);
        continue;
      }
      if (written <= 0) break;
      next += written;
      left -= (size_t)written;
    }
  }
  /* A process in the background would be stopped by this. */
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &stop, &before);
  tcsetattr(input_descriptor, TCSANOW, &own_mode); /* never wait for a terminal that takes nothing */
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = saved;
}

void cn_terminal_restore(int reset) { restore(reset); }

static void restore_at_exit(void) { restore(1); }

int cn_terminal_raw(int input, int output) {
  static int registered;
  if (is_raw) return 0;
  if (!registered) {
    registered = 1;
    atexit(restore_at_exit);
  }
  if (tcgetattr(input, &own_mode) != 0) return errno;
  input_descriptor = input;
  output_descriptor = output;
  struct termios raw = own_mode;
  cfmakeraw(&raw);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  is_raw = 1;
  if (tcsetattr(input, TCSADRAIN, &raw) != 0) {
    int error = errno;
    is_raw = 0;
    return error;
  }
  return 0;
}

int cn_output_open(int descriptor) {
  char path[32] = "/proc/self/fd/0";
  if (descriptor < 0 || descriptor > 9) return -EBADF;
  path[14] = (char)('0' + descriptor);
  int opened = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  return opened < 0 ? -errno : opened;
}

ssize_t cn_write_some(int descriptor, const uint8_t *bytes, size_t count) {
  while (1) {
    ssize_t written = write(descriptor, bytes, count);
    if (written >= 0) return written;
    if (errno == EINTR) continue;
    return errno == EAGAIN ? 0 : -errno;
  }
}

int cn_window_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  memset(&size, 0, sizeof size);
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return errno;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

/* --- Signals ------------------------------------------------------------------------------------------------ */

static const int told[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
enum { TOLD = sizeof told / sizeof *told };
static struct sigaction before_told[TOLD];

/* Signals that end the program: those of a crash first, then those that are rarely sent and end it all the same. */
static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL,  SIGTRAP, SIGABRT, SIGFPE,  SIGQUIT,   SIGSYS,
                            SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGXFSZ, SIGPROF, SIGVTALRM, SIGPIPE};
enum { FATAL = sizeof fatal / sizeof *fatal, CRASHES = 6 };
static struct sigaction before_fatal[FATAL];
static char guarded[FATAL];

static void tell(int number) {
  int saved = errno;
  uint8_t byte = (uint8_t)number;
  /* A loop that does not answer is ended all the same: after ten seconds, or when it is asked a third time. */
  if (number == SIGTERM || number == SIGINT || number == SIGHUP) alarm(10);
  if (number == SIGTERM || number == SIGINT) {
    unanswered = unanswered + 1;
    if (unanswered >= 3) {
      restore(1);
      _exit(128 + number);
    }
  }
  if (write(pipe_write, &byte, 1) < 0) { /* full: as much as is needed is in it already */
  }
  errno = saved;
}

static void write_notes(int number) {
  char line[NOTE + 16] = "signal ";
  size_t length = 7;
  if (number >= 10) line[length++] = (char)('0' + number / 10 % 10);
  line[length++] = (char)('0' + number % 10);
  memcpy(line + length, "; last:", 7);
  length += 7;
  if (write(STDERR_FILENO, line, length) < 0) return;
  for (int i = 0; i < NOTES; i++) {
    const char *note = notes[(next_note + i) % NOTES];
    size_t size = strnlen(note, NOTE);
    if (size == 0) continue;
    if (write(STDERR_FILENO, " ", 1) < 0 || write(STDERR_FILENO, note, size) < 0) return;
  }
  if (write(STDERR_FILENO, "\n", 1) < 0) return;
}

static void die(int number, siginfo_t *information, void *context) {
  (void)context;
  int place = 0;
  while (place < FATAL && fatal[place] != number) place++;
  int was_raw = is_raw;
  restore(1);
  if (was_raw && place < CRASHES) write_notes(number);
  if (place < FATAL) sigaction(number, &before_fatal[place], NULL);
  else signal(number, SIG_DFL);
  /* The faulting instruction runs again, so that the former handler sees the fault itself; what was sent is sent again. */
  int runs_again = number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGFPE;
  if (!runs_again || information->si_code <= 0) raise(number);
}

int cn_signals_open(void) {
  static char stack[65536];
  if (pipe_read >= 0) return pipe_read;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -errno;
  pipe_read = ends[0];
  pipe_write = ends[1];
  unanswered = 0;

  /* A stack that has overflown is no place for a handler. */
  stack_t other, current;
  memset(&other, 0, sizeof other);
  if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE)) {
    other.ss_sp = stack;
    other.ss_size = sizeof stack;
    sigaltstack(&other, NULL);
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = tell;
  action.sa_flags = SA_RESTART;
  for (int i = 0; i < TOLD; i++) sigaction(told[i], &action, &before_told[i]);
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_sigaction = die;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (int i = 0; i < FATAL; i++) {
    sigaction(fatal[i], NULL, &before_fatal[i]);
    /* What somebody chose to ignore or to handle, and is no crash, stays theirs. */
    guarded[i] = i < CRASHES || (!(before_fatal[i].sa_flags & SA_SIGINFO) && before_fatal[i].sa_handler == SIG_DFL);
    if (guarded[i]) sigaction(fatal[i], &action, NULL);
  }
  return pipe_read;
}

void cn_signals_close(void) {
  if (pipe_read < 0) return;
  alarm(0);
  for (int i = 0; i < TOLD; i++) sigaction(told[i], &before_told[i], NULL);
  for (int i = 0; i < FATAL; i++)
    if (guarded[i]) sigaction(fatal[i], &before_fatal[i], NULL);
  close(pipe_read);
  close(pipe_write);
  pipe_read = pipe_write = -1;
}

void cn_signals_answered(void) {
  unanswered = 0;
  alarm(0);
}

void cn_stop(void) {
  struct sigaction own, plain;
  memset(&plain, 0, sizeof plain);
  sigemptyset(&plain.sa_mask);
  plain.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &plain, &own);
  kill(0, SIGTSTP);
  /* Another thread may take the signal, so it may act a little later than this line. Continuing writes to the pipe; in a
   * process group without a parent that could continue it, the signal does nothing and the wait ends by itself. */
  struct pollfd news = {pipe_read, POLLIN, 0};
  poll(&news, 1, 200);
  sigaction(SIGTSTP, &own, NULL);
}

void cn_note(const char *what) {
  int place = next_note % NOTES;
  strncpy(notes[place], what, NOTE - 1);
  next_note = (place + 1) % NOTES;
}

/* --- Waking ------------------------------------------------------------------------------------------------- */

int cn_wake_open(void) {
  int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return descriptor < 0 ? -errno : descriptor;
}

void cn_wake(int descriptor) {
  uint64_t one = 1;
  int saved = errno;
  if (write(descriptor, &one, sizeof one) < 0) { /* already readable */
  }
  errno = saved;
}

void cn_wake_clear(int descriptor) {
  uint64_t count;
  if (read(descriptor, &count, sizeof count) < 0) { /* already clear */
  }
}
