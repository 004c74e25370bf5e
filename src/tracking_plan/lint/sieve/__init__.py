"""The sieve: the compiled half of `plan lint`, which reads a line once and says of most that they are surely valid."""
