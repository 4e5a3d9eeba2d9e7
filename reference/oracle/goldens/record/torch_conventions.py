"""Records in which ways PyTorch's two attentions differ, `nn.MultiheadAttention` (the layer) and
`scaled_dot_product_attention` (the function): masks, a query that may attend to nothing, what comes
back, how weights are stored. Run by hand, never by a test.

    pip install numpy==2.4.6 torch==2.15.0
    python reference/oracle/goldens/record/torch_conventions.py

Writes recordings/torch-conventions.json, which lesson 06 quotes. NaN is the text "NaN" there.
"""

import json
import math
from itertools import product
from pathlib import Path

import torch
from torch.nn import MultiheadAttention
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.nn.functional import scaled_dot_product_attention as attend

OUT = Path(__file__).resolve().parent.parent.parent.parent / "recordings/torch-conventions.json"
T, D_MODEL, HEADS = 3, 8, 2
D_K = D_MODEL // HEADS
CLOSED = 1

CAUSAL = torch.ones(T, T, dtype=torch.bool).tril()
# Row 1 may attend to nothing.
ONE_CLOSED = torch.ones(T, T, dtype=torch.bool).index_fill(0, torch.tensor([CLOSED]), False)


def plain(values):
    """Nested lists of the shortest decimals of float32; NaN as a text."""
    if isinstance(values, torch.Tensor):
        values = values.detach().numpy()
    if getattr(values, "ndim", 0) > 0:
        return [plain(value) for value in values]
    if values.dtype == bool:
        return bool(values)
    return "NaN" if math.isnan(values) else float(str(values))


def make_layer(heads=HEADS, batch_first=True, **settings):
    torch.manual_seed(0)
    made = MultiheadAttention(D_MODEL, heads, batch_first=batch_first, **settings)
    for name, values in made.named_parameters():
        # PyTorch begins with biases of 0, by which no mistake about a bias would show.
        if name.endswith("bias"):
            torch.nn.init.normal_(values, std=0.2)
    return made


def draw_x():
    torch.manual_seed(1)
    return torch.randn(1, T, D_MODEL)


LAYER, X = make_layer(), draw_x()


def heads_of_layer():
    """q, k and v as the layer projects and splits them, `[heads, T, dK]`, for the function."""
    q, k, v = torch.nn.functional.linear(X[0], LAYER.in_proj_weight, LAYER.in_proj_bias).chunk(3, -1)
    return [part.reshape(T, HEADS, D_K).transpose(0, 1)[None] for part in (q, k, v)]


def by_layer(mask):
    output, weights = LAYER(X, X, X, attn_mask=mask, average_attn_weights=False)
    return {"weights": plain(weights[0]), "output": plain(output[0])}


def by_function(mask):
    """The heads side by side, projected as the layer projects them."""
    heads = attend(*heads_of_layer(), attn_mask=mask)
    return plain(LAYER.out_proj(heads[0].transpose(0, 1).reshape(T, D_MODEL)))


def error_of(call):
    try:
        call()
    except (RuntimeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    raise AssertionError("expected an error")


def masks():
    added = torch.tensor([[0.0, -1.0, 0.5], [2.0, 0.0, 0.0], [0.0, 0.0, -math.inf]])
    return {
        "causal": plain(CAUSAL),
        "layerGivenCausal": by_layer(CAUSAL),
        "layerGivenItsOpposite": by_layer(~CAUSAL),
        "functionGivenCausal": by_function(CAUSAL),
        "functionGivenItsOpposite": by_function(~CAUSAL),
        "added": [["-Infinity" if v == -math.inf else v for v in row] for row in added.tolist()],
        "layerGivenAdded": by_layer(added),
        "functionGivenAdded": by_function(added),
    }


def closed_row_of(training, gradient, need_weights, batch_first, heads):
    """What comes back for the query that may attend to nothing: NaN, or the bias of out_proj."""
    layer = make_layer(heads, batch_first).train(training)
    x = X if batch_first else X.transpose(0, 1)
    with torch.set_grad_enabled(gradient):
        output, _ = layer(x, x, x, attn_mask=~ONE_CLOSED, need_weights=need_weights)
    row = (output if batch_first else output.transpose(0, 1))[0, CLOSED]
    if row.isnan().all():
        return "NaN"
    assert torch.equal(row, layer.out_proj.bias), row
    return "bias"


def closed_rows():
    settings = ("training", "gradient", "needWeights", "batchFirst", "heads")
    cases = product((True, False), (True, False), (True, False), (True, False), (1, 2))
    return [dict(zip(settings, case)) | {"row": closed_row_of(*case)} for case in cases]


def gradients_beside_a_closed_row(need_weights):
    """NaN of all numbers, where the loss is of the other rows alone."""
    layer, x = make_layer(), X.clone().requires_grad_()
    output, _ = layer(x, x, x, attn_mask=~ONE_CLOSED, need_weights=need_weights)
    output[0, [0, 2]].sum().backward()
    given = {"x": x, **dict(layer.named_parameters())}
    return {name: [int(v.grad.isnan().sum()), v.numel()] for name, v in given.items()}


def closed():
    q, k, v = heads_of_layer()
    with sdpa_kernel(SDPBackend.MATH):
        step_by_step = attend(q, k, v, attn_mask=ONE_CLOSED)
    almost = torch.zeros(T, T).masked_fill(~ONE_CLOSED, -1e9)
    return {
        "mask": plain(ONE_CLOSED),
        "layer": closed_rows(),
        "function": plain(attend(q, k, v, attn_mask=ONE_CLOSED)[0, :, CLOSED]),
        "functionStepByStep": plain(step_by_step[0, :, CLOSED]),
        "softmax": plain(torch.softmax(torch.full((T,), -math.inf), -1)),
        "layerGivenMinusBillion": by_layer(almost)["weights"][0][CLOSED],
        "gradients": {
            "needWeights": gradients_beside_a_closed_row(True),
            "without": gradients_beside_a_closed_row(False),
        },
    }


def causal_hint():
    """`is_causal=True` beside a mask that closes nothing."""
    q, k, v = heads_of_layer()
    def hinted(need_weights):
        return LAYER(X, X, X, attn_mask=torch.zeros(T, T), is_causal=True, need_weights=need_weights)

    return {
        "layerWithoutMask": error_of(lambda: LAYER(X, X, X, is_causal=True)),
        "functionWithMask": error_of(lambda: attend(q, k, v, attn_mask=CAUSAL, is_causal=True)),
        "withWeights": plain(hinted(True)[0][0]),
        "withoutWeights": plain(hinted(False)[0][0]),
        "open": by_layer(None)["output"],
    }


def returned():
    shapes = {
        "default": {},
        "average_attn_weights=False": {"average_attn_weights": False},
    }
    given = {name: list(LAYER(X, X, X, **how)[1].shape) for name, how in shapes.items()}
    return given | {"need_weights=False": str(LAYER(X, X, X, need_weights=False)[1])}


def stored():
    settings = {
        "": {},
        "kdim=8, vdim=8": {"kdim": 8, "vdim": 8},
        "kdim=6": {"kdim": 6},
        "vdim=4": {"vdim": 4},
        "bias=False": {"bias": False},
        "add_bias_kv=True": {"add_bias_kv": True},
    }
    return {
        name: {key: list(value.shape) for key, value in make_layer(**given).state_dict().items()}
        for name, given in settings.items()
    }


def main():
    state = {name: plain(value) for name, value in LAYER.state_dict().items()}
    version = torch.__version__.split("+")[0]
    recorded = {
        "source": f"PyTorch {version}, nn.MultiheadAttention({D_MODEL}, {HEADS}, batch_first=True) "
        "and scaled_dot_product_attention, biases normal_(std=0.2), CPU float32",
        "config": {"T": T, "dModel": D_MODEL, "nHeads": HEADS},
        "x": plain(X[0]),
        "state": state,
        "masks": masks(),
        "closed": closed(),
        "causalHint": causal_hint(),
        "returned": returned(),
        "stored": stored(),
    }
    OUT.write_text(json.dumps(recorded) + "\n")


main()
