"""Four heads of ten tokens as one figure of matplotlib: what a person draws who has no kit."""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

TOKENS = "the small cat drinks warm milk from a blue bowl".split()
HEADS = 4

logits = np.random.default_rng(42).normal(size=(HEADS, len(TOKENS), len(TOKENS)))
powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
weights = powers / powers.sum(axis=-1, keepdims=True)

figure, axes = plt.subplots(1, HEADS, figsize=(16, 5), layout="constrained")
for head, panel in enumerate(axes):
    image = panel.imshow(weights[head], vmin=0, vmax=1)
    panel.set_title(f"Head {head}")
    panel.set_xticks(range(len(TOKENS)), TOKENS, rotation=45, ha="right")
    panel.set_yticks(range(len(TOKENS)), TOKENS)
figure.colorbar(image, ax=axes)
figure.savefig(sys.argv[1], dpi=150)
