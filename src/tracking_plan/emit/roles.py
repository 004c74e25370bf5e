"""Which lines of a log are good, bad, or said again: spread evenly, and exactly as many as asked for."""

from __future__ import annotations

from fractions import Fraction

GOOD, BAD, AGAIN = range(3)


class Roles:
    """``bad`` and ``again`` are shares of the lines; they add up to no more than 1."""

    def __init__(self, bad: Fraction, again: Fraction) -> None:
        either = bad + again
        self.hits, self.of = either.numerator, either.denominator
        among = bad / either if either else Fraction(0)
        self.bad, self.among = among.numerator, among.denominator

    def __getitem__(self, index: int) -> int:
        before, after = index * self.hits // self.of, (index + 1) * self.hits // self.of
        if before == after:
            return GOOD
        return BAD if before * self.bad // self.among != after * self.bad // self.among else AGAIN
