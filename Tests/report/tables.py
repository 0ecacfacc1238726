#!/usr/bin/env python3
"""Writes the tables of experiments/README.md and results/README.md again from what the tool says of
kinds, keys and columns.

Usage: tables.py --tool SUPERPOSE
"""
import argparse
import re
import subprocess

TABLES = [
    ("experiments/README.md", "kinds", "## Kinds of blocks"),
    ("experiments/README.md", "keys", "## Keys of blocks and figures"),
    ("results/README.md", "columns", "## Columns"),
]

parser = argparse.ArgumentParser()
parser.add_argument("--tool", required=True)
tool = parser.parse_args().tool
for path, what, heading in TABLES:
    with open(path, encoding="utf-8") as file:
        page = file.read()
    table = subprocess.run([tool, "list", what, "--format", "markdown"], check=True,
                           capture_output=True, text=True).stdout
    # The first table below the heading.
    pattern = re.compile(re.escape(heading) + r"\n.*?\n\n(?=\|)", re.S)
    start = pattern.search(page).end()
    end = page.index("\n\n", start)
    with open(path, "w", encoding="utf-8") as file:
        file.write(page[:start] + table.rstrip() + page[end:])
