/* Two descriptions of terminals of our own, for hosts whose terminfo lacks even the usual ones.
 *
 * ncurses takes a compiled description from TERMINFO in the form `b64:...` (term(7), "Fetching Compiled Descriptions"), but not
 * in a program with more rights than its user: there only the host's own terminfo counts.
 *
 * The source is what follows. To change it: put it into a file, `tic -o DIR FILE`, then
 * `TERMINFO=DIR infocmp -Q2 -q NAME` prints the letters below.
 *
 * patchbook-xterm|what the terminals of our time have in common,
 *     am, bce, km, mir, msgr, xenl,
 *     colors#256, cols#80, it#8, lines#24, pairs#0x7fff,
 *     bel=^G, bold=\E[1m, civis=\E[?25l, clear=\E[H\E[2J, cnorm=\E[?25h, cr=\r,
 *     csr=\E[%i%p1%d;%p2%dr, cub=\E[%p1%dD, cub1=^H, cud=\E[%p1%dB, cud1=\n, cuf=\E[%p1%dC, cuf1=\E[C,
 *     cup=\E[%i%p1%d;%p2%dH, cuu=\E[%p1%dA, cuu1=\E[A, dim=\E[2m, dl=\E[%p1%dM, dl1=\E[M,
 *     ech=\E[%p1%dX, ed=\E[J, el=\E[K, el1=\E[1K, home=\E[H, hpa=\E[%i%p1%dG, ht=^I,
 *     il=\E[%p1%dL, il1=\E[L, ind=\n, op=\E[39;49m, rev=\E[7m, ri=\EM, rmam=\E[?7l, rmcup=\E[?1049l,
 *     rmso=\E[27m, rmul=\E[24m, setab=\E[%?%p1%{8}%<%t4%p1%d%e48;5;%p1%d%;m,
 *     setaf=\E[%?%p1%{8}%<%t3%p1%d%e38;5;%p1%d%;m, sgr0=\E[m, smam=\E[?7h, smcup=\E[?1049h,
 *     smso=\E[7m, smul=\E[4m, vpa=\E[%i%p1%dd,
 * patchbook-vt100|what the terminals of old have in common: no colour,
 *     am, km, mir, msgr, xenl,
 *     cols#80, it#8, lines#24,
 *     bel=^G, bold=\E[1m, clear=\E[H\E[J, cr=\r, csr=\E[%i%p1%d;%p2%dr,
 *     cub=\E[%p1%dD, cub1=^H, cud=\E[%p1%dB, cud1=\n, cuf=\E[%p1%dC, cuf1=\E[C,
 *     cup=\E[%i%p1%d;%p2%dH, cuu=\E[%p1%dA, cuu1=\E[A, ed=\E[J, el=\E[K, el1=\E[1K, home=\E[H,
 *     ht=^I, ind=\n, rev=\E[7m, ri=\EM, rmam=\E[?7l, rmso=\E[m, rmul=\E[m, sgr0=\E[m,
 *     smam=\E[?7h, smso=\E[7m, smul=\E[4m,
 */
#include "own_terminals.h"

#include <string.h>

static const struct { const char *name, *compiled; } own[] = {
    {"patchbook-xterm",
     "b64:GgE-AB0ADwBpAVcBcGF0Y2hib29rLXh0ZXJtfHdoYXQgdGhlIHRlcm1pbmFscyBvZiBvdXIgdGltZSBoYXZlIGluIGNvbW1vbgAAAQAAAQ"
     "AAAAEAAAAAAQEAAAAAAAAAAAAAAAAAAQBQAAgAGAD__________________________wAB_3___wAAAgAEAP__FQAdACEAJQD__zAAQQBDAEcA"
     "TgD__1AAVwD__1sA_____18A__________9jAGgA__9xAP_______3YAewCAAIUA__-OAJIA_____5sAoQD_____________________pwD___"
     "______________________________________________________________________________________________________________"
     "_________________________6sAtAD_____vQDGAM8A___YAP_______________________________-EA___sAO4A________8QD_______"
     "____________________________________MA-QD_____________________________________________________________________"
     "______________________________________________________________________________________________________________"
     "______________________________________________________________________________________________________________"
     "_____________________wD_______________________________________________________________________8EAf____________"
     "______________________________________________________________________________________________________________"
     "________________________________________DQEyAQcADQAbWyVpJXAxJWQ7JXAyJWRyABtbSBtbMkoAG1tLABtbSgAbWyVpJXAxJWRHAB"
     "tbJWklcDElZDslcDIlZEgACgAbW0gAG1s_MjVsAAgAG1s_MjVoABtbQwAbW0EAG1tNABtbMW0AG1s_MTA0OWgAG1sybQAbWzdtABtbN20AG1s0"
     "bQAbWyVwMSVkWAAbW20AG1s_MTA0OWwAG1syN20AG1syNG0AG1tMABtbJXAxJWRNABtbJXAxJWRCABtbJXAxJWRMABtbJXAxJWREABtbJXAxJW"
     "RDABtbJXAxJWRBABtbJWklcDElZGQACgAbTQAJABtbPzdoABtbPzdsABtbMUsAG1szOTs0OW0AG1slPyVwMSV7OH0lPCV0MyVwMSVkJWUzODs1"
     "OyVwMSVkJTttABtbJT8lcDElezh9JTwldDQlcDElZCVlNDg7NTslcDElZCU7bQA="},
    {"patchbook-vt100",
     "b64:GgFEAA8AAwAOAaEAcGF0Y2hib29rLXZ0MTAwfHdoYXQgdGhlIHRlcm1pbmFscyBvZiBvbGQgaGF2ZSBpbiBjb21tb246IG5vIGNvbG91cg"
     "AAAQAAAQAAAAEAAAAAAQEAUAAIABgA__8AAAIABAD__xUAHAAgAP____8kADUANwD__zsA_____z0A__9BAP__________________RQD_____"
     "__________9KAE8AVAD_____WQD_______9dAGEA______________________________________________________________________"
     "_______________________________________________________________________________________________2UA________bgB3"
     "AP__gAD_____________________________________iQCLAP_______44A__________________________________________-QAJYA__"
     "______________________________________________________________________________________________________________"
     "______________________________________________________________________________________________________________"
     "_______________________________________________________________________________________5wABwANABtbJWklcDElZDsl"
     "cDIlZHIAG1tIG1tKABtbSwAbW0oAG1slaSVwMSVkOyVwMiVkSAAKABtbSAAIABtbQwAbW0EAG1sxbQAbWzdtABtbN20AG1s0bQAbW20AG1ttAB"
     "tbbQAbWyVwMSVkQgAbWyVwMSVkRAAbWyVwMSVkQwAbWyVwMSVkQQAKABtNAAkAG1s_N2gAG1s_N2wAG1sxSwA="},
};

const char *cn_own_terminal(const char *name) {
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    if (strcmp(own[i].name, name) == 0) return own[i].compiled;
  return NULL;
}
