#include "CBytes.h"

// Objects of JSON, as far as they are plain: known keys, text without escapes, figures without
// exponents. Everything else is left to the reference reader, which says what is wrong with it.

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

static inline size_t skip_blanks(const uint8_t *bytes, size_t i, size_t end) {
  while (i < end
      && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r' || bytes[i] == '\n')) {
    i++;
  }
  return i;
}

// The position of the mark that closes the text which begins at `i`; `end` where an escape or a control
// character comes first, or nothing.
static inline size_t text_end(const uint8_t *bytes, size_t i, size_t end) {
#if defined(__SSE2__)
  const __m128i mark = _mm_set1_epi8('"'), escape = _mm_set1_epi8('\\');
  const __m128i last_control = _mm_set1_epi8(0x1F);
  for (; i < end; i += 16) {
    __m128i text = _mm_loadu_si128((const __m128i *)(bytes + i));
    __m128i is_control = _mm_cmpeq_epi8(_mm_max_epu8(text, last_control), last_control);
    __m128i found = _mm_or_si128(
      is_control, _mm_or_si128(_mm_cmpeq_epi8(text, mark), _mm_cmpeq_epi8(text, escape)));
    uint32_t bits = (uint32_t)_mm_movemask_epi8(found);
    if (bits) {
      i += (size_t)__builtin_ctz(bits);
      return i < end && bytes[i] == '"' ? i : end;
    }
  }
  return end;
#else
  while (i < end && bytes[i] != '"' && bytes[i] != '\\' && bytes[i] >= 0x20) i++;
  return i < end && bytes[i] == '"' ? i : end;
#endif
}

static inline bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

// Past a figure without exponent; `i` where there is none.
static inline size_t figure_end(const uint8_t *bytes, size_t i, size_t end) {
  size_t start = i;
  if (i < end && bytes[i] == '-') i++;
  size_t first = i;
  while (i < end && is_digit(bytes[i])) i++;
  if (i == first || (bytes[first] == '0' && i > first + 1)) return start;
  if (i < end && bytes[i] == '.') {
    first = ++i;
    while (i < end && is_digit(bytes[i])) i++;
    if (i == first) return start;
  }
  return i;
}

// Past a list that may hold lists and objects; `i` where it does not close. What it holds is looked at
// by whoever wants it.
static size_t list_end(const uint8_t *bytes, size_t i, size_t end) {
  size_t start = i, depth = 0;
  while (i < end) {
    switch (bytes[i]) {
    case '"':
      i = text_end(bytes, i + 1, end);
      if (i == end) return start;
      break;
    case '[': case '{': depth++; break;
    case ']': case '}':
      if (--depth == 0) return i + 1;
      break;
    default: break;
    }
    i++;
  }
  return start;
}

static inline bool is_word(const uint8_t *bytes, size_t i, size_t end, const char *word, size_t n) {
  return end - i >= n && !__builtin_memcmp(bytes + i, word, n);
}

// Reads one value; `i` where it is not plain.
static inline size_t read_value(
  const uint8_t *bytes, size_t i, size_t end, cb_json_value *value) {
  size_t past = i;
  if (i == end) return i;
  value->start = (uint32_t)i, value->length = 0;
  switch (bytes[i]) {
  case '"':
    past = text_end(bytes, i + 1, end);
    if (past == end) return i;
    value->kind = CB_JSON_TEXT, value->start = (uint32_t)i + 1;
    value->length = (uint32_t)(past - i - 1);
    return past + 1;
  case 't':
    value->kind = CB_JSON_TRUE;
    return is_word(bytes, i, end, "true", 4) ? i + 4 : i;
  case 'f':
    value->kind = CB_JSON_FALSE;
    return is_word(bytes, i, end, "false", 5) ? i + 5 : i;
  case 'n':
    value->kind = CB_JSON_NULL;
    return is_word(bytes, i, end, "null", 4) ? i + 4 : i;
  case '[':
    value->kind = CB_JSON_LIST;
    past = list_end(bytes, i, end);
    break;
  default:
    value->kind = CB_JSON_FIGURE;
    past = figure_end(bytes, i, end);
  }
  value->length = (uint32_t)(past - i);
  return past;
}

size_t cb_json_object(
  const uint8_t *bytes, size_t start, size_t end, const cb_words *keys, cb_json_value *values,
  size_t count, cb_json_value *unknown) {
  for (size_t k = 0; k < count; k++) values[k].kind = CB_JSON_NONE;
  unknown->length = 0;
  uint64_t passed_over = 0;
  size_t i = skip_blanks(bytes, start, end);
  if (i == end || bytes[i] != '{') return 0;
  i = skip_blanks(bytes, i + 1, end);
  if (i < end && bytes[i] == '}') return i + 1;
  while (true) {
    if (i == end || bytes[i] != '"') return 0;
    size_t key = i + 1, close = text_end(bytes, key, end);
    if (close == end || close == key) return 0;
    int32_t field = cb_find_word(bytes + key, close - key, keys);
    if (field < 0) {
      unknown->start = (uint32_t)key, unknown->length = (uint32_t)(close - key);
      return 0;
    }
    i = close + 1;
    if (i < end && bytes[i] != ':') i = skip_blanks(bytes, i, end);
    if (i == end || bytes[i] != ':') return 0;
    i = skip_blanks(bytes, i + 1, end);
    cb_json_value passed, *value = (size_t)field < count ? &values[field] : &passed;
    // A field twice is a mistake, under whatever names, and so is a key of no field. Such a key may not
    // hold a list, whose inside nobody would look at.
    if ((size_t)field < count) {
      if (value->kind != CB_JSON_NONE) return 0;
    } else {
      uint64_t bit = (uint64_t)1 << (((size_t)field - count) & 63);
      if (passed_over & bit) return 0;
      passed_over |= bit;
    }
    size_t past = read_value(bytes, i, end, value);
    if (past == i) return 0;
    if ((size_t)field >= count && value->kind == CB_JSON_LIST) return 0;
    i = skip_blanks(bytes, past, end);
    if (i == end) return 0;
    if (bytes[i] == '}') return i + 1;
    if (bytes[i] != ',') return 0;
    i = skip_blanks(bytes, i + 1, end);
  }
}

size_t cb_json_next(const uint8_t *bytes, size_t start, size_t end, bool *is_end) {
  size_t i = skip_blanks(bytes, start, end);
  *is_end = i < end && bytes[i] == ']';
  return i;
}

bool cb_json_is_end(const uint8_t *bytes, size_t start, size_t end) {
  return skip_blanks(bytes, start, end) == end;
}
