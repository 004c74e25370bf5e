"""What looks personal: by the words that a name ends in, by a format, or by a value."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

EMAIL, PHONE, PERSON, ADDRESS = "an email address", "a phone number", "a person's name", "a postal address"
BIRTH, IP, GOVERNMENT, CARD = "a date of birth", "an IP address", "a government's number", "a card or account number"

_PEOPLE = (
    "user|person|people|customer|client|contact|patient|passenger|employee|student|recipient|guest|candidate|applicant"
    "|card_?holder|account_?holder|author|assignee|attendee|invitee|shopper|buyer|subscriber|member|colleague|inviter|sender|receiver|driver|rider|tenant_contact"
)
# What a name ends in, in snake_case without accents. English first, then German, French, Spanish, Portuguese, Italian
# and Dutch, as far as the word means nothing else. A word that has other meanings (name, mobile, direction) is no sign.
_ENDS = {
    EMAIL: r"""
        e_?mails? | (?:e_?)?mail_?(?:address|addr|adresse|adres)(?:es)? | courriel | adresse_(?:e_?)?mail
        | correo(?:_electronico)? | posta_elettronica""",
    PHONE: r"""
        (?:tele|cell_?|mobile_?|home_?|work_?)?phone(?:_?(?:numbers?|no|num|nr))?
        | (?:mobile|cell|cellular|whats_?app|sms|fax)_?(?:number|no|num|nr) | phones | msisdn
        | (?:telefon|handy|mobil|rufnummer)_?(?:nummer|nr) | telefon | rufnummer | (?:numero_(?:de_)?)?(?:telefono|telefone)
        | celular | telefoon(?:_?nummer)?""",
    PERSON: rf"""
        (?:first|last|full|given|family|middle|maiden|fore|sur|legal|birth|nick)_?names? | (?:first|last)_?(?:and_)?last_?name
        | (?:{_PEOPLE})_?(?:full_?)?names? | user_?name | surname
        | vor_?name | nach_?name | familien_?name | prenom | nom_de_famille | apellidos? | primer_nombre
        | nome_?completo | nombre_?completo | sobrenome | cognome | voor_?naam | achter_?naam""",
    ADDRESS: r"""
        (?:street_?|home_?|postal_?|mailing_?|shipping_?|billing_?|delivery_?|residential_?)?address(?:es)?
        | (?:street_?)?address_?line | street(?:_?(?:name|number|no))? | house_?(?:number|no)
        | anschrift | strasse | haus_?nummer | adresse | domicilio | indirizzo | endereco | adres | straat""",
    BIRTH: r"""
        birth_?da(?:te|y) | date_?of_?birth | dob | birth_?year | year_?of_?birth | born_?(?:on|at)
        | geburts_?(?:datum|tag) | date_?(?:de_?)?naissance | fecha_?(?:de_?)?nacimiento | data_?(?:de_?)?nascimento
        | data_?(?:di_?)?nascita | geboorte_?datum""",
    IP: r"ip | ip_?(?:v[46]_?)?addr(?:ess)?(?:es)? | ip_?v[46] | ip_?adresse",
    GOVERNMENT: r"""
        ssn | social_?security(?:_?(?:number|no))? | passport(?:_?(?:number|no|id))?
        | national_?(?:id|identity|insurance)(?:_?(?:number|no|card))? | (?:personal|government|govt)_?(?:id|identity)_?number
        | driv(?:er|ers|ing)_?licen[cs]e(?:_?(?:number|no|id))? | tax_?payer_?(?:id|number) | aadhaar(?:_?number)?
        | personalausweis(?:_?nummer)? | steuer_?(?:id|nummer) | dni | cpf | curp | pesel | bsn | codice_?fiscale""",
    CARD: r"""
        iban | (?:credit|debit|payment|bank)_?card(?:_?(?:number|no|num))? | card_?(?:number|no|num) | pan_?number
        | cvv2? | cvc2? | bank_?account(?:_?(?:number|no))? | konto_?nummer | kredit_?karten_?nummer""",
}  # fmt: skip
_ALL_ENDS = "|".join(f"(?P<k{number}>{words})" for number, words in enumerate(_ENDS.values()))
_END = f"(?x)(?:^|_)(?:{_ALL_ENDS})$"
_KINDS = tuple(_ENDS)

# What may stand right before the words, and makes them mean something else.
_ELSE = {
    ADDRESS: r"""
        ip | mac | e?mail | e | web(?:site)? | site | url | uri | page | link | host | server | net(?:work)? | mem(?:ory)?
        | physical | virtual | bus | device | wallet | contract | token | block | crypto | bitcoin | btc | ethereum | eth
        | base | smart | base64 | source | src | destination | dest | dst | remote | internet | https? | socket | port | proxy
        | gateway | ens""",
    PHONE: "head | ear | micro | mega | smart | by | via | per",
    IP: "server | host | destination | dest | dst | gateway | proxy | internal | pod | node | cluster | dns | service | upstream",
}
# What a name begins with that says yes or no, or counts.
_NOT_THE_THING = (
    r"(?:is|are|has|have|had|was|were|can|could|should|must|may|will|with|without|no|not|use[sd]?|using|allow|allows|allowed|enable"
    r"|enabled|disable|disabled|require|requires|required|show|shows|hide|hides|send|sends|skip|valid|invalid|verified|num|number_of"
    r"|count|count_of|total|n|opt_in|opt_out|subscribed_to|unsubscribed_from|missing|after|before|via|by|from_which)_"
)  # fmt: skip

compiled = cache(re.compile)
"""Most runs ask few of these patterns, and compiling all takes longer than a plan takes to load."""
"""Most plans need few of these patterns, and each takes longer to compile than to ask."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")
_MOST = 100
"""Longer names are no names of anything that we know."""


def _snake(name: str) -> str:
    if not name.isascii():
        letters = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
        name = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _HUMP.sub("_", name).strip("_").lower()


@lru_cache(100_000)
def by_name(name: str) -> str:
    """What a property of this name looks like, or an empty text."""
    if len(name) > _MOST:
        return ""
    snake = _snake(name)
    found = compiled(_END).search(snake) or compiled(_END).search(snake.rstrip("0123456789").rstrip("_"))
    if found is None or compiled(_NOT_THE_THING).match(snake):
        return ""
    kind = _KINDS[int((found.lastgroup or "k0")[1:])]
    before = snake[: found.start()].rpartition("_")[2]
    return "" if kind in _ELSE and compiled(f"(?x:{_ELSE[kind]})").fullmatch(before) else kind


@lru_cache(100_000)
def by_names(around: str, name: str) -> str:
    """The same of a property inside another: `user.name` is a person's, `wallet.address` is none where people live."""
    kind = by_name(name)
    outer = _snake(around[:_MOST]).removesuffix("s")
    if not kind:
        return by_name(f"{outer}_{_snake(name)}") if len(name) <= _MOST else ""
    bare = compiled(_END).match(_snake(name)) is not None
    last = outer.rpartition("_")[2]
    return "" if bare and kind in _ELSE and compiled(f"(?x:{_ELSE[kind]})").fullmatch(last) else kind


_VERSION = r"(?:^|_)(?:version|ver|build|release|firmware)s?(?:_?(?:number|no|name|code|string|str))?$"


@lru_cache(100_000)
def is_version(name: str) -> bool:
    """Whether a property of this name holds versions: `8.0.12.1` is one, and is an IP address elsewhere."""
    return len(name) <= _MOST and compiled(_VERSION).search(_snake(name)) is not None


BY_FORMAT = {"email": EMAIL, "ipv4": IP, "ipv6": IP}

MAY_BE_PERSONAL = re.compile(r"@|\d[\d .()-]{5}|[\da-fA-F:]:[\da-fA-F:]|\d\.\d")
"""A text without this looks like nothing below: most need no more than one search."""

_VALUES = (
    (EMAIL, r"[^\s@<>,;:]{1,64}@[^\s@<>,;:/]{1,200}\.[A-Za-z]{2,24}"),
    (IP, r"(?!.*\.0\.0\.0$)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}"),
    (IP, r"(?=.*::|(?:[^:]+:){7})[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}"),
    (PHONE, r"\+[1-9](?:[ .()-]{0,2}\d){7,14}"),
    (GOVERNMENT, r"\d{3}-\d{2}-\d{4}"),
)
_CARD = r"(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|6011|65\d\d|35\d\d)([ -]?)\d{4}\1\d{4}\1\d{4}|3[47]\d\d([ -]?)\d{6}\2\d{5}"
_IBAN = r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?"


def by_value(value: object) -> str:
    """What a text looks like, or an empty text."""
    if not isinstance(value, str) or not 6 <= len(value) <= 300:
        return ""
    for kind, pattern in _VALUES:
        if compiled(pattern).fullmatch(value):
            return kind
    if (compiled(_CARD).fullmatch(value) and _luhn(value)) or (compiled(_IBAN).fullmatch(value) and _iban(value)):
        return CARD
    return ""


def is_card(text: str) -> bool:
    """Whether a number is that of a card: by its first digits, its length and its check digit."""
    return compiled(_CARD).fullmatch(text) is not None and _luhn(text)


def is_iban(text: str) -> bool:
    """Whether it is an account number, by its form and its check digits."""
    return compiled(_IBAN).fullmatch(text) is not None and _iban(text)


def _luhn(text: str) -> bool:
    digits = [int(letter) for letter in text if letter.isdecimal()][::-1]
    return sum(d if place % 2 == 0 else d * 2 - 9 * (d > 4) for place, d in enumerate(digits)) % 10 == 0


def _iban(text: str) -> bool:
    bare = text.replace(" ", "")
    return int("".join(str(int(letter, 36)) for letter in bare[4:] + bare[:4])) % 97 == 1
