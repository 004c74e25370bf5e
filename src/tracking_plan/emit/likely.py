"""What a value of a property is likely to look like, by the property's name. Nobody's data: example.com, 555-01xx, 192.0.2.x."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

from ..model.words import split

Text = Callable[[], str]
Held = TypeVar("Held")

FIRST_NAMES = "Ada Ben Cleo Dara Eli Fay Gus Hana Ivo Jun Kai Lena Milo Nia Omar Pia Quinn Rosa Sami Tess".split()
LAST_NAMES = "Abbott Brandt Castro Dubois Eriksen Fontaine Gupta Haddad Ito Jansen Kovac Lindgren".split()
PATHS = "/ /pricing /features /docs /docs/start /blog /signup /login /settings /projects /reports /help /search".split()
_ADJECTIVES = "quick quiet bright early final annual weekly shared custom basic mobile open".split()
_NOUNS = "report project launch review budget team update campaign draft summary release survey".split()
_SENTENCES = (
    "Works well for our team.",
    "It took a while to find the button.",
    "Please add a dark theme.",
    "The export was missing a column.",
    "Exactly what we needed.",
)
_USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36"

# Words that a name ends in -> texts to choose from.
_LISTS: dict[str, tuple[str, ...]] = {
    "currency|currency_code": ("USD", "EUR", "GBP", "JPY", "BRL"),
    "country|country_code|region": ("US", "DE", "FR", "GB", "BR", "IN", "JP"),
    "city": ("Springfield", "Rivertown", "Lakeside", "Hillview"),
    "locale|language|lang": ("en-US", "en-GB", "de-DE", "fr-FR", "pt-BR"),
    "timezone|time_zone|tz": ("UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo"),
    "browser": ("Chrome", "Safari", "Firefox", "Edge"),
    "os|os_name|operating_system": ("iOS", "Android", "macOS", "Windows", "Linux"),
    "platform|channel": ("web", "ios", "android", "server"),
    "device|device_type|device_model": ("phone", "tablet", "desktop"),
    "status|state": ("active", "pending", "done"),
    "method|type|kind|category|variant|group|source|medium": ("standard", "basic", "advanced", "other"),
    "plan|tier": ("free", "starter", "team"),
    "role": ("admin", "member", "guest"),
    "color|colour": ("red", "green", "blue", "gray"),
    "campaign|utm_campaign": ("spring_launch", "newsletter_05", "partner_week"),
    "reason|error|error_message|message|comment|feedback|text|description|body|note|notes": _SENTENCES,
    "query|search|keyword|keywords|term": ("blue shoes", "quarterly report", "how to invite", "templates"),
    "path|page_path|screen|page": tuple(PATHS),
    "user_agent": (_USER_AGENT,),
    "code|coupon|coupon_code|promo_code|sku": ("WELCOME10", "SPRING25", "TEAM-5", "A-1042"),
    "first_name|given_name": tuple(FIRST_NAMES),
    "last_name|family_name|surname": tuple(LAST_NAMES),
}
# Words that a whole number or an amount is called by -> least and most.
_RANGES: dict[str, tuple[float, float]] = {
    "price|amount|revenue|total|value|cost|tax|discount|subtotal|shipping|mrr|arr": (1, 500),
    "count|number|quantity|qty|size|items|seats|members|results|attempts": (1, 50),
    "duration|ms|milliseconds|latency|elapsed": (1, 60_000),
    "seconds|minutes|hours|days|time": (1, 600),
    "percent|percentage|progress|score": (0, 100),
    "rate|ratio|share|probability": (0, 1),
    "year": (2000, 2030),
    "month": (1, 12),
    "age": (18, 80),
    "index|position|step|rank|page|offset|level": (0, 20),
    "rating|stars": (1, 5),
    "latitude|lat": (-90, 90),
    "longitude|lng|lon": (-180, 180),
    "timestamp|at|epoch": (1_735_689_600, 1_767_225_600),
    "id": (1, 1_000_000),
}
_ANY_NUMBER = (0.0, 1000.0)


def _by_words(table: Mapping[str, Held]) -> dict[str, Held]:
    return {word: held for words, held in table.items() for word in words.split("|")}


_RANGE, _LIST = _by_words(_RANGES), _by_words(_LISTS)


def _found(table: Mapping[str, Held], name: str) -> Held | None:
    """What the table has for the name's last words, the most of them that it knows."""
    words = [word.lower() for word in split(name)]
    endings = ("_".join(words[start:]) for start in range(len(words)))
    return next((table[ending] for ending in endings if ending in table), None)


def number(name: str) -> tuple[float, float]:
    """The least and the most of a number of this name."""
    return _found(_RANGE, name) or _ANY_NUMBER


def text(name: str, rng: Random, personal: bool) -> Text:
    """A maker of texts for a property of this name. ``personal``: it is planned to tell who somebody is."""
    words = [word.lower() for word in split(name)] or ["value"]
    last, random = words[-1], rng.random
    if last in ("uuid", "guid"):
        return of_format("uuid", rng)
    if last == "id" or (last == "key" and len(words) > 1):
        stem = "_".join(words[:-1]) or "id"
        return lambda: f"{stem}_{100_000 + int(random() * 900_000)}"
    for ending, made in _MADE:
        if ending.search("_".join(words)):
            return made(rng) if personal or made not in _PERSONAL else _phrase(rng)
    listed = _found(_LIST, name)
    return one_of(listed, rng) if listed else _phrase(rng)


def one_of(options: Sequence[str], rng: Random) -> Text:
    size, random = len(options), rng.random
    return lambda: options[int(random() * size)]


def _phrase(rng: Random) -> Text:
    adjective, noun = one_of(_ADJECTIVES, rng), one_of(_NOUNS, rng)
    return lambda: f"{adjective()} {noun()}"


def _title(rng: Random) -> Text:
    phrase = _phrase(rng)
    return lambda: phrase().title()


def _person(rng: Random) -> Text:
    first, last = one_of(FIRST_NAMES, rng), one_of(LAST_NAMES, rng)
    return lambda: f"{first()} {last()}"


def _email(rng: Random) -> Text:
    person = _person(rng)
    return lambda: f"{person().lower().replace(' ', '.')}@example.com"


def _phone(rng: Random) -> Text:
    return lambda: f"+1-555-01{int(rng.random() * 100):02d}"


def _url(rng: Random) -> Text:
    path = one_of(PATHS, rng)
    return lambda: f"https://www.example.com{path()}"


def _version(rng: Random) -> Text:
    random = rng.random
    return lambda: f"{1 + int(random() * 4)}.{int(random() * 20)}.{int(random() * 10)}"


def _ipv4(rng: Random) -> Text:
    net, random = one_of(("192.0.2", "198.51.100", "203.0.113"), rng), rng.random
    return lambda: f"{net()}.{1 + int(random() * 254)}"


def _ipv6(rng: Random) -> Text:
    bits = rng.getrandbits
    return lambda: f"2001:db8::{bits(16):x}:{bits(16):x}"


def _uuid(rng: Random) -> Text:
    def make() -> str:
        hexes = f"{rng.getrandbits(128):032x}"
        return f"{hexes[:8]}-{hexes[8:12]}-4{hexes[13:16]}-a{hexes[17:20]}-{hexes[20:]}"

    return make


_SINCE = datetime(2025, 1, 1, tzinfo=UTC)
_DAYS = 365


def _moment(written: Callable[[datetime], str]) -> Callable[[Random], Text]:
    def made(rng: Random) -> Text:
        return lambda: written(_SINCE + timedelta(seconds=int(rng.random() * _DAYS * 86_400)))

    return made


_FORMATS: Mapping[str, Callable[[Random], Text]] = {
    "date-time": _moment(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}Z"),
    "date": _moment(lambda at: f"{at:%Y-%m-%d}"),
    "time": _moment(lambda at: f"{at:%H:%M:%S}Z"),
    "duration": lambda rng: lambda: f"PT{1 + int(rng.random() * 90)}M",
    "email": _email,
    "hostname": lambda rng: one_of(("www.example.com", "app.example.com", "api.example.com"), rng),
    "ipv4": _ipv4,
    "ipv6": _ipv6,
    "uri": _url,
    "uuid": _uuid,
}
_MADE: tuple[tuple[re.Pattern[str], Callable[[Random], Text]], ...] = tuple(
    (re.compile(f"(?:^|_)(?:{words})$"), made)
    for words, made in (
        ("e?mail|email_address", _email),
        ("phone|phone_number|mobile_number", _phone),
        ("url|uri|href|link|referrer|referer", _url),
        ("(?:user|full|person|contact|customer)_name|author|assignee", _person),
        ("name|title|label|headline", _title),
        ("version|build|release", _version),
        ("ip|ip_address", _ipv4),
        ("at|timestamp|datetime|time", _FORMATS["date-time"]),
        ("date|day|birthday", _FORMATS["date"]),
        ("host|hostname|domain", _FORMATS["hostname"]),
    )
)
_PERSONAL = (_email, _phone, _person, _ipv4)


def of_format(name: str, rng: Random) -> Text:
    """A maker of texts of one of the formats that a plan knows."""
    return _FORMATS[name](rng)
