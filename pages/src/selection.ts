// Which nodes and ties a view shows: the same in the picture and in the table.

import type { View } from "./address";
import type { Graph, Node, Tie } from "./graph";

export interface Selection {
  nodes: Node[];
  ties: Tie[];
  has: boolean[];
}

/** The topics that a view asks for: the one that it names, and all narrower ones. */
function topicsWithin(graph: Graph, id: string): Set<number> {
  const topics = graph.file.topics;
  const wanted = topics.findIndex((topic) => topic.id === id);
  const isWithin = (number: number | null): boolean =>
    number !== null && (number === wanted || isWithin(topics[number]!.broader));
  return new Set([...topics.keys()].filter(isWithin));
}

export function select(graph: Graph, view: View): Selection {
  const { file } = graph;
  const region = view.region === null ? null : file.regions.findIndex((each) => each.code === view.region);
  const department =
    view.department === null ? null : file.departments.findIndex((each) => each.code === view.department);
  const topics = view.topic === null ? null : topicsWithin(graph, view.topic);
  const has = graph.nodes.map(
    (node) =>
      node.label !== "" &&
      !view.hidden.includes(node.type) &&
      (view.untied || node.degree > 0) &&
      (region === null || node.regions.includes(region)) &&
      (department === null || node.departments.includes(department)) &&
      (topics === null || node.topics.some((topic) => topics.has(topic))) &&
      (view.community === null || node.community === view.community),
  );
  return {
    has,
    nodes: graph.nodes.filter((node) => has[node.number]),
    ties: graph.ties.filter((tie) => has[tie.source] && has[tie.target]),
  };
}
