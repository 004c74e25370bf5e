"""Makes the tables of English words in src/tracking_plan/model from LemmInflect's lexicon.

Run it in a throw-away environment, so that the lexicon never becomes a dependency:

    python -m venv /tmp/words && /tmp/words/bin/pip install lemminflect==0.2.3
    PYTHONPATH=src /tmp/words/bin/python scripts/make_verb_table.py

LemmInflect (https://github.com/bjascob/LemmInflect, MIT license) took its lexicon from the SPECIALIST Lexicon of the
US National Library of Medicine. Only its data file is read; the package itself is not imported.
"""

from __future__ import annotations

import gzip
import sys
import textwrap
import zlib
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

from tracking_plan.model.verbs import regular_past

MODEL = Path(__file__).resolve().parents[1] / "src/tracking_plan/model"

# Verbs of the trade that the lexicon lacks; an irregular one is written with its past forms.
EXTRA = """
    allowlist anonymize autocomplete autofill autosave backfill backorder chargeback cherrypick deauthorize decrypt
    denylist deprioritize deprovision dm dm'd downvote error favorite favourite friend gamify geocode geotag geotagged
    init instantiate livestream offboard onboard preload preorder pseudonymize rebase rebill reindex repost
    reprovision retweet resize resync screenshot subtweet sync text tokenize unarchive unassign unban unbanned uncheck
    undelete unenroll unfavorite unflag unflagged unfollow unfriend unlike unmount unmute unpublish unregister unselect
    unshare unship unshipped unstar unstarred unsubscribe unsuspend untag untagged upsell upsold upsert upvote waitlist
    whitelist wishlist deselect reselect autoplay revalidate rerender hotfix
"""
IRREGULAR_EXTRA = {"geotag", "unban", "unflag", "unship", "unstar", "untag", "upsell"}
# No verbs, or so rare as verbs that they would only stand in the way of a common word.
NO_VERBS = frozenset(
    "consisted fee wee lightning login quid rend overlie underlie disco lade moire wrought gell jell typeset".split()
)
# Misspellings, hyphened forms and pasts that are far better known as another word.
NO_PASTS = frozenset(
    """
    boded chid chidded clove controled crew dominante dove feed hove occured refered redevelopped staid stove weed
    whized paled tared blent blest cleft ski'd hiccupped
    impanelled empanelled joyriding lassooed betted mohamed
    """.split()
)
# The usual past where the lexicon names another first, or where it leaves a form out.
USUAL = {
    line.split()[0]: line.split()[1:]
    for line in """
        alight alighted alit
        babysit babysat
        bid bid bade bidden
        broadcast broadcast broadcasted
        bus bused bussed
        combat combated combatted
        credential credentialed credentialled
        diagram diagrammed diagramed
        fit fit fitted
        forecast forecast forecasted
        fulfil fulfilled
        gel gelled
        get got gotten
        handicap handicapped
        hide hid hidden
        kidnap kidnapped kidnaped
        knit knitted knit
        log logged
        hiccup hiccuped hiccupped
        offset offset
        okay okayed
        pal palled
        plead pleaded pled
        program programmed programed
        quit quit quitted
        relay relayed relaid
        rerun reran rerun
        rid rid ridded
        run ran run
        ski skied
        spring sprang sprung
        stay stayed
        sublet sublet subletted
        tar tarred
        torpedo torpedoed
        typeset typeset
        undershoot undershot
        wed wed wedded
        wet wet wetted
    """.strip().splitlines()
}
# Verbs in -l that double it in American spelling too, because their last syllable is stressed.
STRESSED = frozenset(
    """
    annul compel control corral dispel distil enrol enthral excel expel extol fulfil impel instal instil patrol
    propel rappel rebel repel
    """.split()
)
# Words in -ed beside the lexicon's nouns that nobody takes for a past.
NOT_PAST = "abed flatbed infrared naked newsfeed red rugged sacred wicked wretched sled led".split()
VERB_HEAD = """\
# English verbs: those with a regular past; those with another past or one more, as "base usual-past other-pasts";
# words in -ed that are no past. Made by scripts/make_verb_table.py from the lexicon of LemmInflect {version}
# (MIT license), which took it from the SPECIALIST Lexicon of the US National Library of Medicine.
"""
NOUN_HEAD = "# English words of six letters and more that are no verb forms; made and sourced as verb_table.txt is.\n"
# Nobody names an event or a property with words of these endings, and they are a third of the lexicon.
DULL = ("ness", "ly", "ism", "ist", "ous", "ously", "ish", "less", "ful", "itis", "ology", "oid", "ae", "ically")


class Entry(NamedTuple):
    word: str
    kind: str  # verb, noun, adj or adv
    forms: list[list[str]]  # of a verb: past, participle, -ing, third person


def read_lexicon() -> tuple[str, list[Entry]]:
    """The version of the installed LemmInflect and all entries of its lexicon."""
    package = distribution("lemminflect")
    raw = Path(str(package.locate_file("lemminflect/resources/infl_lu.csv.gz"))).read_bytes()
    lines = gzip.decompress(raw).decode("utf-8").splitlines()
    rows = (line.split(",") for line in lines)
    return package.version, [Entry(row[0], row[1], [cell.split("/") for cell in row[2:]]) for row in rows]


def plain(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower()


def verb_pasts(lexicon: list[Entry]) -> dict[str, list[str]]:
    """Each verb's pasts and participles, the usual one first."""
    pasts: dict[str, list[str]] = {}
    for entry in lexicon:
        if entry.kind == "verb" and plain(entry.word) and entry.word not in NO_VERBS:
            found = [word for cell in entry.forms[:2] for word in cell if plain(word) and word not in NO_PASTS]
            pasts[entry.word] = american(entry.word, list(dict.fromkeys(found)))
    previous = ""
    for word in EXTRA.split():
        if previous in IRREGULAR_EXTRA:
            pasts[previous] = [word]
            previous = ""
        elif plain(word):
            pasts.setdefault(word, [regular_past(word)])
            previous = word
    return pasts | {base: list(forms) for base, forms in USUAL.items()}


def american(base: str, forms: list[str]) -> list[str]:
    """The forms with both spellings of a verb such as "cancel", and the American one first."""
    single, double = base + "ed", base + base[-1] + "ed"
    if not base.endswith("l"):
        return forms
    if base in STRESSED:
        return [form for form in forms if form != single]
    return [single, double, *(form for form in forms if form not in (single, double))] if double in forms else forms


def irregular_lines(pasts: dict[str, list[str]]) -> Iterator[str]:
    for base, forms in sorted(pasts.items()):
        if forms and forms != [regular_past(base)]:
            yield " ".join([base, *forms])


def not_past(lexicon: list[Entry], pasts: dict[str, list[str]]) -> list[str]:
    """Nouns and names in -ed that are no verb's past, "hundred" or "Alfred"."""
    known = {form for forms in pasts.values() for form in forms} | pasts.keys()
    names = {entry.word.lower() for entry in lexicon if entry.kind == "noun" and entry.word.lower().endswith("ed")}
    return sorted(word for word in names | set(NOT_PAST) if plain(word) and word not in known)


def other_words(lexicon: list[Entry], pasts: dict[str, list[str]]) -> list[str]:
    known = {form for forms in pasts.values() for form in forms} | pasts.keys()
    words = {entry.word for entry in lexicon if entry.kind != "verb" and plain(entry.word) and len(entry.word) > 5}
    return sorted(word for word in words - known if not word.endswith(DULL) and not derived(word, pasts))


def derived(word: str, pasts: dict[str, list[str]]) -> bool:
    """Whether the word is an -ing form, which verbs.form knows by itself."""
    stem = word.removesuffix("ing")
    return stem != word and any(base in pasts for base in (stem, stem + "e", stem[:-1]))


def main() -> int:
    version, lexicon = read_lexicon()
    pasts = verb_pasts(lexicon)
    irregular = list(irregular_lines(pasts))
    special = {line.split()[0] for line in irregular}
    regular = sorted(base for base, forms in pasts.items() if forms and base not in special)
    parts = [
        VERB_HEAD.format(version=version).rstrip(),
        textwrap.fill(" ".join(regular), 119),
        "\n".join(irregular),
        textwrap.fill(" ".join(not_past(lexicon, pasts)), 119),
    ]
    (MODEL / "verb_table.txt").write_text("\n\n".join(parts) + "\n", "ascii")
    others = NOUN_HEAD + "\n".join(other_words(lexicon, pasts)) + "\n"
    packer = zlib.compressobj(9, wbits=31)  # gzip, with neither a time nor a name in its head
    (MODEL / "noun_table.txt.gz").write_bytes(packer.compress(others.encode("ascii")) + packer.flush())
    sys.stdout.write(f"{len(regular)} regular and {len(irregular)} irregular verbs\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
