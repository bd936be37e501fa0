#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"
#include "own_terminals.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <term.h>
#undef columns /* term.h has macros for the names of capabilities */
#include <unistd.h>
#include <wchar.h>

/* ncurses keeps the screen in globals, so this does too. */
static struct {
  SCREEN *screen;
  FILE *output;      /* the file in memory that ncurses writes to */
  FILE *input;       /* /dev/null: ncurses never reads a key */
  int columns, rows; /* the size ncurses was given */
  cn_cell *shown;    /* the cells given to ncurses with the last frame */
  int shown_is_good; /* 0: paint every cell */
  uint8_t *bytes;    /* the last frame */
  size_t capacity;
  int colours;
  int can_fill_corner; /* the right margin can be switched off */
  int cursor_shown;
  int pairs; /* colour pairs in use */
  struct { short ink, ground; } pair[256];
  struct { attr_t attributes; int pair; cchar_t blank; } style[CN_STYLES];
  cchar_t *run; /* a row's cells on their way to ncurses */
} it;

/* ncurses puts handlers of its own where there are none, which call what a handler must not call. They are taken out. */
static const int curses_signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH, SIGQUIT};
enum { CURSES_SIGNALS = sizeof curses_signals / sizeof *curses_signals };

static size_t fetch(const uint8_t **bytes) {
  fflush(it.output);
  int descriptor = fileno(it.output);
  off_t count = lseek(descriptor, 0, SEEK_CUR);
  *bytes = it.bytes;
  if (count <= 0) return 0;
  if ((size_t)count > it.capacity) {
    uint8_t *larger = realloc(it.bytes, (size_t)count * 2);
    if (!larger) {
      lseek(descriptor, 0, SEEK_SET);
      it.shown_is_good = 0;
      return 0;
    }
    it.bytes = larger;
    it.capacity = (size_t)count * 2;
  }
  ssize_t got = pread(descriptor, it.bytes, (size_t)count, 0);
  lseek(descriptor, 0, SEEK_SET);
  *bytes = it.bytes;
  return got < 0 ? 0 : (size_t)got;
}

static void release(void) {
  if (it.screen) delscreen(it.screen);
  if (it.output) fclose(it.output);
  if (it.input) fclose(it.input);
  free(it.shown);
  free(it.run);
  free(it.bytes);
  memset(&it, 0, sizeof it);
}

/* Lets ncurses find a description of our own under its name; what TERMINFO said before comes back with the other call. */
static char *terminfo_before;
static int own_is_found;

static void find_own(const char *terminal) {
  const char *compiled = cn_own_terminal(terminal);
  if (!compiled) return;
  const char *before = getenv("TERMINFO");
  terminfo_before = before ? strdup(before) : NULL;
  own_is_found = setenv("TERMINFO", compiled, 1) == 0;
}

static void forget_own(void) {
  if (!own_is_found) return;
  own_is_found = 0;
  if (terminfo_before) setenv("TERMINFO", terminfo_before, 1);
  else unsetenv("TERMINFO");
  free(terminfo_before);
  terminfo_before = NULL;
}

cn_status cn_check_terminal(const char *terminal) {
  int error = 0;
  TERMINAL *before = cur_term;
  find_own(terminal);
  int made_one = setupterm(terminal, STDOUT_FILENO, &error) == OK;
  forget_own();
  if (!made_one) {
    set_curterm(before);
    return CN_UNKNOWN_TERMINAL;
  }
  const char *move = tigetstr("cup");
  int moves = move && move != (char *)-1;
  TERMINAL *made = cur_term;
  set_curterm(before);
  if (made && made != before) del_curterm(made);
  return moves ? CN_OK : CN_TOO_PLAIN;
}

cn_status cn_open(const char *terminal, int columns, int rows) {
  if (it.screen) return CN_BUSY;
  cn_status status = cn_check_terminal(terminal);
  if (status != CN_OK) return status;
  int memory = memfd_create("frame", MFD_CLOEXEC);
  if (memory < 0) return CN_NO_MEMORY;
  it.output = fdopen(memory, "w");
  it.input = fopen("/dev/null", "re");
  if (!it.output || !it.input) {
    if (!it.output) close(memory);
    release();
    return CN_NO_MEMORY;
  }
  struct sigaction before[CURSES_SIGNALS];
  for (int i = 0; i < CURSES_SIGNALS; i++) sigaction(curses_signals[i], NULL, &before[i]);
  /* Without it an entry that names no size, as that of the Linux console, is refused. The size that ncurses finds here, perhaps
   * a stale LINES, is put right below. */
  use_env(TRUE);
  use_tioctl(FALSE);
  find_own(terminal);
  it.screen = newterm(terminal, it.output, it.input);
  forget_own();
  for (int i = 0; i < CURSES_SIGNALS; i++) sigaction(curses_signals[i], &before[i], NULL);
  if (!it.screen) {
    release();
    return CN_UNKNOWN_TERMINAL;
  }
  set_term(it.screen);
  typeahead(-1);
  nonl();
  leaveok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  idlok(stdscr, TRUE);
  it.cursor_shown = -1;
  cn_resize(columns, rows);
  /* Until it was ended and begun again, ncurses writes at each movement of the cursor: a hundred system calls a frame. What
   * ending sends is thrown away, what beginning sends goes out with the first frame. Before there are colours, or it would
   * set the terminal's palette back. */
  const uint8_t *unsent;
  endwin();
  fetch(&unsent);
  wrefresh(stdscr);
  it.colours = 0;
  if (has_colors() && start_color() == OK && use_default_colors() == OK) it.colours = COLORS;
  it.can_fill_corner = !auto_right_margin || (enter_am_mode && exit_am_mode);
  it.pairs = 1;
  it.cursor_shown = -1;
  cn_forget();
  return CN_OK;
}

int cn_colours(void) { return it.colours; }

int cn_speaks_csi(void) { return it.screen && cursor_address && strncmp(cursor_address, "\033[", 2) == 0; }

/* The pair of two colours, made when first asked for; 0 is the terminal's own two, and stands for what cannot be made. */
static int pair_of(int ink, int ground) {
  if (ink >= it.colours) ink = -1;
  if (ground >= it.colours) ground = -1;
  if (ink < 0 && ground < 0) return 0;
  for (int i = 1; i < it.pairs; i++)
    if (it.pair[i].ink == ink && it.pair[i].ground == ground) return i;
  if (it.pairs >= 256 || it.pairs >= COLOR_PAIRS) return 0;
  if (init_extended_pair(it.pairs, ink, ground) != OK) return 0;
  it.pair[it.pairs].ink = (short)ink;
  it.pair[it.pairs].ground = (short)ground;
  return it.pairs++;
}

void cn_set_style(uint16_t index, int ink, int ground, unsigned attributes) {
  if (!it.screen || index >= CN_STYLES) return;
  attr_t made = A_NORMAL;
  if (attributes & CN_BOLD) made |= A_BOLD;
  if (attributes & CN_DIM) made |= A_DIM;
  if (attributes & CN_UNDERLINE) made |= A_UNDERLINE;
  if (attributes & CN_REVERSE) made |= A_REVERSE;
  it.style[index].attributes = made;
  int pair = it.style[index].pair = pair_of(ink, ground);
  /* What differs between two plain characters of one style is the character alone. */
  if (setcchar(&it.style[index].blank, L" ", made, (short)pair, &pair) != OK) memset(&it.style[index].blank, 0, sizeof(cchar_t));
  it.shown_is_good = 0;
}

void cn_resize(int columns, int rows) {
  if (!it.screen) return;
  if (columns < 1) columns = 1;
  if (rows < 1) rows = 1;
  resize_term(rows, columns); /* never resizeterm, which invents a key */
  cn_cell *shown = realloc(it.shown, sizeof(cn_cell) * (size_t)columns * (size_t)rows);
  if (shown) it.shown = shown;
  cchar_t *run = realloc(it.run, sizeof(cchar_t) * (size_t)columns);
  if (run) it.run = run;
  if (!shown || !run) return;
  it.columns = columns;
  it.rows = rows;
  cn_forget();
}

void cn_forget(void) {
  if (!it.screen) return;
  it.shown_is_good = 0;
  it.cursor_shown = -1;
  clearok(curscr, TRUE);
}

/* Gives one cell to ncurses. Where the C library, by which ncurses counts columns, does not agree with our count, the cell
 * shows a stand-in of the right width: the row must not shift. */
static void put(int row, int column, const cn_cell *cell, int stands_in) {
  wchar_t text[4];
  int count = 0;
  uint16_t style = cell->style < CN_STYLES ? cell->style : 0;
  uint32_t scalar = cell->scalar;
  if (scalar < 0x20 || scalar > 0x7E) {
    if (stands_in || scalar < 0xA0 || scalar > 0x10FFFF || wcwidth((wchar_t)scalar) != cell->width) {
      stands_in = cell->width;
      scalar = wcwidth(0xFFFD) == 1 ? 0xFFFD : '?';
    }
  }
  text[count++] = (wchar_t)scalar;
  if (!stands_in) {
    if (cell->mark1 && wcwidth((wchar_t)cell->mark1) == 0) text[count++] = (wchar_t)cell->mark1;
    if (cell->mark2 && wcwidth((wchar_t)cell->mark2) == 0) text[count++] = (wchar_t)cell->mark2;
  }
  text[count] = 0;
  cchar_t made;
  int pair = it.style[style].pair;
  if (setcchar(&made, text, it.style[style].attributes, (short)pair, &pair) != OK) return;
  mvadd_wch(row, column, &made); /* answers ERR in the last cell, having set it */
  if (stands_in == 2) {
    text[0] = ' ';
    text[1] = 0;
    if (setcchar(&made, text, it.style[style].attributes, (short)pair, &pair) == OK) mvadd_wch(row, column + 1, &made);
  }
}

/* A character that every C library counts as one column: it needs no asking. */
static int is_plain(const cn_cell *cell) {
  uint32_t scalar = cell->scalar;
  return ((scalar >= 0x20 && scalar <= 0x7E) || (scalar >= 0x2500 && scalar <= 0x259F)) && cell->mark1 == 0;
}

static int same(const cn_cell *one, const cn_cell *other) {
  uint64_t a[2], b[2];
  memcpy(a, one, sizeof a);
  memcpy(b, other, sizeof b);
  return a[0] == b[0] && a[1] == b[1];
}

/* Gives the plain cells from a column on that differ from what is shown to ncurses, in one call; returns how many. */
static int put_run(int row, int column, const cn_cell *wanted, const cn_cell *shown, int columns, int whole) {
  int count = 0;
  while (column + count < columns) {
    const cn_cell *cell = &wanted[column + count];
    if (!is_plain(cell) || (!whole && same(cell, &shown[column + count]))) break;
    it.run[count] = it.style[cell->style < CN_STYLES ? cell->style : 0].blank;
    it.run[count].chars[0] = (wchar_t)cell->scalar;
    count++;
  }
  if (count > 0) mvwadd_wchnstr(stdscr, row, column, it.run, count);
  return count;
}

static int has_wide(const cn_cell *cells, int count) {
  for (int i = 0; i < count; i++)
    if (cells[i].width != 1) return 1;
  return 0;
}

size_t cn_paint(const cn_cell *cells, int columns, int rows, int cursor_column, int cursor_row, const uint8_t **bytes) {
  static const uint8_t nothing[1];
  *bytes = nothing;
  if (!it.screen || !it.shown || !it.run) return 0;
  if (columns != it.columns || rows != it.rows) cn_resize(columns, rows);
  if (columns != it.columns || rows != it.rows) return 0;
  for (int row = 0; row < rows; row++) {
    const cn_cell *wanted = cells + (size_t)row * (size_t)columns;
    cn_cell *shown = it.shown + (size_t)row * (size_t)columns;
    if (it.shown_is_good && memcmp(wanted, shown, sizeof(cn_cell) * (size_t)columns) == 0) continue;
    /* A row with wide characters is set whole: ncurses leaves a wide character of which one half is overwritten. */
    int whole = !it.shown_is_good || has_wide(wanted, columns) || has_wide(shown, columns);
    if (whole) {
      wmove(stdscr, row, 0);
      wclrtoeol(stdscr);
    }
    for (int column = 0; column < columns; column++) {
      if (wanted[column].width == 0) continue;
      if (!whole && same(&wanted[column], &shown[column])) continue;
      if (is_plain(&wanted[column])) {
        column += put_run(row, column, wanted, shown, columns, whole) - 1;
        continue;
      }
      /* Where the right margin cannot be switched off, ncurses fills the last cell of the screen by inserting, and is wrong about
       * a wide character beside it. */
      int corner = !it.can_fill_corner && row == rows - 1 && column >= columns - 3 && wanted[column].width == 2;
      put(row, column, &wanted[column], corner ? 2 : 0);
    }
    memcpy(shown, wanted, sizeof(cn_cell) * (size_t)columns);
  }
  it.shown_is_good = 1;
  int show = cursor_column >= 0 && cursor_row >= 0 && cursor_column < columns && cursor_row < rows;
  if (show != it.cursor_shown) {
    curs_set(show);
    it.cursor_shown = show;
  }
  if (show) wmove(stdscr, cursor_row, cursor_column);
  else wmove(stdscr, rows - 1, 0);
  wrefresh(stdscr);
  return fetch(bytes);
}

size_t cn_leave(const uint8_t **bytes) {
  static const uint8_t nothing[1];
  *bytes = nothing;
  if (!it.screen) return 0;
  if (it.cursor_shown == 0) curs_set(1);
  endwin();
  cn_forget();
  return fetch(bytes);
}

void cn_close(void) {
  if (it.screen) release();
}

int cn_locale_open(void) {
  const char *named = getenv("LC_ALL");
  if (!named || !*named) named = getenv("LC_CTYPE");
  if (!named || !*named) named = getenv("LANG");
  setlocale(LC_CTYPE, "");
  if (strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  if (named && (strcasestr(named, "utf-8") || strcasestr(named, "utf8")) && setlocale(LC_CTYPE, "C.UTF-8"))
    return strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0;
  return 0;
}
