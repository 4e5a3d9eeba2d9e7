"""Records what one meets who asks transformers 5 for the maps of a model, as the notebook's bonus
does, and for its tokens. Run by hand, never by a test; nothing is downloaded.

    pip install torch==2.15.0 transformers==5.24.0 tokenizers==0.23.3
    python reference/oracle/goldens/record/transformers_conventions.py

Writes recordings/transformers-conventions.json, which lesson 07 quotes. The model is the kit's tiny
one; the cased tokenizer.json is that of goldens/hf-bert-tiny, with and without the file beside it
that says so.
"""

import io
import json
import logging
import shutil
import tempfile
from pathlib import Path

import tokenizers
import torch
import transformers
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer

REFERENCE = Path(__file__).resolve().parent.parent.parent.parent
TINY = REFERENCE / "models/tiny"
CASED = REFERENCE / "oracle/goldens/hf-bert-tiny"
KITCHEN = json.loads((REFERENCE / "recordings/tiny-kitchen.json").read_text())
OUT = REFERENCE / "recordings/transformers-conventions.json"

TEXT = "The small cat drinks the white milk in the kitchen."
PAIR = "छोटी बिल्ली रसोई में सफेद दूध पीती है।"
CASED_TEXT = "The cat drinks. Кошка пьёт молоко."


def heard(call):
    """What a call gives, and what the library logs meanwhile."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("transformers")
    logger.addHandler(handler)
    try:
        given = call()
    finally:
        logger.removeHandler(handler)
    return given, stream.getvalue().strip()


def error_of(call):
    try:
        call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    raise AssertionError("expected an error")


def open_tiny(**how):
    transformers.logging.set_verbosity_error()
    model = AutoModel.from_pretrained(TINY, **how).eval()
    transformers.logging.set_verbosity_warning()
    return model


def run(model, given=None, **how):
    given = given or AutoTokenizer.from_pretrained(TINY)(TEXT, PAIR, return_tensors="pt")
    with torch.no_grad():
        return model(**given, **how).attentions


def unnamed_inputs():
    """The pair as tokenized where tokenizer_config.json does not name the inputs of the model."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(TINY, folder, dirs_exist_ok=True)
        file = Path(folder, "tokenizer_config.json")
        config = json.loads(file.read_text())
        del config["model_input_names"]
        file.write_text(json.dumps(config))
        return AutoTokenizer.from_pretrained(folder)(TEXT, PAIR, return_tensors="pt")


def far_from_the_kit(model, given=None):
    """The largest difference of a weight of layer 0 from the recorded ones, which have four places."""
    maps = run(model, given, output_attentions=True)[0][0].float()
    return float(f"{(maps - torch.tensor(KITCHEN['weights'])).abs().max().item():.1e}")


def maps_of(model, **how):
    attentions, log = heard(lambda: run(model, **how))
    return {
        "implementation": model.config._attn_implementation,
        "attentions": None if attentions is None else [list(maps.shape) for maps in attentions],
        "warning": log,
    }


def attentions():
    default = open_tiny()
    eager = open_tiny(attn_implementation="eager")
    whole = open_tiny(attn_implementation="eager", dtype=torch.float32)
    unnamed = unnamed_inputs()
    return {
        "notAsked": maps_of(default),
        "asked": maps_of(default, output_attentions=True),
        "first": error_of(lambda: run(default, output_attentions=True)[0]),
        "eager": maps_of(eager, output_attentions=True),
        "eagerNotAsked": maps_of(eager),
        "askedAtLoad": maps_of(open_tiny(output_attentions=True)),
        "sdpaAskedAtLoad": error_of(lambda: open_tiny(attn_implementation="sdpa", output_attentions=True)),
        "dtype": str(default.dtype),
        "farFromTheKit": {
            "float32": far_from_the_kit(whole),
            "float16": far_from_the_kit(eager),
            "withoutTypes": far_from_the_kit(whole, unnamed),
        },
        "inputs": list(AutoTokenizer.from_pretrained(TINY)(TEXT, PAIR)),
        "unnamedInputs": list(unnamed),
    }


def pieces(config):
    """What AutoTokenizer makes of the cased tokenizer.json beside some tokenizer_config.json."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("tokenizer.json", "config.json"):
            shutil.copy(CASED / name, folder)
        if config is not None:
            Path(folder, "tokenizer_config.json").write_text(json.dumps(config))
        tokenizer = AutoTokenizer.from_pretrained(folder)
        ids = tokenizer(CASED_TEXT, add_special_tokens=False)["input_ids"]
        return {
            "config": config,
            "class": type(tokenizer).__name__,
            "pieces": tokenizer.convert_ids_to_tokens(ids),
        }


def tokens():
    file = Tokenizer.from_file(str(CASED / "tokenizer.json"))
    configs = [
        None,
        {"tokenizer_class": "BertTokenizer"},
        {"tokenizer_class": "BertTokenizer", "do_lower_case": False},
        {"tokenizer_class": "PreTrainedTokenizerFast"},
    ]
    tokenizer = AutoTokenizer.from_pretrained(TINY)
    return {
        "text": CASED_TEXT,
        "byTheFile": file.encode(CASED_TEXT, add_special_tokens=False).tokens,
        "byTransformers": [pieces(config) for config in configs],
        "encodePlus": error_of(lambda: tokenizer.encode_plus(TEXT)),
        "fastIsTheSame": transformers.BertTokenizerFast is transformers.BertTokenizer,
        "tiny": tokenizer.convert_ids_to_tokens(tokenizer(TEXT, PAIR)["input_ids"]),
    }


def main():
    version = torch.__version__.split("+")[0]
    recorded = {
        "source": f"transformers {transformers.__version__}, tokenizers {tokenizers.__version__}, "
        f"PyTorch {version}, CPU float32",
        "text": TEXT,
        "pair": PAIR,
        "maps": attentions(),
        "tokens": tokens(),
    }
    OUT.write_text(json.dumps(recorded, ensure_ascii=False) + "\n")


main()
