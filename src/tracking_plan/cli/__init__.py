"""The command line: one file a command, which parses, calls one function, reports and gives an exit code."""
