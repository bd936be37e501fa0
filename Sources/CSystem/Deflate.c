// Deflate (RFC 1951), both ways, and the CRC-32 of gzip (RFC 1952): written for texts of rows, of which a book's archive
// is made. Packing looks for repetitions in the last 32 KB and gives each block its own two codes; unpacking trusts
// nothing that it reads.
#include "CSystem.h"

#include <stdlib.h>

enum {
  min_match = 4,
  max_match = 258,
  window = 32768,
  hash_bits = 15,
  chain_limit = 24,
  good_match = 64,
  block_tokens = 1 << 14,
  literals = 286,
  distances = 30,
  lengths_codes = 19,
};

static const uint16_t length_base[29] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                         31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
static const uint8_t length_extra[29] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
static const uint16_t distance_base[30] = {1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
                                           193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
static const uint8_t distance_extra[30] = {0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};
static const uint8_t lengths_order[lengths_codes] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

uint32_t csystem_crc32(uint32_t crc, const void *bytes, size_t length) {
  static uint32_t table[256];
  static int is_made;
  if (!__atomic_load_n(&is_made, __ATOMIC_ACQUIRE)) {
    // Two threads that make it at once write the same.
    for (uint32_t i = 0; i < 256; i++) {
      uint32_t value = i;
      for (int bit = 0; bit < 8; bit++) value = value >> 1 ^ (value & 1 ? 0xEDB88320u : 0);
      __atomic_store_n(&table[i], value, __ATOMIC_RELAXED);
    }
    __atomic_store_n(&is_made, 1, __ATOMIC_RELEASE);
  }
  const uint8_t *at = bytes;
  crc = ~crc;
  for (size_t i = 0; i < length; i++) crc = crc >> 8 ^ table[(crc ^ at[i]) & 0xFF];
  return ~crc;
}

// --- Packing -------------------------------------------------------------------------------

typedef struct {
  uint8_t *out;
  size_t room, length;
  uint64_t bits;
  int count;
  int is_full;
} bit_writer;

static void put(bit_writer *w, uint32_t value, int count) {
  w->bits |= (uint64_t)value << w->count;
  w->count += count;
  while (w->count >= 8) {
    if (w->length < w->room) w->out[w->length++] = (uint8_t)w->bits; else w->is_full = 1;
    w->bits >>= 8;
    w->count -= 8;
  }
}

/// Lengths of a code for symbols of these frequencies, none longer than `limit`; at least one symbol gets one.
static void code_lengths(const uint32_t *frequency, int symbols, int limit, uint8_t *lengths) {
  int order[literals], used = 0;
  uint32_t weight[2 * literals];
  int parent[2 * literals];
  memset(lengths, 0, (size_t)symbols);
  for (int i = 0; i < symbols; i++)
    if (frequency[i]) order[used++] = i;
  if (used == 0) { lengths[0] = 1; return; }
  if (used == 1) { lengths[order[0]] = 1; return; }
  // By rising frequency.
  for (int i = 1; i < used; i++) {
    int symbol = order[i], at = i;
    while (at > 0 && frequency[order[at - 1]] > frequency[symbol]) { order[at] = order[at - 1]; at--; }
    order[at] = symbol;
  }
  // Two queues: leaves, and joined nodes, each rising.
  for (int i = 0; i < used; i++) weight[i] = frequency[order[i]];
  int leaf = 0, node = used, end = used;
  while (end < 2 * used - 1) {
    int pick[2];
    for (int k = 0; k < 2; k++)
      pick[k] = leaf < used && (node >= end || weight[leaf] <= weight[node]) ? leaf++ : node++;
    weight[end] = weight[pick[0]] + weight[pick[1]];
    parent[pick[0]] = parent[pick[1]] = end++;
  }
  int depth[2 * literals], counts[64] = {0};
  depth[end - 1] = 0;
  for (int i = end - 2; i >= 0; i--) depth[i] = depth[parent[i]] + 1;
  for (int i = 0; i < used; i++) counts[depth[i] < limit ? depth[i] : limit]++;
  // Where some were too long, shorter ones give way until the code is one again.
  uint32_t total = 0;
  for (int i = 1; i <= limit; i++) total += (uint32_t)counts[i] << (limit - i);
  while (total > 1u << limit) {
    counts[limit]--;
    for (int i = limit - 1; i > 0; i--)
      if (counts[i]) { counts[i]--; counts[i + 1] += 2; break; }
    total--;
  }
  // The rarest symbols get the longest.
  int at = 0;
  for (int length = limit; length > 0; length--)
    for (int i = 0; i < counts[length]; i++) lengths[order[at++]] = (uint8_t)length;
}

static void make_codes(const uint8_t *lengths, int symbols, uint16_t *codes) {
  uint32_t counts[16] = {0}, next[16], code = 0;
  for (int i = 0; i < symbols; i++) counts[lengths[i]]++;
  counts[0] = 0;
  for (int i = 1; i < 16; i++) { code = (code + counts[i - 1]) << 1; next[i] = code; }
  for (int i = 0; i < symbols; i++) {
    uint32_t value = lengths[i] ? next[lengths[i]]++ : 0, turned = 0;
    for (int bit = 0; bit < lengths[i]; bit++) turned |= (value >> bit & 1) << (lengths[i] - 1 - bit);
    codes[i] = (uint16_t)turned;
  }
}

static int length_code(int length) {
  int code = 28;
  while (length_base[code] > length) code--;
  return code;
}

static int distance_code(int distance) {
  int code = 29;
  while (distance_base[code] > distance) code--;
  return code;
}

/// A token is a literal below 256, or 1 << 31 | length << 16 | distance (distances to 32768 fit as 0 for 32768).
static void write_block(bit_writer *w, const uint32_t *tokens, int count, int is_last) {
  uint32_t literal_use[literals] = {0}, distance_use[distances] = {0};
  for (int i = 0; i < count; i++) {
    if (!(tokens[i] >> 31)) { literal_use[tokens[i]]++; continue; }
    int distance = tokens[i] & 0xFFFF;
    literal_use[257 + length_code(tokens[i] >> 16 & 0x1FF)]++;
    distance_use[distance_code(distance)]++;
  }
  literal_use[256] = 1;
  uint8_t lengths[literals + distances];
  code_lengths(literal_use, literals, 15, lengths);
  code_lengths(distance_use, distances, 15, lengths + literals);
  int all = literals + distances;

  // The lengths themselves, runs of them shortened.
  uint8_t symbol[literals + distances], extra[literals + distances];
  int symbols = 0;
  for (int i = 0; i < all;) {
    int run = 1;
    while (i + run < all && lengths[i + run] == lengths[i]) run++;
    if (lengths[i] == 0 && run >= 3) {
      int take = run > 138 ? 138 : run;
      symbol[symbols] = take > 10 ? 18 : 17;
      extra[symbols++] = (uint8_t)(take - (take > 10 ? 11 : 3));
      i += take;
    } else if (run >= 4) {
      symbol[symbols] = lengths[i];
      extra[symbols++] = 0;
      int take = run - 1 > 6 ? 6 : run - 1;
      symbol[symbols] = 16;
      extra[symbols++] = (uint8_t)(take - 3);
      i += take + 1;
    } else {
      symbol[symbols] = lengths[i];
      extra[symbols++] = 0;
      i++;
    }
  }
  uint32_t use[lengths_codes] = {0};
  for (int i = 0; i < symbols; i++) use[symbol[i]]++;
  uint8_t lengths_of[lengths_codes];
  uint16_t codes_of[lengths_codes];
  code_lengths(use, lengths_codes, 7, lengths_of);
  make_codes(lengths_of, lengths_codes, codes_of);
  int shown = lengths_codes;
  while (shown > 4 && !lengths_of[lengths_order[shown - 1]]) shown--;

  put(w, is_last ? 1 : 0, 1);
  put(w, 2, 2);
  put(w, literals - 257, 5);
  put(w, distances - 1, 5);
  put(w, (uint32_t)shown - 4, 4);
  for (int i = 0; i < shown; i++) put(w, lengths_of[lengths_order[i]], 3);
  for (int i = 0; i < symbols; i++) {
    put(w, codes_of[symbol[i]], lengths_of[symbol[i]]);
    if (symbol[i] == 16) put(w, extra[i], 2);
    if (symbol[i] == 17) put(w, extra[i], 3);
    if (symbol[i] == 18) put(w, extra[i], 7);
  }
  uint16_t codes[literals + distances];
  make_codes(lengths, literals, codes);
  make_codes(lengths + literals, distances, codes + literals);
  for (int i = 0; i < count; i++) {
    if (!(tokens[i] >> 31)) { put(w, codes[tokens[i]], lengths[tokens[i]]); continue; }
    int length = tokens[i] >> 16 & 0x1FF, distance = tokens[i] & 0xFFFF;
    int code = length_code(length);
    put(w, codes[257 + code], lengths[257 + code]);
    put(w, (uint32_t)(length - length_base[code]), length_extra[code]);
    code = distance_code(distance);
    put(w, codes[literals + code], lengths[literals + code]);
    put(w, (uint32_t)(distance - distance_base[code]), distance_extra[code]);
  }
  put(w, codes[256], lengths[256]);
}

static uint32_t hash_at(const uint8_t *at) {
  uint32_t four;
  memcpy(&four, at, 4);
  return four * 2654435761u >> (32 - hash_bits);
}

size_t csystem_deflate(const void *bytes, size_t length, void *packed, size_t room) {
  const uint8_t *in = bytes;
  if (length > 1 << 20) return 0;
  int32_t *head = malloc(sizeof(int32_t) << hash_bits), *before = malloc((length + 1) * sizeof *before);
  uint32_t *tokens = malloc(block_tokens * sizeof *tokens);
  bit_writer w = {.out = packed, .room = room};
  size_t at = 0;
  int count = 0;
  if (!head || !before || !tokens) w.is_full = 1;
  else memset(head, 0xFF, sizeof(int32_t) << hash_bits);
  while (!w.is_full && at < length) {
    int best = 0, distance = 0;
    if (at + min_match <= length) {
      uint32_t hash = hash_at(in + at);
      int32_t candidate = head[hash];
      int most = length - at < max_match ? (int)(length - at) : max_match;
      for (int steps = 0; candidate >= 0 && at - (size_t)candidate < window && steps < chain_limit; steps++) {
        const uint8_t *there = in + candidate, *here = in + at;
        if (there[best < most ? best : most - 1] == here[best < most ? best : most - 1]) {
          int same = 0;
          while (same < most && there[same] == here[same]) same++;
          if (same > best) { best = same; distance = (int)(at - (size_t)candidate); }
          if (best >= good_match || best == most) break;
        }
        candidate = before[candidate];
      }
    }
    size_t step = 1;
    if (best >= min_match) {
      tokens[count++] = 1u << 31 | (uint32_t)best << 16 | (uint32_t)distance;
      step = (size_t)best;
    } else {
      tokens[count++] = in[at];
    }
    for (; step > 0; step--, at++) {
      if (at + min_match > length) continue;
      uint32_t hash = hash_at(in + at);
      before[at] = head[hash];
      head[hash] = (int32_t)at;
    }
    if (count == block_tokens) {
      write_block(&w, tokens, count, 0);
      count = 0;
    }
  }
  if (!w.is_full) {
    write_block(&w, tokens, count, 1);
    if (w.count) put(&w, 0, 8 - w.count);
  }
  free(head);
  free(before);
  free(tokens);
  return w.is_full ? 0 : w.length;
}

// --- Unpacking -----------------------------------------------------------------------------

typedef struct {
  const uint8_t *in;
  size_t length, at;
  uint64_t bits;
  int count;
  int is_bad;
} bit_reader;

enum { quick_bits = 10 };

/// A code: symbols by length, and for its short ones a table of what the next ten bits begin with.
typedef struct {
  uint16_t counts[16];
  uint16_t symbols[literals + 2];
  uint16_t quick[1 << quick_bits];
} code;

static void need(bit_reader *r, int count) {
  while (r->count < count) {
    // Behind the end there are zeros: more than a few of them used is an error.
    uint64_t byte = r->at < r->length ? r->in[r->at] : 0;
    if (r->at >= r->length + 8) { r->is_bad = 1; }
    r->at++;
    r->bits |= byte << r->count;
    r->count += 8;
    if (r->is_bad) return;
  }
}

static uint32_t take(bit_reader *r, int count) {
  if (count == 0) return 0;
  need(r, count);
  uint32_t value = (uint32_t)(r->bits & ((1u << count) - 1));
  r->bits >>= count;
  r->count -= count;
  return value;
}

/// Returns whether the lengths make a code that leaves nothing out (or one symbol alone, which RFC 1951 allows).
static int make_code(code *c, const uint8_t *lengths, int symbols) {
  uint16_t offsets[16];
  memset(c->counts, 0, sizeof c->counts);
  memset(c->quick, 0, sizeof c->quick);
  for (int i = 0; i < symbols; i++) c->counts[lengths[i]]++;
  int left = 1, used = symbols - c->counts[0];
  for (int length = 1; length < 16; length++) {
    left = left * 2 - c->counts[length];
    if (left < 0) return 0;
  }
  if (left > 0 && !(used == 1 && c->counts[1] == 1) && used != 0) return 0;
  offsets[1] = 0;
  for (int length = 1; length < 15; length++) offsets[length + 1] = (uint16_t)(offsets[length] + c->counts[length]);
  for (int i = 0; i < symbols; i++)
    if (lengths[i]) c->symbols[offsets[lengths[i]]++] = (uint16_t)i;
  // Every pattern of ten bits that begins with a short code: its symbol and length.
  uint32_t value = 0;
  int index = 0;
  for (int length = 1; length <= quick_bits; length++) {
    for (int i = 0; i < c->counts[length]; i++, value++, index++) {
      uint32_t turned = 0;
      for (int bit = 0; bit < length; bit++) turned |= (value >> bit & 1) << (length - 1 - bit);
      for (uint32_t fill = turned; fill < 1u << quick_bits; fill += 1u << length)
        c->quick[fill] = (uint16_t)(c->symbols[index] << 4 | length);
    }
    value <<= 1;
  }
  return 1;
}

static int symbol(bit_reader *r, const code *c) {
  need(r, 15);
  uint16_t quick = c->quick[r->bits & ((1 << quick_bits) - 1)];
  if (quick) {
    r->bits >>= quick & 15;
    r->count -= quick & 15;
    return quick >> 4;
  }
  int value = 0, first = 0, index = 0;
  for (int length = 1; length < 16; length++) {
    value |= (int)(r->bits >> (length - 1) & 1);
    int count = c->counts[length];
    if (value - count < first) {
      r->bits >>= length;
      r->count -= length;
      return c->symbols[index + (value - first)];
    }
    index += count;
    first = (first + count) << 1;
    value <<= 1;
  }
  r->is_bad = 1;
  return 256;
}

static int read_codes(bit_reader *r, code *literal, code *distance) {
  uint8_t lengths[320] = {0}, small[lengths_codes] = {0};
  int literal_count = (int)take(r, 5) + 257, distance_count = (int)take(r, 5) + 1, shown = (int)take(r, 4) + 4;
  if (literal_count > literals || distance_count > distances) return 0;
  for (int i = 0; i < shown; i++) small[lengths_order[i]] = (uint8_t)take(r, 3);
  if (!make_code(literal, small, lengths_codes)) return 0;
  for (int i = 0; i < literal_count + distance_count;) {
    int next = symbol(r, literal), repeat = 1;
    uint8_t length = 0;
    if (r->is_bad || next > 18) return 0;
    if (next < 16) length = (uint8_t)next;
    else if (next == 16) {
      if (i == 0) return 0;
      length = lengths[i - 1];
      repeat = 3 + (int)take(r, 2);
    } else repeat = next == 17 ? 3 + (int)take(r, 3) : 11 + (int)take(r, 7);
    if (i + repeat > literal_count + distance_count) return 0;
    while (repeat-- > 0) lengths[i++] = length;
  }
  if (!lengths[256]) return 0;
  return make_code(literal, lengths, literal_count) && make_code(distance, lengths + literal_count, distance_count);
}

static void fixed_codes(code *literal, code *distance) {
  uint8_t lengths[288];
  memset(lengths, 8, 144);
  memset(lengths + 144, 9, 112);
  memset(lengths + 256, 7, 24);
  memset(lengths + 280, 8, 8);
  make_code(literal, lengths, 288);
  memset(lengths, 5, 30);
  // Thirty of thirty-two: incomplete, and meant so.
  uint8_t all[32];
  memset(all, 5, 32);
  make_code(distance, all, 32);
}

int csystem_inflate(const void *packed, size_t packed_length, void *bytes, size_t length) {
  bit_reader r = {.in = packed, .length = packed_length};
  uint8_t *out = bytes;
  size_t done = 0;
  code *codes = malloc(2 * sizeof *codes);
  if (!codes) return 0;
  int is_last = 0;
  while (!is_last && !r.is_bad) {
    is_last = (int)take(&r, 1);
    uint32_t kind = take(&r, 2);
    if (kind == 0) {
      take(&r, r.count & 7);
      uint32_t size = take(&r, 16), other = take(&r, 16);
      if (size != (~other & 0xFFFF) || size > length - done) { r.is_bad = 1; break; }
      for (; size > 0 && !r.is_bad; size--) out[done++] = (uint8_t)take(&r, 8);
      continue;
    }
    if (kind == 1) fixed_codes(&codes[0], &codes[1]);
    else if (kind == 3 || !read_codes(&r, &codes[0], &codes[1])) { r.is_bad = 1; break; }
    while (!r.is_bad) {
      int next = symbol(&r, &codes[0]);
      if (next < 256) {
        if (done == length) { r.is_bad = 1; break; }
        out[done++] = (uint8_t)next;
        continue;
      }
      if (next == 256) break;
      if (next > 285) { r.is_bad = 1; break; }
      size_t size = length_base[next - 257] + take(&r, length_extra[next - 257]);
      int far = symbol(&r, &codes[1]);
      if (r.is_bad || far >= distances) { r.is_bad = 1; break; }
      size_t back = distance_base[far] + take(&r, distance_extra[far]);
      if (back > done || size > length - done) { r.is_bad = 1; break; }
      for (; size > 0; size--, done++) out[done] = out[done - back];
    }
  }
  free(codes);
  // Whole bytes that were looked at and not used do not count.
  size_t used = r.at - (size_t)(r.count / 8);
  return !r.is_bad && done == length && used == packed_length;
}
