#!/usr/bin/env python3
"""Joins the rows of `superpose benchmark` and of the peers: a CSV of all, a Markdown table of ratios.

Usage: table.py --peers PEERS.csv --output SPEED.csv OURS.csv ...

A row of this suite that was measured twice (before and after the peers) stands with the slower of
its two medians. A peer counts if it recovers the support in at least 80% of its trials; the ratio is
against the fastest that does. Peers that store all N² products of codewords stand apart, and so do
the first-order and the exact solvers of the linear program.
"""

import argparse
import csv
import sys

FIELDS = ["side", "case", "N", "k", "d", "decoder", "batch", "runs", "median_ms", "min_ms", "max_ms",
          "success", "peak_mb", "working_mb"]
DECODERS = ["topk", "mp", "omp", "bp", "amp"]


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
    # Format and checksum are those of one file, not of the joined one.
    comments = [line for line in lines if line.startswith("#")
                and not line.startswith(("# superpose result", "# status", "# content"))]
    return list(csv.DictReader(line for line in lines if not line.startswith("#"))), comments


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("ours", nargs="+")
    options = parser.parse_args()

    ours, comments = {}, []
    for path in options.ours:
        rows, found = read(path)
        comments += [line for line in found if line not in comments]
        for row in rows:
            key = row["decoder"], row["case"], int(row["batch"])
            if key not in ours or float(row["median_ms"]) > float(ours[key]["median_ms"]):
                ours[key] = row
    peers = {}
    for row in read(options.peers)[0]:
        row["decoder"], row["case"] = row["peer"], row["case"].rstrip("'")
        decoder, kind = group(row["peer"])
        peers.setdefault((decoder, row["case"], int(row["batch"])), []).append((kind, row))

    with open(options.output, "w", newline="") as file:
        file.writelines(comments)
        out = csv.DictWriter(file, FIELDS, extrasaction="ignore", lineterminator="\n")
        out.writeheader()
        for row in ours.values():
            out.writerow({**row, "side": "superpose"})
        for rows in peers.values():
            for _, row in rows:
                out.writerow({**row, "side": "peer"})

    print("| decoder | case | batch | superpose ms | success | peer | ms | success | ratio |")
    print("|---|---|--:|--:|--:|---|--:|--:|--:|")
    for decoder in DECODERS:
        for key in sorted(key for key in ours if key[0] == decoder):
            mine = ours[key]
            able = [(kind, row) for kind, row in peers.get(key, []) if float(row["success"]) >= 0.8]
            for kind in sorted({kind for kind, _ in able}):
                best = min((row for k, row in able if k == kind), key=lambda r: float(r["median_ms"]))
                ratio = float(best["median_ms"]) / float(mine["median_ms"])
                name = best["peer"] + (f" ({kind})" if kind else "")
                print(f"| {decoder} | {key[1]} | {key[2]} | {float(mine['median_ms']):.3g} | "
                      f"{float(mine['success']):.2g} | {name} | {float(best['median_ms']):.3g} | "
                      f"{float(best['success']):.2g} | {ratio:.1f}× |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
