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
import sys


def marked(lines, begin, end):
    """The source line with the condition between guillemets; of more than one line the first."""
    text = lines[begin[0] - 1].encode()
    last = end[1] - 1 if end[0] == begin[0] else len(text)
    parts = text[:begin[1] - 1], text[begin[1] - 1:last], text[last:]
    before, inner, after = (part.decode() for part in parts)
    return f'{before.lstrip()}\u00ab{inner}\u00bb{after}'


def main(export_path, root, accepted_path, *folders):
    with open(accepted_path, encoding='utf-8') as stream:
        accepted = {tuple(b): False for group in json.load(stream) for b in group['branches']}
    with open(export_path, encoding='utf-8') as stream:
        files = json.load(stream)['data'][0]['files']
    folder_counts = collections.defaultdict(collections.Counter)
    missed = []
    for file in files:
        name = os.path.relpath(os.path.realpath(file['filename']), root)
        folder = next((f for f in folders if name.startswith(f'src/{f}/')), None)
        if folder is None:
            continue
        counts = folder_counts[folder]
        counts['lines'] += file['summary']['lines']['count']
        counts['lines taken'] += file['summary']['lines']['covered']
        with open(file['filename'], encoding='utf-8') as stream:
            lines = stream.read().split('\n')
        sides = collections.Counter()  # all instances of a template count as one
        for l1, c1, l2, c2, yes, no, *_ in file['branches']:
            sides[(l1, c1, l2, c2, 'true')] += yes
            sides[(l1, c1, l2, c2, 'false')] += no
        for (l1, c1, l2, c2, side), count in sorted(sides.items()):
            counts['branches'] += 1
            key = (name, side, marked(lines, (l1, c1), (l2, c2)))
            if count:
                counts['branches taken'] += 1
            elif key in accepted:
                accepted[key] = True
                counts['with a reason'] += 1
            else:
                missed.append((name, l1, side, key[2]))
    for folder in folders:
        c = folder_counts[folder]
        print(f'{folder}: {c["lines taken"]} of {c["lines"]} lines; {c["branches taken"]} of {c["branches"]} branches, '
              f'{c["with a reason"]} more have a reason')
    for name, line, side, text in missed:
        print(f'{name}:{line}: never {side}: {text}')
    stale = [key for key, still in accepted.items() if not still]
    for key in stale:
        print('taken after all, take it out of the list: ' + json.dumps(key, ensure_ascii=False))
    return 1 if missed or stale else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
