"""Places of sources, and the reasons on file why a test need not see to them: for coverage/ and mutation/."""
import json


def marked(text, begin, end):
    """The source line, of bytes, with what is from `begin` to `end` between guillemets; of more than one the first."""
    left = text.rfind(b'\n', 0, begin) + 1
    right = text.find(b'\n', begin)
    inner_end = min(end, right)
    parts = text[left:begin], text[begin:inner_end], text[inner_end:right]
    before, inner, after = (part.decode() for part in parts)
    return f'{before.lstrip()}\u00ab{inner}\u00bb{after.rstrip()}'


class Reasons:
    """JSON files, each a list of {"reason": why, what: [[file, ..., marked line], ...]}."""

    def __init__(self, paths, what):
        self.used = {}
        for path in paths:
            with open(path, encoding='utf-8') as stream:
                self.used.update((tuple(place), False) for group in json.load(stream) for place in group[what])

    def have(self, place):
        """Whether there is a reason for it, which then is one that is needed."""
        if place in self.used:
            self.used[place] = True
        return place in self.used

    def unused(self, files):
        """Those of these files that nothing asked for."""
        return [place for place, used in self.used.items() if not used and place[0] in files]
