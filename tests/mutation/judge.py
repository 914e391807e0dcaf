#!/usr/bin/env python3
"""What became of the mutants, against the reasons that are on file.

    judge.py RESULTS ACCEPTED

RESULTS is what mutation_runner wrote. ACCEPTED is a folder of JSON files: each a list of {"reason": why no test can or
need kill these, "mutants": [[file, operator, text], ...]}, a mutant as it stands in RESULTS. Prints the counts of each folder, then every
mutant that lives without a reason, and every entry of ACCEPTED that no longer lives. Status 0: there are neither.
"""
import collections
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from reasons import Reasons  # noqa: E402


def main(results_path, accepted_path):
    accepted = Reasons(sorted(pathlib.Path(accepted_path).glob('*.json')), 'mutants')
    counts = collections.defaultdict(collections.Counter)
    living = []
    judged = set()
    with open(results_path, encoding='utf-8') as stream:
        for line in stream:
            mutant = json.loads(line)
            key = (mutant['file'], mutant['operator'], mutant['text'])
            end = mutant['end']
            judged.add(mutant['file'])
            if end != 'killed' and accepted.have(key):
                end = 'accepted'
            elif end != 'killed':
                living.append((mutant['file'], mutant['line'], mutant['operator'], mutant['text'], end))
            counts[mutant['file'].split('/')[1]][end] += 1
    for folder, ends in sorted(counts.items()):
        print(f'{folder}: {sum(ends.values())} mutants, ' +
              ', '.join(f'{count} {end}' for end, count in sorted(ends.items())))
    for file, line, operator, text, end in sorted(living):
        print(f'{file}:{line}: {end}: {operator}: {text}')
    stale = accepted.unused(judged)
    for key in stale:
        print('no longer lives, take it out of the list: ' + json.dumps(key, ensure_ascii=False))
    return 1 if living or stale else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
