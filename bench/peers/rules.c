// The two rule sets by hand, as near to what the machine can do as one sitting gets: the file is mapped,
// 64 bytes are searched for separators at a time, the rules are part of the program.
//
//   rules POLICY IN.csv OUT.csv [THREADS]
//
// It knows no quoted cells and refuses a file that has a quotation mark.
#define _GNU_SOURCE
#include <fcntl.h>
#include <immintrin.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum Column {
  ID, NAME, REGION, EMPLOYER, INDUSTRY, SEX, EMPLOYED, UNION_MEMBER, RETIRED, REHIRED, CRIMINAL, RANK, HEAD,
  YEARS, SKILL, TITLE, CONTEST, PLACE, ABOVE, RECOMMENDERS, PATENTS, POLITICAL, SCORE, COLUMNS
};

enum { MOST_THREADS = 16, ENDING = 48, CHUNK = 16 << 20, SLACK = 65536, LONGEST_ID = 256 };

// What follows the id of a row, by the mask of its false clauses.
static char endings[128][ENDING];
static uint8_t ending_sizes[128];
static int is_tongliao;

// cells[i] is where cell i starts; cells[i + 1] - 1 is where it ends.
typedef const char *const *Cells;

static inline int is_empty(Cells c, int i) { return c[i + 1] - c[i] == 1; }
static inline int is_true(Cells c, int i) { return *c[i] == 't'; }

static inline int number(Cells c, int i) {
  int value = 0;
  for (const char *p = c[i]; p < c[i + 1] - 1; p++) value = value * 10 + (*p - '0');
  return value;
}

static inline int equals(Cells c, int i, const char *word, size_t size) {
  return (size_t)(c[i + 1] - c[i] - 1) == size && !memcmp(c[i], word, size);
}
#define IS(i, word) equals(c, i, word, sizeof(word) - 1)

// Both return the mask of false clauses and say whether one is unknown.
static inline unsigned haidian(Cells c, int *unknown) {
  unsigned mask = (unsigned)!is_true(c, EMPLOYED) | (unsigned)!is_true(c, UNION_MEMBER) << 1;
  *unknown = 0;
  if (is_empty(c, POLITICAL)) *unknown = 1;
  else mask |= (unsigned)!is_true(c, POLITICAL) << 2;
  if (is_empty(c, YEARS)) *unknown = 1;
  else mask |= (unsigned)(number(c, YEARS) < 5) << 3;
  if (!(IS(TITLE, "工程师") || IS(TITLE, "高级工程师") || IS(TITLE, "正高级工程师"))) {
    if (is_empty(c, SKILL)) *unknown = 1;
    else if (!(IS(SKILL, "技师") || IS(SKILL, "高级技师") || IS(SKILL, "特级技师") || IS(SKILL, "首席技师")))
      mask |= 1u << 4;
  }
  int city = IS(CONTEST, "市级") || IS(CONTEST, "省级") || IS(CONTEST, "国家级");
  if (!city && !IS(CONTEST, "区级")) mask |= 1u << 5;
  else if (is_empty(c, PLACE)) *unknown = 1;
  else if (!city && number(c, PLACE) > 3) mask |= 1u << 5;
  return mask | (unsigned)(number(c, ABOVE) < 3) << 6;
}

static inline unsigned tongliao(Cells c, int *unknown) {
  unsigned mask = 0;
  *unknown = 0;
  if (is_empty(c, POLITICAL)) *unknown = 1;
  else mask |= !is_true(c, POLITICAL);
  if (is_empty(c, YEARS)) *unknown = 1;
  else mask |= (unsigned)(number(c, YEARS) < 5) << 1;
  mask |= (unsigned)(number(c, ABOVE) < 3) << 2;
  mask |= (unsigned)is_true(c, CRIMINAL) << 3;
  mask |= (unsigned)(IS(RANK, "副处级") || IS(RANK, "正处级") || is_true(c, HEAD)) << 4;
  return mask | (unsigned)(is_true(c, RETIRED) && !is_true(c, REHIRED)) << 5;
}

typedef struct {
  const char *begin, *end;
  char *out;
  size_t capacity, size;
  long counts[3];
  int file;  // where a full buffer goes; -1 where it holds everything
  int is_bad;
} Job;

static inline char *finish_row(Job *job, Cells c, char *out) {
  int unknown;
  unsigned mask = is_tongliao ? tongliao(c, &unknown) : haidian(c, &unknown);
  size_t size = c[1] - c[0] - 1;
  if (size > LONGEST_ID) {
    job->is_bad = 1;
    return out;
  }
  memcpy(out, c[0], size);
  out += size;
  if (mask) {
    memcpy(out, endings[mask], ENDING);
    out += ending_sizes[mask];
    job->counts[2]++;
  } else if (unknown) {
    memcpy(out, ",undetermined,\n", 15);
    out += 15;
    job->counts[1]++;
  } else {
    memcpy(out, ",eligible,\n", 11);
    out += 11;
    job->counts[0]++;
  }
  if (job->file >= 0 && (size_t)(out - job->out) > job->capacity - 512) {
    if (write(job->file, job->out, out - job->out) < 0) exit(3);
    out = job->out;
  }
  return out;
}

static void *decide(void *argument) {
  Job *job = argument;
  const char *cells[COLUMNS + 2];
  char *out = job->out;
  int column = 1;
  cells[0] = job->begin;
  const __m256i comma = _mm256_set1_epi8(','), line = _mm256_set1_epi8('\n'), quote = _mm256_set1_epi8('"');
  for (const char *p = job->begin; p < job->end; p += 64) {
    __m256i a = _mm256_loadu_si256((const void *)p), b = _mm256_loadu_si256((const void *)(p + 32));
#define FIND(byte) \
  ((uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, byte)) \
   | (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, byte)) << 32)
    uint64_t lines = FIND(line), quotes = FIND(quote), all = FIND(comma) | lines;
    if (job->end - p < 64) {
      uint64_t inside = ((uint64_t)1 << (job->end - p)) - 1;
      all &= inside;
      lines &= inside;
      quotes &= inside;
    }
    if (quotes) job->is_bad = 1;
    for (; all && !job->is_bad; all &= all - 1) {
      int at = __builtin_ctzll(all);
      cells[column++] = p + at + 1;
      if (lines >> at & 1) {
        if (column != COLUMNS + 1) job->is_bad = 1;
        else out = finish_row(job, cells, out);
        cells[0] = p + at + 1;
        column = 1;
      } else if (column > COLUMNS) {
        job->is_bad = 1;
      }
    }
    if (job->is_bad) return NULL;
  }
  job->size = out - job->out;
  return NULL;
}

static void make_endings(void) {
  for (int mask = 1; mask < 128; mask++) {
    int size = sprintf(endings[mask], ",ineligible,"), is_first = 1;
    for (int bit = 0; bit < (is_tongliao ? 6 : 7); bit++) {
      if (!(mask >> bit & 1)) continue;
      size += sprintf(endings[mask] + size, "%s%c%d", is_first ? "" : ";", is_tongliao ? 'T' : 'H', bit + 1);
      is_first = 0;
    }
    endings[mask][size++] = '\n';
    ending_sizes[mask] = size;
  }
}

static void settle(Job *job, int file, long counts[3]) {
  if (job->is_bad) {
    fprintf(stderr, "rules: quoted cells or odd rows\n");
    exit(2);
  }
  if (write(file, job->out, job->size) < 0) exit(3);
  for (int i = 0; i < 3; i++) counts[i] += job->counts[i];
}

int main(int count, char **words) {
  if (count < 4) return 2;
  is_tongliao = !strcmp(words[1], "tongliao");
  int threads = count > 4 ? atoi(words[4]) : 1;
  if (threads < 1 || threads > MOST_THREADS) return 2;
  make_endings();
  int input = open(words[2], O_RDONLY);
  struct stat status;
  if (input < 0 || fstat(input, &status)) return perror(words[2]), 2;
  size_t size = status.st_size;
  // More is mapped than the file has, so that the last 64 bytes can be read whole.
  char *bytes = mmap(NULL, size + 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  bytes = mmap(bytes, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, input, 0);
  madvise(bytes, size, MADV_SEQUENTIAL);
  const char *end = bytes + size, *begin = memchr(bytes, '\n', size);
  if (!begin++) return 2;
  int output = open(words[3], O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (output < 0 || write(output, "id,decision,violated\n", 21) < 0) return perror(words[3]), 3;
  long counts[3] = {0};
  static Job jobs[MOST_THREADS];
  if (threads == 1) {
    size_t capacity = 1 << 20;
    jobs[0] = (Job){.begin = begin, .end = end, .out = malloc(capacity + 512), .capacity = capacity, .file = output};
    decide(&jobs[0]);
    settle(&jobs[0], output, counts);
  } else {
    // Rounds of one chunk a thread, cut at line ends and written in order.
    for (int i = 0; i < threads; i++) jobs[i].out = malloc(CHUNK + SLACK);
    while (begin < end) {
      pthread_t running[MOST_THREADS];
      int started = 0;
      for (; started < threads && begin < end; started++) {
        const char *cut = end - begin > CHUNK ? memchr(begin + CHUNK, '\n', end - begin - CHUNK) : NULL;
        cut = cut ? cut + 1 : end;
        jobs[started] = (Job){.begin = begin, .end = cut, .out = jobs[started].out, .file = -1};
        begin = cut;
        pthread_create(&running[started], NULL, decide, &jobs[started]);
      }
      for (int i = 0; i < started; i++) {
        pthread_join(running[i], NULL);
        settle(&jobs[i], output, counts);
      }
    }
  }
  printf("{'eligible': %ld, 'undetermined': %ld, 'ineligible': %ld}\n", counts[0], counts[1], counts[2]);
  return 0;
}
