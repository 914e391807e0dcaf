"""What a pipeline would run, read from its YAML, for a shell to run here.

steps.py action FILE FOLDER [INPUT=VALUE]…
    For each step of the composite action that runs something: FOLDER/<id>.sh, its script, and FOLDER/<id>.env, its
    variables for these inputs, each ended by a NUL. FOLDER/if.<n>: the condition of step n.
steps.py gitlab FILE FOLDER [VARIABLE=VALUE]…
    For each job: FOLDER/<job>.sh, .env, and .reports: its reports as lines `KIND FILE`.
steps.py readme FILE KEY…
    Of the examples in YAML of a page, what there is under the keys of the one that has them, as NAME=VALUE, each ended
    by a NUL. A KEY `?NAME=VALUE` is the one member of a sequence that has this.

Status 1 if the file is not one of its kind as far as is looked at here, or if an input could become text of a script.
"""

import pathlib
import re
import sys

import yaml


def expect(condition, what):
    if not condition:
        sys.exit(f"{sys.argv[2]}: {what}")


def write_variables(path, variables):
    path.write_bytes(b"".join(f"{name}={value}\0".encode() for name, value in variables.items()))


def action(document, folder, given):
    expect(document["runs"]["using"] == "composite", "not a composite action")
    inputs = {}
    for name, one in document["inputs"].items():
        expect(one.get("description"), f"the input {name} has no description")
        expect(isinstance(one.get("default"), str), f"the input {name} has no default that is a text")
        inputs[name] = one["default"]
    expect(set(given) <= set(inputs), "a test gives an input that there is not")
    inputs.update(given)

    ids = set()
    for number, step in enumerate(document["runs"]["steps"]):
        expect(("run" in step) != ("uses" in step), "a step either runs or uses something")
        (folder / f"if.{number}").write_text(step.get("if", ""))
        if "run" not in step:
            continue
        ids.add(step["id"])
        expect(step["shell"] == "bash", "a step that runs something must say its shell")
        expect("${{" not in step["run"], "an expression in a script: an input could be text of it")
        variables = {}
        for name, value in step["env"].items():
            expression = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)
            expect(expression and expression[1] in inputs, f"the variable {name} is no input: {value}")
            variables[name] = inputs[expression[1]]
        (folder / f"{step['id']}.sh").write_text(step["run"])
        write_variables(folder / f"{step['id']}.env", variables)
    for name, one in document["outputs"].items():
        expression = re.fullmatch(r"\$\{\{ steps\.([a-z-]+)\.outputs\.([a-z-]+) \}\}", one["value"])
        expect(expression and expression[1] in ids and expression[2] == name, f"the output {name} is of no step")


def gitlab(document, folder, given):
    for name, job in document.items():
        expect(set(job) <= {"stage", "image", "variables", "script", "artifacts"}, f"the job {name} has a key unknown here")
        expect(all(isinstance(value, str) for value in job["variables"].values()), "a variable that is no text")
        expect(set(given) <= set(job["variables"]), "a test gives a variable that there is not")
        (folder / f"{name}.sh").write_text("\n".join(job["script"]) + "\n")
        write_variables(folder / f"{name}.env", {**job["variables"], **given})
        expect(job["artifacts"]["when"] == "always", "a job that fails would keep no reports")
        reports = job["artifacts"]["reports"].items()
        (folder / f"{name}.reports").write_text("".join(f"{kind} {file}\n" for kind, file in reports))


def under(value, keys):
    for key in keys:
        if key.startswith("?") and isinstance(value, list):
            name, wanted = key[1:].split("=", 1)
            value = next((one for one in value if one.get(name) == wanted), None)
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value


def readme(text, keys):
    for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        found = under(yaml.safe_load(block), keys)
        if found is not None:
            sys.stdout.write("".join(f"{name}={value}\0" for name, value in found.items()))
            return
    expect(False, f"no example has {' '.join(keys)}")


def main():
    if sys.argv[1] == "readme":
        readme(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"), sys.argv[3:])
        return
    kind, file, folder, *given = sys.argv[1:]
    document = yaml.safe_load(pathlib.Path(file).read_text(encoding="utf-8"))
    {"action": action, "gitlab": gitlab}[kind](document, pathlib.Path(folder), dict(one.split("=", 1) for one in given))


main()
