# SPDX-License-Identifier: MIT
"""The pairs of tests/data through the command line: each comes out byte
for byte, a second run changes nothing, and notes draw the warnings that
cases.json names, in our words."""
import json
import os
import re
import subprocess
import sys

qalam, folder = sys.argv[1:3]
ONLY = {"normalise": "normalise", "footnotes": "collect-notes,renumber-notes"}
# Of a pair without front matter, and of no concern here.
ALWAYS = {"title-missing", "language-guessed", "lang-wrong"}
# The facts of cases.json: a pattern of its text, our message, and what of the
# pattern our message must have.
FACTS = [
    (r"duplicate definition of \[\^(.+)\] on line (\d+), first on line (\d+)",
     "note-duplicate", "{2}:", "‘{1}’", "line {3}"),
    (r"no definition for \[\^(.+)\] on line (\d+)", "note-missing", "{2}:",
     "‘{1}’"),
    (r"definition \[\^(.+)\] on line (\d+) is never used", "note-unused",
     "{2}:", "‘{1}’"),
    (r'"ibid\." followed "(.+)" and now follows "(.+)"', "ibid-moved",
     "“{1}”", "“{2}”"),
    (r'"ibid\." has no note before it', "ibid-first"),
    (r'"ibid\." followed .* and now follows nothing', "ibid-lost"),
]


def tidy(case, path):
    done = subprocess.run(
        [qalam, "tidy", "--only", ONLY[case["group"]], "--lang", case["lang"],
         path], capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def warnings_of(errors):
    found = re.findall(r"^[^ ].*\.md:(.*?) warning: (.*) \[([a-z-]+)\]$",
                       errors, re.M)
    return [warning for warning in found if warning[2] not in ALWAYS]


def check_warnings(case, errors):
    found = warnings_of(errors)
    if len(found) != len(case["warnings"]):
        return f"warnings {found}"
    for wanted in case["warnings"]:
        for pattern, name, *parts in FACTS:
            match = re.search(pattern, wanted)
            if match:
                break
        else:
            return f"no fact is known for {wanted!r}"
        groups = [match.group(0), *match.groups()]
        told = [f"{place} {text}" for place, text, of in found if of == name]
        if not any(all(part.format(*groups) in line for part in parts)
                   for line in told):
            return f"no {name} that says {wanted!r}"
    return None


EXPECTED = set(open(os.path.join(os.path.dirname(__file__), os.pardir,
                                 "expected-failures")).read().split("\n"))
failed = 0
cases = json.load(open(f"{folder}/cases.json", encoding="utf-8"))["cases"]
for case in cases:
    wanted = open(f"{folder}/{case['out']}", "rb").read()
    status, out, errors = tidy(case, f"{folder}/{case['in']}")
    again = tidy(case, f"{folder}/{case['out']}")[1]
    fault = ("exit status" if status else
             "not as expected" if out != wanted else
             "a second run changed it" if again != wanted else
             check_warnings(case, errors) if case["group"] == "footnotes"
             else None)
    if f"{case['group']}/{case['name']}" in EXPECTED:
        fault = None if fault else "passes: strike it from expected-failures"
    if fault:
        failed += 1
        print(f"FAIL {case['group']}/{case['name']}: {fault}")
print(f"{len(cases) - failed} of {len(cases)} pairs")
sys.exit(failed > 0)
