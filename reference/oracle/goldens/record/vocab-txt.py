"""Records how transformers reads a BERT that has vocab.txt and no tokenizer.json, for
scripts/models/vocab-txt.test.ts. Run by hand, never by a test.

    pip install transformers==5.24.0 tokenizers==0.23.3
    python reference/oracle/goldens/record/vocab-txt.py

Writes vocab-txt.json: the vocabulary, and for each tokenizer_config.json the ids of some texts.
"""

import json
import tempfile
from pathlib import Path

import transformers
from transformers import BertTokenizer

OUT = Path(__file__).resolve().parent.parent / "vocab-txt.json"

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "<u>", "<s>", "</s>", "[NEW]"]
WORDS = ["the", "The", "cafe", "café", "Café", "cat", "##s", "##é", "##e", "caf", ",", "!", "milk"]
LETTERS = ["猫", "喝", "猫喝", "##喝", "ü", "u", "##ber", "Ü", "[", "]", "new", "NEW", "the"]
VOCABULARY = SPECIAL + WORDS + LETTERS

TEXTS = [
    ("The cats, the café!", None),
    ("Café Über über", "milk"),
    ("猫喝 milk", None),
    ("the [MASK] cat [SEP] milk", None),
    ("[NEW] <s> dog", "The cafe"),
]

CONFIGS = [
    None,
    {},
    {"do_lower_case": False},
    {"do_lower_case": True, "strip_accents": False},
    {"do_lower_case": False, "strip_accents": True},
    {"do_lower_case": False, "tokenize_chinese_chars": False},
    {"unk_token": "<u>", "cls_token": "<s>", "sep_token": {"content": "</s>", "__type": "AddedToken"}},
    {
        "do_lower_case": False,
        "tokenizer_class": "BertTokenizer",
        "added_tokens_decoder": {
            "8": {"content": "[NEW]", "lstrip": False, "rstrip": False, "single_word": False,
                  "normalized": False, "special": True},
        },
    },
]


def ids(config: dict | None, vocabulary: str) -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "vocab.txt").write_bytes(vocabulary.encode())
        Path(folder, "config.json").write_text('{"model_type": "bert"}')
        if config is not None:
            Path(folder, "tokenizer_config.json").write_text(json.dumps(config))
        tokenizer = BertTokenizer.from_pretrained(folder)
        return [dict(tokenizer(text, pair))["input_ids"] for text, pair in TEXTS]


def main() -> None:
    before = json.loads(OUT.read_text()) if OUT.exists() else {}
    value = {key: before[key] for key in ("mark",) if key in before} | {
        "note": f"Hugging Face transformers {transformers.__version__}, BertTokenizer",
        "texts": TEXTS,
        "cases": [
            {"vocabulary": vocabulary, "config": config, "ids": ids(config, vocabulary)}
            for config in CONFIGS
            for vocabulary in ["\n".join(VOCABULARY) + "\n", "\r\n".join(VOCABULARY)]
        ],
    }
    OUT.write_text(json.dumps(value, ensure_ascii=False) + "\n")


main()
