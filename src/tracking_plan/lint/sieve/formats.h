/* Formats of texts: a yes is sure, a no may be wrong. */
#ifndef SIEVE_FORMATS_H
#define SIEVE_FORMATS_H
#include "texts.h"
#include "times.h"

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

static int has_format(Sieve *s, I format, P p, I size) {
  switch (format) {
    case ANY_FORMAT: return 1;
    case DATE_TIME: return moment(s, p, size, 0) != NO_TIME;
    case DATE: return size == 10 && days(p) != NO_DAY;
    case UUID: return is_uuid(p, size);
    case EMAIL: return is_email(p, size);
    case URI: return is_uri(p, size);
    default: return 0;
  }
}

#endif
