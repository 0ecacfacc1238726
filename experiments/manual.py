"""Man pages of the tool, one for each command, from what it says of itself.

Usage: superpose --experimental-dump-help | python3 experiments/manual.py VERSION FOLDER
"""

import json
import os
import sys


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))


def flags(argument):
    names = [("-" if name["kind"] == "short" else "--") + name["name"]
             for name in argument.get("names", [])]
    value = f" \\fI{escaped(argument.get('valueName', 'value'))}\\fR"
    if argument["kind"] == "positional":
        return value.strip()
    return ", ".join(f"\\fB{escaped(name)}\\fR" for name in names) + (
        "" if argument["kind"] == "flag" else value)


def page(command, path, version):
    name = "\\-".join(path)
    lines = [
        f'.TH "{"-".join(path).upper()}" 1 "" "superpose {version}" "User commands"', ".SH NAME",
        f"{name} \\- {escaped(command.get('abstract', ''))}", ".SH SYNOPSIS"]
    arguments = [a for a in command.get("arguments", []) if a.get("shouldDisplay", True)]
    uses = [flags(a) if a["kind"] == "positional" and not a.get("isOptional") else f"[{flags(a)}]"
            for a in arguments]
    commands = [c for c in command.get("subcommands", []) if c.get("shouldDisplay", True)]
    lines.append(" ".join([f"\\fB{escaped(' '.join(path))}\\fR"] + uses
                          + (["\\fIcommand\\fR"] if commands else [])))
    if command.get("discussion"):
        lines.append(".SH DESCRIPTION")
        for block in command["discussion"].split("\n\n"):
            # Lines that are set in stay as they are.
            is_example = "\n  " in block
            lines += [".PP"] + [".nf"] * is_example + [escaped(block)] + [".fi"] * is_example
    section = None
    for argument in arguments:
        title = (argument.get("sectionTitle") or "Options").upper()
        if title != section:
            lines.append(f".SH {escaped(title)}")
            section = title
        lines += [".TP", flags(argument), escaped(argument.get("abstract") or "")]
    if commands:
        lines.append(".SH COMMANDS")
        for other in commands:
            lines += [".TP", f"\\fB{escaped(other['commandName'])}\\fR", escaped(other.get("abstract", ""))]
        lines += [".SH SEE ALSO", ", ".join(
            f"\\fB{name}\\-{escaped(c['commandName'])}\\fR(1)" for c in commands)]
    return "\n".join(lines) + "\n"


def write(command, above, version, folder):
    path = above + [command["commandName"]]
    with open(os.path.join(folder, "-".join(path) + ".1"), "w", encoding="utf-8") as file:
        file.write(page(command, path, version))
    for other in command.get("subcommands", []):
        if other["commandName"] != "help" and other.get("shouldDisplay", True):
            write(other, path, version, folder)


write(json.load(sys.stdin)["command"], [], sys.argv[1], sys.argv[2])
