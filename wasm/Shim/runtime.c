// What Embedded Swift expects of its surroundings and the bare WebAssembly target does not give:
// a heap, block copies, 128-bit arithmetic, and the hooks of the stack protector.
//
// The module imports nothing, so nothing here reads a clock, a random source or a file: the same
// request gives the same bytes in every engine.

#include <stddef.h>
#include <stdint.h>

// ---------------------------------------------------------------- heap
//
// Size classes of powers of two with a free list each. A block carries a header of 16 bytes right
// before its payload, so that payloads are aligned to 16 and `free` needs no lookup. Memory is
// taken from the engine page by page and kept for reuse; one request's memory serves the next.

extern unsigned char __heap_base;

enum { smallest_shift = 5, class_count = 27, header_size = 16, page_size = 65536 };

typedef struct header {
  uint32_t size_class;
  // Distance from the block's start to the payload: more than a header for wide alignments.
  uint32_t offset;
  uint32_t unused[2];
} header;

typedef struct free_block {
  struct free_block *next;
} free_block;

static free_block *free_lists[class_count];
static uintptr_t unused_start;
static uintptr_t unused_end;

// Bytes of unused memory, or 0 when the engine has no more.
static uintptr_t take_unused(uintptr_t size) {
  if (unused_start == 0) {
    unused_start = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
    unused_end = (uintptr_t)__builtin_wasm_memory_size(0) * page_size;
  }
  if (size > unused_end - unused_start) {
    uintptr_t missing = size - (unused_end - unused_start);
    uintptr_t pages = (missing + page_size - 1) / page_size;
    if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) return 0;
    unused_end += pages * page_size;
  }
  uintptr_t start = unused_start;
  unused_start += size;
  return start;
}

static void *allocate(size_t alignment, size_t size) {
  size_t offset = alignment <= 16 ? header_size : alignment;
  if (size > (size_t)1 << 30 || alignment > page_size) return NULL;
  size_t needed = size + offset + (alignment <= 16 ? 0 : alignment);
  uint32_t size_class = 0;
  while (((size_t)1 << (size_class + smallest_shift)) < needed) size_class++;
  if (size_class >= class_count) return NULL;
  uintptr_t block = (uintptr_t)free_lists[size_class];
  if (block != 0) {
    free_lists[size_class] = free_lists[size_class]->next;
  } else {
    block = take_unused((uintptr_t)1 << (size_class + smallest_shift));
    if (block == 0) return NULL;
  }
  uintptr_t payload = (block + offset + alignment - 1) & ~(uintptr_t)(alignment - 1);
  header *head = (header *)(payload - header_size);
  head->size_class = size_class;
  head->offset = (uint32_t)(payload - block);
  return (void *)payload;
}

void *malloc(size_t size) { return allocate(16, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
  *result = allocate(alignment < 16 ? 16 : alignment, size);
  return *result == NULL ? 12 /* ENOMEM */ : 0;
}

void free(void *payload) {
  if (payload == NULL) return;
  header *head = (header *)((uintptr_t)payload - header_size);
  uint32_t size_class = head->size_class;
  free_block *block = (free_block *)((uintptr_t)payload - head->offset);
  block->next = free_lists[size_class];
  free_lists[size_class] = block;
}

// ---------------------------------------------------------------- blocks of bytes

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  return __builtin_memcpy(to, from, count);
}

void *memmove(void *to, const void *from, size_t count) {
  return __builtin_memmove(to, from, count);
}

void *memset(void *to, int byte, size_t count) { return __builtin_memset(to, byte, count); }

int memcmp(const void *left, const void *right, size_t count) {
  const unsigned char *a = left, *b = right;
  for (size_t i = 0; i < count; i++) {
    if (a[i] != b[i]) return a[i] - b[i];
  }
  return 0;
}

size_t strlen(const char *text) {
  size_t length = 0;
  while (text[length] != 0) length++;
  return length;
}

// ---------------------------------------------------------------- 128-bit integers
//
// The names and calling convention are those of the compiler's run-time library. The bodies use
// 64-bit operations only, since a 128-bit one would call back into these functions.

typedef __int128 wide;
typedef unsigned __int128 unsigned_wide;
typedef union {
  unsigned_wide all;
  struct {
    uint64_t low, high;
  };
} halves;

static unsigned_wide join(uint64_t high, uint64_t low) {
  halves result;
  result.low = low;
  result.high = high;
  return result.all;
}

static unsigned_wide multiply_words(uint64_t a, uint64_t b) {
  uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
  uint64_t low = a0 * b0, cross1 = a1 * b0, cross2 = a0 * b1;
  uint64_t middle = (low >> 32) + (uint32_t)cross1 + (uint32_t)cross2;
  uint64_t high = a1 * b1 + (cross1 >> 32) + (cross2 >> 32) + (middle >> 32);
  return join(high, (middle << 32) | (uint32_t)low);
}

wide __multi3(wide left, wide right) {
  halves a = {.all = (unsigned_wide)left}, b = {.all = (unsigned_wide)right};
  halves product = {.all = multiply_words(a.low, b.low)};
  product.high += a.high * b.low + a.low * b.high;
  return (wide)product.all;
}

static halves negated(halves value) {
  value.low = ~value.low + 1;
  value.high = ~value.high + (value.low == 0);
  return value;
}

// Schoolbook division, one bit at a time, after the common case of two 64-bit operands.
static halves divide(halves dividend, halves divisor, halves *remainder) {
  halves quotient = {.all = 0};
  if (divisor.high == 0 && divisor.low == 0) __builtin_trap();
  if (dividend.high == 0 && divisor.high == 0) {
    quotient.low = dividend.low / divisor.low;
    remainder->low = dividend.low % divisor.low;
    remainder->high = 0;
    return quotient;
  }
  halves rest = {.all = 0};
  for (int bit = 127; bit >= 0; bit--) {
    uint64_t carry = rest.high >> 63;
    rest.high = (rest.high << 1) | (rest.low >> 63);
    uint64_t next = bit >= 64 ? dividend.high >> (bit - 64) : dividend.low >> bit;
    rest.low = (rest.low << 1) | (next & 1);
    if (carry || rest.high > divisor.high ||
        (rest.high == divisor.high && rest.low >= divisor.low)) {
      uint64_t borrow = rest.low < divisor.low;
      rest.low -= divisor.low;
      rest.high -= divisor.high + borrow;
      if (bit >= 64) {
        quotient.high |= (uint64_t)1 << (bit - 64);
      } else {
        quotient.low |= (uint64_t)1 << bit;
      }
    }
  }
  *remainder = rest;
  return quotient;
}

unsigned_wide __udivti3(unsigned_wide left, unsigned_wide right) {
  halves a = {.all = left}, b = {.all = right}, rest;
  return divide(a, b, &rest).all;
}

unsigned_wide __umodti3(unsigned_wide left, unsigned_wide right) {
  halves a = {.all = left}, b = {.all = right}, rest;
  divide(a, b, &rest);
  return rest.all;
}

wide __divti3(wide left, wide right) {
  halves a = {.all = (unsigned_wide)left}, b = {.all = (unsigned_wide)right}, rest;
  int negative = (int)((a.high ^ b.high) >> 63);
  if (a.high >> 63) a = negated(a);
  if (b.high >> 63) b = negated(b);
  halves quotient = divide(a, b, &rest);
  return (wide)(negative ? negated(quotient) : quotient).all;
}

wide __modti3(wide left, wide right) {
  halves a = {.all = (unsigned_wide)left}, b = {.all = (unsigned_wide)right}, rest;
  int negative = (int)(a.high >> 63);
  if (negative) a = negated(a);
  if (b.high >> 63) b = negated(b);
  divide(a, b, &rest);
  return (wide)(negative ? negated(rest) : rest).all;
}

unsigned_wide __ashlti3(unsigned_wide value, int count) {
  halves a = {.all = value};
  if (count == 0) return value;
  if (count >= 64) return join(a.low << (count - 64), 0);
  return join((a.high << count) | (a.low >> (64 - count)), a.low << count);
}

unsigned_wide __lshrti3(unsigned_wide value, int count) {
  halves a = {.all = value};
  if (count == 0) return value;
  if (count >= 64) return join(0, a.high >> (count - 64));
  return join(a.high >> count, (a.low >> count) | (a.high << (64 - count)));
}

wide __ashrti3(wide value, int count) {
  halves a = {.all = (unsigned_wide)value};
  if (count == 0) return value;
  uint64_t sign = (uint64_t)((int64_t)a.high >> 63);
  if (count >= 64) return (wide)join(sign, (uint64_t)((int64_t)a.high >> (count - 64)));
  return (wide)join(
    (uint64_t)((int64_t)a.high >> count), (a.low >> count) | (a.high << (64 - count)));
}

// ---------------------------------------------------------------- hooks

// Seeds the hash tables. A fixed seed is right here: nothing may depend on hash order, and a page
// evaluates only what its own user typed.
void arc4random_buf(void *to, size_t count) {
  unsigned char *bytes = to;
  uint32_t state = 0x9E3779B9u;
  for (size_t i = 0; i < count; i++) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    bytes[i] = (unsigned char)state;
  }
}

// There is no console; what a trap would print is dropped and the trap itself stops the call.
int putchar(int character) { return character; }

uintptr_t __stack_chk_guard = 0x5DEECE66u;
void __stack_chk_fail(void) { __builtin_trap(); }
