/* A small plain face over wide ncurses and over what a full-screen program needs of the system.
 *
 * ncurses composes the output and knows the terminals (terminfo); it never reads a key and never writes to the terminal:
 * it writes to a file in memory, from which each frame goes out whole. No curses macro, global or window gets past this
 * header. ncurses keeps its state in globals, so there is one screen at a time, used by one thread. */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* One cell. The same 16 bytes as Swift's Cell. */
typedef struct {
  uint32_t scalar; /* the character; 0 in the right half of a wide one */
  uint32_t mark1;  /* a combining mark over it, or 0 */
  uint32_t mark2;  /* another, or 0 */
  uint16_t style;  /* an index set by cn_set_style */
  uint8_t width;   /* 1; 2 in the left half of a wide character, 0 in its right half */
  uint8_t padding;
} cn_cell;

enum { CN_STYLES = 1024 };
enum { CN_BOLD = 1, CN_DIM = 2, CN_UNDERLINE = 4, CN_REVERSE = 8 };

typedef enum {
  CN_OK = 0,
  CN_BUSY,             /* a screen is open already */
  CN_UNKNOWN_TERMINAL, /* terminfo has no such entry */
  CN_TOO_PLAIN,        /* the terminal cannot move its cursor */
  CN_NO_MEMORY,        /* no file in memory, or no memory */
} cn_status;

/* --- Composing frames --------------------------------------------------------------------------------------- */

/* Opens the screen of a terminal type. Nothing is written anywhere: frames are fetched by cn_paint. */
cn_status cn_open(const char *terminal, int columns, int rows);
/* The number of colours that the terminal has; 0 for none. */
int cn_colours(void);
/* Says how an index of style looks: palette numbers or -1 for the terminal's own, and CN_ attributes. */
void cn_set_style(uint16_t index, int ink, int ground, unsigned attributes);
/* Gives the screen another size; the next frame is painted whole. */
void cn_resize(int columns, int rows);
/* The next frame is painted whole, whatever ncurses believes to be on the terminal. */
void cn_forget(void);
/* Composes the bytes that bring the terminal to these columns * rows cells, with the cursor shown at a cell, or hidden where
 * a coordinate is negative. The bytes stay valid until the next call. */
size_t cn_paint(const cn_cell *cells, int columns, int rows, int cursor_column, int cursor_row, const uint8_t **bytes);
/* Composes the bytes that leave full-screen mode. The screen stays open; the next frame enters it again. */
size_t cn_leave(const uint8_t **bytes);
/* Closes the screen. */
void cn_close(void);
/* Whether the terminal understands sequences that begin with ESC [ : all but the oldest do. */
int cn_speaks_csi(void);
/* Looks a terminal type up in terminfo. Two types are always there where the program has no more rights than its user:
 * patchbook-xterm (256 colours) and patchbook-vt100 (none). */
cn_status cn_check_terminal(const char *terminal);

/* --- The terminal ------------------------------------------------------------------------------------------- */

/* Takes the terminal of these descriptors into raw mode; 0, or an errno. From here on the terminal is put back by
 * cn_terminal_restore, at exit, and on every fatal signal that can be caught. */
int cn_terminal_raw(int input, int output);
/* Puts the terminal's own mode back, and writes the fixed reset string if `reset`. Harmless when done twice. */
void cn_terminal_restore(int reset);
/* Opens the terminal of a descriptor anew for writing without waiting: set on the descriptor itself, that would hold for the
 * shell too. Returns a descriptor, or minus an errno. */
int cn_output_open(int descriptor);
/* Writes what the terminal takes now; returns how many bytes it took, 0 where it takes none, or minus an errno. */
ssize_t cn_write_some(int descriptor, const uint8_t *bytes, size_t count);
/* The size of the terminal's window; 0, or an errno. */
int cn_window_size(int descriptor, int *columns, int *rows);

/* --- Signals ------------------------------------------------------------------------------------------------ */

/* Makes SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP and SIGCONT bytes of a pipe, and guards against fatal signals. Returns
 * the pipe's reading end, the same one each time, or minus an errno. */
int cn_signals_open(void);
/* Says that what the pipe told was taken in: the program answers. */
void cn_signals_answered(void);
/* Puts the former handlers back. */
void cn_signals_close(void);
/* Stops the process group as Ctrl-Z does, and returns when it goes on. */
void cn_stop(void);
/* Notes what was done last, so that the log of a crash can tell. Name what was done, never what was typed. */
void cn_note(const char *what);

/* --- Waking a poll from another thread ------------------------------------------------------------------------ */

/* A descriptor that polls readable after cn_wake; or minus an errno. */
int cn_wake_open(void);
/* Makes it readable. Safe from any thread. */
void cn_wake(int descriptor);
/* Makes it unreadable again. */
void cn_wake_clear(int descriptor);

/* --- Locale ------------------------------------------------------------------------------------------------- */

/* Chooses the character set: the environment's, or C.UTF-8 where the environment names UTF-8 and the host lacks that locale.
 * Returns 1 if it is UTF-8, else 0. */
int cn_locale_open(void);
