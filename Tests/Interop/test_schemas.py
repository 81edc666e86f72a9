"""What the command writes is what `Schemas/` says, judged by the Python implementation of JSON Schema."""

import hashlib
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError
from processes import ROOT
from test_report_page import RULES, rule_set


def validator(name):
    schema = json.loads((ROOT / "Schemas" / f"{name}.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def sealed(text):
    """A line of a journal: with its digest as the last member."""
    return text[:-1] + ',"sha256":"' + hashlib.sha256(text.encode()).hexdigest() + '"}'


def test_plan_journal_and_outcome(command, tmp_path, cos_bucket, obs_bucket):
    journal, plan = tmp_path / "journal", tmp_path / "plan"
    where = ("--journal", str(journal))
    command("apply", rule_set(tmp_path, [cos_bucket], [], [{**RULES[0], "schedule": "weekly"}]), *where)

    file = rule_set(tmp_path, [cos_bucket, "not-there-1250000000"], [obs_bucket])
    command("plan", file, *where, "--out", str(plan), status=1)
    planned = lines(plan.read_text())
    for line in planned:
        validator("plan").validate(line)
    actions = [step["action"] for line in planned for step in line.get("steps", [])]
    assert sorted(actions) == ["create", "create", "create", "replace"]
    assert any("error" in line for line in planned)

    outcomes = lines(command("apply", file, *where, "--output", "jsonl", status=1))
    assert len(outcomes) == 4
    for line in outcomes:
        validator("outcome").validate(line)

    runs = sorted(journal.glob("run-*.jsonl"))
    assert len(runs) == 2
    kinds = set()
    for run in runs:
        for line in lines(run.read_text()):
            validator("journal").validate(line)
            kinds |= line.keys()
        for text in run.read_text().splitlines():
            assert text == sealed(text[: text.rindex(',"sha256":')] + "}")
    assert kinds == {"start", "intent", "written", "concluded", "end", "line", "run", "sha256"}


def test_report_status(command, tmp_path, cos_bucket, obs_bucket):
    file = tmp_path / "set.json"
    targets = [
        {"name": "in-cos", "provider": "tencent-cos", "region": "ap-guangzhou", "buckets": [cos_bucket],
         "reports": {"bucket": cos_bucket}},
        {"name": "in-obs", "provider": "huawei-obs", "region": "cn-north-4", "buckets": [obs_bucket],
         "reports": {"bucket": "not-there"}},
    ]
    rules = [{"id": "bk-db", "prefix": "db/", "schedule": "daily"}, {"id": "bk-logs", "prefix": "logs/", "schedule": "weekly"}]
    file.write_text(json.dumps({"version": 1, "name": "watch", "rules": rules, "targets": targets}))
    command("apply", str(file), "--journal", str(tmp_path / "journal"))
    command("emulate", "deliver", f"cos://{cos_bucket}/bk-db?region=ap-guangzhou")

    document = json.loads(command("report", "status", str(file), "--output", "json", status=1))
    validator("report-status").validate(document)
    assert document["summary"]["states"] == {
        "arrived": 1, "broken": 0, "incomplete": 0, "never": 1, "off": 0, "overdue": 0, "unreadable": 2}
    assert document["buckets"][0]["rules"][0]["rows"] == 0
    printed = lines(command("report", "status", str(file), "--output", "jsonl", status=1))
    assert len(printed) == 3
    for line in printed:
        validator("report-status").validate(line)


@pytest.mark.parametrize("name", ["plan", "journal", "outcome"])
def test_a_schema_refuses_what_is_not_of_its_kind(name):
    for line in ({}, {"index": 0}, {"plan": 2, "ruleSet": "x"}, {"start": {"version": 2}}, {"summary": 1}):
        with pytest.raises(ValidationError):
            validator(name).validate(line)


def test_another_version_is_refused_by_name(command, tmp_path, cos_bucket):
    file, plan = rule_set(tmp_path, [cos_bucket], []), tmp_path / "plan"
    command("plan", file, "--no-journal", "--out", str(plan), status=2)
    header, rest = plan.read_text().split("\n", 1)
    plan.write_text(json.dumps({**json.loads(header), "plan": 3}) + "\n" + rest)
    assert "the plan is of version 3" in command.failure("apply", file, "--plan", str(plan), status=4)

    journal = tmp_path / "journal"
    command("apply", file, "--journal", str(journal))
    (run,) = journal.glob("run-*.jsonl")
    start, *others = run.read_text().splitlines()
    start = json.loads(start)
    del start["sha256"]
    start["start"]["version"] = 4
    run.write_text("\n".join([sealed(json.dumps(start)), *others[:-1]]) + "\n")
    assert "version 4" in command.failure("recover", "--journal", str(journal), status=1)
    assert Path(run).exists()
