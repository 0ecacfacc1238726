#!/usr/bin/env python3
"""Torture of long runs: kills, damaged ledgers, full disks, signals, shards and bad input.

Drives the built tool as processes and compares results byte for byte ('#' lines aside) with those
of an undisturbed run. Usage:

    python3 Tests/torture/torture.py --tool .build/release/superpose [--long] [--only NAME,...]

The short version takes about a minute; --long makes 100 kills, cuts the ledger at every byte of its
last lines, and so on. Exit code 0 if everything held.
"""

import argparse
import glob
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

EXPERIMENT = """\
name: torture
title: Many small units
blocks:
  - kind: success
    decoder: [topk, mp, threshold]
    codewords: 256
    sparsity: [2, 4]
    dimension: 8..120:+8
    estimator: simulate
    trials: 600
  - kind: success
    decoder: [omp]
    codewords: 2^12
    sparsity: 8
    dimension: 40..90:+10
    estimator: simulate
    trials: 500
"""

# One unit of it takes long, so that a signal always meets it in the middle of a computation.
HEAVY = ["dimension", "--decoder", "mp", "-N", "2^18", "-k", "64", "--target", "0.5,0.9",
         "--estimator", "simulate", "--trials", "100000", "--precision", "0.0001"]

failures = []
figures = []


def check(condition, message):
    if not condition:
        failures.append(message)
        print(f"FAILED: {message}", file=sys.stderr)
    return condition


class Bench:
    """A scratch folder with the experiment file and the undisturbed result."""

    def __init__(self, tool, seed):
        self.tool = os.path.abspath(tool)
        self.random = random.Random(seed)
        self.folder = tempfile.mkdtemp(prefix="superpose-torture-")
        self.file = self.path("torture.yml")
        with open(self.file, "w") as out:
            out.write(EXPERIMENT)
        start = time.monotonic()
        self.expect(0, self.command(self.path("reference.csv")))
        self.seconds = time.monotonic() - start
        self.reference = table(self.path("reference.csv"))
        check(len(self.reference.splitlines()) == 97, "the reference has 96 rows")
        self.ledger = read(self.path("reference.ledger"))
        self.units = self.ledger.count(b"\n")

    def path(self, name):
        return os.path.join(self.folder, name)

    def fresh(self, name):
        folder = self.path(name)
        shutil.rmtree(folder, ignore_errors=True)
        os.mkdir(folder)
        return folder

    def command(self, output, *more):
        return [self.tool, "run", self.file, "--output", output, "--progress", "none", *more]

    def run(self, arguments, timeout=600):
        done = subprocess.run(arguments, capture_output=True, timeout=timeout, text=True,
                              errors="replace")
        return done.returncode, done.stdout, done.stderr

    def expect(self, code, arguments, timeout=600):
        found, out, err = self.run(arguments, timeout)
        check(found == code, f"exit code {found}, not {code}: {' '.join(arguments)}\n{err}")
        return out, err


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


def table(path):
    """The bytes of a result without its '#' lines."""
    return b"".join(line for line in read(path).splitlines(True) if not line.startswith(b"#"))


def state(folder):
    return {name: (read(os.path.join(folder, name)), os.stat(os.path.join(folder, name)).st_mtime_ns)
            for name in sorted(os.listdir(folder))}


def kills(bench, long):
    """SIGKILL at random moments, resuming each time, until done."""
    wanted = 100 if long else 20
    made = completed = 0
    # A run that starts over takes about a dozen kills to its end.
    longest = max(0.15, bench.seconds / 5)
    while made < wanted or completed == 0:
        output = os.path.join(bench.fresh("kills"), "x.csv")
        ledger = output[:-4] + ".ledger"
        whole = 0
        while True:
            jobs = str(bench.random.choice([1, 2]))
            process = subprocess.Popen(bench.command(output, "--jobs", jobs),
                                       stderr=subprocess.PIPE, text=True)
            if made < wanted:
                time.sleep(bench.random.uniform(0, longest))
                process.kill()
            _, err = process.communicate(timeout=600)
            lines = read(ledger).count(b"\n") if os.path.exists(ledger) else 0
            rejected = err.count("set aside")
            check(lines >= whole - rejected, f"a kill lost units: {lines} after {whole}")
            whole = lines
            if process.returncode == -signal.SIGKILL:
                made += 1
                continue
            check(process.returncode == 0, f"after kills: exit code {process.returncode}: {err}")
            check(table(output) == bench.reference, "after kills the result differs")
            completed += 1
            break
    figures.append(f"kills survived: {made}, in {completed} runs that all ended with the same bytes")


def models(folder):
    """The files that trainings leave, by their paths."""
    return {os.path.relpath(os.path.join(place, name), folder): read(os.path.join(place, name))
            for place, _, names in os.walk(folder) for name in names}


def training_kills(bench, long):
    """SIGKILL in the middle of trainings: table and models become those of an undisturbed run."""
    def command(folder):
        return [bench.tool, "learn", "--learner", "sae:topk,mp-learner", "-N", "256", "-k", "4",
                "-d", "32", "--steps", "2500", "--progress", "none",
                "--output", os.path.join(folder, "x.csv")]

    reference = bench.fresh("trained")
    bench.expect(0, command(reference))
    wanted = 100 if long else 20
    made = resumed = completed = 0
    while made < wanted or completed == 0:
        folder = bench.fresh("training-kills")
        while True:
            kept = any(name.endswith("checkpoint.safetensors") for name in models(folder))
            process = subprocess.Popen(
                command(folder) + ["--jobs", str(bench.random.choice([1, 2]))],
                stderr=subprocess.PIPE, text=True)
            if made < wanted:
                time.sleep(bench.random.uniform(0, 2))
                process.kill()
            _, err = process.communicate(timeout=600)
            if process.returncode == 0:
                break
            check(process.returncode == -signal.SIGKILL, f"killed training: {err}")
            made += 1
            resumed += kept
        completed += 1
        check(table(os.path.join(folder, "x.csv")) == table(os.path.join(reference, "x.csv")),
              "rows after kills of trainings differ")
        check(models(os.path.join(folder, "x.models")) == models(os.path.join(reference, "x.models")),
              "models after kills of trainings differ")
    check(resumed > 0, "no training went on from a checkpoint")
    figures.append(f"SIGKILL during trainings: {made} kills, {resumed} of them of runs that had gone "
                   f"on from a checkpoint; {completed} times the same bytes")


def damage(bench, long):
    """The ledger cut at every byte of its last lines, and random bytes changed."""
    folder = bench.fresh("damage")
    output = os.path.join(folder, "x.csv")
    ledger = output[:-4] + ".ledger"
    content = bench.ledger
    tail = len(b"".join(content.splitlines(True)[-3:]))
    cuts = list(range(len(content) - tail, len(content) + 1))
    if not long:
        cuts = sorted(bench.random.sample(cuts, 25))
    trials = [("cut", content[:cut]) for cut in cuts]
    for _ in range(2000 if long else 40):
        changed = bytearray(content)
        for _ in range(bench.random.choice([1, 1, 1, 2, 20])):
            changed[bench.random.randrange(len(changed))] = bench.random.randrange(256)
        trials.append(("change", bytes(changed)))
    for kind, bytes_ in trials:
        for path in glob.glob(os.path.join(folder, "*")):
            os.remove(path)
        write(ledger, bytes_)
        _, err = bench.expect(0, bench.command(output))
        check(table(output) == bench.reference, f"after a {kind} the result differs")
        torn = bytes_ != content and not (kind == "cut" and bytes_.endswith(b"\n"))
        if torn and bytes_:
            check(re.search(r"x\.ledger:\d+: the line is .*set aside", err),
                  f"a {kind} is not reported: {err}")
        check(set(read(ledger).splitlines()) == set(content.splitlines()),
              f"after a {kind} the ledger is not whole")
    figures.append(f"ledgers cut or changed: {len(trials)}, every one mended, no number wrong")


def full_disk(bench, long):
    """A small tmpfs runs full: exit 74, nothing lost, and the run goes on when there is room."""
    folder = bench.fresh("disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=8k", "superpose-torture", folder]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        print("full_disk: skipped, since no tmpfs can be mounted here (that takes root)")
        return
    sizes = range(8, 100, 4) if long else [12, 28, 40]
    try:
        output = os.path.join(folder, "x.csv")
        ledger = output[:-4] + ".ledger"
        whole = filled = 0
        for size in sizes:
            subprocess.run(["mount", "-o", f"remount,size={size}k", folder], check=True)
            code, _, err = bench.run(bench.command(output))
            check(code in (0, 74), f"disk of {size}k: exit code {code}: {err}")
            check(code == 0 or "No space left" in err, f"disk of {size}k: message: {err}")
            filled += code == 74
            lines = read(ledger) if os.path.exists(ledger) else b""
            check(lines == b"" or lines.endswith(b"\n"), "a full disk left half a line")
            check(lines.count(b"\n") >= whole, "a full disk lost units")
            check(not os.path.exists(output) or table(output) == bench.reference,
                  "a full disk left half a result")
            whole = lines.count(b"\n")
        check(filled > 0, "no size filled the disk")
        subprocess.run(["mount", "-o", "remount,size=4m", folder], check=True)
        bench.expect(0, bench.command(output))
        check(table(output) == bench.reference, "after a full disk the result differs")
        figures.append(f"full disks: {filled}, exit 74 each, nothing lost, same bytes in the end")
    finally:
        subprocess.run(["umount", folder], check=True)


def partition(bench, long):
    """Workers and shards: identical bytes, whatever the order and however often."""
    folder = bench.fresh("partition")
    for jobs in ["1", "2", "5"]:
        output = os.path.join(folder, f"jobs{jobs}.csv")
        bench.expect(0, bench.command(output, "--jobs", jobs))
        check(table(output) == bench.reference, f"--jobs {jobs} gives other bytes")
    for count in [1, 3, 7] + ([16, 200] if long else []):
        parts = []
        for index in range(1, count + 1):
            part = os.path.join(folder, f"part-{index}-of-{count}.csv")
            bench.expect(0, bench.command(part, "--shard", f"{index}/{count}"))
            parts.append(part)
        merged = os.path.join(folder, f"merged{count}.csv")
        for _ in range(3):
            order = parts + [bench.random.choice(parts)]
            bench.random.shuffle(order)
            bench.expect(0, [bench.tool, "merge", *order, "--output", merged])
            check(table(merged) == bench.reference, f"{count} shards merge to other bytes")
        if count > 1:
            lost = bench.random.randrange(1, count + 1)
            rest = [part for part in parts if f"part-{lost}-of" not in part]
            if count < 200:
                bench.expect(73, [bench.tool, "merge", *rest, "--output", merged])
                _, err = bench.expect(
                    65, [bench.tool, "merge", *rest, "--output", merged, "--replace"])
                check(f"{lost}/{count}" in err, f"missing shard {lost}/{count} not named: {err}")
                bench.expect(0, [bench.tool, "merge", merged, parts[lost - 1], "--output", merged])
                check(table(merged) == bench.reference, "a merge of a merge gives other bytes")
    figures.append("--jobs 1, 2, 5 and shards 1/1, 3/3, 7/7: the same bytes")


def again(bench, long):
    """Running what is done does nothing; two runs at once are refused."""
    folder = bench.fresh("again")
    output = os.path.join(folder, "x.csv")
    bench.expect(0, bench.command(output))
    before = state(folder)
    _, err = bench.expect(0, bench.command(output, "--jobs", "1"))
    check(state(folder) == before, "running again changed a file")
    check("nothing is left to do" in err, f"running again does not say so: {err}")
    bench.expect(0, bench.command(output, "--dry-run"))
    check(state(folder) == before, "a dry run changed a file")

    heavy = os.path.join(folder, "heavy.csv")
    first = subprocess.Popen([bench.tool, *HEAVY, "--output", heavy, "--progress", "none"],
                             stderr=subprocess.DEVNULL)
    wait_for(heavy[:-4] + ".ledger.lock")
    _, err = bench.expect(73, [bench.tool, *HEAVY, "--output", heavy])
    check(f"process {first.pid}" in err, f"the second run does not name the first: {err}")
    first.kill()
    first.wait()
    start = time.monotonic()
    _, err = bench.expect(75, [bench.tool, *HEAVY, "--output", heavy, "--max-time", "0.1"])
    check(time.monotonic() - start < 4, "--max-time does not end a long unit")
    check("the time is up: 0 of 2 units" in err, f"--max-time does not say so: {err}")


def wait_for(path):
    for _ in range(600):
        if os.path.exists(path):
            return
        time.sleep(0.05)
    check(False, f"{path} never appeared")


def signals(bench, long):
    """Signals end a run within two seconds, even in the middle of a long unit."""
    slowest = 0
    for number, code in [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143),
                         (signal.SIGQUIT, 130)] * (5 if long else 1):
        folder = bench.fresh("signals")
        heavy = os.path.join(folder, "heavy.csv")
        process = subprocess.Popen([bench.tool, *HEAVY, "--output", heavy],
                                   stderr=subprocess.PIPE, text=True)
        wait_for(heavy[:-4] + ".ledger.lock")
        time.sleep(1 + bench.random.random())
        slowest = max(slowest, stop(process, number, code))
        check(sorted(os.listdir(folder)) == ["heavy.csv", "heavy.ledger"],
              f"after a signal there is {os.listdir(folder)}")

        output = os.path.join(folder, "x.csv")
        process = subprocess.Popen(bench.command(output), stderr=subprocess.PIPE, text=True)
        ledger = output[:-4] + ".ledger"
        wait_for(ledger + ".lock")
        # Well before the end, or the run may be over when the signal arrives.
        time.sleep(bench.random.uniform(0, bench.seconds / 3))
        if process.poll() is None:
            slowest = max(slowest, stop(process, number, code))
            # A signal may come after the last unit: the result is complete then.
            if b"# status: partial" in read(output):
                check(read(output).count(b"\n# unit ") == read(ledger).count(b"\n"),
                      "the partial result does not tell what is recorded")
            else:
                check(table(output) == bench.reference, "a signal at the end harms the result")
        bench.expect(0, bench.command(output))
        check(table(output) == bench.reference, "after a signal the result differs")

        # The second of two experiments gets its signal too; of other seeds, or it would share the first's units.
        for seed, name in enumerate(["one", "two"], start=1):
            with open(os.path.join(folder, name + ".yml"), "w") as out:
                out.write(EXPERIMENT.replace("name: torture", "name: " + name).replace(
                    "estimator:", f"seed: {seed}\n    estimator:"))
        results = os.path.join(folder, "results")
        process = subprocess.Popen(
            [bench.tool, "run", os.path.join(folder, "one.yml"), os.path.join(folder, "two.yml"),
             "--results", results, "--plots", results], stderr=subprocess.PIPE, text=True)
        wait_for(os.path.join(results, "two.ledger.lock"))
        time.sleep(0.3)
        slowest = max(slowest, stop(process, number, code))
    figures.append(f"signals: the slowest end took {slowest:.2f} s")


def stop(process, number, code):
    start = time.monotonic()
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    seconds = time.monotonic() - start
    check(process.returncode == code, f"after signal {number}: exit code {process.returncode}: {err}")
    check(seconds < 2, f"after signal {number}: {seconds:.1f} s to the end")
    check("the same command goes on" in err, f"after signal {number}: no word how to go on: {err}")
    return seconds


def changed(bench, long):
    """A changed experiment keeps the units that apply; time that is up ends a run cleanly."""
    folder = bench.fresh("changed")
    output = os.path.join(folder, "x.csv")
    small = os.path.join(folder, "torture.yml")
    with open(small, "w") as out:
        out.write(EXPERIMENT.replace("8..120:+8", "8..64:+8"))
    bench.expect(0, [bench.tool, "run", small, "--output", output, "--progress", "none"])
    _, err = bench.expect(0, bench.command(output))
    check(re.search(r"kept \d+ of \d+ units, \d+ to do", err), f"a larger experiment: {err}")
    check(table(output) == bench.reference, "a larger experiment gives other bytes")
    _, err = bench.expect(0, [bench.tool, "run", small, "--output", output, "--progress", "none"])
    check(re.search(r"dropped \d+ that no longer apply; nothing is left", err),
          f"a smaller experiment: {err}")

    output = os.path.join(folder, "y.csv")
    rounds = 0
    while True:
        rounds += 1
        code, _, err = bench.run(bench.command(output, "--max-time", f"{bench.seconds / 8:.2f}s"))
        check(code == (75 if "the time is up" in err else 0), f"--max-time ends with {code}: {err}")
        if code != 75:
            break
        if not check(rounds < 200, "--max-time never comes to an end"):
            break
    check(table(output) == bench.reference, "--max-time gives other bytes")
    figures.append(f"--max-time: {rounds} rounds to the same bytes")


def bad_input(bench, long):
    """Mutated files through the tool itself: every end is an exit code of the contract."""
    folder = bench.fresh("bad")
    output = os.path.join(folder, "x.csv")
    part = os.path.join(folder, "part.csv")
    bench.expect(0, bench.command(part, "--shard", "2/9"))
    samples = {"yml": EXPERIMENT.encode(), "csv": read(part)}
    count = 2000 if long else 60
    for index in range(count):
        kind = bench.random.choice(["yml", "csv"])
        content = mutate(bench.random, samples[kind])
        path = os.path.join(folder, "input." + kind)
        write(path, content)
        arguments = [bench.tool, "merge", path, part, "--output", output] if kind == "csv" else [
            bench.tool, "run", path, "--output", output, "--max-time", "0.001", "--progress", "none"]
        code, _, err = bench.run(arguments)
        if not check(code in (0, 64, 65, 66, 69, 73, 75), f"bad input {index}: exit code {code}: {err}"):
            shutil.copy(path, bench.path(f"bad-input-{index}.{kind}"))
        if code:
            check(err.strip(), "a refusal without a message")
    figures.append(f"mutated files through the tool: {count}, no crash")


def mutate(random_, content):
    content = bytearray(content)
    for _ in range(random_.choice([1, 1, 2, 5, 30])):
        if not content:
            break
        at = random_.randrange(len(content))
        kind = random_.randrange(5)
        if kind == 0:
            content[at] = random_.randrange(256)
        elif kind == 1:
            del content[at:at + random_.choice([1, 3, 40])]
        elif kind == 2:
            content[at:at] = content[at:at + random_.choice([1, 10, 100])]
        elif kind == 3:
            content[at:at] = random_.choice(
                [b"\n", b":", b"-", b"\"", b"9" * 30, b"\x00", b"&a *a", b"1e999", b"..", b"{", b"]"])
        else:
            del content[at:]
    return bytes(content)


CHECKS = [kills, training_kills, damage, full_disk, partition, again, signals, changed, bad_input]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", required=True, help="the built superpose")
    parser.add_argument("--long", action="store_true", help="the full version")
    parser.add_argument("--only", help="names, separated by commas: "
                        + ", ".join(check_.__name__ for check_ in CHECKS))
    parser.add_argument("--seed", type=int, default=1, help="of the moments and mutations")
    options = parser.parse_args()
    names = options.only.split(",") if options.only else [check_.__name__ for check_ in CHECKS]
    # A background job of a shell has some of these ignored, which the runs would inherit.
    for number in [signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP]:
        signal.signal(number, signal.SIG_DFL)
    bench = Bench(options.tool, options.seed)
    print(f"undisturbed run: {bench.units} units in {bench.seconds:.1f} s")
    try:
        for check_ in CHECKS:
            if check_.__name__ in names:
                start = time.monotonic()
                check_(bench, options.long)
                print(f"{check_.__name__}: {time.monotonic() - start:.1f} s", flush=True)
    finally:
        if failures:
            print(f"what failed is left in {bench.folder}", file=sys.stderr)
        else:
            shutil.rmtree(bench.folder, ignore_errors=True)
    for figure in figures:
        print(figure)
    print("torture: " + (f"{len(failures)} failures" if failures else "everything held"))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
