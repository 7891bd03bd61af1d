"""Finding the rulebook's phrases in texts: folding, words, phrases, negation and context.

Ground for two desks: `detect` reads heaps of posts with it, `rights` one offer.
"""
