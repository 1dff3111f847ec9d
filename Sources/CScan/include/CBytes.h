// Finding records, cells and figures in the bytes of data files, and writing cells back.
//
// Buffers that are scanned must be readable for 64 bytes past their end (`CB_SLACK`); what stands there
// is of no account. Positions are 32-bit offsets into the buffer, so a buffer is below 4 GiB.
//
// Cells are described by an array of marks. Row r of a table with `stride` marks a row has its cell c
// between the marks `cells[r * stride + c]` and `cells[r * stride + c + 1]`, both left out. The mark
// before the first cell is the byte before it, which for offset 0 is UINT32_MAX.
#ifndef CBYTES_H
#define CBYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CB_SLACK 64

// ---- Instructions

// Which instructions a scan may use. All give the same results.
typedef enum { CB_PORTABLE, CB_SSE2, CB_AVX2 } cb_level;
// The best that this machine has.
cb_level cb_best_level(void);

// ---- Records

// What a buffer that begins at a record holds.
typedef struct {
  size_t end;      // past the last whole record: from here on, a record goes on in the next buffer
  size_t lines;    // line ends up to `end`
  size_t records;  // records up to `end`; a line without any byte is none
  bool quotes;     // a quotation mark stands before `end`
  bool returns;    // a carriage return stands before `end`
  bool malformed;  // a quotation mark stands where none may
  bool unclosed;   // the last buffer ends within quotation marks
} cb_survey;

// Looks for the last whole record of a buffer of CSV. In the last buffer of a file the end of the buffer
// ends a record too.
cb_survey cb_csv_survey(cb_level level, const uint8_t *bytes, size_t count, bool is_last);

// Writes the position of each comma and line end outside of quotation marks, of CRLF that of the CR.
// `marks` needs room for `count` + 64. Only for buffers that are not malformed.
size_t cb_csv_marks(
  cb_level level, const uint8_t *bytes, size_t count, bool quotes, bool returns, uint32_t *marks);

// Whether every `columns`-th of the marks, and no other, is a line feed and no row is blank: then the
// marks after a first one of `UINT32_MAX` are a table of stride `columns`. Needs the number of lines, and
// the first mark of `UINT32_MAX` before `marks`.
bool cb_csv_is_regular(
  const uint8_t *bytes, const uint32_t *marks, size_t count, size_t columns, size_t lines);

// One record of an irregular buffer.
typedef struct {
  uint32_t start, end;  // its bytes, line end included
  uint32_t line;        // counted from 0 at the start of the buffer
  bool is_whole;        // has as many cells as the header, well quoted, and not all of them are blank:
                        // its marks are in the table
} cb_record;

// Turns marks into a table of stride `columns` + 1 that holds the whole records, and lists all records.
// `cells` needs room for `columns` + 1 marks a record. Returns the number of whole records.
size_t cb_csv_rows(
  cb_level level, const uint8_t *bytes, size_t count, const uint32_t *marks, size_t mark_count, size_t columns,
  bool quotes, uint32_t *cells, cb_record *records);

// The same for a malformed buffer, byte by byte, without marks.
size_t cb_csv_rows_slowly(
  const uint8_t *bytes, size_t count, size_t columns, uint32_t *cells, cb_record *records);

// The number of line feeds.
size_t cb_count_lines(cb_level level, const uint8_t *bytes, size_t count);

// Past the first record of a file and the blank lines before it, whose number goes to `lines`; 0 where
// the record has no end yet.
size_t cb_csv_first(const uint8_t *bytes, size_t count, bool is_last, size_t *lines);

// The same survey for text of one record a line, ended by line feeds; blank lines are none.
cb_survey cb_lines_survey(cb_level level, const uint8_t *bytes, size_t count, bool is_last);
// The positions of line feeds; `marks` needs room for `count` + 64.
size_t cb_lines_marks(cb_level level, const uint8_t *bytes, size_t count, uint32_t *marks);

// ---- Text

// Whether bytes are UTF-8, checked without a look at what follows them.
bool cb_is_utf8(cb_level level, const uint8_t *bytes, size_t count);

// ---- Cells

// The cells of some rows of one column.
typedef struct {
  const uint8_t *bytes;
  const uint32_t *cells;  // at the mark before the column's cell in row 0
  size_t stride;
  size_t rows;
  uint8_t *odd;  // a byte a row, set to 1 where the cell is left to the reference reader
} cb_column;

// A word that may stand in a cell, in a table of open addressing.
typedef struct {
  uint64_t head, tail;  // its first and last eight bytes; both the whole word where it is shorter
  const uint8_t *text;
  uint32_t length;  // UINT32_MAX in a free slot
  int32_t code;
} cb_word;

typedef struct {
  const cb_word *slots;
  uint32_t mask;  // the number of slots, a power of two, less one
  // What other text than the words is: its code, or negative where it is left to the reference reader.
  int32_t other;
  bool is_small;     // there are few enough words to keep the last ones at hand
  bool is_text;      // blanks around a word belong to it
  bool may_equal;    // other text may equal a word by Unicode's rules and not by its bytes
} cb_words;

uint64_t cb_head(const uint8_t *text, size_t length);
uint64_t cb_tail(const uint8_t *text, size_t length);
uint32_t cb_slot(uint64_t head, uint64_t tail, size_t length);
// The code of a cell: 0 where it is blank, negative where the reference reader has to look.
int32_t cb_word_code(const uint8_t *cell, size_t length, const cb_words *words);

typedef enum { CB_NUMBER, CB_DATE, CB_YEAR } cb_figure_kind;

// How figures of a column are written and stored.
typedef struct {
  cb_figure_kind kind;
  uint32_t most_digits;  // how many digits alone are surely a figure: 8, of a year 4, of a date 0
  int32_t places;        // decimals allowed
  int32_t scale;         // decimals stored, at least `places`
  int64_t low, high;     // of what is stored
  int64_t absent;        // stands for a blank cell
  uint32_t width;        // bytes stored: 1, 2, 4 or 8
} cb_figure;

// Reads one figure; false where the reference reader has to look.
bool cb_figure_value(const uint8_t *cell, size_t length, const cb_figure *figure, int64_t *value);

void cb_read_words8(cb_column column, const cb_words *words, uint8_t *codes);
void cb_read_words32(cb_column column, const cb_words *words, int32_t *codes);
void cb_read_figures(cb_column column, const cb_figure *figure, void *values);
// Marks the rows in which a cell has anything in it.
void cb_mark_filled(cb_column column);

// Whether text could be called equal to other bytes, by Unicode's rules or for the blanks around it.
bool cb_may_equal_other(const uint8_t *text, size_t length);
// The code of a word by its bytes alone, negative where it is none.
int32_t cb_find_word(const uint8_t *text, size_t length, const cb_words *words);

// ---- JSON

typedef enum {
  CB_JSON_NONE, CB_JSON_NULL, CB_JSON_TRUE, CB_JSON_FALSE, CB_JSON_FIGURE, CB_JSON_TEXT, CB_JSON_LIST
} cb_json_kind;

// A value by where it stands: a text without its quotation marks, a list with its brackets.
typedef struct {
  cb_json_kind kind;
  uint32_t start, length;
} cb_json_value;

// Reads a plain object: every key is known and leads to a field once, text is without escapes, figures
// are without exponents, and no object is inside except in lists. `keys` gives the field of each key; one
// of the 64 from `count` on is passed over. Returns past the object, or 0 where the reference reader has to
// look; `unknown` is then the key that is not known, if that is why.
size_t cb_json_object(
  const uint8_t *bytes, size_t start, size_t end, const cb_words *keys, cb_json_value *values,
  size_t count, cb_json_value *unknown);
// Past blanks, and whether a list ends there.
size_t cb_json_next(const uint8_t *bytes, size_t start, size_t end, bool *is_end);
// Whether nothing but blanks follows.
bool cb_json_is_end(const uint8_t *bytes, size_t start, size_t end);

// ---- Output

// A piece of text to write.
typedef struct {
  const uint8_t *text;
  uint32_t length;
} cb_piece;

// Copies of 32 bytes may run past what is written by so much.
#define CB_OUTPUT_SLACK 64

// Writes a cell of CSV as a cell of CSV: quoted where it must be, and with an apostrophe in front where
// a spreadsheet would run it. Needs room for `length` + 3 and the slack. Returns past the end.
uint8_t *cb_write_cell(uint8_t *output, const uint8_t *cell, size_t length);
// The same for plain text, of which each byte may take two.
uint8_t *cb_write_text(uint8_t *output, const uint8_t *text, size_t length);
// Writes a number in decimal.
uint8_t *cb_write_number(uint8_t *output, uint64_t number);
// Whether text is nothing but blanks, by the reference reader's rules.
bool cb_is_blank(const uint8_t *text, size_t length);

// Rows of pieces with cells between them.
typedef struct {
  const uint8_t *bytes;
  const uint32_t *cells;    // the marks of row 0
  size_t stride;
  const int32_t *columns;   // the columns copied, in order; negative for the number of the row
  const bool *identifies;   // for each: whether the number of the row takes the place of a blank cell
  size_t column_count;
  const uint32_t *keys;     // by row: its pieces begin at `pieces[key * (column_count + 1)]`
  const cb_piece *pieces;
  uint64_t first_number;    // of row 0
  bool is_text;             // cells are text as it is, and none of CSV
} cb_output;

// Writes the rows from..<to. Needs room for the slack after each piece.
uint8_t *cb_write_rows(const cb_output *rows, size_t from, size_t to, uint8_t *output);

// What stands of one policy in a row of many: text, the id where `has_id`, and more text.
typedef struct {
  cb_piece head, tail;
  bool has_id;
  bool is_met;  // the row meets the policy, whose name then stands in the list
} cb_part;

// The text around the parts of a row: `open` id `after_id`, then `none` or `met` with the names of the
// policies met, `comma` between them, then `close`, the parts with `between` between them, and `end`.
typedef struct {
  cb_piece open, after_id, none, met, comma, close, between, end;
  bool has_list;  // whether anything stands before the parts
} cb_frame;

// Writes a row of one part for each policy and counts it. Needs room for the slack after each piece.
// - keys: for each policy its part
// - met: for each policy how many rows meet it
// - by_number: how many rows meet 0, 1, 2 … policies
uint8_t *cb_write_parts(
  const cb_frame *frame, const cb_piece *names, const cb_part *parts, const uint32_t *keys,
  size_t policies, const uint8_t *id, size_t id_length, uint64_t *met, uint64_t *by_number,
  uint8_t *output);

// Whether an id is written alike everywhere: plain letters, digits, `_`, `-` and `.`, a letter or digit
// first.
bool cb_is_plain_id(const uint8_t *id, size_t length);

// Notes an id and its line: the length, the line, and the text. Needs room for `length` + 20.
uint8_t *cb_note_id(uint8_t *log, const uint8_t *id, size_t length, uint64_t line);
// Reads a note; returns where the next one begins.
const uint8_t *cb_read_id(
  const uint8_t *log, const uint8_t **id, size_t *length, uint64_t *line);
// Spreads text over 64 bits.
uint64_t cb_hash(const uint8_t *text, size_t length);
// Takes the quotation marks off a cell, the marks inside being doubled. Needs room for `length`.
size_t cb_unquote(const uint8_t *cell, size_t length, uint8_t *output);

#endif
