// Unpacks what `xz --format=raw --lzma1=…` packed: the engine inside the page.
//
// Browsers unpack gzip by themselves, but its window of 32 KiB misses most of the repetition in a
// module; LZMA makes it a third smaller. The decoder follows the public LZMA specification and is
// compiled to WebAssembly by build.mjs.

#include <stddef.h>
#include <stdint.h>

enum {
  literal_context_bits = 4,  // lc; lp and pb are 0, see build.mjs
  states = 12,
  start = 1024,  // half of the range of a probability
  page_size = 65536,
};

typedef uint16_t probability;

typedef struct {
  probability is_long, is_longer, low[8], middle[8], high[256];
} lengths;

static struct {
  probability is_match[states], is_repeated[states], is_other[states], is_long[states];
  probability is_second[states], is_third[states];
  probability slots[4][64], places[128], align[16];
  lengths fresh, repeated;
  probability literals[0x300 << literal_context_bits];
} model;

static const uint8_t *next;
static const uint8_t *end;
static uint32_t range;
static uint32_t code;

static inline void refill(void) {
  if (range >> 24) return;
  range <<= 8;
  code = code << 8 | (next < end ? *next++ : 0);
}

static inline uint32_t bit(probability *chance) {
  refill();
  uint32_t bound = (range >> 11) * *chance;
  if (code < bound) {
    range = bound;
    *chance += (2048 - *chance) >> 5;
    return 0;
  }
  range -= bound;
  code -= bound;
  *chance -= *chance >> 5;
  return 1;
}

// `count` bits, the highest first, each by its own chance.
static uint32_t tree(probability *chances, int count) {
  uint32_t symbol = 1;
  for (int i = 0; i < count; i++) symbol = symbol << 1 | bit(&chances[symbol]);
  return symbol - (1u << count);
}

// The same, the lowest first.
static uint32_t reversed(probability *chances, int count) {
  uint32_t symbol = 1, result = 0;
  for (int i = 0; i < count; i++) {
    uint32_t one = bit(&chances[symbol]);
    symbol = symbol << 1 | one;
    result |= one << i;
  }
  return result;
}

static uint32_t length(lengths *model) {
  if (!bit(&model->is_long)) return tree(model->low, 3);
  if (!bit(&model->is_longer)) return 8 + tree(model->middle, 3);
  return 16 + tree(model->high, 8);
}

static uint32_t distance(uint32_t length) {
  uint32_t slot = tree(model.slots[length < 3 ? length : 3], 6);
  if (slot < 4) return slot;
  int bits = (int)(slot >> 1) - 1;
  uint32_t base = (2 | (slot & 1)) << bits;
  if (slot < 14) return base + reversed(model.places + base - slot, bits);
  uint32_t high = 0;
  for (int i = 4; i < bits; i++) {
    refill();
    range >>= 1;
    uint32_t one = code >= range;
    if (one) code -= range;
    high = high << 1 | one;
  }
  return base + (high << 4) + reversed(model.align, 4);
}

static uint8_t literal(const uint8_t *text, uint32_t at, uint32_t state, uint32_t back) {
  uint32_t before = at > 0 ? text[at - 1] : 0;
  probability *chances = model.literals + 0x300 * (before >> (8 - literal_context_bits));
  uint32_t symbol = 1;
  if (state >= 7) {
    uint32_t match = text[at - back - 1];
    while (symbol < 0x100) {
      uint32_t guess = match >> 7 & 1;
      match <<= 1;
      uint32_t one = bit(&chances[((1 + guess) << 8) + symbol]);
      symbol = symbol << 1 | one;
      if (guess != one) break;
    }
  }
  while (symbol < 0x100) symbol = symbol << 1 | bit(&chances[symbol]);
  return (uint8_t)symbol;
}

// What is done so far.
static struct {
  uint8_t *text;
  uint32_t wanted, at, state, back0, back1, back2, back3;
} work;

// Goes on until so many bytes are there; fewer are where the packed bytes are damaged.
static uint32_t decode(uint8_t *text, uint32_t until) {
  uint32_t at = work.at, state = work.state, wanted = work.wanted;
  uint32_t back0 = work.back0, back1 = work.back1, back2 = work.back2, back3 = work.back3;
  while (at < until) {
    if (!bit(&model.is_match[state])) {
      if (state >= 7 && back0 >= at) return at;
      uint8_t byte = literal(text, at, state, back0);
      text[at++] = byte;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    uint32_t count;
    if (!bit(&model.is_repeated[state])) {
      back3 = back2;
      back2 = back1;
      back1 = back0;
      count = length(&model.fresh);
      state = state < 7 ? 7 : 10;
      back0 = distance(count);
    } else {
      if (!bit(&model.is_other[state])) {
        if (!bit(&model.is_long[state])) {
          if (back0 >= at) return at;
          text[at] = text[at - back0 - 1];
          at++;
          state = state < 7 ? 9 : 11;
          continue;
        }
      } else {
        uint32_t chosen;
        if (!bit(&model.is_second[state])) {
          chosen = back1;
        } else {
          if (!bit(&model.is_third[state])) {
            chosen = back2;
          } else {
            chosen = back3;
            back3 = back2;
          }
          back2 = back1;
        }
        back1 = back0;
        back0 = chosen;
      }
      count = length(&model.repeated);
      state = state < 7 ? 8 : 11;
    }
    if (back0 >= at) return at;
    count += 2;
    if (count > wanted - at) count = wanted - at;
    for (uint32_t i = 0; i < count; i++, at++) text[at] = text[at - back0 - 1];
  }
  work.at = at;
  work.state = state;
  work.back0 = back0;
  work.back1 = back1;
  work.back2 = back2;
  work.back3 = back3;
  return at;
}

extern unsigned char __heap_base;

// Where the packed bytes are to be put; there is room for them and for what becomes of them.
uint8_t *place(uint32_t packed, uint32_t unpacked) {
  uintptr_t needed = (uintptr_t)&__heap_base + packed + unpacked;
  uintptr_t pages = (needed + page_size - 1) / page_size;
  uintptr_t present = (uintptr_t)__builtin_wasm_memory_size(0);
  if (pages > present && __builtin_wasm_memory_grow(0, pages - present) == (size_t)-1) return 0;
  return &__heap_base;
}

// Begins with what was put in place. The unpacked bytes will stand behind the packed ones.
uint8_t *begin(uint32_t packed, uint32_t unpacked) {
  probability *chances = (probability *)&model;
  for (uint32_t i = 0; i < sizeof model / sizeof *chances; i++) chances[i] = start;
  next = &__heap_base + 1;
  end = &__heap_base + packed;
  range = 0xFFFFFFFF;
  code = 0;
  for (int i = 0; i < 4; i++) code = code << 8 | *next++;
  work.text = &__heap_base + packed;
  work.wanted = unpacked;
  return work.text;
}

// Unpacks on to a place, so that the browser can change to faster code between two calls. Answers
// how far it came: less where the packed bytes are damaged.
uint32_t unpack(uint32_t until) {
  return decode(work.text, until < work.wanted ? until : work.wanted);
}
