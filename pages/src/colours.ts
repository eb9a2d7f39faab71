// Colours of nodes, on a light and on a dark ground: 3:1 at least against it, and told apart by most who see few colours.

import type { Colour } from "./address";
import type { Graph, Node } from "./graph";

export type Ground = "light" | "dark";

const LIGHT = [
  "#2f5fd0", "#d1495b", "#0a8754", "#b3660a", "#7b3fb8", "#00829b", "#a8327f", "#5c7a1f",
  "#8a5a44", "#3d7ea6", "#c2410c", "#4f46a5", "#0f766e", "#9f1239", "#6d7a1a", "#7c5cd6",
];
const DARK = [
  "#7aa2ff", "#ff8a96", "#4ad295", "#f5b14c", "#c79bff", "#4fd0e6", "#f591cf", "#b3d465",
  "#d9a98c", "#8fc6ec", "#ff9a66", "#a9a2ff", "#5fd4c0", "#ff9fb8", "#d3d36a", "#b79cff",
];
const OTHER = { light: "#6b7280", dark: "#9ca3af" };

export const PALETTE: Record<Ground, string[]> = { light: LIGHT, dark: DARK };

/** One thing of the legend: the nodes of one colour. */
export interface Shade {
  key: string;
  colour: string;
  count: number;
}

const KEYS: Record<Colour, (node: Node, graph: Graph) => string> = {
  community: (node) => (node.community < 0 ? "" : String(node.community)),
  type: (node) => node.type,
  kind: (node) => (node.type === "Actor" ? node.kind : ""),
  region: (node, graph) => graph.file.regions[node.regions[0] ?? -1]?.name ?? "",
};

/** The shades of all nodes, the most frequent first; the empty key and those beyond the palette are grey. */
export function shades(graph: Graph, nodes: Node[], colour: Colour, ground: Ground): Map<string, Shade> {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const key = KEYS[colour](node, graph);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const palette = PALETTE[ground];
  const order = [...fixedOrder(graph, colour)];
  const found = new Map<string, Shade>();
  for (const [key, count] of [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))) {
    const place = order.indexOf(key);
    found.set(key, { key, count, colour: (key !== "" && palette[place]) || OTHER[ground] });
  }
  return found;
}

/** Every key of the whole graph, the most frequent first: a filter changes no node's colour. */
const orders = new WeakMap<Graph, Map<Colour, string[]>>();

function fixedOrder(graph: Graph, colour: Colour): string[] {
  const known = orders.get(graph) ?? new Map<Colour, string[]>();
  orders.set(graph, known);
  const order = known.get(colour) ?? frequent(graph, colour);
  known.set(colour, order);
  return order;
}

function frequent(graph: Graph, colour: Colour): string[] {
  const counts = new Map<string, number>();
  for (const node of graph.nodes) {
    const key = KEYS[colour](node, graph);
    if (key !== "" && node.degree > 0) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([key]) => key);
}

/** A colour on paper, as if it covered so much of it: sigma's ties are brighter than they should be where they let through. */
export function mixed(colour: string, paper: string, part: number): string {
  const channel = (text: string, place: number) => Number.parseInt(text.slice(place, place + 2), 16);
  const mix = (place: number) => Math.round(channel(colour, place) * part + channel(paper, place) * (1 - part));
  return `#${[1, 3, 5].map((place) => mix(place).toString(16).padStart(2, "0")).join("")}`;
}

export const keyOf = (graph: Graph, node: Node, colour: Colour): string => KEYS[colour](node, graph);
