"""Records what Hugging Face computes, for the tests of scripts/models. Run by hand, never by a test.

    pip install torch==2.15.0 transformers==5.18.0 tokenizers==0.23.3 safetensors==0.8.0
    python reference/oracle/goldens/record/hf.py

Writes hf-bert-tiny/expected.json and layers.json (layer 0 and every layer of the BERT that lies
there) and the whole of hf-xlmr-tiny/: an XLM-R with random weights and a Unigram tokenizer made of
the sentences below.
"""

import json
from pathlib import Path

import torch
import transformers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import BertModel, XLMRobertaConfig, XLMRobertaForMaskedLM

GOLDENS = Path(__file__).resolve().parent.parent
NOTE = f"Hugging Face transformers {transformers.__version__}, random weights, eager attention, CPU float32"

SENTENCES = [
    "The cat drinks milk in the kitchen.",
    "The dog sleeps under the big table.",
    "My sister reads a long letter today.",
    "Кошка пьёт молоко на кухне.",
    "Моя сестра читает сегодня длинное письмо.",
    "القطة تشرب الحليب في المطبخ.",
    "बिल्ली रसोई में दूध पीती है।",
    "猫在厨房里喝牛奶。",
    "Η γάτα πίνει γάλα στην κουζίνα.",
    "고양이가 부엌에서 우유를 마신다.",
    "החתול שותה חלב במטבח.",
    "แมวดื่มนมในครัว",
]

CASES = [
    ("The cat drinks milk in the kitchen.", None),
    ("बिल्ली रसोई में दूध पीती है।", None),
    ("Zebras 🦓  quiz ὼ", None),
    ("The cat drinks milk.", "Кошка пьёт молоко."),
    ("القطة تشرب الحليب.", "猫喝牛奶。"),
]


def rounded(tensor):
    data = [float(f"{value:.8g}") for value in tensor.flatten().tolist()]
    return {"shape": list(tensor.shape), "data": data}


def run(model, ids, type_ids=None):
    with torch.no_grad():
        given = {"input_ids": torch.tensor([ids])}
        if type_ids is not None:
            given["token_type_ids"] = torch.tensor([type_ids])
        out = model(**given, output_attentions=True, output_hidden_states=True)
    return {
        "embeddings": rounded(out.hidden_states[0][0]),
        "attentions": [rounded(maps[0]) for maps in out.attentions],
    }


def write(path, value):
    """Keeps the mark of a file, by which its content would be found where it does not belong."""
    before = json.loads(path.read_text()) if path.exists() else {}
    value = {key: before[key] for key in ("mark",) if key in before} | value
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def record_bert():
    """The weights and the tokenizer lie there; what is computed with them is recorded anew."""
    folder = GOLDENS / "hf-bert-tiny"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    model = BertModel.from_pretrained(folder, attn_implementation="eager").eval()
    old = json.loads((folder / "expected.json").read_text())
    first, every = [], []
    for text in [case["text"] for case in old["cases"]]:
        encoding = tokenizer.encode(*([text] if isinstance(text, str) else text))
        entry = {"text": text, "tokens": encoding.tokens, "ids": encoding.ids}
        entry["typeIds"] = encoding.type_ids
        computed = run(model, encoding.ids, encoding.type_ids)
        first.append(entry | computed | {"attentions": computed["attentions"][:1]})
        every.append(entry | computed)
    write(folder / "expected.json", {"note": old["note"], "cases": first})
    write(folder / "layers.json", {"note": NOTE, "cases": [every[2], every[-2]]})


def pieces():
    """Halves of words, and single characters as the way out; scores all differ, so no path ties."""
    found = {"▁": -4.0}
    for word in " ".join(SENTENCES).split():
        half = (len(word) + 1) // 2
        for piece in ("▁" + word[:half], word[half:], *word):
            if piece and piece not in found:
                found[piece] = round(-5 - 2 / len(piece) - len(found) / 997, 6)
    return list(found.items())


def make_tokenizer():
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    vocab = [(token, 0.0) for token in special] + pieces()
    tokenizer = Tokenizer(models.Unigram(vocab, unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]
    )
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.add_special_tokens([*special, "<mask>"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    return tokenizer


def record_xlmr():
    folder = GOLDENS / "hf-xlmr-tiny"
    tokenizer = make_tokenizer()
    torch.manual_seed(7)
    config = XLMRobertaConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=24, num_hidden_layers=3,
        num_attention_heads=3, intermediate_size=40, max_position_embeddings=66, type_vocab_size=1,
        layer_norm_eps=1e-5, pad_token_id=1, bos_token_id=0, eos_token_id=2, initializer_range=0.25,
    )
    model = XLMRobertaForMaskedLM(config).eval()
    for name, parameter in model.named_parameters():
        # Hugging Face starts with zero biases and unit scales, which would hide a mistake in them.
        if name.endswith("bias") or "LayerNorm" in name:
            torch.nn.init.normal_(parameter, mean=float("Norm.weight" in name), std=0.25)
    model.save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    names = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    write(folder / "tokenizer_config.json", {"tokenizer_class": "XLMRobertaTokenizer"} | names)
    model.roberta.set_attn_implementation("eager")
    cases = []
    for text, pair in CASES:
        encoding = tokenizer.encode(text, pair)
        entry = {"text": text} | ({"pair": pair} if pair else {})
        entry |= {"tokens": encoding.tokens, "ids": encoding.ids}
        cases.append(entry | run(model.roberta, encoding.ids))
    write(folder / "expected.json", {"note": NOTE, "cases": cases})


if __name__ == "__main__":
    record_bert()
    record_xlmr()
