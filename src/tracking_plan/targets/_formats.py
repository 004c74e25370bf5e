"""The formats of the plan as patterns, so that every language checks them with the engine that it has anyway.

They agree with the linter's judge (`model.validator`, which follows the RFCs) but for what `docs/clients.md` names: a leap
second is known only at offset zero, an `xn--` label is judged by its shape alone, and an e-mail address is a bare one
(`ana@example.com`), without a display name or an IPv6 literal, of which the part before the `@` may be long.
"""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """A text is of the format when it matches the pattern, and has no more characters than that."""

    pattern: str
    longest: int | None = None


_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY = (
    "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)"
)
_OFFSET = "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
_TIME = (
    f"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]+)?{_OFFSET}|23:59:60(?:\\.[0-9]+)?(?:[Zz]|[+-]00:00))"
)
_BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_IPV4 = f"{_BYTE}\\.{_BYTE}\\.{_BYTE}\\.{_BYTE}"
_H = "[0-9A-Fa-f]{1,4}"
_LAST_32 = f"(?:{_H}:{_H}|{_IPV4})"


def _ipv6() -> str:
    """RFC 3986, section 3.2.2, with the number of groups left out by "::" from none to eight."""
    options = [f"(?:{_H}:){{6}}{_LAST_32}"]
    for before in range(8):
        lead = f"(?:{_H}(?::{_H}){{0,{before - 1}}})?" if before > 1 else f"(?:{_H})?" if before else ""
        after = 5 - before
        if after > 0:
            options.append(f"{lead}::(?:{_H}:){{{after}}}{_LAST_32}")
        elif after == 0:
            options.append(f"{lead}::{_LAST_32}")
        elif after == -1:
            options.append(f"{lead}::{_H}")
        else:
            options.append(f"{lead}::")
    return "(?:" + "|".join(options) + ")"


_UNRESERVED = "A-Za-z0-9._~\\-"
_SUB = "!$&'()*+,;="
_ESCAPED = "%[0-9A-Fa-f]{2}"
_PCHAR = f"(?:[{_UNRESERVED}{_SUB}:@]|{_ESCAPED})"
_SEGMENTS = f"(?:[{_UNRESERVED}{_SUB}:@/]|{_ESCAPED})*"
_HOST = f"(?:\\[(?:{_ipv6()}|[Vv][0-9A-Fa-f]+\\.[{_UNRESERVED}{_SUB}:]+)\\]|(?:[{_UNRESERVED}{_SUB}]|{_ESCAPED})*)"
_AUTHORITY = f"(?:(?:[{_UNRESERVED}{_SUB}:]|{_ESCAPED})*@)?{_HOST}(?::[0-9]*)?"
_QUERY = f"(?:[{_UNRESERVED}{_SUB}:@/?]|{_ESCAPED})*"
_URI = (
    f"[A-Za-z][A-Za-z0-9+.\\-]*:(?://{_AUTHORITY}(?:/{_SEGMENTS})?|/(?:{_PCHAR}{_SEGMENTS})?|{_PCHAR}{_SEGMENTS}|)"
    f"(?:\\?{_QUERY})?(?:#{_QUERY})?"
)
# "xn--" opens the label of another script; else no label has "--" for its third and fourth character.
_LABEL = (
    "(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]?[A-Za-z0-9]"
    "|[A-Za-z0-9][A-Za-z0-9\\-](?:[A-Za-z0-9][A-Za-z0-9\\-]|-[A-Za-z0-9])[A-Za-z0-9\\-]{0,58}[A-Za-z0-9]"
    "|[A-Za-z0-9][A-Za-z0-9\\-][A-Za-z0-9][A-Za-z0-9]"
    "|[A-Za-z0-9][A-Za-z0-9\\-]-[A-Za-z0-9]"
    "|xn--(?:[A-Za-z0-9\\-]{0,58}[A-Za-z0-9]))"
)
_ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-]+"
_QUOTED = '"(?:[ !#-\\[\\]-~]|\\\\[ -~])*"'
FORMATS: dict[str, Format] = {
    "date-time": Format(f"^{_DAY}[Tt]{_TIME}$"),
    "date": Format(f"^{_DAY}$"),
    "time": Format(f"^{_TIME}$"),
    "duration": Format(
        "^P(?:[0-9]+W|(?:(?:[0-9]+D|[0-9]+M(?:[0-9]+D)?|[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?)"
        "(?:T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S))?"
        "|T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S)))$"
    ),
    "email": Format(f"^(?:{_ATOM}(?:\\.{_ATOM})*|{_QUOTED})@(?:{_LABEL}(?:\\.{_LABEL})*|\\[{_IPV4}\\])$", 320),
    "hostname": Format(f"^{_LABEL}(?:\\.{_LABEL})*$", 253),
    "ipv4": Format(f"^{_IPV4}$"),
    "ipv6": Format(f"^{_ipv6()}$"),
    "uri": Format(f"^{_URI}$"),
    "uuid": Format("^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$"),
}
"""The formats of `model.property.FORMATS`, each by its name."""
