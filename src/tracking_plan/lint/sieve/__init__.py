"""The sieve: the compiled half of the judge, which reads most lines of a log by itself. It may only say yes.

`program.py` says in numbers what a plan allows in an envelope's lines, `sieve.c` reads lines by it, and `sifting.py` keeps
what comes of a part of a log. Where there is no library (`native.py`), the halves in Python do all.
"""
