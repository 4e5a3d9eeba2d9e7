"""2,000 texts in 30 scripts, made of characters drawn at random with a fixed seed.

Six of ten texts are words of one script as they are mostly typed. The others also hold what
tokenizers are known to read differently: letters and marks apart, capitals throughout, joiners,
ideographs beyond U+FFFF, rare blanks, compatibility forms, one letter many times, and characters
younger than a library's tables. No text is copied from anywhere.
"""

import random
import unicodedata

SEED = 20_261_128
TEXTS = 2_000

# What the names of a script's characters begin with, and where they lie.
SCRIPTS = {
    "LATIN": [(0x61, 0x7B), (0x61, 0x7B), (0xDF, 0x180), (0x1EA0, 0x1F00)],
    "GREEK": [(0x3AC, 0x3CF), (0x1F00, 0x2000)],
    "CYRILLIC": [(0x430, 0x460), (0x460, 0x530)],
    "ARMENIAN": [(0x561, 0x588)],
    "HEBREW": [(0x5B0, 0x5F4)],
    "ARABIC": [(0x620, 0x660), (0x670, 0x6D4), (0xFE70, 0xFEFD)],
    "SYRIAC": [(0x710, 0x750)],
    "THAANA": [(0x780, 0x7B2)],
    "NKO": [(0x7C0, 0x800)],
    "DEVANAGARI": [(0x900, 0x980)],
    "BENGALI": [(0x980, 0x9FF)],
    "GURMUKHI": [(0xA01, 0xA77)],
    "GUJARATI": [(0xA81, 0xB00)],
    "ORIYA": [(0xB01, 0xB78)],
    "TAMIL": [(0xB82, 0xBD8)],
    "TELUGU": [(0xC00, 0xC80)],
    "KANNADA": [(0xC80, 0xCF3)],
    "MALAYALAM": [(0xD00, 0xD80)],
    "SINHALA": [(0xD81, 0xDF5)],
    "THAI": [(0xE01, 0xE5C)],
    "LAO": [(0xE81, 0xEE0)],
    "TIBETAN": [(0xF20, 0xFBD)],
    "MYANMAR": [(0x1000, 0x10A0)],
    "GEORGIAN": [(0x10D0, 0x1100), (0x1C90, 0x1CC0)],
    "HANGUL": [(0xAC00, 0xD7A4)],
    "ETHIOPIC": [(0x1200, 0x137D)],
    "KHMER": [(0x1780, 0x17EA)],
    "CJK": [(0x4E00, 0x5800), (0x3400, 0x3500)],
    "HIRAGANA": [(0x3041, 0x30A0)],
    "KATAKANA": [(0x30A1, 0x3100), (0xFF66, 0xFFA0)],
}
MOST_LETTERS = 60

STOPS = {"ARABIC": "،؟", "SYRIAC": "܀؟", "DEVANAGARI": "।", "BENGALI": "।", "ARMENIAN": "։՞"}
STOPS |= {"ETHIOPIC": "።፣", "KHMER": "។", "MYANMAR": "။", "TIBETAN": "།", "CJK": "。、"}
STOPS |= {"HIRAGANA": "。「」", "KATAKANA": "。・", "HEBREW": "־׳", "GREEK": ";·"}

BLANKS = "\u0085\u00a0\u2003\u2009\u200b\u200e\u2028\u202f\u205f\u3000\ufeff\t\n\r\x0b\x0c\x1c"
JOINERS = "\u200c\u200d\u2060\u00ad\u034f\ufe0f"
FAR_IDEOGRAPHS = "𠀀𠮷𡃁𢆡𣲷𤭢𩸽𪚥𫝀𫠝𫢸𬺰𭀀𮯰𰀀𱁬丽𯨟"
# Punctuation and marks of Unicode 9 to 16, beside some that are old.
PUNCTUATION = "\u061d\u2e55\u2e5c\u2e43\u2e4a\u2e52\u2e4f\u0c77\u0c84\u09fd\u0a76\u1b4e\u1b7d"
PUNCTUATION += "\U00011660\U00010ead\U0001e5ff\U00011f43\U00016d6d\U00010d6e«»„“”–—…¿¡§¶$+<=>^`|~€№°"
MARKS = "\u0301\u0308\u0323\u0345\u05b9\u064b\u0951\u20dd\u20e3\u08d3\u08e3\u1df5\u1dfb\u0eba"
MARKS += "\u0b55\u0afa\u1acf\u0898\U00011d97\U0001e2ae\U0001e4ec\U00010efd\U0001e5ee\U000113ce"
COMPATIBLE = "ﬁﬂ①②½ⅣⅷＡｂ３㎏㍿㌀ﾊﾟｶﾞ𝐀𝓫ªº²ŉǆſẞİıǅΐΰᾳßﷺﻻ〜～‥…™℃Ω"
EMOJI = ["🦓", "👩‍👩‍👧", "🏳️‍🌈", "👍🏽", "🇬🇷", "☕️", "🫠", "🪿"]
CAPITALS = "ΣΑΪΣΟΔΥΣΣΈΩΣÀẞĲǄĐЪҐԱԵՒႠᲐꭰᏸ"


def letters(rng, name, spans):
    """At most 60 characters of a script, the same for all texts."""
    found = []
    for start, end in spans:
        for char in map(chr, range(start, end)):
            if unicodedata.name(char, "").startswith((name, "HALFWIDTH " + name)):
                found.append(char)
    return found if len(found) <= MOST_LETTERS else rng.sample(found, MOST_LETTERS)


def word(rng, alphabet):
    """Short words are drawn from fewer letters, so that words come back."""
    size = min(rng.randint(1, 9), rng.randint(1, 9))
    return "".join(alphabet[int(len(alphabet) * rng.random() ** 2)] for _ in range(size))


def inside(rng, text, extra):
    place = rng.randint(0, len(text))
    return text[:place] + extra + text[place:]


def twist(rng, text):
    """One of the things that tokenizers are known to read differently."""
    kind = rng.randrange(12)
    if kind == 0:
        return text.upper()
    if kind == 1:
        return unicodedata.normalize(rng.choice(["NFD", "NFKD"]), text)
    if kind == 2:
        return text + rng.choice(MARKS)
    if kind == 3:
        return "".join(rng.sample(CAPITALS, rng.randint(1, 4))) + rng.choice(["Σ", "Σ’", "", ".Σ"])
    if kind == 4:
        return text[:1] * rng.randint(3, 12)
    drawn = [JOINERS, FAR_IDEOGRAPHS, PUNCTUATION, MARKS, COMPATIBLE, EMOJI, BLANKS][kind - 5]
    return inside(rng, text, rng.choice(drawn))


def sentence(rng, name, alphabet):
    words = [word(rng, alphabet) for _ in range(rng.randint(2, 8))]
    if rng.random() < 0.5:
        words[0] = words[0].title()
    if rng.random() < 0.2:
        words.insert(rng.randint(0, len(words)), str(rng.randint(0, 9_999)))
    apart = "" if name in ("CJK", "HIRAGANA", "THAI", "LAO", "KHMER", "MYANMAR") else " "
    return words, apart, rng.choice(STOPS.get(name, ".,!?:-") + ".")


def make():
    """The texts, and the sentences that the tokenizers are trained on."""
    rng = random.Random(SEED)
    alphabets = {name: letters(rng, name, spans) for name, spans in SCRIPTS.items()}
    texts, training = [], []
    for i in range(TEXTS):
        name = list(SCRIPTS)[i % len(SCRIPTS)]
        words, apart, stop = sentence(rng, name, alphabets[name])
        training.append(" ".join(words) + f" {stop}")
        if i % 10 >= 6:
            for _ in range(rng.randint(1, 2)):
                place = rng.randrange(len(words))
                words[place] = twist(rng, words[place])
        texts.append(apart.join(words) + stop)
    known = FAR_IDEOGRAPHS + PUNCTUATION + MARKS + COMPATIBLE + CAPITALS + CAPITALS.lower() + "ς"
    training.extend(" ".join(known) for _ in range(3))
    return texts, training
