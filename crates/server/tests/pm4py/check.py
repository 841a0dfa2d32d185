"""Reads event logs with pm4py and says, as JSON, what it has found.

    check.py LOG.ocel.json LOG.xes SCHEMA.json ENDED.json FOLDER

ENDED says for each process the numbers of the orders that its map tells of.
pm4py is an external checker only: nothing of it is linked or shipped.
"""

import json
import sqlite3
import sys

import pm4py
from pm4py.algo.discovery.dfg.variants import performance
from pm4py.objects.log.importer.xes import importer as xes_importer
from pm4py.objects.log.util import interval_lifecycle
from pm4py.objects.ocel.validation import jsonocel, ocel20_rel_validation

KEYS = {
    "event_map_type": "PRIMARY KEY (ocel_type)",
    "object_map_type": "PRIMARY KEY (ocel_type)",
    "event": "PRIMARY KEY (ocel_id), FOREIGN KEY (ocel_type) REFERENCES event_map_type (ocel_type)",
    "object": "PRIMARY KEY (ocel_id), FOREIGN KEY (ocel_type) REFERENCES object_map_type (ocel_type)",
    "event_object": "PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier), "
    "FOREIGN KEY (ocel_event_id) REFERENCES event (ocel_id), FOREIGN KEY (ocel_object_id) REFERENCES object (ocel_id)",
    "object_object": "PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier), "
    "FOREIGN KEY (ocel_source_id) REFERENCES object (ocel_id), FOREIGN KEY (ocel_target_id) REFERENCES object (ocel_id)",
}


def keys_of(table):
    if table in KEYS:
        return KEYS[table]
    if table.startswith("event_"):
        return "PRIMARY KEY (ocel_id), FOREIGN KEY (ocel_id) REFERENCES event (ocel_id)"
    return "FOREIGN KEY (ocel_id) REFERENCES object (ocel_id)"


def with_keys(plain, keyed):
    """The same tables with the primary and foreign keys of the OCEL 2.0 relational schema."""
    base = sqlite3.connect(keyed)
    base.execute("ATTACH DATABASE ? AS plain", (plain,))
    tables = [name for (name,) in base.execute("SELECT name FROM plain.sqlite_master WHERE type = 'table'")]
    for table in tables:
        columns = base.execute(f'PRAGMA plain.table_info("{table}")').fetchall()
        declared = ", ".join(f'"{column[1]}" {column[2]}' for column in columns)
        base.execute(f'CREATE TABLE main."{table}" ({declared}, {keys_of(table)})')
        base.execute(f'INSERT INTO main."{table}" SELECT * FROM plain."{table}"')
    base.commit()
    dangling = base.execute("PRAGMA main.foreign_key_check").fetchall()
    assert not dangling, dangling[:5]
    base.close()


ocel_path, xes_path, schema_path, ended_path, folder = sys.argv[1:]

ocel = pm4py.read_ocel2_json(ocel_path)
# What pm4py writes has no keys; with them, the database itself refuses ids that are not unique or lead nowhere.
pm4py.write_ocel2_sqlite(ocel, folder + "/plain.sqlite")
with_keys(folder + "/plain.sqlite", folder + "/keyed.sqlite")
satisfied, unsatisfied = ocel20_rel_validation.apply(folder + "/keyed.sqlite")

log = xes_importer.apply(xes_path)
intervals = interval_lifecycle.to_interval(log)


def waiting(aggregation):
    key = performance.Parameters
    parameters = {key.START_TIMESTAMP_KEY: "start_timestamp", key.AGGREGATION_MEASURE: aggregation}
    found = performance.apply(intervals, parameters=parameters)
    return {pair: float(seconds) for pair, seconds in found.items()}


def gaps(trace):
    for before, after in zip(trace, trace[1:]):
        yield (before["concept:name"], after["concept:name"])


def ends(trace):
    """When the order came in, and the last end of each step in the sequence of time."""
    last = {event["concept:name"]: event for event in trace if event["lifecycle:transition"] == "complete"}
    received = {"concept:name": "received", "time:timestamp": trace.attributes["received"]}
    return [received] + sorted(last.values(), key=lambda event: event["time:timestamp"])


def between(process, numbers):
    """Seconds from end to end, each case of them, for each pair of steps that followed one another."""
    cases = [ends(trace) for trace in log
             if trace.attributes["process"] == process and trace.attributes["concept:name"] in numbers]
    found = performance.apply(cases, parameters={performance.Parameters.AGGREGATION_MEASURE: "raw_values"})
    return [{"from": a, "to": b, "seconds": sorted(seconds)} for (a, b), seconds in sorted(found.items())]


with open(ended_path, encoding="utf-8") as file:
    ended = json.load(file)

means, medians = waiting("mean"), waiting("median")
counts = {}
for trace in intervals:
    for pair in gaps(trace):
        counts[pair] = counts.get(pair, 0) + 1

print(json.dumps({
    "fits_schema": jsonocel.apply(ocel_path, schema_path),
    "satisfied": len(satisfied),
    "unsatisfied": list(unsatisfied),
    "events": ocel.events["ocel:activity"].value_counts().to_dict(),
    "objects": ocel.objects["ocel:type"].value_counts().to_dict(),
    "traces": len(log),
    "xes_events": sum(len(trace) for trace in log),
    "resources": sorted({event["org:resource"] for trace in log for event in trace}),
    "waiting": [
        {"from": a, "to": b, "count": counts[(a, b)], "mean": means[(a, b)], "median": medians[(a, b)]}
        for a, b in sorted(counts)
    ],
    "between": {process: between(process, set(numbers)) for process, numbers in ended.items()},
}))
