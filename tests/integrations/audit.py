"""Reads what `audit` and `collect` print, for the test `audit`.

audit.py marks FILE
    Of an answer of `audit --format json` about one control: its verdict, and a mark for each step of the first chain.
audit.py commands FILE
    The commands that would mend the first chain.
audit.py policy README FOLDER
    Whether the policy of the README allows just the calls of the manifest in the bundle. Status 1: it does not.
"""

import json
import pathlib
import sys

MARKS = {"pass": "+", "fail": "x", "undecided": "?", "not-reached": "."}


def read(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def action(argv):
    service, operation = argv[1:3]
    return f"{service}:" + "".join(word.capitalize() for word in operation.split("-"))


def policy(readme, folder):
    text = pathlib.Path(readme).read_text(encoding="utf-8")
    begin = text.index("```json policy.json\n") + len("```json policy.json\n")
    allowed = json.loads(text[begin : text.index("```", begin)])["Statement"][0]["Action"]
    made = sorted({action(command["argv"]) for command in read(f"{folder}/manifest.json")["commands"]})
    if allowed != made:
        sys.exit(f"the policy allows {allowed}, the calls are {made}")


def main(what, *paths):
    if what == "policy":
        policy(*paths)
        return
    control = read(paths[0])["controls"][0]
    chain = control["chains"][0]
    if what == "marks":
        print(control["verdict"], "".join(MARKS[step["verdict"]] for step in chain["steps"]))
    else:
        print("\n".join(chain["commands"]))


main(*sys.argv[1:])
