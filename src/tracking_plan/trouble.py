"""Trouble: the one exception for when `plan` cannot go on, printed as one line by the command line."""


class Trouble(Exception):
    """We cannot go on: no such file, no such revision, an unknown plug-in. The message is one line, with the remedy."""
