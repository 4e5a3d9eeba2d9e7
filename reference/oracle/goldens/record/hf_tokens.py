"""Records what Python's tokenizers make of the texts of texts.py, for the tests of scripts/models.

    pip install tokenizers==0.23.3 sentencepiece==0.2.3 protobuf==7.36.2
    python reference/oracle/goldens/record/hf_tokens.py

Run by hand, never by a test, under Python 3.11, whose tables of characters are those of Unicode 14.
Writes hf-tokens/: a WordPiece tokenizer as uncased BERT has it, a Unigram tokenizer as XLM-R has it
(both trained here, on sentences of texts.py), the texts with the ids that both give, and, for some
of the texts, what other rules give in the place of theirs.
"""

import io
import json
import tempfile
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Tokenizer, __version__, models, normalizers, pre_tokenizers, processors
from tokenizers import trainers

import texts as corpus

FOLDER = Path(__file__).resolve().parent.parent / "hf-tokens"
NOTE = f"tokenizers {__version__}, sentencepiece {sentencepiece.__version__}; ids without special tokens"
PIECES = 5_000


def bert(vocab=None):
    tokenizer = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def train_wordpiece(training):
    untrained = bert()
    normal = [untrained.normalizer.normalize_str(text) for text in training]
    # The trainer numbers `##a` in an order of its own, which differs from run to run: here it may not.
    continued = ["##" + char for char in sorted(set("".join(normal)) - {" "})]
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trainer = trainers.WordPieceTrainer(
        vocab_size=PIECES, special_tokens=special + continued, show_progress=False
    )
    untrained.train_from_iterator(training, trainer)
    tokenizer = bert(untrained.get_vocab())
    tokenizer.add_special_tokens(special)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    return tokenizer


def train_sentencepiece(training, **rule):
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(training), model_writer=written, vocab_size=PIECES,
        character_coverage=1.0, num_threads=1, minloglevel=2, hard_vocab_limit=False, **rule,
    )
    return sentencepiece_model_pb2.ModelProto.FromString(written.getvalue())


def train_unigram(training, rule="nmt_nfkc"):
    trained = train_sentencepiece(training, normalization_rule_name=rule)
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    pieces = [(piece.piece, round(piece.score, 4)) for piece in trained.pieces if piece.type == 1]
    vocab = [(token, 0.0) for token in special] + pieces
    tokenizer = Tokenizer(models.Unigram(vocab, unk_id=3))
    charsmap = trained.normalizer_spec.precompiled_charsmap
    tokenizer.normalizer = normalizers.Precompiled(charsmap)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]
    )
    tokenizer.add_special_tokens([*special, "<mask>"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    return tokenizer


def folding():
    """A charsmap that puts small letters for capitals, as nmt_nfkc_cf does, for few letters."""
    capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩԵՒႠ"
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as rules:
        rules.writelines(f"{ord(c):X}\t{ord(c.lower()):X}\n" for c in capitals)
        rules.flush()
        trained = train_sentencepiece(["a b c"] * 9, normalization_rule_tsv=rules.name)
    return normalizers.Precompiled(trained.normalizer_spec.precompiled_charsmap)


def variants():
    """Rules in the place of a tokenizer's own: of which tokenizer, its normalizer, what it splits by."""
    bert_split, n, p = pre_tokenizers.BertPreTokenizer(), normalizers, pre_tokenizers
    bare = n.BertNormalizer(clean_text=False)
    cased = n.BertNormalizer(lowercase=False, strip_accents=False)
    chain = n.Sequence([n.NFKC(), n.Lowercase(), n.StripAccents(), n.Strip()])
    apart = p.Sequence([p.WhitespaceSplit(), p.Digits(individual_digits=True), p.Punctuation()])
    yield "wordpiece", bare, bert_split
    yield "wordpiece", cased, bert_split
    yield "wordpiece", chain, p.Whitespace()
    yield "wordpiece", n.NFD(), apart
    yield "wordpiece", n.NFKD(), p.Punctuation(behavior="merged_with_previous")
    yield "unigram", folding(), p.Sequence([p.WhitespaceSplit(), p.Metaspace()])
    yield "unigram", n.NFC(), p.Metaspace(prepend_scheme="first")
    yield "unigram", n.NFKC(), p.Metaspace(split=False)
    yield "unigram", n.NFC(), p.FixedLength(length=3)


def ids_of(tokenizer, texts):
    return [tokenizer.encode(text, add_special_tokens=False).ids for text in texts]


def record_variants(trained, texts):
    for of, normalizer, pre_tokenizer in variants():
        tokenizer = trained[of]
        tokenizer.normalizer, tokenizer.pre_tokenizer = normalizer, pre_tokenizer
        rules = json.loads(tokenizer.to_str())
        changed = {key: rules[key] for key in ("normalizer", "pre_tokenizer")}
        yield {"of": of} | changed | {"ids": ids_of(tokenizer, texts)}


def write(name, value):
    """Keeps the mark of a file, by which its content would be found where it does not belong."""
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    value = {key: before[key] for key in ("mark",) if key in before} | value
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    texts, training = corpus.make()
    trained = {"wordpiece": train_wordpiece(training), "unigram": train_unigram(training)}
    recorded = {"note": NOTE, "texts": texts}
    for kind, tokenizer in trained.items():
        write(f"{kind}/tokenizer.json", json.loads(tokenizer.to_str()))
        recorded[kind] = ids_of(tokenizer, texts)
    # Among the texts with something rare, which are the last four of ten.
    some = texts[7::10]
    write("expected.json", recorded | {"variants": list(record_variants(trained, some))})
