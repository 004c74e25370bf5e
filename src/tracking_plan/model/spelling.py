"""British and American spellings of one word: `colour` and `color` are one name, and the compiler of a report sees two.

Verbs are not here: `verbs.lemma` brings their forms together.
"""

from __future__ import annotations

_PAIRS = """
    analogue analog  behaviour behavior  catalogue catalog  centre center  cheque check  colour color  defence defense
    dialogue dialog  fibre fiber  flavour flavor  favourite favorite  grey gray  honour honor  jewellery jewelry
    labour labor  licence license  litre liter  metre meter  neighbour neighbor  neighbourhood neighborhood
    offence offense  organisation organization  personalisation personalization  programme program  rumour rumor
    theatre theater  traveller traveler  tyre tire  vapour vapor  authorisation authorization
    customisation customization  optimisation optimization  localisation localization  categorisation categorization
    visualisation visualization  synchronisation synchronization  enrolment enrollment  instalment installment
    fulfilment fulfillment  cancelation cancellation  judgement judgment
"""
_WORDS = _PAIRS.split()
AMERICAN = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
AMERICAN |= {f"{british}s": f"{american}s" for british, american in AMERICAN.items()}
"""British spelling -> American spelling, in small letters; plurals too."""
