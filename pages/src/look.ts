// How each node and tie looks in a view: its colour, its size, and what steps back behind the chosen node.

import type { View } from "./address";
import { keyOf, mixed, type Ground, type Shade } from "./colours";
import { figure, otherEnd, type Graph } from "./graph";
import type { Selection } from "./selection";

export interface Drawing {
  view: View;
  selection: Selection;
  shades: Map<string, Shade>;
  ground: Ground;
  names: (community: number) => string;
}

const INK = {
  light: { label: "#1b2233", edge: "#b3bccd", strong: "#5b6478", paper: "#ffffff", faded: "#e3e6ee" },
  dark: { label: "#edf0f7", edge: "#4a5570", strong: "#a7b0c4", paper: "#151a26", faded: "#2a3144" },
};
export type Ink = (typeof INK)["light"];

const SMALLEST = 3;
const LARGEST = 15;
/** Neighbours that all have their labels, as far as there is room. */
const FEW = 40;

export class Look {
  private pointed: number | null = null;
  private near: Set<number> | null = null;
  private most = 1;

  constructor(
    private readonly graph: Graph,
    private drawing: Drawing,
    private readonly element: HTMLElement,
  ) {
    this.follow(drawing);
  }

  get ink(): Ink {
    return INK[this.drawing.ground];
  }

  get isByCommunity(): boolean {
    return this.drawing.view.colour === "community";
  }

  /** True if a node is chosen or pointed at: all but its neighbours step back. */
  get isFocused(): boolean {
    return this.near !== null;
  }

  follow(drawing: Drawing): void {
    this.drawing = drawing;
    const values = figure(this.graph, drawing.view.size) ?? this.graph.nodes.map((node) => node.degree);
    this.most = values.reduce((a, b) => Math.max(a, b), 1e-9);
    this.updateNear();
  }

  pointAt(node: number | null): void {
    this.pointed = node;
    this.updateNear();
  }

  private get focus(): number | null {
    const chosen = this.drawing.view.node;
    return this.pointed ?? (chosen === null ? null : (this.graph.numberOf.get(chosen) ?? null));
  }

  private updateNear(): void {
    const node = this.focus;
    this.near = node === null ? null : new Set([node, ...this.graph.tiesOf[node]!.map((tie) => otherEnd(tie, node))]);
  }

  node(number: number, data: object): object {
    const node = this.graph.nodes[number]!;
    const { view, selection, shades } = this.drawing;
    if (!selection.has[number]) return { ...data, hidden: true };
    const isNear = this.near === null || this.near.has(number);
    const isChosen = view.node === node.id;
    return {
      ...data,
      size: this.sizeOf(number),
      color: isNear ? shades.get(keyOf(this.graph, node, view.colour))?.colour : this.ink.faded,
      borderColor: isChosen ? this.ink.label : this.ink.paper,
      label: isNear ? node.label : "",
      forceLabel: isChosen || (this.near !== null && this.near.size <= FEW && isNear),
      highlighted: isChosen,
      zIndex: isChosen ? 3 : isNear ? 2 : 1,
    };
  }

  tie(number: number, data: object): object {
    const { source, target } = this.graph.ties[number]!;
    const { selection, shades } = this.drawing;
    if (!selection.has[source] || !selection.has[target]) return { ...data, hidden: true };
    const focus = this.focus;
    if (focus !== null) {
      const isNear = source === focus || target === focus;
      return { ...data, size: isNear ? 1.6 : 0.5, color: isNear ? this.ink.strong : this.ink.faded, zIndex: isNear ? 1 : 0 };
    }
    const community = this.graph.nodes[source]!.community;
    const isWithin = community === this.graph.nodes[target]!.community;
    const shade = this.isByCommunity && isWithin ? shades.get(String(community))?.colour : undefined;
    const color = mixed(shade ?? this.ink.edge, this.ink.paper, shade ? 0.45 : isWithin ? 0.9 : 0.5);
    return { ...data, size: isWithin ? 1 : 0.7, color, zIndex: isWithin ? 1 : 0 };
  }

  /** The radius of a node in pixels: its surface grows with its figure; where there is less room, all are smaller. */
  private sizeOf(number: number): number {
    const { size } = this.drawing.view;
    const { clientWidth: width, clientHeight: height } = this.element;
    const room = Math.max(0.5, Math.min(1, Math.min(width, height) / 640));
    const scale = room * Math.max(0.35, Math.min(1, Math.sqrt(600 / this.graph.nodes.length)));
    if (size === "same") return 6 * scale;
    const value = figure(this.graph, size)?.[number] ?? this.graph.nodes[number]!.degree;
    return (SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.max(0, value) / this.most)) * scale;
  }
}
