/* Patterns, matched by an automaton of which states are made when they are met. */
#ifndef SIEVE_PATTERNS_H
#define SIEVE_PATTERNS_H
#include "program.h"

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
  while (p < end && a->next[classes[*p]] == 0) p++; /* what leaves it at the start costs no step after the other */
  while (p < end) {
    const int32_t *steps = a->next;
    I next = 0;
    while (p < end && (next = steps[at + classes[*p]]) >= 0) at = next, p++; /* nothing else in it: each waits for the last */
    if (p == end) break;
    if (next == FOUND) return 1;
    I class = classes[*p++], size_then = a->size, state = step(s, pattern, a, at / width, class);
    if (state < 0) return -1;
    if (!pattern[AT_END] && is_last(s, pattern, a, state)) {
      if (a->size >= size_then) a->next[at + class] = FOUND;
      return 1;
    }
    at = state * width;
  }
  return pattern[AT_END] && (is_last(s, pattern, a, at / width) || (pattern[EMPTY] && size == 0));
}

#endif
