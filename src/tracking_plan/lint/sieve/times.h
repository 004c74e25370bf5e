/* Times and dates as RFC 3339 writes them. */
#ifndef SIEVE_TIMES_H
#define SIEVE_TIMES_H
#include "program.h"

static inline int is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

static inline int two(P p) { return is_digit(p[0]) && is_digit(p[1]) ? (p[0] - '0') * 10 + p[1] - '0' : 100; }

/* The days from 1970 to a date of ten characters; NO_DAY where it is none. */
static inline I days(P p) {
  static const int8_t most[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  I year = two(p) * 100 + two(p + 2);
  int month = two(p + 5), day = two(p + 8);
  if (!is_digit(p[0]) || !is_digit(p[1]) || !is_digit(p[2]) || !is_digit(p[3]) || year == 0) return NO_DAY;
  if (p[4] != '-' || p[7] != '-' || month < 1 || month > 12 || day < 1) return NO_DAY;
  int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (day > most[month - 1] + (month == 2 && leap)) return NO_DAY;
  I y = month <= 2 ? year - 1 : year, era = y / 400, of = y - era * 400;
  I at = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of * 365 + of / 4 - of / 100 + at - 719468;
}

/* A time as RFC 3339 writes it, in microseconds since 1970; NO_TIME where it is none, or not surely one. With
 * ``zoneless``, as of a record's own times, it may lack its zone, has at most six digits behind the second, and is of the
 * years in which no zone leads out of Python's. */
static I moment(Sieve *s, P p, I size, int zoneless) {
  P end = p + size;
  if (size < 19) return NO_TIME;
  if (memcmp(s->date, p, 10) != 0) { /* mostly it is that of the last time */
    s->day = days(p);
    memcpy(s->date, p, 10);
  }
  I day = s->day;
  if (zoneless && (p[0] > '8' || (p[0] == '0' && p[1] == '0'))) return NO_TIME;
  int hour = two(p + 11), minute = two(p + 14), second = two(p + 17);
  if (day == NO_DAY || p[10] != 'T' || p[13] != ':' || p[16] != ':') return NO_TIME;
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

#endif
