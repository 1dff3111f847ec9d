#include "CColumns.h"

// The same loop for each width: a word of 64 rows at a time, which compilers turn into vector
// compares on every target. The variants differ only in the instructions they may use.
#define RANGE_LOOP(TYPE)                                                                   \
  for (size_t word = 0; word < words; word++) {                                            \
    const TYPE *rows = column + word * 64;                                                 \
    uint64_t bits = 0;                                                                     \
    for (unsigned row = 0; row < 64; row++)                                                \
      bits |= (uint64_t)(rows[row] >= low && rows[row] <= high) << row;                    \
    plane[word] = bits;                                                                    \
  }

#if defined(__x86_64__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx2")))

static bool has_avx2(void) { return __builtin_cpu_supports("avx2"); }

// 16 bytes of 0 or 255 to 16 bits.
static inline uint64_t bits16(__m128i a) { return (uint64_t)(uint32_t)_mm_movemask_epi8(a); }

static void range_u8_sse2(
  const uint8_t *column, size_t words, uint8_t low, uint8_t high, uint64_t *plane) {
  const __m128i from = _mm_set1_epi8((char)low), width = _mm_set1_epi8((char)(high - low));
  for (size_t word = 0; word < words; word++, column += 64) {
    uint64_t bits = 0;
    for (int part = 0; part < 4; part++) {
      __m128i rows = _mm_loadu_si128((const __m128i *)(column + part * 16));
      // Below the range wraps to far above it, so that one unsigned comparison is enough.
      __m128i offset = _mm_sub_epi8(rows, from);
      bits |= bits16(_mm_cmpeq_epi8(_mm_min_epu8(offset, width), offset)) << (part * 16);
    }
    plane[word] = bits;
  }
}

WIDE static void range_u8_avx2(
  const uint8_t *column, size_t words, uint8_t low, uint8_t high, uint64_t *plane) {
  const __m256i from = _mm256_set1_epi8((char)low), width = _mm256_set1_epi8((char)(high - low));
  for (size_t word = 0; word < words; word++, column += 64) {
    __m256i a = _mm256_sub_epi8(_mm256_loadu_si256((const __m256i *)column), from);
    __m256i b = _mm256_sub_epi8(_mm256_loadu_si256((const __m256i *)(column + 32)), from);
    uint32_t first = (uint32_t)_mm256_movemask_epi8(
      _mm256_cmpeq_epi8(_mm256_min_epu8(a, width), a));
    uint32_t second = (uint32_t)_mm256_movemask_epi8(
      _mm256_cmpeq_epi8(_mm256_min_epu8(b, width), b));
    plane[word] = (uint64_t)first | (uint64_t)second << 32;
  }
}

// The rows outside the range are those below it or above it.
static inline __m128i outside16(__m128i rows, __m128i low, __m128i high) {
  return _mm_or_si128(_mm_cmpgt_epi16(low, rows), _mm_cmpgt_epi16(rows, high));
}

static inline __m128i outside32(__m128i rows, __m128i low, __m128i high) {
  return _mm_or_si128(_mm_cmpgt_epi32(low, rows), _mm_cmpgt_epi32(rows, high));
}

static void range_i16_sse2(
  const int16_t *column, size_t words, int16_t low, int16_t high, uint64_t *plane) {
  const __m128i from = _mm_set1_epi16(low), to = _mm_set1_epi16(high);
  for (size_t word = 0; word < words; word++, column += 64) {
    const __m128i *rows = (const __m128i *)column;
    uint64_t bits = 0;
    for (int part = 0; part < 4; part++) {
      __m128i a = outside16(_mm_loadu_si128(rows + part * 2), from, to);
      __m128i b = outside16(_mm_loadu_si128(rows + part * 2 + 1), from, to);
      bits |= bits16(_mm_packs_epi16(a, b)) << (part * 16);
    }
    plane[word] = ~bits;
  }
}

static void range_i32_sse2(
  const int32_t *column, size_t words, int32_t low, int32_t high, uint64_t *plane) {
  const __m128i from = _mm_set1_epi32(low), to = _mm_set1_epi32(high);
  for (size_t word = 0; word < words; word++, column += 64) {
    const __m128i *rows = (const __m128i *)column;
    uint64_t bits = 0;
    for (int part = 0; part < 4; part++) {
      __m128i a = outside32(_mm_loadu_si128(rows + part * 4), from, to);
      __m128i b = outside32(_mm_loadu_si128(rows + part * 4 + 1), from, to);
      __m128i c = outside32(_mm_loadu_si128(rows + part * 4 + 2), from, to);
      __m128i d = outside32(_mm_loadu_si128(rows + part * 4 + 3), from, to);
      bits |= bits16(_mm_packs_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d)))
        << (part * 16);
    }
    plane[word] = ~bits;
  }
}

WIDE static inline __m256i wide_outside16(const int16_t *rows, __m256i low, __m256i high) {
  __m256i a = _mm256_loadu_si256((const __m256i *)rows);
  return _mm256_or_si256(_mm256_cmpgt_epi16(low, a), _mm256_cmpgt_epi16(a, high));
}

WIDE static inline __m256i wide_outside32(const int32_t *rows, __m256i low, __m256i high) {
  __m256i a = _mm256_loadu_si256((const __m256i *)rows);
  return _mm256_or_si256(_mm256_cmpgt_epi32(low, a), _mm256_cmpgt_epi32(a, high));
}

WIDE static void range_i16_avx2(
  const int16_t *column, size_t words, int16_t low, int16_t high, uint64_t *plane) {
  const __m256i from = _mm256_set1_epi16(low), to = _mm256_set1_epi16(high);
  for (size_t word = 0; word < words; word++, column += 64) {
    uint64_t bits = 0;
    for (int part = 0; part < 2; part++) {
      const int16_t *rows = column + part * 32;
      // Packing works within halves of 128 bits; the permutation puts the quarters in order.
      __m256i packed = _mm256_packs_epi16(
        wide_outside16(rows, from, to), wide_outside16(rows + 16, from, to));
      packed = _mm256_permute4x64_epi64(packed, 0xD8);
      bits |= (uint64_t)(uint32_t)_mm256_movemask_epi8(packed) << (part * 32);
    }
    plane[word] = ~bits;
  }
}

WIDE static void range_i32_avx2(
  const int32_t *column, size_t words, int32_t low, int32_t high, uint64_t *plane) {
  const __m256i from = _mm256_set1_epi32(low), to = _mm256_set1_epi32(high);
  const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
  for (size_t word = 0; word < words; word++, column += 64) {
    uint64_t bits = 0;
    for (int part = 0; part < 2; part++) {
      const int32_t *rows = column + part * 32;
      __m256i a = _mm256_packs_epi32(
        wide_outside32(rows, from, to), wide_outside32(rows + 8, from, to));
      __m256i b = _mm256_packs_epi32(
        wide_outside32(rows + 16, from, to), wide_outside32(rows + 24, from, to));
      __m256i packed = _mm256_permutevar8x32_epi32(_mm256_packs_epi16(a, b), order);
      bits |= (uint64_t)(uint32_t)_mm256_movemask_epi8(packed) << (part * 32);
    }
    plane[word] = ~bits;
  }
}

WIDE static void range_i64_avx2(
  const int64_t *column, size_t words, int64_t low, int64_t high, uint64_t *plane) {
  const __m256i from = _mm256_set1_epi64x(low), to = _mm256_set1_epi64x(high);
  for (size_t word = 0; word < words; word++, column += 64) {
    uint64_t bits = 0;
    for (int part = 0; part < 16; part++) {
      __m256i rows = _mm256_loadu_si256((const __m256i *)(column + part * 4));
      __m256i outside = _mm256_or_si256(
        _mm256_cmpgt_epi64(from, rows), _mm256_cmpgt_epi64(rows, to));
      bits |= (uint64_t)(uint32_t)_mm256_movemask_pd(_mm256_castsi256_pd(outside))
        << (part * 4);
    }
    plane[word] = ~bits;
  }
}

void cs_range_u8(const uint8_t *column, size_t words, uint8_t low, uint8_t high, uint64_t *plane) {
  if (has_avx2()) range_u8_avx2(column, words, low, high, plane);
  else range_u8_sse2(column, words, low, high, plane);
}

void cs_range_i16(
  const int16_t *column, size_t words, int16_t low, int16_t high, uint64_t *plane) {
  if (has_avx2()) range_i16_avx2(column, words, low, high, plane);
  else range_i16_sse2(column, words, low, high, plane);
}

void cs_range_i32(
  const int32_t *column, size_t words, int32_t low, int32_t high, uint64_t *plane) {
  if (has_avx2()) range_i32_avx2(column, words, low, high, plane);
  else range_i32_sse2(column, words, low, high, plane);
}

void cs_range_i64(
  const int64_t *column, size_t words, int64_t low, int64_t high, uint64_t *plane) {
  if (has_avx2()) {
    range_i64_avx2(column, words, low, high, plane);
    return;
  }
  RANGE_LOOP(int64_t)
}

#else

void cs_range_u8(const uint8_t *column, size_t words, uint8_t low, uint8_t high, uint64_t *plane) {
  RANGE_LOOP(uint8_t)
}

void cs_range_i16(
  const int16_t *column, size_t words, int16_t low, int16_t high, uint64_t *plane) {
  RANGE_LOOP(int16_t)
}

void cs_range_i32(
  const int32_t *column, size_t words, int32_t low, int32_t high, uint64_t *plane) {
  RANGE_LOOP(int32_t)
}

void cs_range_i64(
  const int64_t *column, size_t words, int64_t low, int64_t high, uint64_t *plane) {
  RANGE_LOOP(int64_t)
}

#endif

void cs_member_u8(const uint8_t *column, size_t words, const uint8_t *table, uint64_t *plane) {
  for (size_t word = 0; word < words; word++) {
    const uint8_t *rows = column + word * 64;
    uint64_t bits = 0;
    for (unsigned row = 0; row < 64; row++) bits |= (uint64_t)(table[rows[row]] & 1) << row;
    plane[word] = bits;
  }
}

void cs_spread(
  const uint64_t *plane, const int32_t *ends, size_t records, size_t out_words, uint64_t *out) {
  for (size_t i = 0; i < out_words; i++) out[i] = 0;
  size_t from = 0;
  for (size_t record = 0; record < records; record++) {
    size_t to = (size_t)ends[record];
    if (plane[record >> 6] >> (record & 63) & 1)
      for (; from < to; from++) out[from >> 6] |= (uint64_t)1 << (from & 63);
    from = to;
  }
}

void cs_count_at_least(
  const uint64_t *plane, const int32_t *ends, size_t records, int64_t least, uint64_t *out) {
  size_t from = 0;
  for (size_t record = 0; record < records;) {
    uint64_t bits = 0;
    size_t end = record + 64 < records ? record + 64 : records;
    for (unsigned bit = 0; record < end; record++, bit++) {
      size_t to = (size_t)ends[record];
      if (to != from) bits |= (uint64_t)(cs_count(plane, from, to) >= least) << bit;
      from = to;
    }
    out[(record - 1) >> 6] = bits;
  }
}

#if defined(__x86_64__)
WIDE static void bytes_avx2(
  const uint64_t *const *planes, size_t count, size_t words, uint8_t *bytes) {
  // Byte i of a half of 16 takes the plane's byte i / 8, and of it bit i % 8.
  const __m256i spread = _mm256_setr_epi8(
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1,
    2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3);
  const __m256i bit = _mm256_set1_epi64x((long long)0x8040201008040201ULL);
  for (size_t half = 0; half < words * 2; half++) {
    __m256i result = _mm256_setzero_si256();
    for (size_t k = 0; k < count; k++) {
      int bits = (int)(uint32_t)(planes[k][half >> 1] >> ((half & 1) * 32));
      __m256i rows = _mm256_and_si256(
        _mm256_shuffle_epi8(_mm256_set1_epi32(bits), spread), bit);
      __m256i marked = _mm256_cmpeq_epi8(rows, bit);
      result = _mm256_or_si256(
        result, _mm256_and_si256(marked, _mm256_set1_epi8((char)(1 << k))));
    }
    _mm256_storeu_si256((__m256i *)(bytes + half * 32), result);
  }
}
#endif

void cs_bytes(const uint64_t *const *planes, size_t count, size_t words, uint8_t *bytes) {
#if defined(__x86_64__)
  if (has_avx2()) {
    bytes_avx2(planes, count, words, bytes);
    return;
  }
#endif
  for (size_t row = 0; row < words * 64; row++) bytes[row] = 0;
  for (size_t k = 0; k < count; k++)
    for (size_t row = 0; row < words * 64; row++)
      bytes[row] |= (uint8_t)((planes[k][row >> 6] >> (row & 63) & 1) << k);
}
