/* The sieve: reads each line of a log once, and says of it that it is surely valid, or what is doubtful in it.
 *
 * It is told what a plan allows by a program (`program.py` writes it, and says what each number means), and it may only
 * say yes: whatever it does not know exactly, it leaves to the halves of the judge that are written in Python.
 *
 * Lines are untrusted. Nothing is read beyond the last byte of the data but one: the byte behind it must be readable and
 * zero, as it is behind Python's bytes. Every loop over text ends at a control character, so at the end of a line too.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

#if defined(_WIN32)
#define SIEVE_EXPORT __declspec(dllexport)
#else
#define SIEVE_EXPORT __attribute__((visibility("default")))
#endif

#define VERSION 1
#define DEEPEST 64
#define SLOTS 32      /* parts of an envelope */
#define WORDS 8       /* of 64 properties of one object */
#define HITS 1024     /* properties counted in one line */
#define SOURCES 64    /* different sources of a log, and as many words for them */
#define LONGEST_WORD 1000
#define SCRATCH 65536 /* bytes of a text that is written with escapes */
#define DOUBTS 16     /* doubtful properties of one line */
#define MASKS 7       /* words of 64 positions of a pattern */
#define STATES 2048   /* of an automaton, at most */
#define NO_TIME INT64_MIN

typedef int64_t I;
typedef const uint8_t *P;

/* The program: see program.py. */
enum { ROOT, NAMES, PARTS_AT, BODY_SLOT, FIXED_SOURCE, HASHES_IDS, APART_AT, KEY_0, KEY_1, PATTERNS, NAME_COUNT };
enum { EVENT, ID, TIME, SENT, RECEIVED, SOURCE }; /* of each: how many slots, and the first of them */
enum { TYPES, ASKS, TEXT, NUMBER, ARRAY, OBJECT, PART, SLOT };
enum { NULLS = 1, BOOLS = 2, INTS = 4, FLOATS = 8, TEXTS = 16, ARRAYS = 32, OBJECTS = 64 };
enum { NO_PART, A_TEXT, A_TIME, A_BODY };
enum { SHORTEST, LONGEST, VALUES, FORMAT, PATTERN };           /* of a text */
enum { LOW, HIGH, FLOAT_LOW, FLOAT_HIGH };                     /* of a number */
enum { FEWEST, MOST, ITEMS };                                  /* of an array */
enum { COUNT, UNKNOWN, SLOT_MASK, SLOTS_AT, ROWS, PREFIXES, REQUIRED }; /* of an object; the masks are last */
enum { NAME_AT, NAME_SIZE, NODE, COUNTER, ROW };               /* of a property */
enum { CLOSED, PASSED, ASKED };                                /* unknown properties */
enum { ANY_FORMAT, DATE_TIME, DATE, UUID, EMAIL, URI };
enum { POSITIONS, MASK_WORDS, CLASSES, AT_START, AT_END, EMPTY, CLASS_OF, MASKS_AT }; /* of a pattern */
enum { LEFT, SURE, WRONG, UNPLANNED, BLANK };                  /* what is said of a line */

typedef struct {
  P start;
  I size;
  unsigned odd; /* bit 0: it is written with escapes; bit 1: it is no ASCII */
} Text;

typedef struct {
  Text text;
  I time;
  I line; /* which it was met on */
} Slot;

typedef struct {
  I count, first, low, high;
  I hits[];
} Cell;

enum { NOT_KNOWN = -1, FOUND = -2 };

typedef struct {
  I size, room, begun;
  int32_t *next;    /* of each state, for each class: where the next state begins in here, or NOT_KNOWN, or FOUND */
  uint64_t *sets;   /* the positions of each state */
  int32_t *places;  /* states by the hash of their positions */
} Automaton;

typedef struct {
  I line, row, name_at, name_size, at, size;
} Doubt; /* row -1: it is not planned; size 0: it is missing */

typedef struct {
  I *ids, *times, *lengths, *starts, *which, *sources;
  uint8_t *verdicts;
  Doubt *doubts;
  I room, doubt_room;
  /* set by `sieve_sift` */
  I lines, doubt_count, next, stranger_at, stranger_size;
} Out;

typedef struct {
  const I *program;
  P pool, data, end;
  I line; /* counts up, to tell slots of other lines */
  Slot slots[SLOTS];
  I name; /* the event, as a row of NAMES; -1 not known yet, -2 not planned */
  P body, body_end;
  Doubt *doubts;
  I doubt_count;
  I hit_count;
  uint16_t hits[HITS];
  I word_count, is_full; /* no more words are taken */
  struct { uint8_t *word; I size, source; } words[SOURCES];
  uint8_t *allowed[SOURCES];
  I *cell_sizes;
  Cell **cells;
  Automaton *automata;
  I automaton_count;
  uint8_t scratch[SCRATCH];
} Sieve;

/* -- texts ------------------------------------------------------------------------------------------------------ */

static inline int is_plain(uint8_t c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

/* Where the first byte is that is a quote, an escape, a control character or no ASCII. */
static inline P plain_end(P p, P end) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"'), escape = _mm_set1_epi8('\\'), least = _mm_set1_epi8(0x20);
  while (end - p >= 16) {
    __m128i some = _mm_loadu_si128((const __m128i *)p);
    __m128i odd = _mm_or_si128(_mm_cmplt_epi8(some, least), /* signed: what is no ASCII is below too */
                               _mm_or_si128(_mm_cmpeq_epi8(some, quote), _mm_cmpeq_epi8(some, escape)));
    int found = _mm_movemask_epi8(odd);
    if (found) return p + __builtin_ctz((unsigned)found);
    p += 16;
  }
#elif defined(__ARM_NEON)
  while (end - p >= 16) {
    uint8x16_t some = vld1q_u8(p);
    uint8x16_t odd = vorrq_u8(vcltq_s8(vreinterpretq_s8_u8(some), vdupq_n_s8(0x20)),
                              vorrq_u8(vceqq_u8(some, vdupq_n_u8('"')), vceqq_u8(some, vdupq_n_u8('\\'))));
    uint64_t found = vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(odd), 4)), 0);
    if (found) return p + (__builtin_ctzll(found) >> 2);
    p += 16;
  }
#endif
  while (p < end && is_plain(*p)) p++;
  return p;
}

static inline int hex(uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four hexadecimal digits at p; -1 where there are none. */
static int unit(P p) {
  int made = 0;
  for (int i = 0; i < 4; i++) {
    int digit = hex(p[i]);
    if (digit < 0) return -1;
    made = made << 4 | digit;
  }
  return made;
}

/* The character that an escape at p stands for, and where it ends; NULL where it is none, or half a character. */
static P escaped(P p, uint32_t *letter) {
  int first, second;
  switch (p[1]) {
    case '"': case '\\': case '/': *letter = p[1]; return p + 2;
    case 'b': *letter = '\b'; return p + 2;
    case 'f': *letter = '\f'; return p + 2;
    case 'n': *letter = '\n'; return p + 2;
    case 'r': *letter = '\r'; return p + 2;
    case 't': *letter = '\t'; return p + 2;
    case 'u': break;
    default: return NULL;
  }
  if ((first = unit(p + 2)) < 0) return NULL;
  *letter = (uint32_t)first;
  if (first < 0xD800 || first > 0xDFFF) return p + 6;
  if (first > 0xDBFF || p[6] != '\\' || p[7] != 'u' || (second = unit(p + 8)) < 0xDC00 || second > 0xDFFF) return NULL;
  *letter = 0x10000u + (((uint32_t)first - 0xD800u) << 10) + ((uint32_t)second - 0xDC00u);
  return p + 12;
}

/* Where a character of several bytes ends; NULL where it is no UTF-8. */
static P letter_end(P p) {
  uint8_t c = p[0], d = p[1]; /* a byte that is missing is the end of the line, and no part of a character */
  if (c >= 0xC2 && c <= 0xDF) return (d & 0xC0) == 0x80 ? p + 2 : NULL;
  if ((d & 0xC0) != 0x80) return NULL;
  if ((c & 0xF0) == 0xE0) {
    if ((c == 0xE0 && d < 0xA0) || (c == 0xED && d > 0x9F)) return NULL;
    return (p[2] & 0xC0) == 0x80 ? p + 3 : NULL;
  }
  if (c < 0xF0 || c > 0xF4 || (c == 0xF0 && d < 0x90) || (c == 0xF4 && d > 0x8F)) return NULL;
  return (p[2] & 0xC0) == 0x80 && (p[3] & 0xC0) == 0x80 ? p + 4 : NULL;
}

/* Read a text, of which p is behind the first quote. */
static inline P text(const Sieve *s, P p, Text *t) {
  t->start = p;
  t->odd = 0;
  for (;;) {
    p = plain_end(p, s->end);
    if (*p == '"') {
      t->size = p - t->start;
      return p + 1;
    }
    if (*p == '\\') {
      uint32_t letter;
      t->odd |= 1;
      p = escaped(p, &letter);
    } else if (*p >= 0x80) {
      t->odd |= 2;
      do p = letter_end(p); while (p && *p >= 0x80);
    } else {
      return NULL;
    }
    if (!p) return NULL;
  }
}

/* Write a text without its escapes; 0 where it is too long. */
static int written_out(Sieve *s, Text *t) {
  uint8_t *to = s->scratch;
  P p = t->start, end = p + t->size;
  if (t->size > SCRATCH) return 0;
  t->odd = 0;
  while (p < end) {
    uint32_t c = *p;
    if (c != '\\') {
      if (c >= 0x80) t->odd = 2;
      *to++ = *p++;
      continue;
    }
    p = escaped(p, &c);
    if (c < 0x80) {
      *to++ = (uint8_t)c;
      continue;
    }
    t->odd = 2;
    if (c < 0x800) {
      *to++ = (uint8_t)(0xC0 | c >> 6);
    } else {
      if (c < 0x10000) {
        *to++ = (uint8_t)(0xE0 | c >> 12);
      } else {
        *to++ = (uint8_t)(0xF0 | c >> 18);
        *to++ = (uint8_t)(0x80 | (c >> 12 & 0x3F));
      }
      *to++ = (uint8_t)(0x80 | (c >> 6 & 0x3F));
    }
    *to++ = (uint8_t)(0x80 | (c & 0x3F));
  }
  t->start = s->scratch;
  t->size = to - s->scratch;
  return 1;
}

/* -- names ------------------------------------------------------------------------------------------------------ */

static inline uint64_t eight(P p) {
  uint64_t made;
  memcpy(&made, p, 8);
  return made;
}

/* Whether two texts of the same size are the same: most are short, and a call would take longer. */
static inline int same(P a, P b, I size) {
  if (size >= 8) {
    for (I i = 0; i < size - 8; i += 8) if (eight(a + i) != eight(b + i)) return 0;
    return eight(a + size - 8) == eight(b + size - 8);
  }
  for (I i = 0; i < size; i++) if (a[i] != b[i]) return 0;
  return 1;
}

static inline uint64_t name_hash(P p, I size) {
  uint64_t a = 0, b = 0;
  if (size >= 8) {
    a = eight(p);
    b = eight(p + size - 8);
    if (size > 16) a ^= eight(p + size / 2 - 4) * 0xD6E8FEB86659FD93u;
  } else {
    for (I i = 0; i < size; i++) a = a << 8 | p[i];
  }
  a = (a ^ (b + (uint64_t)size) * 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;
  return a ^ a >> 29;
}

static inline int is_row(const Sieve *s, const I *row, P p, I size) {
  return row[NAME_SIZE] == size && same(s->pool + row[NAME_AT], p, size);
}

/* The row of that name in an object or a list of values; -1 where there is none. */
static inline I row_of(const Sieve *s, const I *object, P p, I size) {
  const I *slots = s->program + object[SLOTS_AT], *rows = s->program + object[ROWS];
  uint64_t at = name_hash(p, size);
  for (;; at++) {
    I row = slots[at & (uint64_t)object[SLOT_MASK]];
    if (row < 0 || is_row(s, rows + row * ROW, p, size)) return row;
  }
}

/* -- patterns --------------------------------------------------------------------------------------------------- */

static I state_of(const I *pattern, Automaton *a, const uint64_t *set) {
  I words = pattern[MASK_WORDS], classes = pattern[CLASSES];
  uint64_t hash = 0;
  for (I w = 0; w < words; w++) hash = (hash ^ set[w]) * 0x9E3779B97F4A7C15u, hash ^= hash >> 29;
  for (;; hash++) {
    int32_t *place = a->places + (hash & (2 * STATES - 1));
    if (*place >= 0) {
      if (memcmp(a->sets + *place * words, set, (size_t)words * 8) == 0) return *place;
      continue;
    }
    if (a->size == STATES) return -1;
    if (a->size == a->room) { /* STATES is a power of two */
      I room = a->room * 2;
      int32_t *next = realloc(a->next, (size_t)(room * classes) * sizeof *next);
      if (!next) return -1;
      a->next = next;
      uint64_t *sets = realloc(a->sets, (size_t)(room * words) * sizeof *sets);
      if (!sets) return -1;
      a->sets = sets;
      a->room = room;
    }
    memcpy(a->sets + a->size * words, set, (size_t)words * 8);
    for (I c = 0; c < classes; c++) a->next[a->size * classes + c] = NOT_KNOWN;
    *place = (int32_t)a->size;
    return a->size++;
  }
}

/* Forget all states but the start, as there is no room for more. */
static int begin(const I *pattern, Automaton *a) {
  uint64_t none[MASKS] = {0};
  if (!a->room) {
    a->room = 16;
    a->next = malloc((size_t)(a->room * pattern[CLASSES]) * sizeof *a->next);
    a->sets = malloc((size_t)(a->room * pattern[MASK_WORDS]) * sizeof *a->sets);
    a->places = malloc(2 * STATES * sizeof *a->places);
  }
  if (!a->next || !a->sets || !a->places) return 0;
  for (I i = 0; i < 2 * STATES; i++) a->places[i] = -1;
  a->size = 0;
  a->begun = 1;
  /* State 0 is the start. Where a pattern begins at the start of a text only, no other state may be taken for it. */
  if (state_of(pattern, a, none) < 0) return 0;
  if (pattern[AT_START]) for (I i = 0; i < 2 * STATES; i++) a->places[i] = -1;
  return 1;
}

static I step(const Sieve *s, const I *pattern, Automaton *a, I state, I class) {
  I words = pattern[MASK_WORDS];
  const uint64_t *masks = (const uint64_t *)(s->program + pattern[MASKS_AT]);
  const uint64_t *symbols = masks + class * words, *follow = masks + pattern[CLASSES] * words;
  const uint64_t *first = follow + pattern[POSITIONS] * words;
  uint64_t set[MASKS] = {0};
  if (!(pattern[AT_START] && state == 0)) {
    for (I w = 0; w < words; w++) {
      for (uint64_t left = a->sets[state * words + w]; left; left &= left - 1) {
        const uint64_t *next = follow + (w * 64 + __builtin_ctzll(left)) * words;
        for (I v = 0; v < words; v++) set[v] |= next[v];
      }
    }
  }
  if (!pattern[AT_START] || state == 0) for (I w = 0; w < words; w++) set[w] |= first[w];
  for (I w = 0; w < words; w++) set[w] &= symbols[w];
  I next = state_of(pattern, a, set);
  if (next < 0) return begin(pattern, a) ? state_of(pattern, a, set) : -1; /* the last state is forgotten */
  a->next[state * pattern[CLASSES] + class] = (int32_t)(next * pattern[CLASSES]);
  return next;
}

static int is_last(const Sieve *s, const I *pattern, const Automaton *a, I state) {
  I words = pattern[MASK_WORDS];
  const uint64_t *last = (const uint64_t *)(s->program + pattern[MASKS_AT]) +
                         (pattern[CLASSES] + pattern[POSITIONS] + 1) * words;
  if (pattern[AT_START] && state == 0) return 0;
  for (I w = 0; w < words; w++) if (a->sets[state * words + w] & last[w]) return 1;
  return 0;
}

/* Whether a pattern is found in a text: 1 yes, 0 no, -1 there is no memory to know it. */
static int found(Sieve *s, I number, P p, I size) {
  const I *pattern = s->program + s->program[s->program[PATTERNS] + 1 + number];
  Automaton *a = s->automata + number;
  P classes = s->pool + pattern[CLASS_OF], end = p + size;
  I at = 0, width = pattern[CLASSES];
  if (pattern[EMPTY] && !(pattern[AT_START] && pattern[AT_END])) return 1;
  if (!a->begun && !begin(pattern, a)) return -1;
  while (p < end) {
    I class = classes[*p++], next = a->next[at + class];
    if (next < 0) {
      if (next == FOUND) return 1;
      I size_then = a->size, state = step(s, pattern, a, at / width, class);
      if (state < 0) return -1;
      next = state * width;
      if (!pattern[AT_END] && is_last(s, pattern, a, state)) {
        if (a->size >= size_then) a->next[at + class] = FOUND;
        return 1;
      }
    }
    at = next;
  }
  return pattern[AT_END] && (is_last(s, pattern, a, at / width) || (pattern[EMPTY] && size == 0));
}

/* -- times ------------------------------------------------------------------------------------------------------ */

static inline int is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

static inline int two(P p) { return is_digit(p[0]) && is_digit(p[1]) ? (p[0] - '0') * 10 + p[1] - '0' : 100; }

/* The days from 1970 to a date of ten characters; -1 << 40 where it is none. */
static inline I days(P p) {
  static const int8_t most[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  I year = two(p) * 100 + two(p + 2);
  int month = two(p + 5), day = two(p + 8);
  const I none = -((I)1 << 40);
  if (!is_digit(p[0]) || !is_digit(p[1]) || !is_digit(p[2]) || !is_digit(p[3]) || year == 0) return none;
  if (p[4] != '-' || p[7] != '-' || month < 1 || month > 12 || day < 1) return none;
  int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (day > most[month - 1] + (month == 2 && leap)) return none;
  I y = month <= 2 ? year - 1 : year, era = y / 400, of = y - era * 400;
  I at = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of * 365 + of / 4 - of / 100 + at - 719468;
}

/* A time as RFC 3339 writes it, in microseconds since 1970; NO_TIME where it is none, or not surely one. With
 * ``zoneless``, as of a record's own times, it may lack its zone, has at most six digits behind the second, and is of the
 * years in which no zone leads out of Python's. */
static I moment(P p, I size, int zoneless) {
  P end = p + size;
  if (size < 19) return NO_TIME;
  I day = days(p);
  if (zoneless && (p[0] > '8' || (p[0] == '0' && p[1] == '0'))) return NO_TIME;
  int hour = two(p + 11), minute = two(p + 14), second = two(p + 17);
  if (day < -((I)1 << 39) || p[10] != 'T' || p[13] != ':' || p[16] != ':') return NO_TIME;
  if (hour > 23 || minute > 59 || second > 59) return NO_TIME;
  I made = ((day * 24 + hour) * 60 + minute) * 60 + second, part = 0, offset = 0;
  p += 19;
  if (p < end && *p == '.') {
    I digits = 0;
    for (p++; p < end && is_digit(*p); p++, digits++) if (digits < 6) part = part * 10 + *p - '0';
    if (digits == 0 || digits > (zoneless ? 6 : 9)) return NO_TIME;
    for (; digits < 6; digits++) part *= 10;
  }
  if (p == end) {
    if (!zoneless) return NO_TIME;
  } else if (*p == 'Z') {
    p++;
  } else {
    if (end - p != 6 || (*p != '+' && *p != '-') || p[3] != ':' || two(p + 1) > 23 || two(p + 4) > 59) return NO_TIME;
    offset = two(p + 1) * 60 + two(p + 4);
    if (*p == '-') offset = -offset;
    p += 6;
  }
  return p == end ? (made - offset * 60) * 1000000 + part : NO_TIME;
}

/* -- formats ---------------------------------------------------------------------------------------------------- */

static inline int is_alnum(uint8_t c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

static int is_uuid(P p, I size) {
  if (size != 36) return 0;
  for (I i = 0; i < 36; i++) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (p[i] != '-') return 0;
    } else if (hex(p[i]) < 0) {
      return 0;
    }
  }
  return 1;
}

/* A host of two labels or more, of letters, digits and hyphens within, the last of which begins with a letter. */
static int is_host(P p, I size) {
  I dots = 0, start = 0;
  if (size < 3 || size > 200) return 0;
  for (I i = 0; i <= size; i++) {
    if (i < size && p[i] != '.') {
      if (!is_alnum(p[i]) && p[i] != '-') return 0;
      continue;
    }
    if (i == start || i - start > 63 || !is_alnum(p[start]) || !is_alnum(p[i - 1])) return 0;
    if (i - start > 3 && p[start + 2] == '-' && p[start + 3] == '-') return 0;
    if (i < size) dots++, start = i + 1;
  }
  return dots > 0 && !is_digit(p[start]);
}

static int is_email(P p, I size) {
  I at = 0;
  while (at < size && p[at] != '@') {
    if (!is_alnum(p[at]) && p[at] != '_' && p[at] != '-' && p[at] != '+') {
      if (p[at] != '.' || at == 0 || at + 1 >= size || !is_alnum(p[at - 1]) || !is_alnum(p[at + 1])) return 0;
    }
    at++;
  }
  return at > 0 && at < 60 && at < size && is_host(p + at + 1, size - at - 1);
}

static int is_uri(P p, I size) {
  I at, host;
  if (size > 2000) return 0;
  if (size > 8 && memcmp(p, "https://", 8) == 0) host = 8;
  else if (size > 7 && memcmp(p, "http://", 7) == 0) host = 7;
  else return 0;
  for (at = host; at < size && p[at] != '/'; at++) {}
  if (!is_host(p + host, at - host)) return 0;
  for (; at < size; at++) if (!is_alnum(p[at]) && !memchr("/-._~=&+,;", p[at], 10) && p[at] != '?') return 0;
  return 1;
}

static int has_format(I format, P p, I size) {
  switch (format) {
    case ANY_FORMAT: return 1;
    case DATE_TIME: return moment(p, size, 0) != NO_TIME;
    case DATE: return size == 10 && days(p) >= -((I)1 << 39);
    case UUID: return is_uuid(p, size);
    case EMAIL: return is_email(p, size);
    case URI: return is_uri(p, size);
    default: return 0;
  }
}

/* -- values ----------------------------------------------------------------------------------------------------- */

typedef struct {
  int is_float, is_exact;
  I whole;
  double value;
} Number;

/* Read a number; ``is_exact`` says whether its value is known to the last bit. NULL for those that may be too large. */
static P number(P p, Number *n) {
  static const double tens[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  I digits = 0, behind = 0;
  int minus = *p == '-';
  uint64_t made = 0;
  p += minus;
  if (!is_digit(*p)) return NULL;
  if (*p == '0' && is_digit(p[1])) return NULL;
  for (; is_digit(*p); p++, digits++) if (digits < 19) made = made * 10 + (uint64_t)(*p - '0');
  n->is_float = 0;
  if (*p == '.') {
    n->is_float = 1;
    if (!is_digit(*++p)) return NULL;
    for (; is_digit(*p); p++, digits++, behind++) if (digits < 19) made = made * 10 + (uint64_t)(*p - '0');
  }
  n->is_exact = digits <= (n->is_float ? 15 : 19) && made <= INT64_MAX;
  if ((*p | 0x20) == 'e') {
    I more = 0;
    n->is_float = 1;
    n->is_exact = 0;
    p++;
    if (*p == '+' || *p == '-') p++;
    if (!is_digit(*p)) return NULL;
    for (; is_digit(*p); p++) more++;
    if (more > 2) return NULL;
  }
  if (digits > 200) return NULL;
  n->whole = !n->is_exact ? 0 : minus ? -(I)made : (I)made;
  n->value = n->is_exact ? (double)made / tens[behind < 16 ? behind : 15] : 0;
  if (minus) n->value = -n->value;
  return p;
}

static inline P spaces(P p) {
  while (*p == ' ' || *p == '\t' || *p == '\r') p++;
  return p;
}

static P word(P p) {
  if (p[0] == 't') return p[1] == 'r' && p[2] == 'u' && p[3] == 'e' ? p + 4 : NULL;
  if (p[0] == 'f') return p[1] == 'a' && p[2] == 'l' && p[3] == 's' && p[4] == 'e' ? p + 5 : NULL;
  return p[0] == 'n' && p[1] == 'u' && p[2] == 'l' && p[3] == 'l' ? p + 4 : NULL;
}

/* Whether a text is surely not personal. */
static int is_harmless(Sieve *s, Text *t) {
  if (s->program[s->program[PATTERNS] + 1] == 0) return 1;
  if (t->odd & 1 && !written_out(s, t)) return 0;
  return found(s, 0, t->start, t->size) == 0;
}

/* Read a value of whatever kind; with ``asks`` no text in it may be personal. */
static P passed(Sieve *s, P p, int depth, int asks) {
  Text t;
  Number n;
  if (depth > DEEPEST) return NULL;
  switch (*p) {
    case '"':
      p = text(s, p + 1, &t);
      return p && (!asks || is_harmless(s, &t)) ? p : NULL;
    case '{':
      p = spaces(p + 1);
      if (*p == '}') return p + 1;
      for (;;) {
        if (*p != '"' || !(p = text(s, p + 1, &t))) return NULL;
        if (*p != ':') p = spaces(p);
        if (*p++ != ':') return NULL;
        if (!(p = passed(s, spaces(p), depth + 1, asks))) return NULL;
        p = spaces(p);
        if (*p == '}') return p + 1;
        if (*p++ != ',') return NULL;
        p = spaces(p);
      }
    case '[':
      p = spaces(p + 1);
      if (*p == ']') return p + 1;
      for (;;) {
        if (!(p = passed(s, p, depth + 1, asks))) return NULL;
        p = spaces(p);
        if (*p == ']') return p + 1;
        if (*p++ != ',') return NULL;
        p = spaces(p);
      }
    case 't': case 'f': case 'n':
      return word(p);
    default:
      return number(p, &n);
  }
}

static int fits_text(Sieve *s, const I *node, Text *t) {
  const I *bounds = s->program + node[TEXT];
  if (t->odd & 1 && !written_out(s, t)) return 0;
  if (node[TEXT]) {
    I size = t->size;
    if (t->odd) for (I i = 0; i < t->size; i++) size -= (t->start[i] & 0xC0) == 0x80;
    if (size < bounds[SHORTEST] || (bounds[LONGEST] >= 0 && size > bounds[LONGEST])) return 0;
    if (bounds[VALUES] && row_of(s, s->program + bounds[VALUES], t->start, t->size) < 0) return 0;
    if (bounds[FORMAT] && (t->odd || !has_format(bounds[FORMAT], t->start, t->size))) return 0;
    if (bounds[PATTERN] && found(s, bounds[PATTERN], t->start, t->size) != 1) return 0;
  }
  return !node[ASKS] || is_harmless(s, t);
}

static int fits_number(const Sieve *s, const I *node, const Number *n) {
  const I *bounds = s->program + node[NUMBER];
  double low, high;
  if (!n->is_exact || !(node[TYPES] & (n->is_float ? FLOATS : INTS | FLOATS))) return 0;
  if (!node[NUMBER]) return 1;
  if (!n->is_float) return n->whole >= bounds[LOW] && n->whole <= bounds[HIGH];
  memcpy(&low, bounds + FLOAT_LOW, 8);
  memcpy(&high, bounds + FLOAT_HIGH, 8);
  return n->value >= low && n->value <= high;
}

static P object(Sieve *s, const I *object, P p, int depth, int is_body);
static P part(Sieve *s, const I *node, P p, int depth);

/* Read a value that a node describes; NULL where it is not surely right. */
static P value(Sieve *s, const I *node, P p, int depth) {
  Text t;
  Number n;
  if (node[PART]) return part(s, node, p, depth);
  switch (*p) {
    case '"':
      if (!(node[TYPES] & TEXTS) || !(p = text(s, p + 1, &t))) return NULL;
      return (node[TEXT] || node[ASKS]) && !fits_text(s, node, &t) ? NULL : p;
    case '{':
      if (!(node[TYPES] & OBJECTS)) return NULL;
      if (node[OBJECT]) return object(s, s->program + node[OBJECT], p, depth, 0);
      return passed(s, p, depth, (int)node[ASKS]);
    case '[': {
      if (!(node[TYPES] & ARRAYS)) return NULL;
      if (!node[ARRAY]) return passed(s, p, depth, (int)node[ASKS]);
      const I *bounds = s->program + node[ARRAY], *item = s->program + bounds[ITEMS];
      I count = 0;
      if (depth > DEEPEST) return NULL;
      p = spaces(p + 1);
      if (*p == ']') return bounds[FEWEST] > 0 ? NULL : p + 1;
      for (;;) {
        p = bounds[ITEMS] ? value(s, item, p, depth + 1) : passed(s, p, depth + 1, (int)node[ASKS]);
        if (!p) return NULL;
        count++;
        p = spaces(p);
        if (*p == ']') break;
        if (*p++ != ',') return NULL;
        p = spaces(p);
      }
      return count < bounds[FEWEST] || (bounds[MOST] >= 0 && count > bounds[MOST]) ? NULL : p + 1;
    }
    case 't': case 'f':
      return node[TYPES] & BOOLS ? word(p) : NULL;
    case 'n':
      return node[TYPES] & NULLS ? word(p) : NULL;
    default:
      return (p = number(p, &n)) && fits_number(s, node, &n) ? p : NULL;
  }
}

static int doubt(Sieve *s, I row, const Text *name, P p, P end) {
  if (s->doubt_count == DOUBTS) return 0;
  for (I i = 0; name && row < 0 && i < s->doubt_count; i++) { /* one that comes twice */
    const Doubt *other = s->doubts + i;
    if (other->row < 0 && other->name_size == name->size &&
        memcmp(s->data + other->name_at, name->start, (size_t)name->size) == 0) return 0;
  }
  Doubt *d = s->doubts + s->doubt_count++;
  d->row = row;
  d->name_at = name ? name->start - s->data : 0;
  d->name_size = name ? name->size : 0;
  d->at = p ? p - s->data : 0;
  d->size = end - p;
  return 1;
}

static int has_prefix(const Sieve *s, const I *object, const Text *name) {
  const I *prefixes = s->program + object[PREFIXES];
  for (I i = 0; i < prefixes[0]; i++) {
    I size = prefixes[2 + 2 * i];
    if (size <= name->size && memcmp(s->pool + prefixes[1 + 2 * i], name->start, (size_t)size) == 0) return 1;
  }
  return 0;
}

/* Read an object of which the properties are known. Of the properties of an event (``is_body``) those that are not
 * surely right are noted as doubts; a text that may be personal, or a name that comes twice, leaves the line. */
static P object(Sieve *s, const I *object, P p, int depth, int is_body) {
  const I *rows = s->program + object[ROWS];
  I count = object[COUNT], words = (count + 63) >> 6, guess = 0;
  uint64_t seen[WORDS];
  Text name;
  if (*p != '{' || depth > DEEPEST) return NULL;
  for (I w = 0; w < words; w++) seen[w] = 0;
  p = spaces(p + 1);
  if (*p == '}') {
    p++;
  } else {
    for (;;) {
      if (*p != '"' || !(p = text(s, p + 1, &name)) || name.odd & 1) return NULL;
      if (*p != ':') p = spaces(p);
      if (*p++ != ':') return NULL;
      p = spaces(p);
      I row = guess < count && is_row(s, rows + guess * ROW, name.start, name.size)
                  ? guess : row_of(s, object, name.start, name.size);
      P start = p;
      if (row < 0) {
        int is_known = object[UNKNOWN] == PASSED || (object[PREFIXES] && has_prefix(s, object, &name));
        if (!is_known && object[UNKNOWN] == CLOSED && !is_body) return NULL;
        if (!(p = passed(s, p, depth + 1, !is_known))) return NULL;
        if (!is_known && object[UNKNOWN] == CLOSED && !doubt(s, -1, &name, start, p)) return NULL;
      } else {
        const I *found = rows + row * ROW;
        guess = row + 1;
        if (seen[row >> 6] >> (row & 63) & 1) return NULL;
        seen[row >> 6] |= (uint64_t)1 << (row & 63);
        p = value(s, s->program + found[NODE], p, depth + 1);
        if (!p) {
          if (!is_body || !(p = passed(s, start, depth + 1, 1)) || !doubt(s, row, NULL, start, p)) return NULL;
        } else if (found[COUNTER] >= 0) {
          if (s->hit_count == HITS) return NULL;
          s->hits[s->hit_count++] = (uint16_t)found[COUNTER];
        }
      }
      p = spaces(p);
      if (*p == '}') {
        p++;
        break;
      }
      if (*p++ != ',') return NULL;
      p = spaces(p);
    }
  }
  for (I w = 0; w < words; w++) {
    uint64_t missing = (uint64_t)object[REQUIRED + w] & ~seen[w];
    if (missing && !is_body) return NULL;
    for (; missing; missing &= missing - 1) {
      if (!doubt(s, w * 64 + __builtin_ctzll(missing), NULL, NULL, NULL)) return NULL;
    }
  }
  return p;
}

/* -- lines ------------------------------------------------------------------------------------------------------ */

static P body(Sieve *s, P p) {
  const I *names = s->program + s->program[NAMES];
  if (s->name >= 0) {
    I properties = s->program[names[ROWS] + s->name * ROW + NODE];
    return properties ? object(s, s->program + properties, p, 1, 1) : NULL;
  }
  return *p == '{' ? passed(s, p, 1, 0) : NULL;
}

/* The event of the line, as a row of the names: -2 where it is not planned. 0 where that is not known. */
static int find_name(Sieve *s) {
  const Slot *event = s->slots + s->program[s->program[PARTS_AT] + 2 * EVENT + 1];
  if (event->line != s->line || event->text.odd & 1 || event->text.size == 0) return 0;
  s->name = row_of(s, s->program + s->program[NAMES], event->text.start, event->text.size);
  if (s->name < 0) s->name = -2;
  return 1;
}

/* Read a part of the envelope. */
static P part(Sieve *s, const I *node, P p, int depth) {
  Slot *slot = s->slots + node[SLOT];
  if (node[PART] == A_BODY) {
    s->body = p;
    if (node[OBJECT]) p = object(s, s->program + node[OBJECT], p, depth, 0);
    else if (find_name(s)) p = s->body_end = body(s, p);
    else p = *p == '{' ? passed(s, p, depth, 0) : NULL;
    return p;
  }
  if (*p == 'n') return word(p); /* as if it were not there */
  slot->line = s->line;
  if (*p == '"') {
    if (!(node[TYPES] & TEXTS) || !(p = text(s, p + 1, &slot->text))) return NULL;
    if (node[PART] == A_TIME) {
      slot->time = slot->text.odd ? NO_TIME : moment(slot->text.start, slot->text.size, 1);
      if (slot->time == NO_TIME) return NULL;
    }
    return p;
  }
  if (node[PART] == A_TIME && node[NUMBER]) {
    /* LOW is how many units a second has, and HIGH the largest number of them. */
    const I *bounds = s->program + node[NUMBER];
    Number n;
    if (!(p = number(p, &n)) || n.is_float || !n.is_exact || n.whole < 0 || n.whole > bounds[HIGH]) return NULL;
    slot->time = n.whole / bounds[LOW] * 1000000 + n.whole % bounds[LOW] * 1000000 / bounds[LOW];
    return p;
  }
  return NULL;
}

/* The first slot of a part that is there. */
static const Slot *of_part(const Sieve *s, int number) {
  const I *place = s->program + s->program[PARTS_AT] + 2 * number;
  for (I i = 0; i < place[0]; i++) if (s->slots[place[1] + i].line == s->line) return s->slots + place[1] + i;
  return NULL;
}

/* Whether no two of the times are further apart than they should be: see Rulebook.apart. */
static int are_near(const Sieve *s, const I times[4]) {
  const I *apart = s->program + s->program[APART_AT];
  for (I i = 0; i < apart[0]; i++) {
    I earlier = times[apart[1 + 3 * i]], later = times[apart[2 + 3 * i]];
    if (earlier != NO_TIME && later != NO_TIME && later - earlier > apart[3 + 3 * i]) return 0;
  }
  return 1;
}

#define ROTATED(x, b) ((x) << (b) | (x) >> (64 - (b)))
#define ROUND(a, b, c, d) \
  a += b; c += d; b = ROTATED(b, 13) ^ a; d = ROTATED(d, 16) ^ c; a = ROTATED(a, 32); \
  a += d; c += b; d = ROTATED(d, 21) ^ a; b = ROTATED(b, 17) ^ c; c = ROTATED(c, 32)

/* What Python's hash() says of a text of ASCII: SipHash-1-3 with a key of the process's own. */
static I hash_of(I key_0, I key_1, P p, I size) {
  uint64_t k0 = (uint64_t)key_0, k1 = (uint64_t)key_1, b = (uint64_t)size << 56, m;
  uint64_t v0 = k0 ^ 0x736f6d6570736575u, v1 = k1 ^ 0x646f72616e646f6du;
  uint64_t v2 = k0 ^ 0x6c7967656e657261u, v3 = k1 ^ 0x7465646279746573u;
  if (size == 0) return 0;
  for (; size >= 8; size -= 8, p += 8) {
    m = eight(p); /* little-endian, as every machine is that this is built for */
    v3 ^= m;
    ROUND(v0, v1, v2, v3);
    v0 ^= m;
  }
  for (I i = 0; i < size; i++) b |= (uint64_t)p[i] << (8 * i);
  v3 ^= b;
  ROUND(v0, v1, v2, v3);
  v0 ^= b;
  v2 ^= 0xff;
  ROUND(v0, v1, v2, v3);
  ROUND(v0, v1, v2, v3);
  ROUND(v0, v1, v2, v3);
  I made = (I)(v0 ^ v1 ^ v2 ^ v3);
  return made == -1 ? -2 : made;
}

/* The source of the line: its number, 0 for none; -1 where the word is not known, -2 where it cannot be. */
static I source(Sieve *s, const Text **stranger) {
  if (s->program[FIXED_SOURCE]) return s->program[FIXED_SOURCE];
  const Slot *found = of_part(s, SOURCE);
  if (!found) return 0;
  const Text *t = &found->text;
  if (t->size == 0) return 0;
  if (t->odd & 1) return -2;
  for (I i = 0; i < s->word_count; i++) {
    if (s->words[i].size == t->size && same(s->words[i].word, t->start, t->size)) return s->words[i].source;
  }
  *stranger = t;
  return s->is_full ? -2 : -1;
}

static Cell *cell_of(Sieve *s, I name, I source) {
  Cell **cell = s->cells + name * SOURCES + source;
  if (!*cell) {
    *cell = calloc(1, sizeof(Cell) + (size_t)s->cell_sizes[name] * sizeof(I));
    if (*cell) (*cell)->low = INT64_MAX, (*cell)->high = NO_TIME;
  }
  return *cell;
}

/* Judge one line; what is said of it, and -1 where its source must be made known first. */
static int judge(Sieve *s, P start, P end, I number, Out *out, I at) {
  const Text *stranger = NULL;
  P p = spaces(start);
  out->ids[at] = 0;
  out->times[at] = NO_TIME;
  if (p == end) return BLANK;
  s->line++;
  s->name = -1;
  s->body = s->body_end = NULL;
  s->hit_count = s->doubt_count = 0;
  s->doubts = out->doubts + out->doubt_count;
  if (!(p = object(s, s->program + s->program[ROOT], p, 0, 0)) || spaces(p) != end) return LEFT;
  if (s->name == -1 && !find_name(s)) return LEFT;
  if (s->program[BODY_SLOT] && !s->body) { /* no properties at all; below 0: they may stand elsewhere */
    static const uint8_t none[] = "{}";
    if (s->program[BODY_SLOT] < 0 || !body(s, none)) return LEFT;
  } else if (!s->body_end && !body(s, s->program[BODY_SLOT] ? s->body : spaces(start))) {
    return LEFT;
  }
  I from = source(s, &stranger);
  if (from == -1) {
    out->stranger_at = stranger->start - s->data;
    out->stranger_size = stranger->size;
    return -1;
  }
  const Slot *id = s->program[HASHES_IDS] ? of_part(s, ID) : NULL;
  if (from < 0 || (id && id->text.odd)) return LEFT;
  I times[4] = {NO_TIME, NO_TIME, NO_TIME, s->program[s->program[APART_AT] - 1]};
  for (int i = 0; i < 3; i++) {
    const Slot *time = of_part(s, TIME + i);
    if (time) times[i] = time->time;
  }
  if (!are_near(s, times)) return LEFT;
  out->which[at] = s->name;
  out->sources[at] = from;
  int verdict = s->doubt_count ? WRONG : SURE;
  if (s->name < 0) {
    const Text *name = &s->slots[s->program[s->program[PARTS_AT] + 2 * EVENT + 1]].text;
    s->doubt_count = 0;
    if (!doubt(s, -1, name, NULL, NULL)) return LEFT;
    verdict = UNPLANNED;
  } else if (s->allowed[from] && !s->allowed[from][s->name]) {
    return LEFT;
  }
  if (verdict == SURE) {
    Cell *cell = cell_of(s, s->name, from);
    if (!cell) return LEFT;
    if (!cell->count++) cell->first = number;
    for (I i = 0; i < s->hit_count; i++) cell->hits[s->hits[i]]++;
    if (times[0] != NO_TIME) {
      if (times[0] < cell->low) cell->low = times[0];
      if (times[0] > cell->high) cell->high = times[0];
    }
  }
  if (id) out->ids[at] = hash_of(s->program[KEY_0], s->program[KEY_1], id->text.start, id->text.size);
  out->times[at] = times[0];
  return verdict;
}

/* Judge the lines of some data from a place in it on, of which the first has that number. It ends where the data ends,
 * where there is no more room, and before a line whose source is not known. */
SIEVE_EXPORT void plan_sieve_sift(Sieve *s, P data, I size, I from, I number, Out *out) {
  P p = data + from, end = data + size;
  s->data = data;
  s->end = end;
  out->lines = out->doubt_count = 0;
  out->stranger_at = -1;
  while (p < end && out->lines < out->room && out->doubt_count + DOUBTS <= out->doubt_room) {
    P stop = memchr(p, '\n', (size_t)(end - p));
    if (!stop) stop = end;
    int verdict = judge(s, p, stop, number + out->lines, out, out->lines);
    if (verdict < 0) break;
    if (verdict == WRONG || verdict == UNPLANNED) {
      for (I i = 0; i < s->doubt_count; i++) s->doubts[i].line = out->lines;
      out->doubt_count += s->doubt_count;
    }
    out->starts[out->lines] = p - data;
    out->lengths[out->lines] = stop - p;
    out->verdicts[out->lines++] = (uint8_t)verdict;
    p = stop < end ? stop + 1 : end;
  }
  out->next = p - data;
}

/* -- what is kept ------------------------------------------------------------------------------------------------ */

SIEVE_EXPORT I plan_sieve_version(void) { return VERSION; }

/* What `hash_of` makes of a text, so that it can be held against hash(). */
SIEVE_EXPORT I plan_sieve_hash(I key_0, I key_1, P p, I size) { return hash_of(key_0, key_1, p, size); }

SIEVE_EXPORT void plan_sieve_free(Sieve *s) {
  if (!s) return;
  for (I i = 0; i < s->word_count; i++) free(s->words[i].word);
  for (I i = 0; i < SOURCES; i++) free(s->allowed[i]);
  for (I i = 0; s->cells && i < s->program[NAME_COUNT] * SOURCES; i++) free(s->cells[i]);
  for (I i = 0; s->automata && i < s->automaton_count; i++) {
    free(s->automata[i].next);
    free(s->automata[i].sets);
    free(s->automata[i].places);
  }
  free(s->cells);
  free(s->cell_sizes);
  free(s->automata);
  free(s);
}

/* A sieve that judges by a program; ``sizes`` says how many properties are counted of each name. NULL: no memory. */
SIEVE_EXPORT Sieve *plan_sieve_new(const I *program, P pool, const I *sizes) {
  Sieve *s = calloc(1, sizeof *s);
  if (!s) return NULL;
  s->program = program;
  s->pool = pool;
  s->automaton_count = program[program[PATTERNS]];
  size_t names = (size_t)program[NAME_COUNT];
  s->automata = calloc((size_t)s->automaton_count + 1, sizeof *s->automata);
  s->cell_sizes = malloc((names + 1) * sizeof *s->cell_sizes);
  s->cells = calloc(names * SOURCES + 1, sizeof *s->cells);
  if (!s->automata || !s->cell_sizes || !s->cells) {
    plan_sieve_free(s);
    return NULL;
  }
  if (names) memcpy(s->cell_sizes, sizes, names * sizeof *sizes);
  return s;
}

/* Make a word for a source known (size -1: every line's), and which names it may send. Where there is no room, lines with
 * a word that is not known are left from then on. */
SIEVE_EXPORT void plan_sieve_know(Sieve *s, P word, I size, I source, P allowed) {
  size_t names = (size_t)s->program[NAME_COUNT];
  s->is_full = 1;
  if (source < 0 || source >= SOURCES || s->word_count == SOURCES || size > LONGEST_WORD) return;
  if (!s->allowed[source] && !(s->allowed[source] = malloc(names + 1))) return;
  memcpy(s->allowed[source], allowed, names);
  if (size >= 0) {
    if (!(s->words[s->word_count].word = malloc((size_t)size + 1))) return;
    memcpy(s->words[s->word_count].word, word, (size_t)size);
    s->words[s->word_count].size = size;
    s->words[s->word_count++].source = source;
  }
  s->is_full = 0;
}

/* Take what was counted of one name from one source: count, first line, first and last time, and the properties. */
SIEVE_EXPORT I plan_sieve_take(Sieve *s, I name, I source, I *into) {
  Cell *cell = s->cells[name * SOURCES + source];
  if (!cell || !cell->count) return 0;
  memcpy(into, cell, sizeof *cell + (size_t)s->cell_sizes[name] * sizeof(I));
  memset(cell, 0, sizeof *cell + (size_t)s->cell_sizes[name] * sizeof(I));
  cell->low = INT64_MAX;
  cell->high = NO_TIME;
  return 1;
}

/* Put the rows of an object where `row_of` finds them; 0 where two have the same name. */
SIEVE_EXPORT I plan_sieve_index(I *program, P pool, I at) {
  const I *object = program + at, *rows = program + object[ROWS];
  I *slots = program + object[SLOTS_AT];
  for (I i = 0; i < object[COUNT]; i++) {
    uint64_t place = name_hash(pool + rows[i * ROW + NAME_AT], rows[i * ROW + NAME_SIZE]);
    while (slots[place & (uint64_t)object[SLOT_MASK]] >= 0) place++;
    slots[place & (uint64_t)object[SLOT_MASK]] = i;
  }
  return 1;
}

/* Whether times rise, and the first, the last, the earliest and the latest of them; all but the first are places. */
SIEVE_EXPORT I plan_sieve_order(const I *times, I count, I *bounds) {
  I rises = 1, first = -1, last = -1, low = INT64_MAX, high = NO_TIME;
  for (I i = 0; i < count; i++) {
    I at = times[i];
    if (at == NO_TIME) continue;
    if (first < 0) first = i;
    else if (at < times[last]) rises = 0;
    last = i;
    if (at < low) low = at;
    if (at > high) high = at;
  }
  bounds[0] = first;
  bounds[1] = last;
  bounds[2] = low;
  bounds[3] = high;
  return rises;
}

/* Hashes by their lowest bits, so many to each of the 64 parts; zeros are left out. */
SIEVE_EXPORT void plan_sieve_partition(const I *hashes, I count, I *into, I *sizes) {
  I at[64];
  memset(sizes, 0, 64 * sizeof *sizes);
  for (I i = 0; i < count; i++) sizes[hashes[i] & 63] += hashes[i] != 0;
  for (I i = 0, sum = 0; i < 64; i++) at[i] = sum, sum += sizes[i];
  for (I i = 0; i < count; i++) if (hashes[i]) into[at[hashes[i] & 63]++] = hashes[i];
}

/* Those of some hashes that come more than once (each as often as it comes again); -1 where there is no memory. */
SIEVE_EXPORT I plan_sieve_twice(const I *hashes, I count, I *into) {
  size_t room = 16;
  I found = 0;
  while (room < (size_t)count * 2) room *= 2;
  I *seen = calloc(room, sizeof *seen);
  if (!seen) return -1;
  for (I i = 0; i < count; i++) {
    if (!hashes[i]) continue;
    size_t place = ((uint64_t)hashes[i] * 0x9E3779B97F4A7C15u) >> 20 & (room - 1);
    while (seen[place] && seen[place] != hashes[i]) place = (place + 1) & (room - 1);
    if (seen[place]) into[found++] = hashes[i];
    seen[place] = hashes[i];
  }
  free(seen);
  return found;
}

/* The places of hashes that are among some others, which rise; how many they are. */
SIEVE_EXPORT I plan_sieve_places(const I *hashes, I count, const I *wanted, I many, I *into) {
  I found = 0;
  for (I i = 0; i < count && many; i++) {
    const I *low = wanted;
    for (I left = many; left > 1;) { /* the last that is not above it */
      I half = left / 2;
      if (low[half] <= hashes[i]) low += half;
      left -= half;
    }
    if (*low == hashes[i]) into[found++] = i;
  }
  return found;
}

/* Where lines start that stand at some places, which rise, of lines of so many bytes each. */
SIEVE_EXPORT void plan_sieve_starts(const I *lengths, I start, const I *places, I many, I *into) {
  for (I i = 0, at = 0; i < many; i++) {
    for (; at < places[i]; at++) start += lengths[at] + 1;
    into[i] = start;
  }
}
