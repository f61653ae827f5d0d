"""Holds metrics against the table that explains them.

usage: metrics.py named METRICS.md RULES DASHBOARD     what rules and dashboard name, against the table
       metrics.py grafana DASHBOARD                    what Grafana's own types do not know of it
       metrics.py queries DASHBOARD                    the dashboard's queries, as rules that promtool can read
       metrics.py scraped METRICS.md PREFIX SCRAPE     types and labels of a scrape, against the table
"""
import json
import re
import sys
from pathlib import Path

import yaml

ROW = re.compile(r"(?m)^\| `(\w+)` \| (\w+) \| ([^|]*)\|")
NAME = re.compile(r"\b(?:cvp_watcher|function)_[a-z_]+\b")


def table(file):
    return {name: (kind, set(re.findall(r"`(\w+)`", labels))) for name, kind, labels in ROW.findall(Path(file).read_text())}


def base(name, known):
    """The metric that a series belongs to."""
    shorter = re.sub(r"_(bucket|sum|count)$", "", name)
    return shorter if known.get(shorter, ("",))[0] == "histogram" else name


def panels(dashboard):
    return [each for each in json.loads(Path(dashboard).read_text())["panels"] if each["type"] != "row"]


def queries(dashboard):
    return [target["expr"] for panel in panels(dashboard) for target in panel["targets"]]


def problems_of(query, known):
    names = {base(name, known) for name in NAME.findall(query)}
    yield from (f"no metric {name}: {query}" for name in names - set(known))
    allowed = {"le"}.union(*(known[name][1] for name in names & set(known)))
    # What is scraped by way of the gateway has the label that prometheus.yml gives it.
    if any(name.startswith("function_") for name in names):
        allowed.add("function")
    grouped = [label for group in re.findall(r"\bby \(([^)]*)\)", query) for label in re.split(r",\s*", group)]
    matched = re.findall(r"[{,]\s*(\w+)\s*(?:=|!=|=~|!~)\"", query)
    yield from (f"no label {label}: {query}" for label in set(grouped + matched) - allowed)


def layout(dashboard):
    ids = [panel["id"] for panel in json.loads(Path(dashboard).read_text())["panels"]]
    if len(ids) != len(set(ids)):
        yield "two panels have one id"
    taken = set()
    for panel in json.loads(Path(dashboard).read_text())["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        if cells & taken or at["x"] + at["w"] > 24:
            yield f"{panel['title']} lies over another, or over the edge"
        taken |= cells


def lost(before, after, path=""):
    """What was there before, and is not afterwards."""
    if isinstance(before, dict):
        for key, value in before.items():
            yield from lost(value, after.get(key), f"{path}/{key}") if isinstance(after, dict) else [path]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for i, value in enumerate(before):
            yield from lost(value, after[i], f"{path}/{i}")
    elif before != after:
        yield f"{path}: {before} becomes {after}"


def grafana(dashboard):
    """Read by the types that Grafana generates from its schemas, and written again."""
    from grafana_foundation_sdk.cog.encoder import JSONEncoder
    from grafana_foundation_sdk.cog.plugins import register_default_plugins
    from grafana_foundation_sdk.models.dashboard import Dashboard

    register_default_plugins()
    before = json.loads(Path(dashboard).read_text())
    after = json.loads(JSONEncoder().encode(Dashboard.from_json(before)))
    problems = list(lost(before, after))
    for each in problems:
        print(each)
    return 1 if problems else 0


def named(file, rules, dashboard):
    known = table(file)
    asked = [rule["expr"] for group in yaml.safe_load(Path(rules).read_text())["groups"] for rule in group["rules"]]
    shown = queries(dashboard)
    problems = [what for query in asked + shown for what in problems_of(query, known)] + list(layout(dashboard))
    unseen = set(known) - {base(name, known) for query in shown for name in NAME.findall(query)}
    problems += [f"the dashboard does not show {name}" for name in sorted(unseen)]
    print("\n".join(problems) or f"{len(asked)} alerts and {len(shown)} queries name {len(known)} metrics")
    return 1 if problems else 0


def as_rules(dashboard):
    plain = [re.sub(r"\$__rate_interval", "5m", query).replace("$function", ".*") for query in queries(dashboard)]
    rules = [{"record": f"query:{i}", "expr": query} for i, query in enumerate(plain)]
    print(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}))
    return 0


def scraped(file, prefix, scrape):
    text = Path(scrape).read_text()
    seen = {}
    for name, kind in re.findall(r"(?m)^# TYPE (\w+) (\w+)$", text):
        suffix = "_(?:bucket|sum|count)" if kind == "histogram" else ""
        samples = re.findall(rf"(?m)^{name}{suffix}(?:{{(.*)}})? ", text)
        seen[name] = (kind, {label for each in samples for label in re.findall(r'(\w+)="', each)} - {"le"}) if samples else None
    expected = {name: row for name, row in table(file).items() if name.startswith(prefix)}
    for name in sorted(set(seen) | set(expected)):
        if seen.get(name) != expected.get(name):
            print(f"{name}: scraped as {seen.get(name)}, in the table {expected.get(name)}")
    return 0 if seen == expected else 1


if __name__ == "__main__":
    sys.exit({"named": named, "grafana": grafana, "queries": as_rules, "scraped": scraped}[sys.argv[1]](*sys.argv[2:]))
