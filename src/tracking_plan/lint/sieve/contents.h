/* What a record carries, as one number: the same for properties in another order, and for texts with other escapes. */
#ifndef SIEVE_CONTENTS_H
#define SIEVE_CONTENTS_H
#include "values.h"

#define MEMBERS 256 /* of an object, among which a name that comes twice is looked for */

typedef struct {
  uint64_t hash, word;
  I size;
} Mixer;

static inline uint64_t mixed(uint64_t a, uint64_t b) {
  a = (a ^ b) * 0x9E3779B97F4A7C15u;
  a = (a ^ a >> 32) * 0xD6E8FEB86659FD93u;
  return a ^ a >> 29;
}

static inline void mix(Mixer *m, uint8_t c) {
  m->word |= (uint64_t)c << 8 * (m->size & 7);
  if ((++m->size & 7) == 0) {
    m->hash = mixed(m->hash, m->word);
    m->word = 0;
  }
}

/* Of a text of UTF-8, of which the escapes, where it is ``odd``, count as what they stand for. */
static uint64_t of_text(P p, I size, int odd) {
  Mixer m = {1, 0, 0};
  P end = p + size;
  if (!odd) {
    for (; end - p >= 8; p += 8, m.size += 8) m.hash = mixed(m.hash, eight(p));
    while (p < end) mix(&m, *p++);
  }
  while (p < end) {
    uint32_t c = *p;
    if (c != '\\') {
      mix(&m, *p++);
      continue;
    }
    p = escaped(p, &c);
    uint8_t bytes[4];
    int count = encoded(c, bytes);
    for (int i = 0; i < count; i++) mix(&m, bytes[i]);
  }
  return mixed(mixed(m.hash, m.word), (uint64_t)m.size);
}

/* Of a value that was read before; NULL, and 0, where it has no number of its own, or is too deep. ``plain``: it was written
 * by msgspec, which has one way to write each number. */
static P of_value(P p, int plain, int depth, uint64_t *made) {
  if (depth > DEEPEST) return *made = 0, NULL;
  switch (*p) {
    case '"': {
      P start = ++p;
      int odd = 0;
      for (; *p != '"'; p++) if (*p == '\\') odd = 1, p++;
      *made = mixed(of_text(start, p - start, odd), 2);
      return p + 1;
    }
    case '{': {
      uint64_t names[MEMBERS], sum = 0;
      int count = 0;
      for (p = spaces(p + 1); *p != '}'; p = spaces(p)) {
        uint64_t name, held;
        if (*p == ',') p = spaces(p + 1);
        p = spaces(of_value(p, plain, 0, &name));
        p = of_value(spaces(p + 1), plain, depth + 1, &held);
        if (!held || (count == MEMBERS && !plain)) {
          *made = 0;
          return NULL;
        }
        for (int i = 0; i < count && !plain; i++) if (names[i] == name) held = 0;
        if (!held) return *made = 0, NULL;
        if (count < MEMBERS) names[count++] = name;
        sum += mixed(name, held);
      }
      *made = mixed(sum, 3);
      return p + 1;
    }
    case '[': {
      uint64_t all = 5;
      for (p = spaces(p + 1); *p != ']'; p = spaces(p)) {
        uint64_t held;
        if (*p == ',') p = spaces(p + 1);
        if (!(p = of_value(p, plain, depth + 1, &held))) return *made = 0, NULL;
        all = mixed(all, held);
      }
      *made = mixed(all, 4);
      return p + 1;
    }
    case 't': *made = 11; return p + 4;
    case 'f': *made = 12; return p + 5;
    case 'n': *made = 13; return p + 4;
    default: {
      Number n;
      P start = p, end = number(p, &n);
      uint64_t bits;
      if (!end || !n.is_exact) {
        if (!plain) return *made = 0, NULL;
        while (*p == '-' || *p == '+' || *p == '.' || is_alnum(*p)) p++;
        *made = mixed(of_text(start, p - start, 0), 6);
        return p;
      }
      if (!plain && n.is_float && n.value != 0 && n.value < 1e-3 && n.value > -1e-3) return *made = 0, NULL; /* 1e-5 */
      memcpy(&bits, &n.value, 8);
      *made = n.is_float ? mixed(bits, 7) : mixed((uint64_t)n.whole, 8);
      return end;
    }
  }
}

/* Of the properties of an event; 0 where they have no number of their own. */
static I content(Text event, P properties) {
  uint64_t made;
  if (!of_value(properties, 0, 0, &made) || !made) return 0;
  return (I)mixed(of_text(event.start, event.size, 0), made);
}

#endif
