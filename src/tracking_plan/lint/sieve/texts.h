/* Texts of JSON: where one ends, whether it is UTF-8, and what it is without its escapes. */
#ifndef SIEVE_TEXTS_H
#define SIEVE_TEXTS_H
#include "program.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif


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

/* A character as UTF-8; how many bytes that is. */
static inline int encoded(uint32_t c, uint8_t *to) {
  if (c < 0x80) {
    to[0] = (uint8_t)c;
    return 1;
  }
  int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  static const uint8_t first[] = {0, 0xC0, 0xE0, 0xF0};
  to[0] = (uint8_t)(first[more] | c >> 6 * more);
  for (int i = 1; i <= more; i++) to[i] = (uint8_t)(0x80 | (c >> 6 * (more - i) & 0x3F));
  return more + 1;
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
      *to++ = *p++;
    } else {
      p = escaped(p, &c);
      to += encoded(c, to);
    }
    if (c >= 0x80) t->odd = 2;
  }
  t->start = s->scratch;
  t->size = to - s->scratch;
  return 1;
}

#endif
