"""What transformers computes in eager mode, for large.process.test.ts beside it.

    python maps.py --version
    python maps.py made FOLDER "BERT base"
    python maps.py saved FOLDER

`made` first writes a model of real size with seeded random weights; of its vocabulary 1,000 words are
kept, because no other word would be looked up. FOLDER then gets maps.json, the cases' token ids, and of
case 3 the files 3.float64 and 3.float32: the attention maps, little endian, [layers, heads, T, T].
"""

import json
import re
import sys
from pathlib import Path

import tokenizers
import torch
import transformers
from transformers import (
    AutoModel, BertConfig, BertForMaskedLM, CamembertConfig, CamembertForMaskedLM, DistilBertConfig,
    DistilBertForMaskedLM, ElectraConfig, ElectraForPreTraining, GPT2Config, GPT2Model,
)

VOCABULARY = 1000
# Below it lie the special tokens; the RoBERTa family counts positions by one of them.
FIRST_WORD = 5
LENGTHS = [7, 23]

# The sizes are each class's own defaults, but for what is said here.
ELECTRA_SMALL = dict(
    embedding_size=128, hidden_size=256, num_attention_heads=4, num_hidden_layers=12, intermediate_size=1024,
)
CAMEMBERT_BASE = dict(max_position_embeddings=514, type_vocab_size=1)
MODELS = {
    "BERT base": (BertForMaskedLM, BertConfig, {}),
    "DistilBERT": (DistilBertForMaskedLM, DistilBertConfig, {}),
    "CamemBERT base": (CamembertForMaskedLM, CamembertConfig, CAMEMBERT_BASE),
    "ELECTRA small": (ElectraForPreTraining, ElectraConfig, ELECTRA_SMALL),
    "GPT-2 small": (GPT2Model, GPT2Config, dict(bos_token_id=0, eos_token_id=0)),
}
TWO_TYPES = {"BERT base", "ELECTRA small"}

TABLE = re.compile(r"embeddings\.\w+_embeddings|\bw[tp]e\b")
# What scores are made of: q and k, and what goes into ELECTRA's first block with no norm before it.
SCORES = re.compile(r"\b(query|key|[qk]_lin|c_attn|embeddings_project)\b")

TEXTS = [
    ("The cat drinks milk because it is thirsty.", None),
    ("The bank raised its rates.", "She sat on the river bank, fishing."),
    ("Ο ΟΔΥΣΣΕΥΣ φεύγει", None),
    ("naïve Café, ¿qué? İstanbul — 42 %", "京都a𠀀b の猫 🦓"),
    ("unaffable antidisestablishmentarianism xqzj", None),
    ("Every head of every layer attends to all of these words, " * 3, None),
]


def fill(values, name, width):
    """So that maps are sharp up to the last layer: those of a fresh model are all but even."""
    if values.dim() == 1:
        values.normal_(mean=1 if name.endswith(".weight") else 0, std=0.1)
    elif TABLE.search(name):
        values.normal_()
    else:
        # Far less for all others: tokens are to differ from each other through all layers.
        values.normal_(std=(1.5 if SCORES.search(name) else 0.3) * width**-0.5)


def made(folder, name):
    kind, config, sizes = MODELS[name]
    torch.manual_seed(18)
    model = kind(config(vocab_size=VOCABULARY, **sizes))
    with torch.no_grad():
        for parameter_name, values in model.named_parameters():
            fill(values, parameter_name, model.config.hidden_size)
    model.save_pretrained(folder)

    def case(T):
        types = [int(name in TWO_TYPES and t > T // 2) for t in range(T)]
        ids = torch.randint(FIRST_WORD, VOCABULARY, (T,)).tolist()
        return {"text": None, "pair": None, "ids": ids, "typeIds": types}

    return [case(T) for T in LENGTHS]


def saved(folder):
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    # The kit, like transformers, leaves both to whoever asks.
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def case(text, pair):
        encoding = tokenizer.encode(text, pair)
        return {"text": text, "pair": pair, "ids": encoding.ids, "typeIds": encoding.type_ids}

    return [case(*texts) for texts in TEXTS]


def write_maps(model, folder, case, file):
    given = {"input_ids": torch.tensor([case["ids"]])}
    # GPT-2 takes them too, and looks them up among its words.
    if hasattr(model.config, "type_vocab_size"):
        given["token_type_ids"] = torch.tensor([case["typeIds"]])
    with torch.no_grad():
        attentions = torch.cat(model(**given, output_attentions=True).attentions)
    (folder / file).write_bytes(attentions.contiguous().numpy().tobytes())


def write(folder, cases):
    for dtype in ["float32", "float64"]:
        model = AutoModel.from_pretrained(
            folder, attn_implementation="eager", dtype=getattr(torch, dtype), local_files_only=True,
        ).eval()
        for i, case in enumerate(cases):
            write_maps(model, folder, case, f"{i}.{dtype}")
    (folder / "maps.json").write_text(json.dumps(cases))


if __name__ == "__main__":
    way, *rest = sys.argv[1:]
    if way == "--version":
        print(f"transformers {transformers.__version__}, torch {torch.__version__}")
    else:
        folder = Path(rest[0])
        write(folder, made(folder, rest[1]) if way == "made" else saved(folder))
