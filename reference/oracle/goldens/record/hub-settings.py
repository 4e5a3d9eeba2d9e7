"""Records what huggingface_hub makes of the environment, for scripts/models/environment.test.ts.
Run by hand, never by a test.

    pip install huggingface_hub==2.4.0
    python reference/oracle/goldens/record/hub-settings.py

Writes hub-settings.json: a tree of files, and 200 environments with the
endpoint, the token that a request carries, the cache, and whether it is off line. $ROOT stands for
the folder that has the tree; the home folder is $ROOT/home.
"""

import importlib
import json
import os
import random
import tempfile
from pathlib import Path

import huggingface_hub
from huggingface_hub import constants
from huggingface_hub.utils import build_hf_headers

OUT = Path(__file__).resolve().parent.parent / "hub-settings.json"

FILES = {
    "home/.cache/huggingface/token": "of-home",
    "home/hf/token": "of-tilde\n",
    "hf/token": " of-hf \r\n",
    "xdg/huggingface/token": "of-xdg",
    "login": "of-login\n",
    "empty": "\n",
}

VALUES = {
    "HF_ENDPOINT": [None, None, "https://mirror.example/", "http://127.0.0.1:9/models/"],
    "XDG_CACHE_HOME": [None, "$ROOT/xdg"],
    "DATA": [None, "$ROOT"],
    "HF_HOME": [None, None, "$ROOT/hf", "~/hf", "$DATA/hf", "${DATA}/hf"],
    "HF_HUB_CACHE": [None, None, "$ROOT/hub", "~/hub", "$DATA/hub"],
    "HUGGINGFACE_HUB_CACHE": [None, "$ROOT/old-hub", "~/old-hub"],
    "TRANSFORMERS_CACHE": [None, "$ROOT/transformers"],
    "HF_TOKEN": [None, None, None, "", " ", "new", " ne\nw "],
    "HUGGING_FACE_HUB_TOKEN": [None, None, "", "old"],
    "HF_TOKEN_PATH": [None, None, "$ROOT/login", "$ROOT/empty", "$ROOT/none", "~/hf/token", "$DATA/login"],
    "HF_HUB_OFFLINE": [None, None, "", "0", "1", "on", "True", "yes", "auto"],
    "TRANSFORMERS_OFFLINE": [None, "", "0", "1", "YES"],
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": [None, None, None, "", "0", "1", "true"],
}


def settings(env: dict[str, str], root: str) -> dict:
    os.environ.clear()
    os.environ.update({name: value.replace("$ROOT", root) for name, value in env.items()}, HOME=f"{root}/home")
    importlib.reload(constants)
    sent = build_hf_headers().get("authorization")
    return {
        "endpoint": constants.ENDPOINT,
        "token": sent and sent.removeprefix("Bearer "),
        "cache": constants.HF_HUB_CACHE.replace(root, "$ROOT"),
        "isOffline": constants.HF_HUB_OFFLINE,
    }


def main() -> None:
    chance = random.Random(7)
    # First each value alone, then at random.
    environments = [{}]
    environments += [{name: value} for name, values in VALUES.items() for value in values if value is not None]
    while len(environments) < 200:
        drawn = {name: chance.choice(values) for name, values in VALUES.items()}
        environments.append({name: value for name, value in drawn.items() if value is not None})
    with tempfile.TemporaryDirectory() as root:
        for path, text in FILES.items():
            file = Path(root, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        cases = [{"env": env, **settings(env, root)} for env in environments]
    lines = ",\n".join(f"    {json.dumps(case)}" for case in cases)
    OUT.write_text(
        f'{{\n  "note": "huggingface_hub {huggingface_hub.__version__}",\n'
        f'  "files": {json.dumps(FILES)},\n  "cases": [\n{lines}\n  ]\n}}\n'
    )


main()
