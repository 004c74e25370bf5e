"""The words of an event's or property's name: taking it apart, putting it in a letter case, comparing it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Words = tuple[str, ...]

# How a word is written wherever it stands, by its lower-case spelling. A brand is one word: "GitHub", not "Git Hub".
ACRONYMS = {
    word.lower(): word
    for word in """
        2FA AB AI API ARR AWS B2B B2C CC CDN CLI CMS CPU CRM CRUD CSRF CSS CSV CTA CTR DNS DOM EU FAQ FTP GDPR GPS GPT
        GPU GUI HR HTML HTTP HTTPS ID IDs IDE IMAP IP ISBN JS JSON JWT KPI KYC LLM LTV MCP MFA MRR MVP NFC NPS OCR OS
        OTP P2P PDF PIN PII PNG QA QR RAM REST ROI RSS SAML SDK SEO SKU SLA SMS SMTP SOAP SQL SSH SSL SSO SVG TLS TOS
        TTL TV UI UPC URI URL URLs USB UTM UUID UX VAT VIP VPN VR WCAG WWW XML YAML ZIP
    """.split()
}
BRANDS = {
    word.lower(): word
    for word in """
        AdSense AdWords AirBnB AirPlay AirPods AppDynamics AppsFlyer AppSheet BigQuery BitBucket ClickHouse ClickUp
        CloudFront CodePen CoreData DataDog DevOps DocuSign DoorDash DropBox DuckDB eBay eCommerce FaceBook FaceID
        FaceTime FinTech FreshDesk GitHub GitLab GraphQL GrubHub HubSpot iCloud iMessage InDesign iOS iPad iPadOS iPhone
        iTunes JavaScript LaTeX LinkedIn LogRocket MacBook macOS MailChimp MailGun MasterCard mParticle MongoDB MySQL
        NetSuite NewRelic NoSQL NumPy OAuth OAuth2 OneDrive OneSignal OpenAI OpenID PageRank PagerDuty PayPal PlayStation
        PostgreSQL PostHog PowerPoint PyPI QuickBooks QuickTime RudderStack SaaS SalesForce SendGrid ServiceNow
        SharePoint ShipStation SnapChat SoundCloud SourceForge StackOverflow SurveyMonkey TestFlight TikTok TouchID
        TripAdvisor tvOS TypeForm TypeScript visionOS watchOS WebRTC WebSocket WeChat WhatsApp WiFi WooCommerce WordPress
        YouTube ZenDesk ZoomInfo
    """.split()
}
# Connecting words that Title Case may leave small.
SMALL = frozenset(
    "a an and as at but by de for from if in into nor of off on onto or out over per so than the then to up via vs with"
    " without yet".split()
)
_KEPT_SYMBOLS = "#%&@*$+<>=~^"  # "C++" is not "C", and "$autocapture" is not "autocapture"
_ASCII_RUN = re.compile(r"[$#@]?[A-Za-z0-9]+|[#%&@*$+<>=~^]+")
# The words of a run without separators; \d, upper and lower case stand for all scripts (see `_shadow`).
_PIECE = re.compile(
    r"[A-Z][A-Z0-9]+s(?![a-z0-9])"  # PDFs
    r"|[A-Z0-9]+(?=[A-Z][a-z])"  # HTTP|Server, 2FA|Enabled
    r"|(?:[A-Z]|[0-9]+)?[a-z][a-z0-9]*"  # Created, step1, 1st
    r"|[A-Z0-9]+"
    r"|[^A-Za-z0-9]+[A-Za-z0-9]*"  # $autocapture, &
)
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0") | frozenset(
    map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
)


def split(name: str) -> Words:
    """The words of a name in any style, spelled as they stand there: "iOSAppOpened" -> ("iOS", "App", "Opened").

    Digits stay with the letters they touch ("OAuth2 Token"); separators, apostrophes and invisible characters go;
    symbols that tell two names apart ("#", "&", "+", an emoji) are words, or begin one ("$autocapture").
    """
    if name.isascii():
        runs = _ASCII_RUN.findall(name.replace("'", "") if "'" in name else name)
    else:
        runs = _unicode_runs(unicodedata.normalize("NFC", name))
    if len(runs) == 1:
        return _run_words(runs[0])
    words: list[str] = []
    for run in runs:
        words += _run_words(run)
    return tuple(words)


@lru_cache(maxsize=65_536)
def _run_words(run: str) -> Words:
    """The words of a run of letters and digits without separators, or of symbols."""
    lower = run.lower()
    if lower in BRANDS or lower in ACRONYMS or run.islower() or run.isdigit():
        return (run,)
    shadow = run if run.isascii() else _shadow(run)
    pieces = [run[found.start() : found.end()] for found in _PIECE.finditer(shadow)] or [run]
    return _rejoined(pieces)


def _rejoined(pieces: list[str]) -> Words:
    """Pieces that are one known word together are one: "i", "OS" -> "iOS"; "O", "Auth2" -> "OAuth2"."""
    words: list[str] = []
    place = 0
    while place < len(pieces):
        size = next(
            (
                size
                for size in (4, 3, 2)
                if place + size <= len(pieces) and _is_known("".join(pieces[place : place + size]))
            ),
            1,
        )
        words.append("".join(pieces[place : place + size]))
        place += size
    return tuple(words)


def _is_known(word: str) -> bool:
    return BRANDS.get(word.lower()) == word or ACRONYMS.get(word.lower()) == word


def _shadow(run: str) -> str:
    """The run in ASCII, letter for letter: A for an upper-case letter, a for any other letter or mark, 0 for a digit."""
    made = []
    for letter in run:
        if letter.isascii():
            made.append(letter)
        elif letter.isdigit():
            made.append("0")
        elif letter.isupper() or letter.istitle():
            made.append("A")
        else:
            made.append("a" if letter.isalpha() or unicodedata.category(letter)[0] == "M" else letter)
    return "".join(made)


def _unicode_runs(name: str) -> list[str]:
    """Runs of letters, marks and digits, and runs of symbols, of a name in any script."""
    runs: list[str] = []
    last = ""
    for letter in name:
        if letter in _INVISIBLE or letter in "'\u2019" or unicodedata.category(letter) == "Cf":
            continue
        kind = _kind(letter)
        if kind and kind == last:
            runs[-1] += letter
        elif kind:
            runs.append(letter)
        last = kind
    return runs


def _kind(letter: str) -> str:
    category = unicodedata.category(letter)
    if category[0] in "LMN":
        return "word"
    return "symbol" if letter in _KEPT_SYMBOLS or category in ("So", "Sc", "Sm") else ""
