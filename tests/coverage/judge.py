#!/usr/bin/env python3
"""Which branches the tests did not take, against the reasons that are on file.

    judge.py EXPORT ROOT ACCEPTED FOLDER...

EXPORT is what `llvm-cov export` printed. A branch is one side of a condition: of an operand of && and ||, of an if, a
loop, a ?: or a case. ACCEPTED is JSON: a list of {"reason": why no test takes these, "branches": [[file, "true" or
"false", source line with the condition between guillemets], ...]}. Prints for each folder of ROOT/src the lines and
branches taken, then each branch that is not taken without a reason, and each entry of ACCEPTED that is taken.
Status 0: there are neither.
"""
import collections
import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from reasons import Reasons, marked  # noqa: E402


def main(export_path, root, accepted_path, *folders):
    accepted = Reasons([accepted_path], 'branches')
    with open(export_path, encoding='utf-8') as stream:
        files = json.load(stream)['data'][0]['files']
    folder_counts = collections.defaultdict(collections.Counter)
    missed = []
    judged = set()
    for file in files:
        name = os.path.relpath(os.path.realpath(file['filename']), root)
        folder = next((f for f in folders if name.startswith(f'src/{f}/')), None)
        if folder is None:
            continue
        counts = folder_counts[folder]
        counts['lines'] += file['summary']['lines']['count']
        counts['lines taken'] += file['summary']['lines']['covered']
        text = pathlib.Path(file['filename']).read_bytes()
        starts = [0] + [at + 1 for at, byte in enumerate(text) if byte == 10]
        judged.add(name)
        sides = collections.Counter()  # all instances of a template count as one
        for l1, c1, l2, c2, yes, no, *_ in file['branches']:
            sides[(l1, c1, l2, c2, 'true')] += yes
            sides[(l1, c1, l2, c2, 'false')] += no
        for (l1, c1, l2, c2, side), count in sorted(sides.items()):
            counts['branches'] += 1
            key = (name, side, marked(text, starts[l1 - 1] + c1 - 1, starts[l2 - 1] + c2 - 1))
            if count:
                counts['branches taken'] += 1
            elif accepted.have(key):
                counts['with a reason'] += 1
            else:
                missed.append((name, l1, side, key[2]))
    for folder in folders:
        c = folder_counts[folder]
        print(f'{folder}: {c["lines taken"]} of {c["lines"]} lines; {c["branches taken"]} of {c["branches"]} branches, '
              f'{c["with a reason"]} more have a reason')
    for name, line, side, text in missed:
        print(f'{name}:{line}: never {side}: {text}')
    stale = accepted.unused(judged)
    for key in stale:
        print('taken after all, take it out of the list: ' + json.dumps(key, ensure_ascii=False))
    return 1 if missed or stale else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
