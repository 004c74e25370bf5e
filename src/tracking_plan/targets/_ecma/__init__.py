"""What TypeScript and JavaScript have in common: literals, comments, regular expressions, names, and rules as data."""
