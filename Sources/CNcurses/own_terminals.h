/* Descriptions of terminals that the program brings along. */
#pragma once

/* The compiled description of a terminal of our own, as TERMINFO takes it; NULL where the name is none of ours. */
const char *cn_own_terminal(const char *name);
