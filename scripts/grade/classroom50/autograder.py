#!/usr/bin/env python3
"""Lets Classroom 50's runner grade with this kit: calls `grade` for one submission.

The runner starts this file in a student's checkout and reads result.json there. The kit must lie
outside of the checkout, at KATA_DIR or in the folder attention-kata beside this file, with its
packages installed. Nothing of the checkout is run here; its exercise files are copied aside and
judged in the kit's sandbox.

Exit code 0: there is a mark, good or bad. Anything else: there is none, and no
result.json either, so that the runner reports an infrastructure error and never a silent zero.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CHECKOUT = pathlib.Path.cwd()
LEFT_OUT = {".git", ".github", "node_modules"}
NEEDED = ("CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL")


def fail(says: str) -> int:
    print(f"autograder: {says}", file=sys.stderr)
    return 1


def find_kit():
    places = [os.environ.get("KATA_DIR"), HERE / "attention-kata"]
    for place in filter(None, places):
        if (pathlib.Path(place) / "scripts" / "setup.mjs").is_file():
            return pathlib.Path(place).resolve()
    return None


def copy_sources(source: pathlib.Path, target: pathlib.Path, depth: int = 12) -> None:
    """Copies files and links as they are; finding, following or judging them is the kit's task."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in os.scandir(source):
        goal = target / entry.name
        if entry.is_symlink():
            os.symlink(os.readlink(entry.path), goal)
        elif entry.is_dir():
            if depth > 0 and entry.name not in LEFT_OUT:
                copy_sources(pathlib.Path(entry.path), goal, depth - 1)
        elif entry.is_file():
            shutil.copyfile(entry.path, goal)


def grade(kit: pathlib.Path, work: pathlib.Path) -> int:
    owner = os.environ.get("OWNER") or os.environ.get("USERNAME") or "submission"
    copy_sources(CHECKOUT, work / "submissions" / owner)
    out = work / "out"
    program = [
        os.environ.get("KATA_NODE", "node"),
        str(kit / "scripts" / "setup.mjs"),
        "grade",
        str(work / "submissions"),
        "--layout",
        "plain",
        "--out",
        str(out),
        "--format",
        "json,classroom50",
        "--feedback",
        os.environ.get("KATA_FEEDBACK", "diagnosis"),
    ]
    if os.environ.get("KATA_SEED"):
        program += ["--seed", os.environ["KATA_SEED"]]
    # Standard output is the log that a student can read: nothing of the run goes there.
    run = subprocess.run(program, cwd=kit, stdout=subprocess.DEVNULL, check=False)
    if run.returncode != 0:
        return fail(f"grade ended with exit code {run.returncode}; there is no verdict")
    results = list(out.glob("classroom50/*/result.json"))
    pages = list(out.glob("feedback/*.md"))
    if len(pages) != 1:
        return fail(f"expected one page, found {len(pages)}")
    shutil.copyfile(pages[0], CHECKOUT / "release-body.md")
    if len(results) != 1:
        return fail("there is no mark; release-body.md says what was found in its place")
    shutil.copyfile(results[0], CHECKOUT / "result.json")
    return 0


def main() -> int:
    missing = [name for name in NEEDED if not os.environ.get(name)]
    if missing:
        return fail(f"the runner did not set {', '.join(missing)}")
    kit = find_kit()
    if kit is None:
        return fail("the kit is neither at KATA_DIR nor beside this file")
    for name in ("result.json", "release-body.md"):
        stale = CHECKOUT / name
        if stale.is_symlink() or stale.is_file():
            stale.unlink()
    with tempfile.TemporaryDirectory(prefix="attention-kata-") as work:
        return grade(kit, pathlib.Path(work))


if __name__ == "__main__":
    sys.exit(main())
