/* The sieve: reads each line of a log once, and says of it that it is surely valid, or what is doubtful in it.
 *
 * It is told what a plan allows by a program (`program.py` writes it, `program.h` has its words), and it may only
 * say yes: whatever it does not know exactly, it leaves to the halves of the judge that are written in Python.
 *
 * Lines are untrusted. Nothing is read beyond the last byte of the data but one: the byte behind it must be readable and
 * zero, as it is behind Python's bytes. Every loop over text ends at a control character, so at the end of a line too.
 */
#include "contents.h"
#include "mistakes.h"
#include "values.h"

/* -- lines ------------------------------------------------------------------------------------------------------ */

/* The first slot of a part that is there. */
static const Slot *of_part(const Sieve *s, int number) {
  const I *place = s->program + s->program[PARTS_AT] + 2 * number;
  for (I i = 0; i < place[0]; i++) if (s->slots[place[1] + i].line == s->line) return s->slots + place[1] + i;
  return NULL;
}

/* Judge the properties of the line's event; ``around`` that they stand around the parts, though some have a place. */
static P body(Sieve *s, P p, int around) {
  const I *names = s->program + s->program[NAMES];
  if (s->name >= 0) {
    I properties = s->program[names[ROWS] + s->name * ROW + (around ? COUNTER : NODE)];
    return properties ? object(s, s->program + properties, p, 1, 1) : NULL;
  }
  return *p == '{' ? passed(s, p, 1, 0) : NULL;
}

/* The event of the line, as a row of the names: -2 where it is not planned. 0 where that is not known. */
static int find_name(Sieve *s, const Slot *event) {
  if (!event || event->line != s->line || event->text.odd & 1 || event->text.size == 0) return 0;
  s->name = row_of(s, s->program + s->program[NAMES], event->text.start, event->text.size);
  if (s->name < 0) s->name = -2;
  return 1;
}

/* Read a part of the envelope. */
static P part(Sieve *s, const I *node, P p, int depth) {
  Slot *slot = s->slots + node[SLOT];
  if (*p == 'n') return word(p); /* as if it were not there */
  slot->line = s->line;
  slot->text.start = p;
  if (node[PART] == A_BODY) {
    if (node[OBJECT]) return object(s, s->program + node[OBJECT], p, depth, 0); /* with parts in it */
    if (s->program[BODY_STANDS] == AT_ONCE && find_name(s, s->slots + s->program[s->program[PARTS_AT] + 2 * EVENT + 1])) {
      return s->body_end = body(s, p, 0);
    }
    return *p == '{' ? passed(s, p, depth, 0) : NULL;
  }
  if (*p == '"') {
    if (!(node[TYPES] & TEXTS) || !(p = text(s, p + 1, &slot->text))) return NULL;
    if (node[PART] == A_TIME) {
      slot->time = slot->text.odd ? NO_TIME : moment(s, slot->text.start, slot->text.size, 1);
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

/* The name of the event in the plan. */
static Text planned_name(const Sieve *s) {
  const I *place = s->program + s->program[PLANNED_AT] + 2 * s->name;
  Text made = {s->pool + place[0], place[1], 0};
  return made;
}

/* Judge the properties, wherever they stand; 0 where that can't be. */
static int properties(Sieve *s, P line) {
  static const uint8_t none[] = "{}";
  I stands = s->program[BODY_STANDS];
  const Slot *event = of_part(s, EVENT), *place = of_part(s, BODY);
  if (s->body_end) {
    s->body = place->text.start;
    return 1;
  }
  if (!find_name(s, event)) return 0;
  int around = stands == APART_OR_AROUND && !place;
  s->body = stands == AROUND || around ? line : place ? place->text.start : none;
  return body(s, s->body, around) != NULL;
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

/* Count a line of that number and time as one of those. */
static void count(Cell *cell, I *those, I number, I time) {
  if ((!cell->count && !cell->wrong) || number < cell->first) cell->first = number;
  ++*those;
  if (time == NO_TIME) return;
  if (time < cell->low) cell->low = time;
  if (time > cell->high) cell->high = time;
}

/* Whether a line ends here. */
static inline int ends(const Sieve *s, P p) { return *p == '\n' || p == s->end; }

/* Judge one line; what is said of it, and -1 where its source must be made known first. ``stop`` takes where it ends, unless
 * it is left. */
static int judge(Sieve *s, P start, P *stop, I number, Out *out, I at) {
  const Text *stranger = NULL;
  P p = spaces(start);
  out->ids[at] = 0;
  out->times[at] = NO_TIME;
  if (out->contents) out->contents[at] = 0;
  if (ends(s, *stop = p)) return BLANK;
  s->line++;
  s->name = -1;
  s->body = s->body_end = NULL;
  s->hit_count = s->doubt_count = 0;
  s->doubts = out->doubts + out->doubt_count;
  if (!(p = object(s, s->program + s->program[ROOT], p, 0, 0)) || !ends(s, *stop = spaces(p))) return LEFT;
  if (!properties(s, spaces(start))) return LEFT;
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
  const Text *name = &of_part(s, EVENT)->text;
  if (out->contents && id) { /* where properties stand around the parts, what these say is not carried */
    if (s->body == spaces(start)) return LEFT;
    out->contents[at] = content(s->name < 0 ? *name : planned_name(s), s->body);
    if (!out->contents[at]) return LEFT;
  }
  if (s->name < 0) {
    s->doubt_count = 0;
    if (!doubt(s, -1, name, NULL, NULL)) return LEFT;
    verdict = UNPLANNED;
  } else if (s->allowed[from] && !s->allowed[from][s->name]) {
    return LEFT;
  }
  if (verdict == SURE) {
    Cell *cell = cell_of(s, s->name, from);
    if (!cell) return LEFT;
    for (I i = 0; i < s->hit_count; i++) cell->hits[s->hits[i]]++;
    count(cell, &cell->count, number, times[0]);
  } else {
    Mistake *mistake = known(s, s->name, s->doubts, s->doubt_count);
    if (mistake) {
      out->mistakes[at] = mistake - s->mistakes;
      verdict = KNOWN;
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
  out->lines = out->doubt_count = out->left_count = 0;
  out->left_at = out->doubt_at = out->still_left = out->rows_taken = out->rows_size = 0;
  out->stranger_at = -1;
  while (p < end && out->lines < out->room && out->doubt_count + DOUBTS <= out->doubt_room) {
    P stop;
    int verdict = judge(s, p, &stop, number + out->lines, out, out->lines);
    if (verdict < 0) break;
    if (verdict == LEFT && !(stop = memchr(p, '\n', (size_t)(end - p)))) stop = end;
    if (verdict == WRONG || verdict == UNPLANNED) {
      for (I i = 0; i < s->doubt_count; i++) s->doubts[i].line = out->lines;
      out->doubt_count += s->doubt_count;
    }
    if (verdict != SURE && verdict != BLANK) out->left[out->left_count++] = out->lines;
    out->starts[out->lines] = p - data;
    out->lengths[out->lines] = stop - p;
    out->verdicts[out->lines++] = (uint8_t)verdict;
    p = stop < end ? stop + 1 : end;
  }
  out->next = p - data;
}

/* Refuse a line, of the mistake that it has; 0 where that can't be, and -1 where there is no more room for its row. */
static int refuse(Sieve *s, Out *out, Mistake *m, I line, I number) {
  P start = s->data + out->starts[line];
  Cell *cell = out->which[line] >= 0 ? cell_of(s, out->which[line], out->sources[line]) : NULL;
  if (!cell && out->which[line] >= 0) return 0;
  if (out->rows && !write_row(out, m, start, start + out->lengths[line], number)) return out->rows_size ? -1 : 0;
  if (cell) count(cell, &cell->wrong, number, out->times[line]);
  if (m->count < PLACES) m->lines[m->count] = number;
  m->count++;
  return 1;
}

/* Refuse the lines of those that were sifted last whose mistakes are known, those too that were learned since. What is left then
 * stands in ``left``. Whether there is more to do, when the rows have been taken. ``number`` is that of the first line. */
SIEVE_EXPORT I plan_sieve_refuse(Sieve *s, I number, Out *out) {
  out->rows_taken += out->rows_size;
  out->rows_size = 0;
  for (; out->left_at < out->left_count; out->left_at++) {
    I line = out->left[out->left_at], from = out->doubt_at, to;
    while (from < out->doubt_count && out->doubts[from].line < line) from++;
    for (to = from; to < out->doubt_count && out->doubts[to].line == line; to++);
    Mistake *m = out->verdicts[line] == KNOWN ? s->mistakes + out->mistakes[line]
                 : to > from ? known(s, out->which[line], out->doubts + from, to - from) : NULL;
    int is_refused = m ? refuse(s, out, m, line, number + line) : 0;
    if (is_refused < 0) return 1;
    out->doubt_at = to;
    out->verdicts[line] = is_refused ? KNOWN : m ? LEFT : out->verdicts[line];
    if (is_refused) continue;
    out->rows_before[out->still_left] = out->rows_taken + out->rows_size;
    out->left[out->still_left++] = line;
  }
  return 0;
}

/* -- what is kept ----------------------------------------------------------------------------------------------- */

SIEVE_EXPORT I plan_sieve_version(void) { return VERSION; }

/* What `content` makes of a record that was not read here, of which msgspec has written the properties; and what `hash_of`
 * makes of a text, so that it can be held against hash(). */
SIEVE_EXPORT I plan_sieve_content(P event, I event_size, P properties) {
  uint64_t made;
  if (!of_value(properties, 1, 0, &made)) made = of_text(properties, (I)strlen((const char *)properties), 0);
  return (I)mixed(of_text(event, event_size, 0), made);
}

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
  for (I i = 0; i < s->mistake_count; i++) free(s->mistakes[i].key);
  free(s->mistakes);
  free(s->places);
  free(s->cells);
  free(s->cell_sizes);
  free(s->automata);
  free(s);
}

/* A sieve that judges by a program; ``sizes`` says how many properties are counted of each name. NULL: no memory. */
SIEVE_EXPORT Sieve *plan_sieve_new(I *program, P pool, const I *sizes) {
  Sieve *s = calloc(1, sizeof *s);
  if (!s) return NULL;
  s->program = program;
  s->pool = pool;
  s->day = NO_DAY;
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

/* Take what was counted of each name from each of so many sources: the name, the source, how many lines are valid and how many
 * have a known mistake, the first of them, the first and the last time, and how often each property was there. How many
 * numbers that is. */
SIEVE_EXPORT I plan_sieve_take(Sieve *s, I sources, I *into) {
  I *to = into;
  for (I name = 0; name < s->program[NAME_COUNT]; name++) {
    for (I source = 0; source < sources && source < SOURCES; source++) {
      Cell *cell = s->cells[name * SOURCES + source];
      if (!cell || !(cell->count || cell->wrong)) continue;
      size_t size = sizeof *cell + (size_t)s->cell_sizes[name] * sizeof(I);
      *to++ = name;
      *to++ = source;
      memcpy(to, cell, size);
      to += size / sizeof(I);
      memset(cell, 0, size);
      cell->low = INT64_MAX;
      cell->high = NO_TIME;
    }
  }
  return to - into;
}

/* Put the rows of an object where `row_of` finds them. */
SIEVE_EXPORT void plan_sieve_index(I *program, P pool, I at) {
  const I *object = program + at, *rows = program + object[ROWS];
  I *slots = program + object[SLOTS_AT];
  for (I i = 0; i < object[COUNT]; i++) {
    uint64_t place = name_hash(pool + rows[i * ROW + NAME_AT], rows[i * ROW + NAME_SIZE]);
    while (slots[place & (uint64_t)object[SLOT_MASK]] >= 0) place++;
    slots[place & (uint64_t)object[SLOT_MASK]] = i;
  }
}
