"""The critical path method by networkx, for graphs as JSON: [[{"before": [...], "days": n}, ...], ...]."""
import json
import sys

import networkx as nx

answers = []
for graph in json.load(open(sys.argv[1])):
    net = nx.DiGraph()
    net.add_node("end")
    for number, step in enumerate(graph):
        # The time of a step lies on the edges that leave it.
        net.add_edge(number, "end", days=step["days"])
        for before in step["before"]:
            net.add_edge(before, number, days=graph[before]["days"])
    order = list(nx.topological_sort(net))
    start = dict.fromkeys(net, 0)
    for node in order:
        start[node] = max((start[b] + net.edges[b, node]["days"] for b in net.predecessors(node)), default=0)
    latest = dict.fromkeys(net, start["end"])
    for node in reversed(order):
        latest[node] = min((latest[n] - net.edges[node, n]["days"] for n in net.successors(node)), default=start["end"])
    steps = range(len(graph))
    answers.append({
        "length": nx.dag_longest_path_length(net, weight="days"),
        "start": [start[s] for s in steps],
        "latest": [latest[s] for s in steps],
    })
print(json.dumps(answers))
