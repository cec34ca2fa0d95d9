"""Invented US court opinions: prose with citations as dense and as varied as in real ones, for eyecite to read."""

import random
from collections.abc import Iterator

NAMES = "Harlan Ostrow Whitcomb Delgado Pruitt Okafor Lindqvist Marlowe Tanaka Bexley Corrigan Vance Holloway Iverson Quill".split()
BODIES = ["State", "United States", "Acme Freight Co.", "Northern Rail Corp.", "Board of Education", "City of Fairview", "Dept. of Revenue"]
REPORTERS = [
    *["U.S."] * 6, *["F.2d"] * 5, *["F.3d"] * 6, *["F. Supp."] * 2, *["F. Supp. 2d"] * 3, *["S. Ct."] * 3, "L. Ed. 2d", "Cal. App. 4th",
    "Cal. Rptr. 2d", "N.Y.2d", "N.E.2d", "N.W.2d", "P.2d", "P.3d", "S.W.3d", "So. 2d", "A.2d", "Ill. App. 3d",
]  # fmt: skip
COURTS = ["", "", "9th Cir. ", "2d Cir. ", "5th Cir. ", "D.C. Cir. ", "S.D.N.Y. ", "N.D. Cal. "]
WORDS = """the of to and a in that is was for on as by with court plaintiff defendant motion judgment evidence claim statute district appeal
order record trial jury question law fact whether under this we it not which held that had been would must standard review summary relief
argues party parties contract duty breach damages reasonable notice hearing counsel testimony officer search warrant probable cause
amendment right state federal jurisdiction issue complaint answer discovery rule decision opinion reversed affirmed remanded because
although however therefore further moreover before after during between against upon within section agreement employee employer property
sentence conviction error harmless objection instruction witness credibility finding""".split()


def opinion(rng: random.Random, n_words: int = 5000) -> str:
    """One opinion: a citation about every seventy words, as in published opinions (one for 60 to 80)."""
    sentences: list[str] = []
    words = 0
    while words < n_words:
        length = rng.randint(12, 38)
        sentence = " ".join(rng.choices(WORDS, k=length)).capitalize()
        words += length
        if rng.random() < length / 62:  # the words of the citations themselves come on top
            cited = _citation(rng)
            sentence = f"{sentence}. {cited}" if rng.random() < 0.6 else f"{sentence}, see {cited}"
        sentences.append(f"{sentence}.")
    return "\n\n".join(" ".join(sentences[at : at + 6]) for at in range(0, len(sentences), 6))


def opinions(n_bytes: int, seed: int) -> Iterator[str]:
    """Opinions of together at least so many bytes of UTF-8; the same ones for the same seed."""
    rng = random.Random(seed)
    while n_bytes > 0:
        text = opinion(rng)
        n_bytes -= len(text.encode())
        yield text


def _citation(rng: random.Random) -> str:
    """Six in ten are full case citations, the rest short forms, statutes and rules."""
    volume, page, year = rng.randint(20, 990), rng.randint(1, 1400), rng.randint(1925, 2022)
    reporter = rng.choice(REPORTERS)
    kind = rng.random()
    if kind < 0.6:
        pin = f", {page + rng.randint(0, 20)}" if rng.random() < 0.5 else ""
        versus = rng.choice([rng.choice(NAMES), rng.choice(BODIES)])
        return f"{rng.choice(NAMES)} v. {versus}, {volume} {reporter} {page}{pin} ({rng.choice(COURTS)}{year})"
    if kind < 0.75:
        return f"Id. at {page}"
    if kind < 0.85:
        return f"{rng.choice(NAMES)}, {volume} {reporter}, at {page}"
    if kind < 0.9:
        return f"{rng.choice(NAMES)}, supra, at {page}"
    if kind < 0.97:
        return f"{rng.randint(5, 49)} U.S.C. § {rng.randint(1, 2999)}({rng.choice('abc')})"
    return f"{rng.randint(7, 50)} C.F.R. § {rng.randint(1, 900)}.{rng.randint(1, 99)} ({year})"
