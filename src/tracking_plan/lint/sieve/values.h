/* Values of JSON, held against what the program says of them. */
#ifndef SIEVE_VALUES_H
#define SIEVE_VALUES_H
#include "formats.h"
#include "names.h"
#include "patterns.h"
#include "texts.h"

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
    if (bounds[FORMAT] && (t->odd || !has_format(s, bounds[FORMAT], t->start, t->size))) return 0;
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

static P object(Sieve *s, I *object, P p, int depth, int is_body);
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
static P object(Sieve *s, I *object, P p, int depth, int is_body) {
  I *rows = s->program + object[ROWS], *guess = object + FIRST; /* most objects name their properties as the last did */
  I count = object[COUNT], words = (count + 63) >> 6;
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
      I row = *guess;
      if (row >= count || !is_row(s, rows + row * ROW, name.start, name.size)) {
        row = row_of(s, object, name.start, name.size);
        if (row >= 0) *guess = row;
      }
      P start = p;
      if (row < 0) {
        int is_known = object[UNKNOWN] == PASSED || (object[PREFIXES] && has_prefix(s, object, &name));
        if (!is_known && object[UNKNOWN] == CLOSED && !is_body) return NULL;
        if (!(p = passed(s, p, depth + 1, !is_known))) return NULL;
        if (!is_known && object[UNKNOWN] == CLOSED && !doubt(s, -1, &name, start, p)) return NULL;
      } else {
        const I *found = rows + row * ROW;
        guess = rows + row * ROW + NEXT;
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

#endif
