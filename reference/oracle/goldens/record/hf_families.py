"""Records what each family of models computes, for scripts/models/families.test.ts. Run by hand.

    pip install torch==2.15.0 transformers==5.24.0 tokenizers==0.23.3 safetensors==0.8.0 numpy==2.4.6
    python reference/oracle/goldens/record/hf_families.py

Writes hf-families.json: for each model its config.json, the names and shapes of its tensors as
save_pretrained writes them, and the attention maps of every layer, eager, in float64 and in float32.
The weights are not written: both sides make them from a number's place among all of a model's.
hf-gpt2-tiny/ gets a tokenizer of GPT-2's kind, and the ids that it gives.
"""

import json
import tempfile
from pathlib import Path

import numpy as np
import torch
import transformers
from safetensors import safe_open
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import (
    CamembertConfig, CamembertForMaskedLM, DistilBertConfig, DistilBertForMaskedLM, ElectraConfig,
    ElectraForPreTraining, GPT2Config, GPT2LMHeadModel, RobertaConfig, RobertaForMaskedLM,
)

from hf import write

GOLDENS = Path(__file__).resolve().parent.parent
NOTE = f"transformers {transformers.__version__}, torch {torch.__version__}, eager attention on the CPU"

BERT = dict(
    hidden_size=15, num_attention_heads=3, num_hidden_layers=3, intermediate_size=22, vocab_size=17,
    max_position_embeddings=11, layer_norm_eps=1e-5, tie_word_embeddings=False,
)
ROBERTA = BERT | dict(pad_token_id=1, bos_token_id=0, eos_token_id=2, type_vocab_size=1)
DISTIL = dict(
    dim=15, n_heads=3, n_layers=3, hidden_dim=22, vocab_size=17, max_position_embeddings=9,
)

GPT = dict(n_embd=15, n_head=3, n_layer=3, n_positions=19, vocab_size=290, bos_token_id=1, eos_token_id=1)

IDS = [4, 9, 16, 3, 12, 9, 2]
TYPES = [0, 0, 0, 0, 1, 1, 1]

TEXTS = ["The cat drinks milk.", " the  cat\n", "Кошка", "猫 café", "the cat<|endoftext|>", "dog's 🦓"]

MODELS = [
    ("DistilBERT", DistilBertForMaskedLM, DistilBertConfig(**DISTIL), None),
    ("DistilBERT with relu", DistilBertForMaskedLM, DistilBertConfig(**DISTIL, activation="relu"), None),
    ("CamemBERT", CamembertForMaskedLM, CamembertConfig(**ROBERTA), None),
    ("RoBERTa with silu", RobertaForMaskedLM, RobertaConfig(**ROBERTA, hidden_act="silu"), None),
    ("ELECTRA", ElectraForPreTraining, ElectraConfig(**BERT, embedding_size=15), TYPES),
    (
        "ELECTRA with a projection and gelu_new", ElectraForPreTraining,
        ElectraConfig(**BERT, embedding_size=8, hidden_act="gelu_new"), TYPES,
    ),
    ("GPT-2", GPT2LMHeadModel, GPT2Config(**GPT), None),
    ("GPT-2 with a narrow middle", GPT2LMHeadModel, GPT2Config(**GPT, n_inner=22), None),
]


def numbers(begin, shape):
    """From -0.5 to 0.5 by their places; the weights of a LayerNorm, from 0.5 to 1.5."""
    x = np.arange(begin + 1, begin + 1 + int(np.prod(shape)), dtype=np.uint32)
    x = x * np.uint32(0x9E3779B1)
    x = (x ^ (x >> np.uint32(15))) * np.uint32(0x85EBCA6B)
    x = x ^ (x >> np.uint32(13))
    return ((x >> np.uint32(8)) / 2**24 - 0.5).reshape(shape)


def saved_tensors(model):
    """Names and shapes in the order of the names, of all that lies below the task's head."""
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        config = json.loads((Path(folder) / "config.json").read_text())
        with safe_open(Path(folder) / "model.safetensors", "pt") as file:
            shapes = {name: list(file.get_slice(name).get_shape()) for name in file.keys()}
    prefix = model.base_model_prefix + "."
    return config, {name: shapes[name] for name in sorted(shapes) if name.startswith(prefix)}


def fill(model, tensors):
    state, begin = model.state_dict(), 0
    for name, shape in tensors.items():
        values = numbers(begin, shape)
        if len(shape) == 1 and name.endswith(".weight"):
            values = values + 1
        state[name].copy_(torch.from_numpy(values.astype(np.float32)))
        begin += values.size


def maps(model, types, digits):
    given = {"input_ids": torch.tensor([IDS])}
    if types is not None:
        given["token_type_ids"] = torch.tensor([types])
    with torch.no_grad():
        attentions = model(**given, output_attentions=True).attentions
    return [[float(f"{value:.{digits}g}") for value in each.flatten().tolist()] for each in attentions]


def record(name, kind, config, types):
    config._attn_implementation = "eager"
    model = kind(config).eval()
    saved, tensors = saved_tensors(model)
    fill(model, tensors)
    base = model.base_model
    entry = {"name": name, "config": saved, "tensors": tensors, "ids": IDS, "typeIds": types or [0] * len(IDS)}
    return entry | {"float32": maps(base, types, 8), "float64": maps(base.double(), types, 15)}


def record_tokenizer():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    trainer = trainers.BpeTrainer(
        vocab_size=290, special_tokens=["<|endoftext|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False,
    )
    tokenizer.train_from_iterator(["the cat drinks milk", "the cat sleeps", "кошка", "café"] * 9, trainer)
    folder = GOLDENS / "hf-gpt2-tiny"
    folder.mkdir(exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    cases = [{"text": text, "ids": tokenizer.encode(text).ids} for text in TEXTS]
    write(folder / "expected.json", {"cases": cases})


if __name__ == "__main__":
    record_tokenizer()
    cases = [record(*each) for each in MODELS]
    write(GOLDENS / "hf-families.json", {"note": NOTE, "cases": cases})
