/* Names of properties, events and values, found by a hash. */
#ifndef SIEVE_NAMES_H
#define SIEVE_NAMES_H
#include "program.h"

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

#endif
