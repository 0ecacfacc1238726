#!/usr/bin/env python3
"""Joins the rows of `superpose benchmark` and of the peers: a CSV of all, a Markdown table of ratios.

Usage: table.py --peers PEERS.csv --output SPEED.csv OURS.csv ...

Rows that SPEED.csv holds of other machines stay, and of this one those that are not measured again.
A row of this suite that was measured twice (before and after the peers) stands with the slower of
its two medians. A peer counts if it recovers the support in at least 80% of its trials; a ratio is
against the fastest that does on the same machine. Peers that store all N² products of codewords stand
apart, and so do the first-order and the exact solvers of the linear program.
"""

import argparse
import csv
import os
import sys

FIELDS = ["side", "case", "N", "k", "d", "decoder", "batch", "runs", "median_ms", "min_ms", "max_ms",
          "success", "peak_mb", "working_mb", "kernels", "machine"]
DECODERS = ["topk", "mp", "omp", "bp", "amp"]
TIERS = ["amx", "avx512", "avx2", "neon"]


def group(peer):
    """Which decoder a peer stands beside, and which of the classes of peers it belongs to."""
    if peer.startswith("lp_"):
        return "bp", "exact"
    if peer.startswith("bp_"):
        return "bp", "first-order"
    return peer.split("_")[0], "all products stored" if peer.endswith("_gram") else ""


def read(path):
    with open(path, newline="") as file:
        lines = list(file)
    # Format, command and checksum are those of one file, not of the joined one.
    comments = [line for line in lines if line.startswith("#")
                and not line.startswith(("# superpose result", "# command", "# status", "# content"))]
    return list(csv.DictReader(line for line in lines if not line.startswith("#"))), comments


def provenance(comments, key):
    return next((line.split(": ", 1)[1].strip() for line in comments if line.startswith(f"# {key}: ")), "")


def identity(row):
    return tuple(row[name] for name in ["side", "case", "d", "decoder", "batch", "kernels", "machine"])


def table(rows):
    """One line for each row of this suite's fastest tier and each class of peers, with all tiers."""
    ours = [row for row in rows if row["side"] == "superpose"]
    tiers = [tier for tier in TIERS if any(row["kernels"] == tier for row in ours)]
    yield "| decoder | case | batch | superpose ms | success | peer | ms | success | " + " | ".join(tiers) + " |"
    yield "|---|---|--:|--:|--:|---|--:|--:|" + "--:|" * len(tiers)
    for decoder in DECODERS:
        for case, batch in sorted({(row["case"], int(row["batch"])) for row in ours
                                   if row["decoder"] == decoder}):
            mine = {row["kernels"]: row for row in ours
                    if (row["decoder"], row["case"], int(row["batch"])) == (decoder, case, batch)}
            best = next(mine[tier] for tier in tiers if tier in mine)
            able = [(group(row["decoder"])[1], row) for row in rows
                    if row["side"] == "peer" and group(row["decoder"])[0] == decoder
                    and (row["case"], int(row["batch"])) == (case, batch)
                    and float(row["success"]) >= 0.8]
            for kind in sorted({kind for kind, _ in able}):
                peer = min((row for k, row in able if k == kind), key=lambda r: float(r["median_ms"]))
                ratios = [f"{float(peer['median_ms']) / float(mine[tier]['median_ms']):.1f}×"
                          if tier in mine else "" for tier in tiers]
                yield (f"| {decoder} | {case} | {batch} | {float(best['median_ms']):.3g} | "
                       f"{float(best['success']):.2g} | {peer['decoder']}{f' ({kind})' if kind else ''} | "
                       f"{float(peer['median_ms']):.3g} | {float(peer['success']):.2g} | "
                       + " | ".join(ratios) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("ours", nargs="+")
    options = parser.parse_args()

    rows, comments = {}, []
    if os.path.exists(options.output):
        kept, comments = read(options.output)
        for row in kept:
            rows[identity(row)] = row
    ours = [read(path) for path in options.ours]
    # One name of a processor covers several kinds of it: the fastest kernels tell them apart.
    tiers = {provenance(lines, "kernels") for _, lines in ours}
    machine = f"{provenance(ours[0][1], 'processor')}, {next(tier for tier in TIERS if tier in tiers)}"
    measured = {}
    for found, lines in ours:
        comments += lines
        for row in found:
            row = {**row, "side": "superpose", "kernels": provenance(lines, "kernels"), "machine": machine}
            key = identity(row)
            if key not in measured or float(row["median_ms"]) > float(measured[key]["median_ms"]):
                measured[key] = row
    for row in read(options.peers)[0]:
        row = {**row, "side": "peer", "decoder": row["peer"], "case": row["case"].rstrip("'"),
               "kernels": "", "machine": machine}
        measured[identity(row)] = row
    rows.update(measured)

    with open(options.output, "w", newline="") as file:
        file.writelines(comments)
        out = csv.DictWriter(file, FIELDS, extrasaction="ignore", lineterminator="\n")
        out.writeheader()
        out.writerows(sorted(rows.values(), key=lambda row: row["machine"] == machine))

    for line in table([row for row in rows.values() if row["machine"] == machine]):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
