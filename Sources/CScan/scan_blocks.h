// Scans in blocks of 64 bytes, compiled once per instruction set: included with NAME(x), TARGET, a
// type BLOCK, LOAD(p), MATCH(block, byte), which gives a bit per byte of the block that equals it,
// LOWEST(bits), the place of the lowest bit that is set or anything where none is, and SIMPLE(bytes, count,
// lines), see `is_simple`.

// Whether there is no quotation mark, no carriage return and no blank line, and how many lines there are:
// of a buffer that ends with a line, that is the whole survey.
TARGET static bool NAME(is_simple)(const uint8_t *bytes, size_t count, size_t *lines) {
  return SIMPLE(bytes, count, lines);
}

TARGET static cb_survey NAME(survey_unquoted)(const uint8_t *bytes, size_t count) {
  cb_survey found = {.end = count};
  // Whether the byte before the block ends a line; so it is where the buffer begins.
  uint64_t after_end = 1, after_return = 0;
  for (size_t i = 0; i < count; i += 64) {
    BLOCK block = LOAD(bytes + i);
    uint64_t feeds = MATCH(block, '\n'), returns = MATCH(block, '\r'), quotes = MATCH(block, '"');
    if (count - i < 64) {
      uint64_t valid = ((uint64_t)1 << (count - i)) - 1;
      feeds &= valid, returns &= valid, quotes &= valid;
    }
    if (quotes) {
      found.quotes = true;
      return found;
    }
    uint64_t last = feeds | returns, ends = returns | (feeds & ~(returns << 1 | after_return));
    found.returns |= returns != 0;
    found.lines += (size_t)__builtin_popcountll(ends);
    found.records += (size_t)__builtin_popcountll(ends & ~(last << 1 | after_end));
    after_end = last >> 63, after_return = returns >> 63;
  }
  return found;
}

// With quotation marks. `malformed` says that one stands where none may, and nothing else holds then.
TARGET static cb_survey NAME(survey_quoted)(const uint8_t *bytes, size_t count, bool is_last) {
  cb_survey found = {.quotes = true};
  uint64_t inside = 0, after_end = 1, after_mark = 1, after_close = 0, after_return = 0, wrong = 0;
  size_t feeds_within = 0;
  for (size_t i = 0; i < count; i += 64) {
    BLOCK block = LOAD(bytes + i);
    uint64_t quotes = MATCH(block, '"'), feeds = MATCH(block, '\n'), returns = MATCH(block, '\r');
    uint64_t commas = MATCH(block, ',');
    uint64_t valid = count - i < 64 ? ((uint64_t)1 << (count - i)) - 1 : ~(uint64_t)0;
    quotes &= valid, feeds &= valid, returns &= valid, commas &= valid;
    // A bit is set from each opening mark up to its closing one.
    uint64_t within = quotes;
    for (int shift = 1; shift < 64; shift *= 2) within ^= within << shift;
    within ^= inside;
    inside = (uint64_t)((int64_t)within >> 63);
    uint64_t open = quotes & within, close = quotes & ~within;
    found.returns |= returns != 0;
    uint64_t quoted_feeds = feeds & within;
    feeds &= ~within, returns &= ~within;
    uint64_t last = feeds | returns, ends = returns | (feeds & ~(returns << 1 | after_return));
    uint64_t marks = (commas & ~within) | last;
    // One opens at the start of a cell or right after one that closed, the two standing for a mark
    // itself; after one that closes, the cell ends or the next opens.
    wrong |= open & ~(marks << 1 | after_mark | close << 1 | after_close);
    wrong |= (close << 1 | after_close) & valid & ~(marks | open);
    found.lines += (size_t)__builtin_popcountll(ends);
    found.records += (size_t)__builtin_popcountll(ends & ~(last << 1 | after_end));
    // A carriage return at the very end may yet get its line feed.
    uint64_t borders = last;
    if (!is_last && count - i <= 64) {
      uint64_t final_return = returns & ((uint64_t)1 << ((count - 1) & 63));
      if (final_return) {
        borders &= ~final_return;
        found.lines--;
        found.records -= (ends & final_return & ~(last << 1 | after_end)) != 0;
      }
    }
    if (borders) {
      unsigned bit = 63 - (unsigned)__builtin_clzll(borders);
      uint64_t before = ((uint64_t)2 << bit) - 1;
      found.end = i + bit + 1;
      found.lines += feeds_within + (size_t)__builtin_popcountll(quoted_feeds & before);
      feeds_within = (size_t)__builtin_popcountll(quoted_feeds & ~before);
    } else {
      feeds_within += (size_t)__builtin_popcountll(quoted_feeds);
    }
    after_end = last >> 63, after_mark = marks >> 63, after_close = close >> 63;
    after_return = returns >> 63;
  }
  found.malformed = wrong != 0;
  found.unclosed = is_last && inside;
  if (is_last && !found.unclosed && found.end < count) {
    found.end = count, found.records++;
    found.lines += 1 + feeds_within;
  }
  return found;
}

// Writes the positions of the bits that are set; returns past the last.
TARGET static inline uint32_t *NAME(spread)(uint32_t *out, uint64_t found, uint32_t from) {
  uint32_t *next = out + __builtin_popcountll(found);
  // Eight at once without asking how many there are: what is too much is written over.
  for (int k = 0; k < 8; k++) {
    out[k] = from + LOWEST(found);
    found &= found - 1;
  }
  for (int k = 8; found; k++) {
    out[k] = from + LOWEST(found);
    found &= found - 1;
  }
  return next;
}

TARGET static size_t NAME(marks)(
  const uint8_t *bytes, size_t count, bool quotes, bool returns, uint32_t *marks) {
  uint32_t *out = marks;
  uint64_t inside = 0, after_return = 0;
  for (size_t i = 0; i < count; i += 64) {
    BLOCK block = LOAD(bytes + i);
    uint64_t found = MATCH(block, '\n');
    if (returns) {
      uint64_t ends = MATCH(block, '\r');
      found = ends | (found & ~(ends << 1 | after_return));
      after_return = ends >> 63;
    }
    found |= MATCH(block, ',');
    if (quotes) {
      // A bit is set from each opening mark up to its closing one.
      uint64_t within = MATCH(block, '"');
      for (int shift = 1; shift < 64; shift *= 2) within ^= within << shift;
      within ^= inside;
      inside = (uint64_t)((int64_t)within >> 63);
      found &= ~within;
    }
    if (count - i < 64) found &= ((uint64_t)1 << (count - i)) - 1;
    out = NAME(spread)(out, found, (uint32_t)i);
  }
  return (size_t)(out - marks);
}

TARGET static size_t NAME(lines_marks)(const uint8_t *bytes, size_t count, uint32_t *marks) {
  uint32_t *out = marks;
  for (size_t i = 0; i < count; i += 64) {
    uint64_t feeds = MATCH(LOAD(bytes + i), '\n');
    if (count - i < 64) feeds &= ((uint64_t)1 << (count - i)) - 1;
    while (feeds) {
      *out++ = (uint32_t)i + (uint32_t)__builtin_ctzll(feeds);
      feeds &= feeds - 1;
    }
  }
  return (size_t)(out - marks);
}

TARGET static size_t NAME(count_lines)(const uint8_t *bytes, size_t count) {
  size_t lines = 0;
  for (size_t i = 0; i < count; i += 64) {
    uint64_t feeds = MATCH(LOAD(bytes + i), '\n');
    if (count - i < 64) feeds &= ((uint64_t)1 << (count - i)) - 1;
    lines += (size_t)__builtin_popcountll(feeds);
  }
  return lines;
}

// Counts lines and those that are not blank; returns where the last one begins, which has no end.
TARGET static size_t NAME(lines_survey)(const uint8_t *bytes, size_t count, cb_survey *found) {
  size_t start = 0;
  for (size_t i = 0; i < count; i += 64) {
    uint64_t feeds = MATCH(LOAD(bytes + i), '\n');
    if (count - i < 64) feeds &= ((uint64_t)1 << (count - i)) - 1;
    while (feeds) {
      size_t end = i + (size_t)__builtin_ctzll(feeds);
      feeds &= feeds - 1;
      found->lines++;
      found->records += !is_blank_line(bytes, start, end);
      start = end + 1;
    }
  }
  return start;
}

#undef NAME
#undef TARGET
#undef BLOCK
#undef LOAD
#undef MATCH
#undef LOWEST
#undef SIMPLE
