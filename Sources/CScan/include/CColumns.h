// Comparing columns with constants, 64 rows to a word of bits.
//
// A plane is an array of words, row 0 in the lowest bit of word 0. Columns are read in whole words of
// 64 rows, so they are allocated in multiples of 64; what the bits beyond the last row say is open.
#ifndef CCOLUMNS_H
#define CCOLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Sets the bit of each row whose value lies in low...high.
void cs_range_u8(const uint8_t *column, size_t words, uint8_t low, uint8_t high, uint64_t *plane);
void cs_range_i16(const int16_t *column, size_t words, int16_t low, int16_t high, uint64_t *plane);
void cs_range_i32(const int32_t *column, size_t words, int32_t low, int32_t high, uint64_t *plane);
void cs_range_i64(const int64_t *column, size_t words, int64_t low, int64_t high, uint64_t *plane);

// Sets the bit of each row whose code is marked in a table of 256.
void cs_member_u8(const uint8_t *column, size_t words, const uint8_t *table, uint64_t *plane);

static inline void cs_and(const uint64_t *a, const uint64_t *b, size_t words, uint64_t *out) {
  for (size_t i = 0; i < words; i++) out[i] = a[i] & b[i];
}

static inline void cs_or(const uint64_t *a, const uint64_t *b, size_t words, uint64_t *out) {
  for (size_t i = 0; i < words; i++) out[i] = a[i] | b[i];
}

// a without b.
static inline void cs_and_not(
  const uint64_t *a, const uint64_t *b, size_t words, uint64_t *out) {
  for (size_t i = 0; i < words; i++) out[i] = a[i] & ~b[i];
}

static inline void cs_not(const uint64_t *a, size_t words, uint64_t *out) {
  for (size_t i = 0; i < words; i++) out[i] = ~a[i];
}

// Takes one clause into account: which rows fail it, for which it is unknown, and whether any clause
// so far does. Only rows in `valid` count.
static inline void cs_clause(
  const uint64_t *yes, const uint64_t *no, const uint64_t *valid, size_t words,
  uint64_t *failed, uint64_t *unknown, uint64_t *any_failed, uint64_t *any_unknown) {
  for (size_t i = 0; i < words; i++) {
    uint64_t fails = no[i] & valid[i], open = valid[i] & ~(yes[i] | no[i]);
    failed[i] = fails;
    unknown[i] = open;
    any_failed[i] |= fails;
    any_unknown[i] |= open;
  }
}

// Repeats the bit of each record for the elements of its list. `ends` says for each record where its
// elements end; `out` has room for all of them.
void cs_spread(
  const uint64_t *plane, const int32_t *ends, size_t records, size_t out_words, uint64_t *out);

// Sets the bit of each record with at least so many elements whose bit is set.
void cs_count_at_least(
  const uint64_t *plane, const int32_t *ends, size_t records, int64_t least, uint64_t *out);

// Up to eight planes turned: the byte of a row has bit k set where plane k has the row's bit.
void cs_bytes(const uint64_t *const *planes, size_t count, size_t words, uint8_t *bytes);

// The number of bits set in from..<to.
static inline int64_t cs_count(const uint64_t *plane, size_t from, size_t to) {
  if (from >= to) return 0;
  size_t first = from >> 6, last = (to - 1) >> 6;
  uint64_t head = ~(uint64_t)0 << (from & 63), tail = ~(uint64_t)0 >> (63 - ((to - 1) & 63));
  if (first == last) return __builtin_popcountll(plane[first] & head & tail);
  int64_t count = __builtin_popcountll(plane[first] & head);
  for (size_t i = first + 1; i < last; i++) count += __builtin_popcountll(plane[i]);
  return count + __builtin_popcountll(plane[last] & tail);
}

#endif
