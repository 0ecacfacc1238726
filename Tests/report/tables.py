#!/usr/bin/env python3
"""Writes the tables of experiments/README.md again from what the tool says of kinds and keys.

Usage: tables.py --tool SUPERPOSE
"""
import argparse
import re
import subprocess

PAGE = "experiments/README.md"

parser = argparse.ArgumentParser()
parser.add_argument("--tool", required=True)
tool = parser.parse_args().tool
with open(PAGE, encoding="utf-8") as file:
    page = file.read()
for what, heading in [("kinds", "## Kinds of blocks"), ("keys", "## Keys of blocks and figures")]:
    table = subprocess.run([tool, "list", what, "--format", "markdown"], check=True,
                           capture_output=True, text=True).stdout
    # The first table below the heading.
    pattern = re.compile(re.escape(heading) + r"\n.*?\n\n(?=\|)", re.S)
    start = pattern.search(page).end()
    end = page.index("\n\n", start)
    page = page[:start] + table.rstrip() + page[end:]
with open(PAGE, "w", encoding="utf-8") as file:
    file.write(page)
