/* What the sieve is told by `tables.py`, in the same words, and what it keeps of a part of a log. */
#ifndef SIEVE_PROGRAM_H
#define SIEVE_PROGRAM_H
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#define SIEVE_EXPORT __declspec(dllexport)
#else
#define SIEVE_EXPORT __attribute__((visibility("default")))
#endif

#define COLD __attribute__((noinline))

#define VERSION 2
#define DEEPEST 64
#define SLOTS 64      /* parts of an envelope */
#define WORDS 8       /* of 64 properties of one object */
#define HITS 1024     /* properties counted in one line */
#define SOURCES 64    /* different sources of a log, and as many words for them */
#define LONGEST_WORD 1000
#define SCRATCH 65536 /* bytes of a text that is written with escapes */
#define DOUBTS 16     /* doubtful properties of one line */
#define MASKS 7       /* words of 64 positions of a pattern */
#define STATES 2048   /* of an automaton, at most */
#define MISTAKES 16384 /* that are known, at most */
#define PLACES 3      /* so many lines are kept of each: KEPT of model/tally.py */
#define LONGEST_KEY 1024 /* bytes of what tells mistakes from others */
#define NO_TIME INT64_MIN
#define NO_DAY INT64_MIN

typedef int64_t I;
typedef const uint8_t *P;

/* The numbers of a program, by where they stand in what: see tables.py. */
enum { ROOT, NAMES, PARTS_AT, BODY_STANDS, FIXED_SOURCE, HASHES_IDS, APART_AT, KEY_0, KEY_1, PATTERNS, NAME_COUNT, PLANNED_AT };
enum { EVENT, ID, TIME, SENT, RECEIVED, SOURCE, BODY }; /* of each: how many slots, and the first of them */
enum { AROUND, AT_ONCE, APART, APART_OR_AROUND }; /* where the properties stand: around the parts, in one of them … */
enum { TYPES, ASKS, TEXT, NUMBER, ARRAY, OBJECT, PART, SLOT };
enum { NULLS = 1, BOOLS = 2, INTS = 4, FLOATS = 8, TEXTS = 16, ARRAYS = 32, OBJECTS = 64 };
enum { NO_PART, A_TEXT, A_TIME, A_BODY };
enum { SHORTEST, LONGEST, VALUES, FORMAT, PATTERN };           /* of a text */
enum { LOW, HIGH, FLOAT_LOW, FLOAT_HIGH };                     /* of a number */
enum { FEWEST, MOST, ITEMS };                                  /* of an array */
enum { COUNT, UNKNOWN, SLOT_MASK, SLOTS_AT, ROWS, PREFIXES, FIRST, REQUIRED }; /* of an object; the masks are last */
enum { NAME_AT, NAME_SIZE, NODE, COUNTER, NEXT, ROW };         /* of a property; NEXT and FIRST change: what came there last */
enum { CLOSED, PASSED, ASKED };                                /* unknown properties */
enum { ANY_FORMAT, DATE_TIME, DATE, UUID, EMAIL, URI };
enum { POSITIONS, MASK_WORDS, CLASSES, AT_START, AT_END, EMPTY, CLASS_OF, MASKS_AT }; /* of a pattern */
enum { LEFT, SURE, WRONG, UNPLANNED, BLANK, KNOWN };           /* what is said of a line */

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
  I count, wrong, first, low, high; /* valid lines, and those with a mistake that is known; the first of either … */
  I hits[];
} Cell;

typedef struct {
  I count, lines[PLACES], key_size, between_size; /* how many lines had it, and the first ones */
  uint8_t *key; /* and right behind it what stands between the number of a line and itself in a row of the rejects */
} Mistake;

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
  /* of each line; no contents: they are not wanted. Mistakes: which one, of a line that is KNOWN */
  I *ids, *times, *lengths, *starts, *which, *sources, *contents, *mistakes;
  I *left, *rows_before; /* lines that are neither SURE nor BLANK; and how many bytes of rows stand before each */
  uint8_t *verdicts;
  Doubt *doubts;
  uint8_t *rows; /* of rejects, if they are wanted */
  I room, doubt_room, rows_room;
  /* set by `plan_sieve_sift` */
  I lines, doubt_count, left_count, next, stranger_at, stranger_size;
  /* set by `plan_sieve_refuse`: where it has come to, how many lines are still left, and the bytes of rows, which were taken and are there */
  I left_at, doubt_at, still_left, rows_taken, rows_size;
} Out;

typedef struct {
  I *program;
  P pool, data, end;
  I line; /* counts up, to tell slots of other lines */
  Slot slots[SLOTS];
  I name; /* the event, as a row of NAMES; -1 not known yet, -2 not planned */
  P body, body_end; /* body_end: it has been judged */
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
  Mistake *mistakes;
  I mistake_count;
  int32_t *places; /* mistakes by the hash of their keys */
  uint8_t date[16]; /* the last date that was read, of ten characters, and its days since 1970 */
  I day;
  uint8_t scratch[SCRATCH];
} Sieve;

#endif
