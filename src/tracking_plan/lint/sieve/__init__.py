"""The compiled half of the judge, which may only say "surely valid"; where it is missing, all works as without it."""
