"""
Multi-head attention in NumPy or PyTorch, as a contender of `npm run bench`.

    python attention.py numpy|torch            hears one JSON message a line, answers with one
    python attention.py numpy|torch --version  says what would run

Inputs come as files of float32, because a layer of 768 has two million numbers; arrays in and
arrays out, as NumPy has them. PyTorch computes on the processor, with as many threads as it takes.
"""

import gc
import json
import math
import statistics
import sys
import time
from pathlib import Path

import numpy as np

MEGABYTE = 2**20


def split(a, heads):
    """[T, dModel] → [heads, T, dK]"""
    return a.reshape(a.shape[0], heads, -1).swapaxes(0, 1)


def with_numpy(layer, heads):
    x, w, b = layer["x"], layer["w"], layer["b"]
    q, k, v = (split(x @ w[name] + b[name], heads) for name in "QKV")
    logits = q @ k.swapaxes(1, 2) / np.float32(math.sqrt(q.shape[2]))
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    weights = powers / powers.sum(axis=-1, keepdims=True)
    merged = (weights @ v).swapaxes(0, 1).reshape(x.shape)
    return weights, merged @ w["O"] + b["O"]


def with_torch(layer, heads):
    import torch

    with torch.inference_mode():
        x = torch.from_numpy(layer["x"])
        w, b = ({n: torch.from_numpy(a) for n, a in layer[key].items()} for key in "wb")
        q, k, v = (split(torch.addmm(b[n], x, w[n]), heads) for n in "QKV")
        weights = torch.softmax(q @ k.transpose(1, 2) / math.sqrt(q.shape[2]), dim=-1)
        merged = (weights @ v).transpose(0, 1).reshape(x.shape)
        return weights.numpy(), torch.addmm(b["O"], merged, w["O"]).numpy()


libraries = {"numpy": with_numpy, "torch": with_torch}


def version(name):
    if name == "torch":
        import torch

        return f"PyTorch {torch.__version__}"
    return f"NumPy {np.__version__}"


def read(folder, d_model):
    def load(name):
        return np.fromfile(Path(folder) / name, dtype="<f4")

    square = (d_model, d_model)
    return {
        "x": load("x").reshape(-1, d_model),
        "w": {n: load(f"w{n}").reshape(square) for n in "QKVO"},
        "b": {n: load(f"b{n}") for n in "QKVO"},
    }


def status(name):
    """Bytes that Linux tells of this process, or None elsewhere."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return None
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith(name))


def forget_peak():
    if status("VmRSS") is not None:
        Path("/proc/self/clear_refs").write_text("5")


def time_one(attend):
    start = time.perf_counter()
    answer = attend()
    return answer, 1000 * (time.perf_counter() - start)


def repeat(attend, stretch):
    times = []
    while sum(times) < stretch["most"] and (
        len(times) < stretch["passes"] or sum(times) < stretch["milliseconds"]
    ):
        times.append(time_one(attend)[1])
    return times


class Contender:
    def __init__(self, name):
        self.compute = libraries[name]
        self.rest = None

    def attend(self, size):
        layer, heads = read(size["folder"], size["dModel"]), size["heads"]
        return lambda: self.compute(layer, heads)

    def answer(self, size):
        attend = self.attend(size)
        gc.collect()
        if self.rest is None:
            self.rest = status("VmRSS")
        forget_peak()
        (weights, output), milliseconds = time_one(attend)
        peak = status("VmHWM")
        rows = size["rows"]
        return {
            "milliseconds": milliseconds,
            "megabytes": None if peak is None else (peak - self.rest) / MEGABYTE,
            "answer": {
                "weights": weights[:, rows].tolist(),
                "output": output[rows].tolist(),
                "shapes": {"weights": weights.shape, "output": output.shape},
            },
        }

    def time(self, size, pace):
        attend = self.attend(size)
        repeat(attend, pace["warmUp"])
        times = repeat(attend, pace["timed"])
        return {"timed": {"milliseconds": statistics.median(times), "passes": len(times)}}


def main(name, *flags):
    if flags:
        return print(version(name))
    contender = Contender(name)
    for line in sys.stdin:
        request = json.loads(line)
        if "open" in request:
            reply = {"opened": version(name) != ""}
        elif "answer" in request:
            reply = contender.answer(request["answer"])
        else:
            reply = contender.time(request["time"], request["pace"])
        print(json.dumps(reply), flush=True)


main(*sys.argv[1:])
