#!/usr/bin/env python3
"""The report as a reader sees it: opened in headless Chromium, wide and on a phone, light and dark.

Usage: check.py --tool SUPERPOSE [--results DIR] [--plots DIR] [--screenshots DIR] [--latex]

Fails if the console shows an error, a figure is not drawn, a table does not sort, the page is wider
than the screen, words have too little contrast, or the calculator's numbers are not the tool's at twenty
points. --latex also compiles the LaTeX document with latexmk.
"""
import argparse
import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

# What the page is asked, in its own words: it leaves the answers in an element of its own.
HARNESS = r"""
<script>
"use strict";
const report = {errors: [], figures: [], sorted: [], answers: [], contrast: []};
window.addEventListener("error", event => report.errors.push(String(event.message)));
function luminance(color) {
  const part = color.match(/[\d.]+/g).slice(0, 3).map(value => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  });
  return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
}
function paper(element) {
  for (let place = element; place; place = place.parentElement) {
    const color = getComputedStyle(place).backgroundColor;
    if (!/, 0\)$/.test(color) && color !== "transparent") return color;
  }
  return "rgb(255, 255, 255)";
}
window.addEventListener("load", () => {
  for (const figure of document.querySelectorAll("figure svg")) {
    const box = figure.getBoundingClientRect();
    report.figures.push({name: figure.closest("section").id, width: box.width, height: box.height,
      paths: figure.querySelectorAll("path, use").length});
  }
  for (const button of document.querySelectorAll("th button")) {
    const table = button.closest("table"), column = [...table.tHead.rows[0].cells]
      .indexOf(button.closest("th"));
    const state = () => [...table.tBodies[0].rows].map(row => row.cells[column].textContent);
    const before = state().sort().join("\n");
    button.click();
    const first = state(), isUp = button.closest("th").getAttribute("aria-sort") === "ascending";
    button.click();
    const second = state();
    const inOrder = (list, sign) => {
      const values = list.filter(text => text !== "");
      const numbers = values.every(text => !isNaN(Number(text)));
      return values.every((text, i) => i === 0 || sign * (numbers ? text - values[i - 1]
        : text.localeCompare(values[i - 1])) >= 0 || (!numbers && !isNaN(Number(text))));
    };
    report.sorted.push({column: button.textContent, ok: isUp && inOrder(first, 1)
      && inOrder(second, -1) && first.slice().sort().join("\n") === before});
  }
  const data = JSON.parse(document.getElementById("numbers").textContent);
  for (const [N, k, target] of QUESTIONS)
    report.answers.push({N, k, target, answers: dimensionsNeeded(data, N, k, target)});
  report.carried = ["mp", "topk", "counting_converse"].map(name => {
    const best = sparsityCarried(data, name, 65536, 400, 0.5);
    return {name, k: best && best.k};
  });
  report.curves = data.curves.map(curve => curve.name);
  report.rows = document.querySelectorAll("#answers .bar").length;
  for (const element of document.querySelectorAll("p, a, td, th button, summary, label, .name, code")) {
    if (!element.textContent.trim() || !element.getClientRects().length) continue;
    const pair = [luminance(getComputedStyle(element).color), luminance(paper(element))].sort();
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < 4.5) report.contrast.push(element.tagName + " " + ratio.toFixed(2));
  }
  report.overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  report.dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const output = document.createElement("pre");
  output.id = "outcome";
  output.textContent = JSON.stringify(report);
  document.body.append(output);
});
</script>
"""

failures = []


def check(condition, message):
    if not condition:
        failures.append(message)
        print("FAILED:", message, file=sys.stderr)


def run(*arguments, **options):
    return subprocess.run(arguments, capture_output=True, text=True, check=True, **options).stdout


def rows(text):
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


def questions(tool, results):
    """Twenty points: of measured dimensions, and of theory where nothing was measured."""
    measured = rows(run(tool, "results", results, "--format", "csv",
                        "--where", "noise=0 ensemble=rademacher d_low>0 target=0.5,0.9"))
    measured = [row for row in measured if row["d"] and row["target"]]
    step = max(1, len(measured) // 12)
    points = [(int(row["N"]), int(row["k"]), float(row["target"])) for row in measured[::step][:12]]
    theory = [(2**n, k, p) for n, k, p in [
        (8, 4, 0.5), (10, 16, 0.9), (12, 2, 0.5), (14, 64, 0.9), (18, 32, 0.5), (24, 128, 0.9),
        (30, 512, 0.5), (60, 1024, 0.9)]]
    return measured, points + theory


def open_page(chromium, page, width, dark, screenshot=None):
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--enable-logging=stderr", "--virtual-time-budget=60000", f"--window-size={width},1400",
             "--blink-settings=preferredColorScheme=" + ("0" if dark else "1")]
    with tempfile.TemporaryDirectory() as profile:
        flags.append(f"--user-data-dir={profile}")
        goal = [f"--screenshot={screenshot}"] if screenshot else ["--dump-dom"]
        outcome = subprocess.run([chromium, *flags, *goal, "file://" + page],
                                 capture_output=True, text=True, timeout=300)
    console = [line for line in outcome.stderr.splitlines() if "CONSOLE" in line]
    return outcome.stdout, console


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", required=True)
    parser.add_argument("--results", default="results")
    parser.add_argument("--plots", default="plots")
    parser.add_argument("--screenshots")
    parser.add_argument("--latex", action="store_true")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which(
        "google-chrome")
    if not chromium:
        sys.exit("check.py: needs Chromium (apt-get install chromium)")
    tool = os.path.abspath(options.tool)
    folder = tempfile.mkdtemp()
    plain = os.path.join(folder, "report.html")
    run(tool, "report", "--results", options.results, "--plots", options.plots, "--output", plain)
    measured, points = questions(tool, options.results)
    with open(plain, encoding="utf-8") as file:
        text = file.read()
    harness = HARNESS.replace("QUESTIONS", json.dumps(points))
    page = os.path.join(folder, "harness.html")
    with open(page, "w", encoding="utf-8") as file:
        file.write(text.replace("</head>", harness + "</head>"))
    pictures = sum(name.endswith(".svg") for name in os.listdir(options.plots))

    for width, dark in [(1400, False), (1400, True), (390, False), (390, True)]:
        label = f"{width} pixels, {'dark' if dark else 'light'}"
        dom, console = open_page(chromium, page, width, dark)
        found = re.search(r'<pre id="outcome">(.*?)</pre>', dom, re.S)
        check(found, f"{label}: the page has not come to an end")
        if not found:
            continue
        report = json.loads(html.unescape(found.group(1)))
        check(not console and not report["errors"], f"{label}: console {console} {report['errors']}")
        check(report["dark"] == dark, f"{label}: the colour scheme is the other")
        check(len(report["figures"]) == pictures,
              f"{label}: {len(report['figures'])} figures of {pictures}")
        for figure in report["figures"]:
            check(figure["width"] > 200 and figure["height"] > 80 and figure["paths"] > 20,
                  f"{label}: {figure} is not drawn")
        check(report["sorted"], f"{label}: no table sorts")
        for column in report["sorted"]:
            check(column["ok"], f"{label}: the column {column['column']} does not sort")
        check(report["overflow"] <= 0, f"{label}: {report['overflow']} pixels wider than the screen")
        check(not report["contrast"], f"{label}: little contrast: {report['contrast'][:5]}")
        check(report["rows"] > 5, f"{label}: the calculator shows {report['rows']} answers")
        if options.screenshots:
            os.makedirs(options.screenshots, exist_ok=True)
            name = f"report-{width}-{'dark' if dark else 'light'}.png"
            open_page(chromium, plain, width, dark,
                      os.path.abspath(os.path.join(options.screenshots, name)))
        if (width, dark) == (1400, False):
            numbers(tool, measured, points, report)
            print(f"{label}: {len(report['figures'])} figures, {len(report['sorted'])} columns sort, "
                  f"{len(report['answers'])} points agree with the tool")

    if options.latex:
        document(tool, options, folder, pictures)
    shutil.rmtree(folder)
    sys.exit(1 if failures else 0)


def numbers(tool, measured, points, report):
    """The calculator's answers are the results' and those of `superpose theory`; between points of
    theory, which it says, within 3%."""
    check(len(report["curves"]) > 10, f"the calculator knows {report['curves']} alone")
    for (N, k, target), point in zip(points, report["answers"]):
        theory = {}
        for row in rows(run(tool, "theory", "-N", str(N), "-k", str(k), "--target", str(target),
                            "--format", "csv")):
            theory[row["curve"]] = float(row["d"])
        # The page leaves out what is no answer to its question, and what moves in steps.
        theory = {curve: d for curve, d in theory.items() if curve in report["curves"]}
        shown = {answer["name"]: answer for answer in point["answers"]}
        for curve, d in theory.items():
            answer = shown.get(curve)
            if answer is None and not 8 <= N.bit_length() - 1 <= 60:
                continue
            tolerance = 1e-5 if answer and answer["kind"] == "theory" else 0.03
            check(answer and abs(answer["d"] - d) <= tolerance * d,
                  f"{curve} at {N}, {k}, {target}: {d}, the page says {answer and answer['d']}")
        for answer in point["answers"]:
            if answer["isTheory"] or answer["kind"] not in ("measured", "computed"):
                continue
            known = [float(row["d"]) for row in measured
                     if int(row["N"]) == N and int(row["k"]) == k and float(row["target"]) == target
                     and row["decoder"] == answer["name"]]
            if " on " not in answer["name"]:
                check(answer["d"] in known, f"{answer['name']} at {N}, {k}: {answer['d']} of {known}")
    for entry in report["carried"]:
        check(entry["k"], f"{entry['name']}: no k at N = 65536, d = 400")


def document(tool, options, folder, pictures):
    path = os.path.join(folder, "report.tex")
    run(tool, "report", "--format", "latex", "--results", options.results, "--plots", options.plots,
        "--output", path)
    outcome = subprocess.run(
        ["latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error", "report.tex"], cwd=folder,
        capture_output=True, text=True)
    check(outcome.returncode == 0, "latexmk: " + outcome.stdout[-800:])
    if outcome.returncode == 0:
        size = os.path.getsize(os.path.join(folder, "report.pdf"))
        drawn = len([name for name in os.listdir(os.path.join(folder, "report-figures"))
                     if name.endswith(".pdf")])
        check(drawn == pictures, f"the document has {drawn} figures of {pictures}")
        print(f"report.pdf: {size} bytes, {drawn} figures")
        if options.screenshots:
            shutil.copy(os.path.join(folder, "report.pdf"), options.screenshots)


main()
