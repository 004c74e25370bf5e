"""A text holds what looks like a key, a token or a password.

Why: a plan is read by many, and shown in a catalog; whoever has read the secret can use it.

Bad:

    events:
      Report Exported:
        description: Uploaded with AKIAIOSFODNN7EXAMPLE   # <- here

Good:

    events:
      Report Exported:
        description: Uploaded with the key that the vault keeps under reports/upload
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..document import Document, Span
from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import listed
from ._texts import texts

severity = Severity.WARNING

_KINDS = {
    "AWS": ("an AWS access key", r"A(?:KIA|SIA)[0-9A-Z]{16}(?![0-9A-Z])"),
    "GITHUB": ("a GitHub token", r"gh[pousr]_[0-9A-Za-z]{36,255}|github_pat_[0-9A-Za-z_]{22,255}"),
    "SLACK": ("a Slack token", r"xox[abeoprs]-[0-9A-Za-z-]{10,255}"),
    "HOOK": ("the address of a Slack webhook", r"hooks\.slack\.com/services/[0-9A-Za-z/]{20,255}"),
    "STRIPE": ("a Stripe key", r"[rs]k_(?:live|test)_[0-9A-Za-z]{16,255}"),
    "GOOGLE": ("a Google key", r"AIza[0-9A-Za-z_-]{35}|GOCSPX-[0-9A-Za-z_-]{28}"),
    "JWT": ("a JSON Web Token", r"eyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}"),
    "KEY": ("a private key", r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY"),
}
_ALL_KINDS = "|".join(f"(?P<{name}>{pattern})" for name, (_, pattern) in _KINDS.items())
# Each begins with one of these, which are quick to look for in a whole file.
_BEGINNINGS = (
    "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "xox", "hooks.slack.com", "AIza",
    "GOCSPX-", "eyJ", "-----BEGIN ", *(f"{kind}k_{mode}_" for kind in "rs" for mode in ("live", "test")),
)  # fmt: skip
_HINT = "take it out and replace it: a secret once written here is no secret any more"


@cache
def _secret() -> re.Pattern[str]:
    """Compiled only where something begins like a secret."""
    return re.compile(f"(?<![0-9A-Za-z_-])(?:{_ALL_KINDS})")


def check_plan(plan: Plan) -> Iterator[Finding]:
    for document in plan.documents:
        beginnings = [beginning for beginning in _BEGINNINGS if beginning in document.text]
        if beginnings:
            yield from _look(document, beginnings)


def _look(document: Document, beginnings: list[str]) -> Iterator[Finding]:
    told: set[str] = set()
    for found in texts(document, lambda text: any(b in text for b in beginnings) and _secret().search(text)):
        secrets = list(_secret().finditer(found.text))
        told.update(secret[0] for secret in secrets)
        yield Finding(found.at(), f"{found.said} holds what looks like {_named(secrets)}", _HINT)
    line, begins, counted = 1, 0, 0
    for secret in sorted(_in_file(document.text, beginnings), key=re.Match.start):
        if secret[0] not in told:  # it stands in a comment, or in a name
            told.add(secret[0])
            line += document.text.count("\n", counted, secret.start())
            begins = document.text.rfind("\n", counted, secret.start()) + 1 or begins
            counted = secret.start()
            column = counted - begins + 1
            at = Span(document.file, line, column, line, column + len(secret[0]))
            yield Finding(at, f"here stands what looks like {_named([secret])}", _HINT)


def _in_file(text: str, beginnings: list[str]) -> Iterator[re.Match[str]]:
    for beginning in beginnings:
        place = text.find(beginning)
        while place >= 0:
            secret = _secret().match(text, place)
            if secret is not None:
                yield secret
            place = text.find(beginning, secret.end() if secret is not None else place + 1)


def _named(secrets: list[re.Match[str]]) -> str:
    return listed(dict.fromkeys(_KINDS[secret.lastgroup or ""][0] for secret in secrets))
