#include "CBytes.h"

// Copies in steps of 32 bytes, past the end where that is cheaper.
static inline uint8_t *copy(uint8_t *output, const uint8_t *text, size_t length) {
  size_t done = 0;
  do {
    __builtin_memcpy(output + done, text + done, 32);
    done += 32;
  } while (done < length);
  return output + length;
}

// Whether a spreadsheet could take text for a formula: by its first byte, or the first character in
// full width. Plain numbers are none.
static bool is_formula(const uint8_t *text, size_t length) {
  if (!length) return false;
  uint8_t first = text[0];
  if (first == 0xEF) {
    if (length < 3 || text[1] != 0xBC) return false;
    uint8_t last = text[2];
    return last == 0x9D || last == 0x8B || last == 0x8D || last == 0xA0;
  }
  if (first != '=' && first != '+' && first != '-' && first != '@' && first != '\t' && first != '\r'
      && first != '\n') {
    return false;
  }
  if (length == 1) return true;
  for (size_t i = 1; i < length; i++) {
    if ((text[i] < '0' || text[i] > '9') && text[i] != '.') return true;
  }
  return false;
}

static inline bool may_be_formula(uint8_t first) {
  return first < 0x30 || first == '=' || first == '@' || first == 0xEF;
}

uint8_t *cb_write_text(uint8_t *output, const uint8_t *text, size_t length) {
  bool is_quoted = false;
  for (size_t i = 0; i < length; i++) {
    uint8_t byte = text[i];
    is_quoted |= byte == ',' || byte == '"' || byte == '\n' || byte == '\r';
  }
  if (is_quoted) *output++ = '"';
  if (is_formula(text, length)) *output++ = '\'';
  for (size_t i = 0; i < length; i++) {
    if (text[i] == '"') *output++ = '"';
    *output++ = text[i];
  }
  if (is_quoted) *output++ = '"';
  return output;
}

// A cell in quotation marks, whose inside stands as it has to be written.
static uint8_t *write_quoted(uint8_t *output, const uint8_t *cell, size_t length) {
  if (length < 2) return output;
  const uint8_t *inner = cell + 1;
  length -= 2;
  bool is_quoted = false;
  for (size_t i = 0; i < length; i++) {
    is_quoted |= inner[i] == ',' || inner[i] == '"' || inner[i] == '\n' || inner[i] == '\r';
  }
  if (is_quoted) *output++ = '"';
  // What begins with a mark is no formula, so its being doubled does not matter.
  if (is_formula(inner, length)) *output++ = '\'';
  for (size_t i = 0; i < length; i++) *output++ = inner[i];
  if (is_quoted) *output++ = '"';
  return output;
}

uint8_t *cb_write_cell(uint8_t *output, const uint8_t *cell, size_t length) {
  if (!length) return output;
  if (*cell == '"') return write_quoted(output, cell, length);
  if (may_be_formula(*cell) && is_formula(cell, length)) *output++ = '\'';
  return copy(output, cell, length);
}

uint8_t *cb_write_number(uint8_t *output, uint64_t number) {
  uint8_t digits[20];
  size_t count = 0;
  do {
    digits[count++] = (uint8_t)('0' + number % 10);
    number /= 10;
  } while (number);
  while (count) *output++ = digits[--count];
  return output;
}

// An id is blank where nothing but blanks is in it, quoted or not.
static bool is_blank_id(const uint8_t *cell, size_t length) {
  if (!length) return true;
  uint8_t first = *cell;
  if (first == '"') return length <= 2 || cb_is_blank(cell + 1, length - 2);
  if (first > 0x20 && first != 0xC2 && first != 0xE2 && first != 0xE3 && first != 0xEF) {
    return false;
  }
  return cb_is_blank(cell, length);
}

uint8_t *cb_write_rows(const cb_output *rows, size_t from, size_t to, uint8_t *output) {
  size_t count = rows->column_count;
  for (size_t row = from; row < to; row++) {
    const cb_piece *piece = rows->pieces + rows->keys[row] * (count + 1);
    const uint32_t *marks = rows->cells + row * rows->stride;
    if (piece->length) output = copy(output, piece->text, piece->length);
    for (size_t k = 0; k < count; k++) {
      int32_t column = rows->columns[k];
      if (column < 0) {
        output = cb_write_number(output, rows->first_number + row);
      } else {
        uint32_t start = marks[column] + 1;
        const uint8_t *cell = rows->bytes + start;
        size_t length = marks[column + 1] - start;
        if (rows->identifies[k] && is_blank_id(cell, length)) {
          output = cb_write_number(output, rows->first_number + row);
        } else if (rows->is_text) {
          output = cb_write_text(output, cell, length);
        } else {
          output = cb_write_cell(output, cell, length);
        }
      }
      piece++;
      output = copy(output, piece->text, piece->length);
    }
  }
  return output;
}

// ---- Rows of parts

uint8_t *cb_write_parts(
  const cb_frame *frame, const cb_piece *names, const cb_part *parts, const uint32_t *keys,
  size_t policies, const uint8_t *id, size_t id_length, uint64_t *met, uint64_t *by_number,
  uint8_t *output) {
  size_t number = 0;
  if (frame->has_list) {
    output = copy(output, frame->open.text, frame->open.length);
    output = copy(output, id, id_length);
    output = copy(output, frame->after_id.text, frame->after_id.length);
    for (size_t k = 0; k < policies; k++) {
      if (!parts[keys[k]].is_met) continue;
      const cb_piece *before = number ? &frame->comma : &frame->met;
      output = copy(output, before->text, before->length);
      output = copy(output, names[k].text, names[k].length);
      number++;
    }
    if (!number) output = copy(output, frame->none.text, frame->none.length);
    output = copy(output, frame->close.text, frame->close.length);
    number = 0;
  }
  for (size_t k = 0; k < policies; k++) {
    const cb_part *part = &parts[keys[k]];
    if (part->is_met) met[k]++, number++;
    if (k && frame->between.length) {
      output = copy(output, frame->between.text, frame->between.length);
    }
    if (part->head.length) output = copy(output, part->head.text, part->head.length);
    if (part->has_id) output = copy(output, id, id_length);
    if (part->tail.length) output = copy(output, part->tail.text, part->tail.length);
  }
  by_number[number]++;
  return copy(output, frame->end.text, frame->end.length);
}

static inline bool is_letter_or_digit(uint8_t byte) {
  return (uint8_t)(byte - '0') < 10 || (uint8_t)((byte | 0x20) - 'a') < 26;
}

bool cb_is_plain_id(const uint8_t *id, size_t length) {
  if (!length || !is_letter_or_digit(*id)) return false;
  for (size_t i = 1; i < length; i++) {
    if (!is_letter_or_digit(id[i]) && id[i] != '_' && id[i] != '-' && id[i] != '.') return false;
  }
  return true;
}

// ---- Ids

static inline uint8_t *write_length(uint8_t *output, uint64_t number) {
  for (; number >= 0x80; number >>= 7) *output++ = (uint8_t)(number | 0x80);
  *output++ = (uint8_t)number;
  return output;
}

static inline const uint8_t *read_length(const uint8_t *p, uint64_t *number) {
  *number = 0;
  for (unsigned shift = 0;; shift += 7) {
    *number |= (uint64_t)(*p & 0x7F) << shift;
    if (!(*p++ & 0x80)) return p;
  }
}

uint8_t *cb_note_id(uint8_t *log, const uint8_t *id, size_t length, uint64_t line) {
  log = write_length(write_length(log, length), line);
  for (size_t i = 0; i < length; i++) log[i] = id[i];
  return log + length;
}

const uint8_t *cb_read_id(
  const uint8_t *log, const uint8_t **id, size_t *length, uint64_t *line) {
  uint64_t count;
  log = read_length(read_length(log, &count), line);
  *id = log;
  *length = (size_t)count;
  return log + count;
}

uint64_t cb_hash(const uint8_t *text, size_t length) {
  uint64_t hash = length * 0x9E3779B97F4A7C15;
  while (length > 0) {
    uint64_t word = 0;
    size_t here = length < 8 ? length : 8;
    for (size_t i = 0; i < here; i++) word |= (uint64_t)text[i] << (8 * i);
    hash = (hash ^ word) * 0xFF51AFD7ED558CCD;
    hash ^= hash >> 32;
    text += here, length -= here;
  }
  hash *= 0xC4CEB9FE1A85EC53;
  return hash ^ hash >> 29;
}

size_t cb_unquote(const uint8_t *cell, size_t length, uint8_t *output) {
  if (length < 2) return 0;
  size_t count = 0;
  for (size_t i = 1; i + 1 < length; i++) {
    output[count++] = cell[i];
    if (cell[i] == '"') i++;
  }
  return count;
}
