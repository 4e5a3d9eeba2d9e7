"""Records the two cells of the notebook that the course grew from: multi-head attention in NumPy,
and PyTorch's own. Run by hand, never by a test.

    pip install numpy==2.4.6 torch==2.13.0
    python reference/oracle/goldens/record/notebook.py

Writes oracle/goldens/numpy-multihead-attention.json (float64), which no student is handed, and
recordings/pytorch-multihead-attention.json (float32), which lesson 06 is about.
"""

import json
from pathlib import Path

import numpy as np
import torch

REFERENCE = Path(__file__).resolve().parent.parent.parent.parent


def tensor(values):
    values = np.asarray(values)
    # The shortest text that gives the same number, in float32 or in float64.
    data = [float(str(value)) for value in values.ravel()]
    return {"shape": list(values.shape), "data": data}


def write(path, source, config, tensors, more=lambda recorded: {}):
    recorded = {key: tensor(values) for key, values in tensors.items()}
    file = REFERENCE / path
    before = json.loads(file.read_text()) if file.exists() else {}
    mark = {key: before[key] for key in ("mark",) if key in before}
    record = {**mark, "source": source, "config": config, **recorded, **more(recorded)}
    file.write_text(json.dumps(record))


def params_of(recorded):
    """The weights as exercise 05 takes them: [in, out], q, k and v each for itself."""
    def rows(key):
        count, width = recorded[key]["shape"]
        data = recorded[key]["data"]
        return [data[i * width:(i + 1) * width] for i in range(count)]

    def turned(matrix):
        return [list(column) for column in zip(*matrix)]

    stacked, d_model = rows("inProjWeight"), recorded["outProjWeight"]["shape"][0]
    thirds = [slice(i * d_model, (i + 1) * d_model) for i in range(3)]
    weights = {f"w{name}": turned(stacked[third]) for name, third in zip("QKV", thirds)}
    biases = {f"b{name}": recorded["inProjBias"]["data"][third] for name, third in zip("QKV", thirds)}
    weights["wO"] = turned(rows("outProjWeight"))
    return {"params": {**weights, **biases, "bO": recorded["outProjBias"]["data"]}}


def softmax(logits):
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def record_numpy(T=8, d_model=32, heads=4):
    np.random.seed(42)
    x = np.random.randn(T, d_model) * 0.2
    w_q, w_k, w_v, w_o = (np.random.randn(d_model, d_model) * 0.1 for _ in range(4))
    d_k = d_model // heads
    q, k, v = ((x @ w).reshape(T, heads, d_k).transpose(1, 0, 2) for w in (w_q, w_k, w_v))
    weights = softmax(q @ k.transpose(0, 2, 1) / np.sqrt(d_k))
    output = (weights @ v).transpose(1, 0, 2).reshape(T, d_model) @ w_o
    source = (
        f"NumPy {np.__version__} float64, np.random.seed(42): X = randn(8,32)*0.2, "
        "then W_Q, W_K, W_V, W_O = randn(32,32)*0.1 in that order; 4 heads"
    )
    tensors = {"x": x, "wQ": w_q, "wK": w_k, "wV": w_v, "wO": w_o}
    tensors |= {"attentionWeights": weights, "output": output}
    config = {"T": T, "dModel": d_model, "nHeads": heads}
    write("oracle/goldens/numpy-multihead-attention.json", source, config, tensors)


def record_pytorch(T=10, d_model=64, heads=4):
    torch.manual_seed(0)
    layer = torch.nn.MultiheadAttention(d_model, heads, batch_first=True)
    x = torch.randn(1, T, d_model)
    with torch.no_grad():
        # PyTorch begins with biases of 0, by which no mistake about a bias would show.
        for bias in (layer.in_proj_bias, layer.out_proj.bias):
            bias.normal_(std=0.2)
        output, weights = layer(x, x, x, need_weights=True, average_attn_weights=False)
        averaged = layer(x, x, x, need_weights=True)[1]
    version = torch.__version__.split("+")[0]
    source = (
        f"PyTorch {version}, torch.manual_seed(0), nn.MultiheadAttention(64, 4, batch_first=True), "
        "biases normal_(std=0.2), need_weights=True, average_attn_weights=False, CPU float32"
    )
    stored = {name: value.detach() for name, value in layer.named_parameters()}
    tensors = {
        "x": x[0],
        "inProjWeight": stored["in_proj_weight"],
        "inProjBias": stored["in_proj_bias"],
        "outProjWeight": stored["out_proj.weight"],
        "outProjBias": stored["out_proj.bias"],
        "output": output[0],
        "attentionWeights": weights[0],
        "averagedWeights": averaged[0],
    }
    config = {"T": T, "dModel": d_model, "nHeads": heads}
    path = "recordings/pytorch-multihead-attention.json"
    write(path, source, config, tensors, more=params_of)


record_numpy()
record_pytorch()
