// The picture: sigma draws the nodes and ties, and `ground.ts` the communities behind them.

import { createNodeBorderProgram } from "@sigma/node-border";
import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import type { Camera, View } from "./address";
import { keyOf, mixed, type Ground, type Shade } from "./colours";
import { otherEnd, type Graph } from "./graph";
import { drawHover, drawLabel, type Box } from "./labels";
import { drawGround, groundOf, NARROW, type CommunityGround } from "./ground";
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
  dark: { label: "#edf0f7", edge: "#3a4358", strong: "#a7b0c4", paper: "#151a26", faded: "#2a3144" },
};
export type Ink = (typeof INK)["light"];

const SMALLEST = 3;
const LARGEST = 15;

/** Draws one graph in an element; `choose` is called with the node that is clicked, or null for the ground. */
export class Picture {
  private readonly sigma: Sigma;
  private readonly ties: UndirectedGraph = new UndirectedGraph();
  private readonly behind: HTMLCanvasElement;
  private readonly above: HTMLCanvasElement;
  private readonly resizing: ResizeObserver;
  private communities: CommunityGround[] = [];
  private taken: Box[] = [];
  private hovered: number | null = null;
  private near: Set<number> | null = null;
  private drawing: Drawing;

  constructor(
    private readonly graph: Graph,
    private readonly element: HTMLElement,
    drawing: Drawing,
    choose: (id: string | null) => void,
    moved: (camera: Camera) => void,
  ) {
    this.drawing = drawing;
    this.fill();
    this.sigma = new Sigma(this.ties, element, {
      defaultNodeType: "bordered",
      nodeProgramClasses: {
        bordered: createNodeBorderProgram({
          borders: [
            { size: { value: 1.2, mode: "pixels" }, color: { attribute: "borderColor" } },
            { size: { fill: true }, color: { attribute: "color" } },
          ],
        }),
      },
      defaultDrawNodeLabel: (context, data, settings) => drawLabel(context, data, settings, this.ink, this.taken),
      defaultDrawNodeHover: (context, data, settings) => drawHover(context, data, settings, this.ink),
      nodeReducer: (node, data) => this.shownNode(Number(node), data),
      edgeReducer: (edge, data) => this.shownTie(Number(edge), data),
      labelFont: "system-ui, sans-serif",
      labelSize: 12,
      labelWeight: "500",
      labelDensity: 0.5,
      labelGridCellSize: 190,
      labelRenderedSizeThreshold: 9,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      stagePadding: element.clientWidth < NARROW ? 26 : 56,
      zIndex: true,
      hideLabelsOnMove: false,
      allowInvalidContainer: true,
    });
    this.behind = this.layer(element, "before");
    this.above = this.layer(element, "after");
    this.listen(choose, moved);
    if (drawing.view.camera) this.sigma.getCamera().setState(drawing.view.camera);
    this.show(drawing);
    this.resizing = new ResizeObserver(() => this.sigma.resize() && this.sigma.refresh({ skipIndexation: true }));
    this.resizing.observe(element);
  }

  private get ink(): Ink {
    return INK[this.drawing.ground];
  }

  private fill(): void {
    for (const node of this.graph.nodes) {
      this.ties.addNode(String(node.number), { x: node.x, y: node.y, label: node.label, size: 4 });
    }
    this.graph.ties.forEach((tie, number) => {
      if (tie.source === tie.target || this.ties.hasEdge(String(tie.source), String(tie.target))) return;
      this.ties.addEdgeWithKey(String(number), String(tie.source), String(tie.target));
    });
  }

  private layer(element: HTMLElement, where: "before" | "after"): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    canvas.className = "layer";
    if (where === "before") element.prepend(canvas);
    else element.insertBefore(canvas, element.querySelector(".sigma-labels"));
    return canvas;
  }

  private listen(choose: (id: string | null) => void, moved: (camera: Camera) => void): void {
    this.sigma.on("clickNode", ({ node }) => choose(this.graph.nodes[Number(node)]!.id));
    this.sigma.on("clickStage", () => choose(null));
    this.sigma.on("enterNode", ({ node }) => this.hover(Number(node)));
    this.sigma.on("leaveNode", () => this.hover(null));
    // The names of communities come first: labels of nodes leave them their place.
    this.sigma.on("beforeRender", () => {
      const isColoured = this.drawing.view.colour === "community";
      this.taken = drawGround(this.sigma, this.behind, this.above, this.communities, this.ink, isColoured, this.near !== null);
    });
    this.sigma.getCamera().on("updated", ({ x, y, ratio }) => moved({ x, y, ratio }));
  }

  private hover(node: number | null): void {
    this.hovered = node;
    this.sigma.getContainer().style.cursor = node === null ? "" : "pointer";
    this.updateNear();
    this.sigma.refresh({ skipIndexation: true });
  }

  /** The node in question, chosen or pointed at, and its neighbours: all others step back. */
  private updateNear(): void {
    const chosen = this.drawing.view.node;
    const node = this.hovered ?? (chosen === null ? undefined : this.graph.numberOf.get(chosen)) ?? null;
    this.near = node === null ? null : new Set([node, ...this.graph.tiesOf[node]!.map((tie) => otherEnd(tie, node))]);
  }

  private shownNode(number: number, data: object): object {
    const node = this.graph.nodes[number]!;
    const { view, selection, shades } = this.drawing;
    if (!selection.has[number]) return { ...data, hidden: true };
    const isNear = this.near === null || this.near.has(number);
    const isChosen = view.node === node.id;
    const colour = shades.get(keyOf(this.graph, node, view.colour))?.colour;
    return {
      ...data,
      size: this.sizeOf(number),
      color: isNear ? colour : this.ink.faded,
      borderColor: isChosen ? this.ink.label : this.ink.paper,
      label: isNear ? node.label : "",
      forceLabel: isChosen || (this.near !== null && this.near.size <= 40 && isNear),
      highlighted: isChosen,
      zIndex: isChosen ? 3 : isNear ? 2 : 1,
    };
  }

  private shownTie(number: number, data: object): object {
    const tie = this.graph.ties[number]!;
    const { selection, view, shades } = this.drawing;
    if (!selection.has[tie.source] || !selection.has[tie.target]) return { ...data, hidden: true };
    const chosen = this.hovered ?? (view.node === null ? undefined : this.graph.numberOf.get(view.node));
    if (chosen !== undefined && chosen !== null) {
      const touches = tie.source === chosen || tie.target === chosen;
      return { ...data, size: touches ? 1.6 : 0.5, color: touches ? this.ink.strong : this.ink.faded, zIndex: touches ? 1 : 0 };
    }
    const first = this.graph.nodes[tie.source]!;
    const within = first.community === this.graph.nodes[tie.target]!.community;
    const shade = view.colour === "community" && within ? shades.get(String(first.community))?.colour : undefined;
    const colour = shade ? mixed(shade, this.ink.paper, 0.45) : mixed(this.ink.edge, this.ink.paper, within ? 0.9 : 0.5);
    return { ...data, size: within ? 1 : 0.7, color: colour, zIndex: within ? 1 : 0 };
  }

  private sizeOf(number: number): number {
    const { clientWidth: width, clientHeight: height } = this.element;
    const room = Math.max(0.5, Math.min(1, Math.min(width, height) / 640));
    const scale = room * Math.max(0.35, Math.min(1, Math.sqrt(600 / this.graph.nodes.length)));
    const values = this.graph.file.metrics[this.drawing.view.size];
    const node = this.graph.nodes[number]!;
    if (this.drawing.view.size === "same") return 6 * scale;
    const value = values ? values[number]! : node.degree;
    const most = this.most(this.drawing.view.size, values);
    return (SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.max(0, value) / most)) * scale;
  }

  private readonly maxima = new Map<string, number>();

  private most(name: string, values: number[] | undefined): number {
    const known = this.maxima.get(name);
    if (known !== undefined) return known;
    const all = values ?? this.graph.nodes.map((node) => node.degree);
    const most = all.reduce((a, b) => Math.max(a, b), 1e-9);
    this.maxima.set(name, most);
    return most;
  }

  /** Draw what has changed. */
  show(drawing: Drawing): void {
    this.drawing = drawing;
    this.communities = groundOf(drawing);
    this.updateNear();
    this.sigma.setCustomBBox(boundsOf(this.graph, drawing.view.untied));
    this.sigma.setSetting("labelColor", { color: this.ink.label });
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Move the camera to a node, unless it is in the middle of what is seen. */
  goTo(id: string): void {
    const number = this.graph.numberOf.get(id);
    const place = number === undefined ? undefined : this.sigma.getNodeDisplayData(String(number));
    if (!place) return;
    const camera = this.sigma.getCamera();
    const { width, height } = this.sigma.getDimensions();
    const seen = this.sigma.framedGraphToViewport(place);
    const isCentral = Math.abs(seen.x / width - 0.5) < 0.25 && Math.abs(seen.y / height - 0.5) < 0.25;
    if (!isCentral || camera.ratio > 0.8) {
      void camera.animate({ x: place.x, y: place.y, ratio: Math.min(camera.ratio, 0.45) }, { duration: this.duration });
    }
  }

  private get duration(): number {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 400;
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate({ ratio: camera.getBoundedRatio(camera.ratio * factor) }, { duration: this.duration / 2 });
  }

  pan(right: number, down: number): void {
    const camera = this.sigma.getCamera();
    const step = 0.15 * camera.ratio;
    void camera.animate({ x: camera.x + right * step, y: camera.y - down * step }, { duration: this.duration / 4 });
  }

  whole(): void {
    void this.sigma.getCamera().animatedReset({ duration: this.duration });
  }

  setCamera(camera: Camera | null): void {
    this.sigma.getCamera().setState(camera ?? { x: 0.5, y: 0.5, ratio: 1 });
  }

  end(): void {
    this.resizing.disconnect();
    this.sigma.kill();
  }
}

/** The bounds of what may be shown: a filter leaves each node where it is, in the picture, too. */
function boundsOf(graph: Graph, untied: boolean): { x: [number, number]; y: [number, number] } {
  const nodes = graph.nodes.filter((node) => untied || node.degree > 0);
  const range = (values: number[]): [number, number] =>
    values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)] as [number, number], [0, 0]);
  return { x: range(nodes.map((node) => node.x)), y: range(nodes.map((node) => node.y)) };
}
