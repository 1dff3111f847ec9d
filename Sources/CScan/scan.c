#include "CBytes.h"

// Whether from..<to holds nothing but blanks.
static inline bool is_blank_line(const uint8_t *bytes, size_t from, size_t to) {
  while (from < to && (bytes[from] == ' ' || bytes[from] == '\t' || bytes[from] == '\r')) from++;
  return from == to;
}

// ---- Portable blocks: eight words of eight bytes

typedef struct {
  uint64_t words[8];
} block_any;

static inline block_any load_any(const uint8_t *p) {
  block_any block;
  __builtin_memcpy(&block, p, 64);
  return block;
}

// A bit per byte of a word that is zero once the wanted byte is taken off.
static inline uint64_t match_any(block_any block, uint8_t byte) {
  const uint64_t low = 0x7F7F7F7F7F7F7F7F, pattern = byte * (uint64_t)0x0101010101010101;
  uint64_t bits = 0;
  for (int i = 0; i < 8; i++) {
    uint64_t rest = block.words[i] ^ pattern;
    uint64_t zeros = ~(((rest & low) + low) | rest | low);
    bits |= ((zeros >> 7) * 0x0102040810204080 >> 56) << (8 * i);
  }
  return bits;
}

#define NAME(x) x##_any
#define TARGET
#define BLOCK block_any
#define LOAD(p) load_any(p)
#define MATCH(block, byte) match_any(block, byte)
#define LOWEST(bits) ((bits) ? (uint32_t)__builtin_ctzll(bits) : 0)
#define SIMPLE(bytes, count, lines) ((void)(bytes), (void)(count), (void)(lines), false)
#include "scan_blocks.h"

#if defined(__x86_64__)
#include <immintrin.h>

typedef struct {
  __m128i a, b, c, d;
} block_sse2;

static inline block_sse2 load_sse2(const uint8_t *p) {
  const __m128i *q = (const __m128i *)p;
  return (block_sse2){
    _mm_loadu_si128(q), _mm_loadu_si128(q + 1), _mm_loadu_si128(q + 2), _mm_loadu_si128(q + 3)};
}

static inline uint64_t match_sse2(block_sse2 block, char byte) {
  const __m128i wanted = _mm_set1_epi8(byte);
  uint64_t a = (uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block.a, wanted));
  uint64_t b = (uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block.b, wanted));
  uint64_t c = (uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block.c, wanted));
  uint64_t d = (uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block.d, wanted));
  return a | b << 16 | c << 32 | d << 48;
}

#define NAME(x) x##_sse2
#define TARGET
#define BLOCK block_sse2
#define LOAD(p) load_sse2(p)
#define MATCH(block, byte) match_sse2(block, byte)
#define LOWEST(bits) ((bits) ? (uint32_t)__builtin_ctzll(bits) : 0)
#define SIMPLE(bytes, count, lines) ((void)(bytes), (void)(count), (void)(lines), false)
#include "scan_blocks.h"

#define WIDE __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))

typedef struct {
  __m256i a, b;
} block_avx2;

WIDE static inline block_avx2 load_avx2(const uint8_t *p) {
  const __m256i *q = (const __m256i *)p;
  return (block_avx2){_mm256_loadu_si256(q), _mm256_loadu_si256(q + 1)};
}

WIDE static inline uint64_t match_avx2(block_avx2 block, char byte) {
  const __m256i wanted = _mm256_set1_epi8(byte);
  uint64_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block.a, wanted));
  uint64_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block.b, wanted));
  return a | b << 32;
}

// Lines are counted in 32 lanes of a byte, which are added up before they can overflow.
WIDE static inline bool simple_avx2(const uint8_t *bytes, size_t count, size_t *lines) {
  const __m256i feed = _mm256_set1_epi8('\n'), ret = _mm256_set1_epi8('\r');
  const __m256i quote = _mm256_set1_epi8('"'), zero = _mm256_setzero_si256();
  if (count == 0 || bytes[0] == '\n') return false;
  __m256i bad = zero, total = zero;
  size_t i = 0;
  while (count - i >= 32) {
    size_t rounds = (count - i) / 32;
    if (rounds > 255) rounds = 255;
    __m256i found = zero;
    for (; rounds > 0; rounds--, i += 32) {
      __m256i text = _mm256_loadu_si256((const __m256i *)(bytes + i));
      __m256i next = _mm256_loadu_si256((const __m256i *)(bytes + i + 1));
      __m256i feeds = _mm256_cmpeq_epi8(text, feed);
      found = _mm256_sub_epi8(found, feeds);
      bad = _mm256_or_si256(bad, _mm256_and_si256(feeds, _mm256_cmpeq_epi8(next, feed)));
      bad = _mm256_or_si256(
        bad, _mm256_or_si256(_mm256_cmpeq_epi8(text, ret), _mm256_cmpeq_epi8(text, quote)));
    }
    total = _mm256_add_epi64(total, _mm256_sad_epu8(found, zero));
  }
  size_t sum = (size_t)_mm256_extract_epi64(total, 0) + (size_t)_mm256_extract_epi64(total, 1)
    + (size_t)_mm256_extract_epi64(total, 2) + (size_t)_mm256_extract_epi64(total, 3);
  bool is_simple = _mm256_testz_si256(bad, bad);
  for (; i < count; i++) {
    sum += bytes[i] == '\n';
    is_simple &= bytes[i] != '\r' && bytes[i] != '"' && !(bytes[i] == '\n' && bytes[i + 1] == '\n');
  }
  *lines = sum;
  return is_simple;
}

#define NAME(x) x##_avx2
#define TARGET WIDE
#define BLOCK block_avx2
#define LOAD(p) load_avx2(p)
#define MATCH(block, byte) match_avx2(block, byte)
#define LOWEST(bits) ((uint32_t)_tzcnt_u64(bits))
#define SIMPLE(bytes, count, lines) simple_avx2(bytes, count, lines)
#include "scan_blocks.h"

cb_level cb_best_level(void) {
  bool is_wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")
    && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
  return is_wide ? CB_AVX2 : CB_SSE2;
}

#define CHOOSE(level, name, ...)                                                           \
  ((level) == CB_AVX2 ? name##_avx2(__VA_ARGS__)                                           \
     : (level) == CB_SSE2 ? name##_sse2(__VA_ARGS__) : name##_any(__VA_ARGS__))
#else
cb_level cb_best_level(void) { return CB_PORTABLE; }

#define CHOOSE(level, name, ...) ((void)(level), name##_any(__VA_ARGS__))
#endif

size_t cb_csv_marks(
  cb_level level, const uint8_t *bytes, size_t count, bool quotes, bool returns, uint32_t *marks) {
  return CHOOSE(level, marks, bytes, count, quotes, returns, marks);
}

size_t cb_count_lines(cb_level level, const uint8_t *bytes, size_t count) {
  return CHOOSE(level, count_lines, bytes, count);
}

// ---- Exactly, byte by byte: the rules of the reference reader

typedef struct {
  size_t position;   // past the record and its line end
  size_t feeds;      // line feeds within its quotation marks
  size_t cells;
  bool is_whole;     // its end was found
  bool malformed;
} walked;

// Walks over the record that begins at `start`, which is no line end. Its marks go to `marks` as long as
// there are no more than `columns`.
static walked walk(
  const uint8_t *bytes, size_t start, size_t count, bool is_last, uint32_t *marks, size_t columns) {
  walked result = {.position = start};
  size_t i = start;
  while (true) {
    if (i < count && bytes[i] == '"') {
      i++;
      while (true) {
        while (i < count && bytes[i] != '"') {
          if (bytes[i] == '\n') result.feeds++;
          i++;
        }
        if (i == count) return result;
        i++;
        if (i == count && !is_last) return result;
        if (i == count || bytes[i] != '"') break;
        i++;
      }
    } else {
      while (
        i < count && bytes[i] != ',' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '"') {
        i++;
      }
      if (i == count && !is_last) return result;
    }
    if (i < count && bytes[i] != ',' && bytes[i] != '\n' && bytes[i] != '\r') {
      // A mark where none may stand, or text after a closing one: the line is lost.
      result.malformed = true;
      while (i < count && bytes[i] != '\n' && bytes[i] != '\r') i++;
      if (i == count && !is_last) return result;
    } else {
      if (marks && result.cells < columns) marks[result.cells] = (uint32_t)i;
      result.cells++;
      if (i < count && bytes[i] == ',') {
        i++;
        continue;
      }
    }
    if (i == count) {
      result.position = i, result.is_whole = true;
      return result;
    }
    // The line feed after a carriage return belongs to it, and may be yet to come.
    if (bytes[i] == '\r') {
      if (i + 1 == count && !is_last) return result;
      if (i + 1 < count && bytes[i + 1] == '\n') i++;
    }
    result.position = i + 1, result.is_whole = true;
    return result;
  }
}

// Passes over the line ends at `position`; `false` where a line feed may be yet to come.
static bool pass_blank_lines(
  const uint8_t *bytes, size_t *position, size_t count, bool is_last, size_t *lines) {
  size_t i = *position;
  while (i < count && (bytes[i] == '\n' || bytes[i] == '\r')) {
    if (bytes[i] == '\r') {
      if (i + 1 == count && !is_last) break;
      if (i + 1 < count && bytes[i + 1] == '\n') i++;
    }
    i++;
    (*lines)++;
  }
  *position = i;
  return i == count || (bytes[i] != '\n' && bytes[i] != '\r');
}

static cb_survey survey_exactly(const uint8_t *bytes, size_t count, bool is_last) {
  cb_survey found = {.end = 0};
  size_t i = 0;
  while (true) {
    bool goes_on = pass_blank_lines(bytes, &i, count, is_last, &found.lines);
    found.end = i;
    if (!goes_on || i == count) break;
    walked record = walk(bytes, i, count, is_last, NULL, 0);
    if (!record.is_whole) {
      found.unclosed = is_last;
      break;
    }
    found.malformed |= record.malformed;
    found.records++;
    found.lines += 1 + record.feeds;
    i = record.position;
  }
  for (size_t k = 0; k < found.end && !(found.quotes && found.returns); k++) {
    found.quotes |= bytes[k] == '"';
    found.returns |= bytes[k] == '\r';
  }
  return found;
}

cb_survey cb_csv_survey(cb_level level, const uint8_t *bytes, size_t count, bool is_last) {
  size_t end = count;
  if (!is_last) {
    while (end > 0) {
      uint8_t byte = bytes[end - 1];
      if (byte == '\n' || (byte == '\r' && end < count)) break;
      end--;
    }
  }
  cb_survey found = {.end = end};
  if (end > 0 && bytes[end - 1] == '\n' && CHOOSE(level, is_simple, bytes, end, &found.lines)) {
    found.records = found.lines;
    return found;
  }
  found = CHOOSE(level, survey_unquoted, bytes, end);
  if (found.quotes) {
    // The last line end may stand in quotation marks, so the whole buffer is looked at again.
    found = CHOOSE(level, survey_quoted, bytes, count, is_last);
    return found.malformed ? survey_exactly(bytes, count, is_last) : found;
  }
  if (is_last && count > 0 && bytes[count - 1] != '\n' && bytes[count - 1] != '\r') {
    found.records++;
    found.lines++;
  }
  return found;
}

// Whether every cell of a well quoted row is empty or blank; `cells` as in CBytes.h.
static bool is_blank_row(const uint8_t *bytes, const uint32_t *cells, size_t columns) {
  for (size_t k = 0; k < columns; k++) {
    const uint8_t *cell = bytes + (uint32_t)(cells[k] + 1);
    size_t length = (uint32_t)(cells[k + 1] - cells[k] - 1);
    // A mark inside quotation marks stands twice, and is no blank.
    if (length >= 2 && *cell == '"') cell++, length -= 2;
    if (length && !cb_is_blank(cell, length)) return false;
  }
  return true;
}

// Whether a row that begins so may be blank: most rows show by their first byte that they are not.
static inline bool may_begin_blank(uint8_t byte) {
  return byte <= ',' || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF;
}

bool cb_csv_is_regular(
  const uint8_t *bytes, const uint32_t *marks, size_t count, size_t columns, size_t lines) {
  if (columns == 0 || count != lines * columns) return false;
  // As many line ends as rows, one of them at the end of each row: then none is anywhere else.
  size_t wrong = 0;
  uint32_t before = UINT32_MAX;
  for (size_t i = columns - 1; i < count; i += columns) {
    uint32_t mark = marks[i];
    wrong += bytes[mark] != '\n';
    // A line of one column may be blank.
    wrong += mark == (uint32_t)(before + 1);
    if (may_begin_blank(bytes[(uint32_t)(before + 1)]))
      wrong += is_blank_row(bytes, marks + i - columns, columns);
    before = mark;
  }
  return wrong == 0;
}

size_t cb_csv_rows(
  cb_level level, const uint8_t *bytes, size_t count, const uint32_t *marks, size_t mark_count, size_t columns,
  bool quotes, uint32_t *cells, cb_record *records) {
  size_t whole = 0, next = 0, start = 0, line = 0;
  while (start < count) {
    if (bytes[start] == '\n' || bytes[start] == '\r') {
      pass_blank_lines(bytes, &start, count, true, &line);
      while (next < mark_count && marks[next] < start) next++;
      continue;
    }
    size_t first = next;
    while (next < mark_count && bytes[marks[next]] == ',') next++;
    // The last line of a file may lack its end.
    size_t end = next < mark_count ? marks[next] : count;
    size_t cell_count = next - first + 1;
    size_t past = end < count ? end + 1 : count;
    if (end + 1 < count && bytes[end] == '\r' && bytes[end + 1] == '\n') past++;
    cb_record record = {
      .start = (uint32_t)start, .end = (uint32_t)past, .line = (uint32_t)line,
      .is_whole = cell_count == columns};
    if (record.is_whole) {
      uint32_t *row = cells + whole * (columns + 1);
      row[0] = (uint32_t)start - 1;
      for (size_t k = 1; k < columns; k++) row[k] = marks[first + k - 1];
      row[columns] = (uint32_t)end;
      record.is_whole = !may_begin_blank(bytes[start]) || !is_blank_row(bytes, row, columns);
      whole += record.is_whole;
    }
    *records++ = record;
    line += 1 + (quotes ? cb_count_lines(level, bytes + start, end - start) : 0);
    if (next < mark_count) next++;
    start = past;
  }
  return whole;
}

size_t cb_csv_rows_slowly(
  const uint8_t *bytes, size_t count, size_t columns, uint32_t *cells, cb_record *records) {
  size_t whole = 0, start = 0, line = 0;
  while (true) {
    pass_blank_lines(bytes, &start, count, true, &line);
    if (start >= count) return whole;
    uint32_t *row = cells + whole * (columns + 1);
    walked found = walk(bytes, start, count, true, row + 1, columns);
    row[0] = (uint32_t)start - 1;
    *records = (cb_record){
      .start = (uint32_t)start, .end = (uint32_t)found.position, .line = (uint32_t)line,
      .is_whole = !found.malformed && found.cells == columns
        && !(may_begin_blank(bytes[start]) && is_blank_row(bytes, row, columns))};
    whole += records->is_whole;
    records++;
    line += 1 + found.feeds;
    start = found.position;
  }
}

// ---- Lines and headers

size_t cb_lines_marks(cb_level level, const uint8_t *bytes, size_t count, uint32_t *marks) {
  return CHOOSE(level, lines_marks, bytes, count, marks);
}

cb_survey cb_lines_survey(cb_level level, const uint8_t *bytes, size_t count, bool is_last) {
  cb_survey found = {.end = count};
  if (!is_last) {
    while (found.end > 0 && bytes[found.end - 1] != '\n') found.end--;
  }
  size_t start = CHOOSE(level, lines_survey, bytes, found.end, &found);
  if (start < found.end && !is_blank_line(bytes, start, found.end)) found.records++, found.lines++;
  return found;
}

size_t cb_csv_first(const uint8_t *bytes, size_t count, bool is_last, size_t *lines) {
  size_t i = 0;
  *lines = 0;
  if (!pass_blank_lines(bytes, &i, count, is_last, lines) || i == count) return 0;
  walked record = walk(bytes, i, count, is_last, NULL, 0);
  return record.is_whole ? record.position : 0;
}
