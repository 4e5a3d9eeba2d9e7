"""Records how the Rust crate behind Python's tokenizers reads each character, for scripts/models.

    pip install tokenizers==0.23.3 unicodedata2==17.0.1
    python reference/oracle/goldens/record/characters.py

Run by hand, never by a test, under Python 3.11. Writes scripts/models/text/characters.json: the crate's tables are of
several Unicode versions, mostly older than Node's, so every code point is asked of the crate
itself. Ranges are hexadecimal, first and last.
"""

import json
import unicodedata
from pathlib import Path

import unicodedata2
from tokenizers import __version__, normalizers, pre_tokenizers

TO = Path(__file__).resolve().parents[4] / "scripts/models/text/characters.json"
SURROGATES = range(0xD800, 0xE000)
CHARS = [chr(code) for code in range(0x110000) if code not in SURROGATES]

off = {"clean_text": False, "handle_chinese_chars": False, "strip_accents": False, "lowercase": False}
clean = normalizers.BertNormalizer(**off | {"clean_text": True})
strip = normalizers.BertNormalizer(**off | {"strip_accents": True})
far = normalizers.BertNormalizer(**off | {"handle_chinese_chars": True})
lower = normalizers.Lowercase()
accents = normalizers.StripAccents()
nfd, nfkd = normalizers.NFD(), normalizers.NFKD()
split = pre_tokenizers.BertPreTokenizer()
words = pre_tokenizers.Whitespace()
digits = pre_tokenizers.Digits(individual_digits=True)


def ranges(found):
    spans = []
    for code in map(ord, found):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return " ".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in spans)


def is_punctuation(char):
    return len(split.pre_tokenize_str(f"a{char}b")) == 3


def is_unordered(char):
    """A mark that Unicode 17 puts in order among others, but the crate does not."""
    order = unicodedata2.combining(char)
    pair = "\u0301" + char if order == 1 else char + "\u0334"
    return order > 0 and nfd.normalize_str(pair) == pair != unicodedata2.normalize("NFD", pair)


def is_undecomposed(char):
    return nfkd.normalize_str(char) == char != unicodedata2.normalize("NFKD", char)


def outside_forms():
    """What Unicode 17's normal forms change and the crate's do not: the first parts of letters too."""
    late = list(filter(is_undecomposed, CHARS))
    parts = {unicodedata2.normalize("NFD", char)[0] for char in late}
    unknown = {part for part in parts if unicodedata.category(part) == "Cn"}
    return sorted({*late, *unknown, *filter(is_unordered, CHARS)})


def is_removed_mark(char):
    return strip.normalize_str(f"a{char}") == "a" and nfd.normalize_str(char) == char


def is_late_word(char):
    """A letter, mark or digit of Unicode 17 that the crate's `\\w` does not have."""
    is_word = unicodedata2.category(char)[0] in "LMN" and unicodedata2.category(char) != "No"
    return is_word and len(words.pre_tokenize_str(f"a{char}b")) == 3


# Letters in two cases that are younger than Unicode 14, which Python 3.11 has and each Node of today.
YOUNG = [c for c in CHARS if lower.normalize_str(c) != c and c.lower() == c]

tables = {
    "note": f"what tokenizers {__version__} does with each code point; reference/oracle/goldens/record/characters.py",
    "white": ranges(c for c in CHARS if [p for p, _ in split.pre_tokenize_str(f"a{c}b")] == ["a", "b"]),
    "punctuation": ranges(filter(is_punctuation, CHARS)),
    "control": ranges(c for c in CHARS if clean.normalize_str(f"a{c}") == "a"),
    "mark": ranges(filter(is_removed_mark, CHARS)),
    "combining": ranges(c for c in CHARS if accents.normalize_str(c) == ""),
    "number": ranges(c for c in CHARS if len(digits.pre_tokenize_str(f"a{c}b")) == 3),
    "ideograph": ranges(c for c in CHARS if far.normalize_str(c) == f" {c} "),
    "outsideForms": ranges(outside_forms()),
    "lateWord": ranges(filter(is_late_word, CHARS)),
    "unassigned": ranges(c for c in CHARS if unicodedata2.category(c) == "Cn"),
    "youngUpper": "".join(YOUNG),
    "youngLower": "".join(map(lower.normalize_str, YOUNG)),
}
TO.parent.mkdir(exist_ok=True)
TO.write_text(json.dumps(tables, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
