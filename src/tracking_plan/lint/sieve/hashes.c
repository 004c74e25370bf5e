/* Many hashes and times at once: their order, their partitions, and those that come twice. */
#include "program.h"

/* Whether times rise, and the first, the last, the earliest and the latest of them; all but the first are places. */
SIEVE_EXPORT I plan_sieve_order(const I *times, I count, I *bounds) {
  I rises = 1, first = -1, last = -1, low = INT64_MAX, high = NO_TIME;
  for (I i = 0; i < count; i++) {
    I at = times[i];
    if (at == NO_TIME) continue;
    if (first < 0) first = i;
    else if (at < times[last]) rises = 0;
    last = i;
    if (at < low) low = at;
    if (at > high) high = at;
  }
  bounds[0] = first;
  bounds[1] = last;
  bounds[2] = low;
  bounds[3] = high;
  return rises;
}

/* Hashes by their lowest bits, so many to each of the 64 parts; zeros are left out. */
SIEVE_EXPORT void plan_sieve_partition(const I *hashes, I count, I *into, I *sizes) {
  I at[64];
  memset(sizes, 0, 64 * sizeof *sizes);
  for (I i = 0; i < count; i++) sizes[hashes[i] & 63] += hashes[i] != 0;
  for (I i = 0, sum = 0; i < 64; i++) at[i] = sum, sum += sizes[i];
  for (I i = 0; i < count; i++) if (hashes[i]) into[at[hashes[i] & 63]++] = hashes[i];
}

/* Those of some hashes that come more than once (each as often as it comes again); -1 where there is no memory. */
SIEVE_EXPORT I plan_sieve_twice(const I *hashes, I count, I *into) {
  size_t room = 16;
  I found = 0;
  while (room < (size_t)count * 2) room *= 2;
  I *seen = calloc(room, sizeof *seen);
  if (!seen) return -1;
  for (I i = 0; i < count; i++) {
    if (!hashes[i]) continue;
    size_t place = ((uint64_t)hashes[i] * 0x9E3779B97F4A7C15u) >> 20 & (room - 1);
    while (seen[place] && seen[place] != hashes[i]) place = (place + 1) & (room - 1);
    if (seen[place]) into[found++] = hashes[i];
    seen[place] = hashes[i];
  }
  free(seen);
  return found;
}

/* The places of hashes that are among some others, which rise; how many they are. */
SIEVE_EXPORT I plan_sieve_places(const I *hashes, I count, const I *wanted, I many, I *into) {
  uint64_t maybe[1024] = {0}; /* a bit for each 16 bits that one of the others ends in: most hashes are told by it */
  I found = 0;
  for (I i = 0; i < many; i++) maybe[wanted[i] >> 6 & 1023] |= (uint64_t)1 << (wanted[i] & 63);
  for (I i = 0; i < count && many; i++) {
    const I *low = wanted;
    if (!(maybe[hashes[i] >> 6 & 1023] >> (hashes[i] & 63) & 1)) continue;
    for (I left = many; left > 1;) { /* the last that is not above it */
      I half = left / 2;
      if (low[half] <= hashes[i]) low += half;
      left -= half;
    }
    if (*low == hashes[i]) into[found++] = i;
  }
  return found;
}

/* Where lines start that stand at some places, which rise, of lines of so many bytes each. */
SIEVE_EXPORT void plan_sieve_starts(const I *lengths, I start, const I *places, I many, I *into) {
  for (I i = 0, at = 0; i < many; i++) {
    for (; at < places[i]; at++) start += lengths[at] + 1;
    into[i] = start;
  }
}

/* Rows that each begin with `{"line":` and a number, with so much added to these; how many bytes that is. There is room for
 * 20 bytes more a row. */
SIEVE_EXPORT I plan_sieve_moved(P rows, I size, I lines, uint8_t *into) {
  P p = rows, end = rows + size;
  uint8_t *to = into;
  while (p < end) {
    P stop = memchr(p, '\n', (size_t)(end - p));
    stop = stop ? stop + 1 : end;
    I start = 8, number = 0, count = 0;
    uint8_t digits[20];
    if (stop - p < start) break;
    memcpy(to, p, (size_t)start);
    to += start;
    for (p += start; p < stop && *p >= '0' && *p <= '9'; p++) number = number * 10 + *p - '0';
    for (number += lines; count == 0 || number > 0; number /= 10) digits[count++] = (uint8_t)('0' + number % 10);
    while (count > 0) *to++ = digits[--count];
    memcpy(to, p, (size_t)(stop - p));
    to += stop - p;
    p = stop;
  }
  return to - into;
}
