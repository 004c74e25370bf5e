/* Mistakes that are known: a line that has one is refused as the lines before it were, of which all was said. */
#ifndef SIEVE_MISTAKES_H
#define SIEVE_MISTAKES_H
#include "names.h"

/* What tells the mistakes of a line from others: the event, and of each doubt the row, the name and the value, padded with
 * zeros. Its size, 0 where it is too long. */
static I key_of(P data, I which, const Doubt *doubts, I count, uint64_t *key) {
  uint8_t *to = (uint8_t *)key, *end = to + LONGEST_KEY;
  memset(key, 0, LONGEST_KEY);
  memcpy(to, &which, sizeof which);
  to += sizeof which;
  for (I i = 0; i < count; i++) {
    const Doubt *d = doubts + i;
    I sizes[3] = {d->row, d->name_size, d->size};
    if (end - to < (I)sizeof sizes + d->name_size + d->size + 8) return 0;
    memcpy(to, sizes, sizeof sizes);
    memcpy(to += sizeof sizes, data + d->name_at, (size_t)d->name_size);
    memcpy(to += d->name_size, data + d->at, (size_t)d->size);
    to += d->size;
  }
  return (to - (uint8_t *)key + 7) & ~(I)7;
}

static uint64_t key_hash(const uint64_t *key, I size) {
  uint64_t made = (uint64_t)size;
  for (I i = 0; i < size / 8; i++) made = (made ^ key[i]) * 0x9E3779B97F4A7C15u, made ^= made >> 29;
  return made;
}

/* Where in the places a mistake of this key is, or would be. */
static int32_t *place_of(const Sieve *s, const uint64_t *key, I size) {
  for (uint64_t at = key_hash(key, size);; at++) {
    int32_t *place = s->places + (at & (2 * MISTAKES - 1));
    if (*place < 0) return place;
    const Mistake *m = s->mistakes + *place;
    if (m->key_size == size && memcmp(m->key, key, (size_t)size) == 0) return place;
  }
}

/* The mistake of a line that has these doubts; NULL where it is not known. */
static COLD Mistake *known(const Sieve *s, I which, const Doubt *doubts, I count) {
  uint64_t key[LONGEST_KEY / 8];
  I size = s->mistake_count ? key_of(s->data, which, doubts, count, key) : 0;
  int32_t *place = size ? place_of(s, key, size) : NULL;
  return place && *place >= 0 ? s->mistakes + *place : NULL;
}

/* Know from now on the mistakes of a line of the last block, of which these are the doubts. ``between`` is what stands in its
 * row of the rejects between its number and itself. The number of what is known so, -1 where it is known already, or there is no
 * room for it. */
SIEVE_EXPORT I plan_sieve_learn(Sieve *s, I which, const Doubt *doubts, I count, P between, I size) {
  uint64_t key[LONGEST_KEY / 8];
  I key_size = key_of(s->data, which, doubts, count, key);
  if (!key_size) return -1;
  if (!s->mistakes) s->mistakes = calloc(MISTAKES, sizeof *s->mistakes);
  if (!s->places && (s->places = malloc(2 * MISTAKES * sizeof *s->places))) {
    for (I i = 0; i < 2 * MISTAKES; i++) s->places[i] = -1;
  }
  if (!s->mistakes || !s->places) return -1;
  int32_t *place = place_of(s, key, key_size);
  if (*place >= 0 || s->mistake_count == MISTAKES) return -1;
  Mistake *m = s->mistakes + s->mistake_count;
  if (!(m->key = malloc((size_t)(key_size + size)))) return -1;
  memcpy(m->key, key, (size_t)key_size);
  memcpy(m->key + key_size, between, (size_t)size);
  m->key_size = key_size;
  m->between_size = size;
  *place = (int32_t)s->mistake_count;
  return s->mistake_count++;
}

/* How many lines were refused for each of the mistakes since this was asked last, and the first of them. */
SIEVE_EXPORT void plan_sieve_again(Sieve *s, I *into) {
  for (I i = 0; i < s->mistake_count; i++) {
    Mistake *m = s->mistakes + i;
    *into++ = m->count;
    memcpy(into, m->lines, sizeof m->lines);
    into += PLACES;
    m->count = 0;
  }
}

/* Write the row of a line among the rejects; 0 where there is no room for it. A line that was read has no control characters
 * but tabs and carriage returns. */
static COLD int write_row(Out *out, const Mistake *m, P line, P end, I number) {
  static const uint8_t head[] = "{\"line\":", tail[] = "\"}\n";
  static const uint8_t odd[256] = {['"'] = 1, ['\\'] = 1, ['\t'] = 1, ['\r'] = 1};
  uint8_t digits[20], *digit = digits + sizeof digits, *to = out->rows + out->rows_size;
  if (m->between_size + 2 * (end - line) + 40 > out->rows_room - out->rows_size) return 0;
  memcpy(to, head, sizeof head - 1);
  to += sizeof head - 1;
  do *--digit = (uint8_t)('0' + number % 10); while (number /= 10);
  memcpy(to, digit, (size_t)(digits + sizeof digits - digit));
  to += digits + sizeof digits - digit;
  *to++ = ',';
  memcpy(to, m->key + m->key_size, (size_t)m->between_size);
  to += m->between_size;
  for (P p = line; p < end; p++) {
    *to = '\\';
    to += odd[*p];
    *to++ = *p >= 0x20 ? *p : *p == '\t' ? 't' : 'r';
  }
  memcpy(to, tail, sizeof tail - 1);
  out->rows_size = to + sizeof tail - 1 - out->rows;
  return 1;
}

#endif
