#include "CBytes.h"

// UTF-8 as The Unicode Standard, table 3-7 has it.

// The length of the character that begins at `p`, of which `count` bytes are there; 0 when it is none.
static size_t character(const uint8_t *p, size_t count) {
  uint8_t lead = p[0];
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (count < length) return 0;
  uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (p[1] < low || p[1] > high) return 0;
  for (size_t i = 2; i < length; i++) {
    if ((p[i] & 0xC0) != 0x80) return 0;
  }
  return length;
}

static bool is_utf8_any(const uint8_t *bytes, size_t count) {
  size_t i = 0;
  while (i < count) {
    uint64_t word;
    if (count - i >= 8) {
      __builtin_memcpy(&word, bytes + i, 8);
      if (!(word & 0x8080808080808080)) {
        i += 8;
        continue;
      }
    }
    size_t length = character(bytes + i, count - i);
    if (!length) return false;
    i += length;
  }
  return true;
}

#if defined(__x86_64__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx2")))

// Errors that show in two neighbouring bytes, a bit each. Three tables, by the high half of the first
// byte, its low half, and the high half of the second, agree in a bit exactly where there is that error
// (J. Keiser, D. Lemire: Validating UTF-8 in less than one instruction per byte, 2021).
enum {
  LEAD_THEN_NO_TAIL = 1,    // 11______ 0_______, 11______ 11______
  ASCII_THEN_TAIL = 2,      // 0_______ 10______
  LONG_3 = 4,               // 11100000 100_____
  BEYOND = 8,               // 11110100 1001____ and all above
  SURROGATE = 16,           // 11101101 101_____
  LONG_2 = 32,              // 1100000_ 10______
  LONG_4 = 64,              // 11110000 1000____, and leads from 11110101 on
  TAIL_THEN_TAIL = 128,     // 10______ 10______: no error where a longer character goes on
  ANY_LOW = LEAD_THEN_NO_TAIL | ASCII_THEN_TAIL | TAIL_THEN_TAIL,
};

WIDE static inline __m256i twice(const uint8_t table[16]) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table));
}

// The bytes of `now`, moved up by so many, with the last of `before` in front.
#define EARLIER(now, before, by) \
  _mm256_alignr_epi8(now, _mm256_permute2x128_si256(before, now, 0x21), 16 - (by))

WIDE static bool is_utf8_avx2(const uint8_t *bytes, size_t count) {
  static const uint8_t first_high[16] = {
    ASCII_THEN_TAIL, ASCII_THEN_TAIL, ASCII_THEN_TAIL, ASCII_THEN_TAIL,
    ASCII_THEN_TAIL, ASCII_THEN_TAIL, ASCII_THEN_TAIL, ASCII_THEN_TAIL,
    TAIL_THEN_TAIL, TAIL_THEN_TAIL, TAIL_THEN_TAIL, TAIL_THEN_TAIL,
    LEAD_THEN_NO_TAIL | LONG_2,
    LEAD_THEN_NO_TAIL,
    LEAD_THEN_NO_TAIL | LONG_3 | SURROGATE,
    LEAD_THEN_NO_TAIL | BEYOND | LONG_4};
  static const uint8_t first_low[16] = {
    ANY_LOW | LONG_3 | LONG_2 | LONG_4,
    ANY_LOW | LONG_2,
    ANY_LOW, ANY_LOW,
    ANY_LOW | BEYOND,
    ANY_LOW | BEYOND | LONG_4, ANY_LOW | BEYOND | LONG_4, ANY_LOW | BEYOND | LONG_4,
    ANY_LOW | BEYOND | LONG_4, ANY_LOW | BEYOND | LONG_4, ANY_LOW | BEYOND | LONG_4,
    ANY_LOW | BEYOND | LONG_4, ANY_LOW | BEYOND | LONG_4,
    ANY_LOW | BEYOND | LONG_4 | SURROGATE,
    ANY_LOW | BEYOND | LONG_4, ANY_LOW | BEYOND | LONG_4};
  static const uint8_t second_high[16] = {
    LEAD_THEN_NO_TAIL, LEAD_THEN_NO_TAIL, LEAD_THEN_NO_TAIL, LEAD_THEN_NO_TAIL,
    LEAD_THEN_NO_TAIL, LEAD_THEN_NO_TAIL, LEAD_THEN_NO_TAIL, LEAD_THEN_NO_TAIL,
    ASCII_THEN_TAIL | LONG_2 | TAIL_THEN_TAIL | LONG_3 | LONG_4,
    ASCII_THEN_TAIL | LONG_2 | TAIL_THEN_TAIL | LONG_3 | BEYOND,
    ASCII_THEN_TAIL | LONG_2 | TAIL_THEN_TAIL | SURROGATE | BEYOND,
    ASCII_THEN_TAIL | LONG_2 | TAIL_THEN_TAIL | SURROGATE | BEYOND,
    LEAD_THEN_NO_TAIL, LEAD_THEN_NO_TAIL, LEAD_THEN_NO_TAIL, LEAD_THEN_NO_TAIL};
  const __m256i half = _mm256_set1_epi8(0x0F), top = _mm256_set1_epi8((char)0x80);
  const __m256i a = twice(first_high), b = twice(first_low), c = twice(second_high);
  __m256i before = _mm256_setzero_si256(), wrong = _mm256_setzero_si256();
  size_t i = 0;
  bool before_is_ascii = true;
  for (; i + 32 <= count; i += 32) {
    __m256i now = _mm256_loadu_si256((const __m256i *)(bytes + i));
    bool is_ascii = _mm256_testz_si256(now, top);
    if (is_ascii && before_is_ascii) {
      before = now;
      continue;
    }
    before_is_ascii = is_ascii;
    __m256i one = EARLIER(now, before, 1), two = EARLIER(now, before, 2);
    __m256i three = EARLIER(now, before, 3);
    __m256i pair = _mm256_and_si256(
      _mm256_and_si256(
        _mm256_shuffle_epi8(a, _mm256_and_si256(_mm256_srli_epi16(one, 4), half)),
        _mm256_shuffle_epi8(b, _mm256_and_si256(one, half))),
      _mm256_shuffle_epi8(c, _mm256_and_si256(_mm256_srli_epi16(now, 4), half)));
    // Where a character of three or four bytes goes on, a tail must follow a tail.
    __m256i goes_on = _mm256_or_si256(
      _mm256_subs_epu8(two, _mm256_set1_epi8((char)(0xE0 - 0x80))),
      _mm256_subs_epu8(three, _mm256_set1_epi8((char)(0xF0 - 0x80))));
    wrong = _mm256_or_si256(wrong, _mm256_xor_si256(_mm256_and_si256(goes_on, top), pair));
    before = now;
  }
  if (!_mm256_testz_si256(wrong, wrong)) return false;
  // The rest, from the start of the character that the last block may have cut.
  size_t back = 0;
  while (back < 3 && back < i && (bytes[i - 1 - back] & 0xC0) == 0x80) back++;
  if (back < i && bytes[i - 1 - back] >= 0xC0) {
    back++;
    i -= back;
  }
  return is_utf8_any(bytes + i, count - i);
}

bool cb_is_utf8(cb_level level, const uint8_t *bytes, size_t count) {
  return level == CB_AVX2 ? is_utf8_avx2(bytes, count) : is_utf8_any(bytes, count);
}
#else
bool cb_is_utf8(cb_level level, const uint8_t *bytes, size_t count) {
  (void)level;
  return is_utf8_any(bytes, count);
}
#endif
