"""`python -P -m tracking_plan`: the command `plan` (-P keeps the working directory out of the module path)."""

from .cli.entry import run

run()
