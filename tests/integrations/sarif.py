"""Judges logs of SARIF 2.1.0 that `scan --format sarif` and, named *.audit.sarif, `audit --format sarif` wrote.

sarif.py schemas FOLDER LOG…
    Against each schema of the folder, by the draft of JSON Schema that it states.
sarif.py rules PROGRAM FOLDER LOG…
    Against what the standard says and no schema can: rules are told once and results name theirs; fingerprints are of one
    result; URIs are relative, percent-encoded, and of files below the folder, where the logs were made (those named
    *.auto.sarif with `--control auto`); regions lie in these files; and where a fix was made, the result is gone. An audit has no regions, but values of JSON.

Status 1 if something is not as it should be; the last line printed says what was looked at.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

faults = []


def expect(condition, where, what):
    if not condition:
        faults.append(f"{where}: {what}")


def read(log):
    return json.loads(pathlib.Path(log).read_text(encoding="utf-8"))


# ---- Schemas -----------------------------------------------------------------------------------


def schemas(folder, logs):
    import jsonschema

    judges = sorted(pathlib.Path(folder).glob("*.json"))
    for file in judges:
        schema = read(file)
        judge = jsonschema.validators.validator_for(schema, default=None)
        judge.check_schema(schema)
        validator = judge(schema)
        # A judge that finds nothing wrong with anything is none.
        expect(not validator.is_valid({"version": "2.1.0", "runs": [{"results": []}]}), file.name, "takes a run without a tool")
        for log in logs:
            for error in validator.iter_errors(read(log)):
                path = "/".join(str(part) for part in error.absolute_path)
                expect(False, f"{pathlib.Path(log).name}: {file.name}", f"/{path}: {error.message[:300]}")
    return f"{len(logs)} logs against {len(judges)} schemas"


# ---- Rules -------------------------------------------------------------------------------------

# A relative reference of RFC 3986 without a scheme, an authority, a query and a fragment.
RELATIVE = re.compile(r"(?!/)(?:[A-Za-z0-9\-._~!$&'()*+,;=@/]|%[0-9A-F]{2})+")
# `newlineSequences` where a run says nothing of it.
NEWLINES = ["\r\n", "\n"]


class File:
    """The characters of a file, line by line, as a run counts them."""

    def __init__(self, path, newlines):
        self.text = path.read_bytes().decode("utf-8", errors="replace")
        self.has_mark = self.text.startswith("\ufeff")
        sequences = "|".join(re.escape(one) for one in sorted(newlines, key=len, reverse=True))
        ends = [match.end() for match in re.finditer(sequences, self.text)]
        begins = [int(self.has_mark)] + ends
        self.lines = list(zip(begins, ends + [len(self.text)]))

    def offset(self, line, column):
        """None: there is no such place."""
        if not 1 <= line <= len(self.lines):
            return None
        begin, end = self.lines[line - 1]
        return begin + column - 1 if 1 <= column <= end - begin + 1 else None

    def span(self, region):
        begin = self.offset(region["startLine"], region["startColumn"])
        end = self.offset(region["endLine"], region["endColumn"])
        return None if begin is None or end is None or begin > end else (begin, end)


class Run:
    def __init__(self, where, run, folder):
        self.where, self.run, self.folder, self.files = where, run, folder, {}
        self.is_audit = where.endswith(".audit.sarif")

    def path(self, where, location, is_there=True):
        uri = location["uri"]
        expect(RELATIVE.fullmatch(uri) and ":" not in uri.split("/")[0], where, f"no relative reference: {uri}")
        path = urllib.parse.unquote(uri, errors="strict")
        expect((self.folder / path).is_file() == is_there, where, f"there is a file, or none: {uri}")
        return path

    def values(self, where, locations):
        for location in locations:
            path = urllib.parse.unquote(location["physicalLocation"]["artifactLocation"]["uri"])
            for logical in location.get("logicalLocations", []):
                value = read(self.folder / path)
                *parents, last = logical["fullyQualifiedName"].split("/")[1:]
                for part in parents:
                    value = value[int(part) if isinstance(value, list) else part]
                expect(isinstance(value, (dict, list)), where, f"{path} has no {logical['fullyQualifiedName']}, {last}")

    def span(self, where, path, region):
        if path not in self.files:
            self.files[path] = File(self.folder / path, self.run.get("newlineSequences", NEWLINES))
        span = self.files[path].span(region)
        expect(span is not None, where, f"no such region in {path}: {region}")
        return span

    def check(self):
        """Gives the fixes: of each the code, the place of its result, and its edits by file."""
        rules = [rule["id"] for rule in self.run["tool"]["driver"]["rules"]]
        expect(len(set(rules)) == len(rules), self.where, "a rule is told twice")
        expect(self.run["columnKind"] == "unicodeCodePoints", self.where, "columns of another kind")
        fingerprints, used = set(), set()
        fixes = []
        for number, result in enumerate(self.run["results"]):
            where = f"{self.where}: result {number}"
            expect(rules[result["ruleIndex"]] == result["ruleId"], where, "the rule is another one")
            used.add(result["ruleId"])
            expect(result["message"]["text"].strip(), where, "no message")
            for name, value in result["partialFingerprints"].items():
                expect(value and (name, value) not in fingerprints, where, f"the fingerprint {value} is of two results")
                fingerprints.add((name, value))
            (location,) = result["locations"]
            place = location["physicalLocation"]
            # What an audit misses is where it should be.
            is_there = not (self.is_audit and "` is missing" in result["message"]["text"])
            path = self.path(where, place["artifactLocation"], is_there)
            if self.is_audit:
                self.values(where, [location, *result.get("relatedLocations", [])])
            else:
                self.span(where, path, place["region"])
            for fix in result.get("fixes", []):
                edits = self.edits(where, fix)
                if "suppressions" not in result:
                    fixes.append((where, result["ruleId"], path, place["region"], edits))
        expect(used == set(rules), self.where, "a rule has no result")
        for invocation in self.run["invocations"]:
            for notification in invocation["toolExecutionNotifications"]:
                for location in notification["locations"]:
                    self.path(self.where, location["physicalLocation"]["artifactLocation"])
        return fixes

    def edits(self, where, fix):
        edits = {}
        for change in fix["artifactChanges"]:
            target = self.path(where, change["artifactLocation"])
            for replacement in change["replacements"]:
                deleted = self.span(where, target, replacement["deletedRegion"])
                text = replacement["insertedContent"]["text"]
                if deleted is None:
                    continue
                expect(self.files[target].text[slice(*deleted)] != text, where, "a fix changes nothing")
                edits.setdefault(target, []).append((*deleted, text))
        expect(edits, where, "a fix without an edit")
        return edits


def try_fix(program, arguments, run, fix, scratch):
    where, code, path, region, edits = fix
    for target, replacements in edits.items():
        text = run.files[target].text
        for begin, end, inserted in sorted(replacements, reverse=True):
            text = text[:begin] + inserted + text[end:]
        (scratch / target).write_bytes(text.encode())
    command = [program, "scan", "--format", "sarif", *arguments, path.split("/")[0]]
    output = subprocess.run(command, cwd=scratch, stdout=subprocess.PIPE, check=False).stdout
    for result in json.loads(output)["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        is_same = (
            result["ruleId"] == code
            and urllib.parse.unquote(place["artifactLocation"]["uri"]) == path
            and all(place["region"][name] == region[name] for name in ("startLine", "startColumn"))
        )
        expect(not is_same, where, f"{code} is still there with its fix")
    for target in edits:
        shutil.copyfile(run.folder / target, scratch / target)


def rules(program, folder, logs):
    results, tried = 0, set()
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name, "copy")
        shutil.copytree(folder, scratch)
        for log in logs:
            arguments = ["--control", "auto"] if log.endswith(".auto.sarif") else []
            for one in read(log)["runs"]:
                run = Run(pathlib.Path(log).name, one, pathlib.Path(folder))
                fixes = run.check()
                results += len(one["results"])
                for fix in fixes:
                    key = repr((arguments, fix[1:]))
                    if key not in tried:
                        try_fix(program, arguments, run, fix, scratch)
                    tried.add(key)
    expect(results and tried, "all", "there are no results, or no fixes")
    return f"{results} results in {len(logs)} logs, {len(tried)} fixes tried"


def main():
    if sys.argv[1] == "schemas":
        said = schemas(sys.argv[2], sys.argv[3:])
    else:
        said = rules(sys.argv[2], sys.argv[3], sys.argv[4:])
    print("\n".join(faults[:40] + [said]))
    sys.exit(1 if faults else 0)


main()
