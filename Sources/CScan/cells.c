#include "CBytes.h"

// Cells as the reference reader takes them; whatever is not plain is left to it.

static inline uint64_t load(const uint8_t *p) {
  uint64_t word;
  __builtin_memcpy(&word, p, 8);
  return word;
}

// The first so many bytes of a word, at most eight.
static inline uint64_t first_bytes(size_t length) {
  static const uint64_t masks[9] = {
    0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF,
    0xFFFFFFFFFFFFFFFF};
  return masks[length < 8 ? length : 8];
}

static inline uint64_t head(const uint8_t *text, size_t length) {
  return load(text) & first_bytes(length);
}

static inline uint64_t tail(const uint8_t *text, size_t length) {
  return load(text + (length > 8 ? length - 8 : 0)) & first_bytes(length);
}

static inline uint32_t slot(uint64_t first, uint64_t last, size_t length) {
  uint64_t mixed = (first ^ length) * 0x9E3779B97F4A7C15 + last * 0xC2B2AE3D27D4EB4F;
  return (uint32_t)(mixed >> 40);
}

uint64_t cb_head(const uint8_t *text, size_t length) { return head(text, length); }
uint64_t cb_tail(const uint8_t *text, size_t length) { return tail(text, length); }
uint32_t cb_slot(uint64_t first, uint64_t last, size_t length) {
  return slot(first, last, length);
}

// Whether a byte may begin one of the blanks that cells are trimmed of.
static inline bool may_be_blank(uint8_t byte) {
  return byte <= 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF;
}

bool cb_is_blank(const uint8_t *text, size_t length) {
  size_t i = 0;
  while (i < length) {
    const uint8_t *p = text + i;
    size_t left = length - i;
    if (*p == 0x20 || *p == 0x09 || *p == 0x0A || *p == 0x0D) {
      i++;
    } else if (left >= 2 && p[0] == 0xC2 && p[1] == 0xA0) {
      i += 2;
    } else if (left >= 3
        && ((p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x80)
            || (p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0x8B)
            || (p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF))) {
      i += 3;
    } else {
      return false;
    }
  }
  return true;
}

// Takes the quotation marks off a cell that has none inside; false where it has.
static inline bool unquote(const uint8_t **cell, size_t *length) {
  if (*length < 2) return false;
  (*cell)++, *length -= 2;
  for (size_t i = 0; i < *length; i++) {
    if ((*cell)[i] == '"') return false;
  }
  return true;
}

static inline void trim(const uint8_t **cell, size_t *length) {
  while (*length && (**cell == 0x20 || **cell == 0x09)) (*cell)++, (*length)--;
  while (*length && ((*cell)[*length - 1] == 0x20 || (*cell)[*length - 1] == 0x09)) (*length)--;
}

// Whether text holds nothing that Unicode could call equal to other bytes: ASCII, the common ideographs,
// full-width forms and the punctuation of Chinese.
static bool is_distinct(const uint8_t *text, size_t length) {
  for (size_t i = 0; i < length;) {
    uint8_t lead = text[i];
    if (lead < 0x80) {
      i++;
      continue;
    }
    if (length - i < 3) return false;
    bool is_plain = (lead >= 0xE4 && lead <= 0xE9)
      || (lead == 0xEF && text[i + 1] >= 0xBC && text[i + 1] <= 0xBD)
      || (lead == 0xE3 && text[i + 1] == 0x80)
      || (lead == 0xE2 && text[i + 1] == 0x80 && text[i + 2] >= 0x90);
    if (!is_plain) return false;
    i += 3;
  }
  return true;
}

static inline int32_t find(const uint8_t *cell, size_t length, const cb_words *words) {
  uint64_t first = head(cell, length), last = tail(cell, length);
  uint32_t at = slot(first, last, length) & words->mask;
  while (true) {
    const cb_word *word = &words->slots[at];
    if (word->length == length && word->head == first && word->tail == last) {
      if (length <= 16 || !__builtin_memcmp(word->text, cell, length)) return word->code;
    }
    if (word->length == UINT32_MAX) return -1;
    at = (at + 1) & words->mask;
  }
}

bool cb_may_equal_other(const uint8_t *text, size_t length) {
  return !length || may_be_blank(text[0]) || text[length - 1] <= 0x20 || !is_distinct(text, length)
    || cb_is_blank(text + (length > 3 ? length - 3 : 0), length > 3 ? 3 : length);
}

int32_t cb_find_word(const uint8_t *text, size_t length, const cb_words *words) {
  return find(text, length, words);
}

static int32_t find_slowly(const uint8_t *cell, size_t length, const cb_words *words) {
  if (length && *cell == '"') {
    if (!unquote(&cell, &length)) {
      // Marks inside: no word of a level has any, and for other text it matters only that it is some.
      return words->is_text && !words->may_equal ? words->other : -1;
    }
  }
  if (!words->is_text) trim(&cell, &length);
  if (!length) return 0;
  int32_t code = find(cell, length, words);
  if (code >= 0) return code;
  if (words->other < 0) return -1;
  if (may_be_blank(*cell) && cb_is_blank(cell, length)) return 0;
  return !words->may_equal || is_distinct(cell, length) ? words->other : -1;
}

int32_t cb_word_code(const uint8_t *cell, size_t length, const cb_words *words) {
  if (!length) return 0;
  int32_t code = find(cell, length, words);
  return code >= 0 ? code : find_slowly(cell, length, words);
}

// Most columns hold few words, and short ones: those that came last are kept at hand, so that most cells
// cost two comparisons and no search.
typedef struct {
  uint64_t text;
  size_t length;
  int32_t code;
} known_word;

#define READ_WORDS(NAME, TYPE)                                                             \
  void NAME(cb_column column, const cb_words *words, TYPE *codes) {                        \
    const cb_words table = *words;                                                         \
    known_word one = {0, 0, 0}, other = {0, 0, 0};                                         \
    for (size_t row = 0; row < column.rows; row++, column.cells += column.stride) {        \
      uint32_t start = column.cells[0] + 1;                                                \
      size_t length = column.cells[1] - start;                                             \
      const uint8_t *cell = column.bytes + start;                                          \
      uint64_t text = head(cell, length);                                                  \
      bool is_one = text == one.text && length == one.length;                              \
      bool is_other = text == other.text && length == other.length;                        \
      if (is_one | is_other) {                                                             \
        codes[row] = (TYPE)(is_one ? one.code : other.code);                               \
        continue;                                                                          \
      }                                                                                    \
      int32_t code = cb_word_code(cell, length, &table);                                   \
      column.odd[row] |= code < 0;                                                         \
      codes[row] = code < 0 ? 0 : (TYPE)code;                                              \
      if (code > 0 && length <= 8 && table.is_small) {                                     \
        one = other;                                                                       \
        other = (known_word){text, length, code};                                          \
      }                                                                                    \
    }                                                                                      \
  }

READ_WORDS(cb_read_words8, uint8_t)
READ_WORDS(cb_read_words32, int32_t)

// ---- Figures

static const int64_t powers[19] = {
  1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
  100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000,
  10000000000000000, 100000000000000000, 1000000000000000000};

// One to eight digits, eight at a time; false where there is anything else.
static inline bool small_number(const uint8_t *cell, size_t length, uint64_t *value) {
  const uint64_t zeros = 0x3030303030303030;
  // The digits at the high end, which is the right one, zeros before them.
  unsigned shift = (unsigned)(8 - length) * 8;
  uint64_t digits = (load(cell) ^ zeros) << shift;
  if ((digits | (digits + 0x0606060606060606)) & 0xF0F0F0F0F0F0F0F0) return false;
  digits = digits * 10 + (digits >> 8);
  *value =
    ((digits & 0x000000FF000000FF) * (100 + ((uint64_t)1000000 << 32))
     + ((digits >> 16) & 0x000000FF000000FF) * (1 + ((uint64_t)10000 << 32))) >> 32;
  return true;
}

// `2024-01-03` or `2024/1/3`, as a day number from 1970-01-01.
static bool read_date(const uint8_t *p, size_t length, int64_t *value) {
  if (length < 8 || length > 10) return false;
  uint32_t parts[3] = {0, 0, 0};
  size_t i = 0;
  for (int part = 0; part < 3; part++) {
    size_t first = i;
    while (i < length && p[i] >= '0' && p[i] <= '9') parts[part] = parts[part] * 10 + (p[i++] - '0');
    size_t digits = i - first;
    if (part == 0 ? digits != 4 : digits < 1 || digits > 2) return false;
    if (part < 2 && (i == length || p[i++] != p[4])) return false;
  }
  if (i != length || (p[4] != '-' && p[4] != '/')) return false;
  uint32_t year = parts[0], month = parts[1], day = parts[2];
  static const uint8_t days[12] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > days[month - 1]) return false;
  bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2 && day == 29 && !is_leap) return false;
  // Years that begin in March have their odd day last.
  uint32_t from_march = month > 2 ? month - 3 : month + 9, y = year - (month <= 2);
  uint32_t day_of_year = (153 * from_march + 2) / 5 + day - 1;
  *value = (int64_t)y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
  return true;
}

static bool read_decimal(
  const uint8_t *p, size_t length, const cb_figure *figure, int64_t *value) {
  bool is_negative = length && *p == '-';
  size_t i = is_negative, digits = 0;
  int64_t number = 0;
  int places = 0;
  while (i < length && p[i] >= '0' && p[i] <= '9') number = number * 10 + (p[i++] - '0'), digits++;
  if (!digits) return false;
  if (i < length && p[i] == '.') {
    i++;
    size_t end = length;
    while (end > i && p[end - 1] == '0') end--;
    // Zeros at the end say nothing, but there must be a digit after the point.
    if (i == length) return false;
    while (i < end && p[i] >= '0' && p[i] <= '9') {
      number = number * 10 + (p[i++] - '0'), digits++, places++;
    }
    if (i != end) return false;
    i = length;
  }
  if (i != length || places > figure->places || digits + (size_t)(figure->scale - places) > 18) {
    return false;
  }
  number *= powers[figure->scale - places];
  *value = is_negative ? -number : number;
  return true;
}

static bool read_slowly(
  const uint8_t *cell, size_t length, const cb_figure *figure, int64_t *value) {
  if (*cell == '"' && !unquote(&cell, &length)) return false;
  trim(&cell, &length);
  if (!length) {
    *value = figure->absent;
    return true;
  }
  if (length > 24) return false;
  if (figure->kind == CB_DATE) return read_date(cell, length, value);
  if (figure->kind == CB_YEAR) {
    // Four digits at most and nothing else.
    uint64_t year;
    if (length > 4 || !small_number(cell, length, &year)) return false;
    *value = (int64_t)year;
    return *value >= figure->low && *value <= figure->high;
  }
  if (!read_decimal(cell, length, figure, value)) return false;
  return *value >= figure->low && *value <= figure->high;
}

// A decimal of up to eight characters, such as 85.37: the digits around the point, eight at a time.
static inline bool small_decimal(
  const uint8_t *cell, size_t length, const cb_figure *figure, int64_t *value) {
  uint64_t text = load(cell) & first_bytes(length), rest = text ^ 0x2E2E2E2E2E2E2E2E;
  uint64_t points = (rest - 0x0101010101010101) & ~rest & 0x8080808080808080;
  if (!points) return false;
  size_t whole = (size_t)__builtin_ctzll(points) / 8;
  if (whole == 0 || whole + 1 >= length) return false;
  int32_t places = (int32_t)(length - 1 - whole);
  if (places > figure->places) return false;
  uint8_t digits[16];
  uint64_t front = text & first_bytes(whole);
  uint64_t joined = front | ((text >> 8) & ~first_bytes(whole));
  __builtin_memcpy(digits, &joined, 8);
  uint64_t number;
  if (!small_number(digits, length - 1, &number)) return false;
  *value = (int64_t)number * powers[figure->scale - places];
  return *value >= figure->low && *value <= figure->high;
}

static inline bool figure_value(
  const uint8_t *cell, size_t length, const cb_figure *figure, int64_t *value) {
  if (!length) {
    *value = figure->absent;
    return true;
  }
  uint64_t number;
  if (length <= figure->most_digits && small_number(cell, length, &number)) {
    *value = (int64_t)number * powers[figure->scale];
    return *value >= figure->low && *value <= figure->high;
  }
  if (length <= figure->most_digits && figure->scale > 0
      && small_decimal(cell, length, figure, value)) {
    return true;
  }
  return read_slowly(cell, length, figure, value);
}

bool cb_figure_value(const uint8_t *cell, size_t length, const cb_figure *figure, int64_t *value) {
  return figure_value(cell, length, figure, value);
}

#define READ_FIGURES(TYPE)                                                                 \
  for (size_t row = 0; row < column.rows; row++, column.cells += column.stride) {          \
    uint32_t start = column.cells[0] + 1;                                                  \
    int64_t value;                                                                         \
    bool is_read = figure_value(                                                           \
      column.bytes + start, column.cells[1] - start, &shape, &value);                      \
    column.odd[row] |= !is_read;                                                           \
    ((TYPE *)values)[row] = (TYPE)(is_read ? value : shape.absent);                        \
  }

// Whole numbers of one or two digits, without a look at anything else.
#define READ_SMALL(TYPE)                                                                   \
  for (size_t row = 0; row < column.rows; row++, column.cells += column.stride) {          \
    uint32_t start = column.cells[0] + 1;                                                  \
    size_t length = column.cells[1] - start;                                               \
    const uint8_t *cell = column.bytes + start;                                            \
    uint32_t first = cell[0] - (uint32_t)'0', second = cell[1] - (uint32_t)'0';            \
    uint32_t two = length == 2 ? first * 10 + second : first;                              \
    bool is_small = (length == 1 || (length == 2 && second < 10)) && first < 10;           \
    int64_t value = two;                                                                   \
    if (!is_small) {                                                                       \
      bool is_read = figure_value(cell, length, &shape, &value);                           \
      column.odd[row] |= !is_read;                                                         \
      if (!is_read) value = shape.absent;                                                  \
    }                                                                                      \
    ((TYPE *)values)[row] = (TYPE)value;                                                   \
  }

void cb_read_figures(cb_column column, const cb_figure *figure, void *values) {
  const cb_figure shape = *figure;
  if (shape.kind == CB_NUMBER && shape.scale == 0 && shape.low <= 0 && shape.high >= 99) {
    switch (shape.width) {
    case 2: READ_SMALL(int16_t) return;
    case 4: READ_SMALL(int32_t) return;
    case 8: READ_SMALL(int64_t) return;
    default: break;
    }
  }
  switch (shape.width) {
  case 1: READ_FIGURES(uint8_t) break;
  case 2: READ_FIGURES(int16_t) break;
  case 4: READ_FIGURES(int32_t) break;
  default: READ_FIGURES(int64_t) break;
  }
}

void cb_mark_filled(cb_column column) {
  for (size_t row = 0; row < column.rows; row++, column.cells += column.stride) {
    uint32_t start = column.cells[0] + 1;
    size_t length = column.cells[1] - start;
    if (!length) continue;
    const uint8_t *cell = column.bytes + start;
    if (*cell == '"') {
      column.odd[row] |= length != 2;
    } else {
      column.odd[row] |= !may_be_blank(*cell) || !cb_is_blank(cell, length);
    }
  }
}
