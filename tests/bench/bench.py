"""The benchmark: DuckDB and kooste convert the same log in turn, several times, and the ratios of their times are printed.

Only ratios within one run mean anything: the machine may be busy, and the next one is another.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from generate import EVENT, generate

FOLDER = Path("target/bench")
KEY = "07" * 32


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=3_000_000, help="lines of the log (3,000,000)")
    parser.add_argument("--files", type=int, default=8, help="objects that the log is spread over (8)")
    parser.add_argument("--pairs", type=int, default=3, help="how often the two are run in turn, for each format (3)")
    parser.add_argument("--kooste", default="target/release/kooste", help="the program (target/release/kooste)")
    parser.add_argument("--geo", help="a MaxMind database, to locate addresses with; DuckDB does nothing of the kind")
    return parser.parse_args()


def measure(command, environment):
    """Runs a command and returns seconds of wall and of processor, and the peak of its memory in MiB."""
    started = time.monotonic()
    process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    if status != 0:
        sys.exit(f"{command[0]} failed with status {os.waitstatus_to_exitcode(status)}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def size(folder):
    return sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 2**20


def run_duckdb(root, suffix):
    out = root / "duckdb.parquet"
    out.unlink(missing_ok=True)
    logs = str(root / "raw" / EVENT / f"*.{suffix}")
    return *measure([sys.executable, "tests/bench/duck.py", logs, str(out)], {}), out.stat().st_size / 2**20


def run_kooste(root, options):
    shutil.rmtree(root / "lake", ignore_errors=True)
    environment = {"KOOSTE_KEY": KEY} | ({"KOOSTE_GEO": options.geo} if options.geo else {})
    figures = measure([options.kooste, "convert", "--root", str(root), "--event", EVENT], environment)
    return *figures, size(root / "lake")


def pair(suffix, options):
    root = FOLDER / "log" / suffix
    duckdb, kooste = run_duckdb(root, suffix), run_kooste(root, options)
    ratios = [ours / theirs for ours, theirs in zip(kooste, duckdb, strict=True)]
    for name, figures in (("duckdb", duckdb), ("kooste", kooste)):
        print("{:>4} {:>7}  wall {:6.2f} s  processor {:6.2f} s  peak {:4.0f} MiB  out {:4.0f} MiB".format(suffix, name, *figures))
    print("{:>4} {:>7}  wall {:6.2f}    processor {:6.2f}    peak {:4.2f}      out {:4.2f}".format(suffix, "ratio", *ratios), flush=True)
    return ratios


def main():
    options = arguments()
    log = FOLDER / "log"
    wanted = f"{options.lines} lines in {options.files} files"
    note = log / "made"
    if not note.exists() or not note.read_text().startswith(wanted):
        shutil.rmtree(log, ignore_errors=True)
        print(f"making {wanted}", flush=True)
        total = generate(log, options.lines, options.files)
        note.write_text(f"{wanted}, {total} bytes\n")
    print(note.read_text().strip(), flush=True)
    for suffix in ("gz", "zst"):
        ratios = [pair(suffix, options) for _ in range(options.pairs)]
        medians = [statistics.median(column) for column in zip(*ratios, strict=True)]
        print("{:>4} {:>7}  wall {:6.2f}    processor {:6.2f}    peak {:4.2f}      out {:4.2f}\n".format(suffix, "median", *medians), flush=True)


main()
