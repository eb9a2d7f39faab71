// The picture: sigma draws the nodes and ties, and `ground.ts` the communities behind them.

import { createNodeBorderProgram } from "@sigma/node-border";
import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import type { Camera } from "./address";
import type { Graph } from "./graph";
import { drawHover, drawLabel, type Box } from "./labels";
import { drawGround, groundOf, NARROW, type CommunityGround } from "./ground";
import { Look, type Drawing } from "./look";

/** Draws one graph in an element; `choose` is called with the node that is clicked, or null for the ground. */
export class Picture {
  private readonly sigma: Sigma;
  private readonly ties: UndirectedGraph = new UndirectedGraph();
  private readonly behind: HTMLCanvasElement;
  private readonly above: HTMLCanvasElement;
  private readonly resizing: ResizeObserver;
  private communities: CommunityGround[] = [];
  private taken: Box[] = [];
  private look: Look;

  constructor(
    private readonly graph: Graph,
    element: HTMLElement,
    drawing: Drawing,
    choose: (id: string | null) => void,
    moved: (camera: Camera) => void,
  ) {
    this.look = new Look(graph, drawing, element);
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
      defaultDrawNodeLabel: (context, data, settings) => drawLabel(context, data, settings, this.look.ink, this.taken),
      defaultDrawNodeHover: (context, data, settings) => drawHover(context, data, settings, this.look.ink),
      nodeReducer: (node, data) => this.look.node(Number(node), data),
      edgeReducer: (edge, data) => this.look.tie(Number(edge), data),
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
      this.taken = drawGround(this.sigma, this.behind, this.above, this.communities, this.look);
    });
    this.sigma.getCamera().on("updated", ({ x, y, ratio }) => moved({ x, y, ratio }));
  }

  private hover(node: number | null): void {
    this.sigma.getContainer().style.cursor = node === null ? "" : "pointer";
    this.look.pointAt(node);
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Draw what has changed. */
  show(drawing: Drawing): void {
    this.look.follow(drawing);
    this.communities = groundOf(drawing);
    this.sigma.setCustomBBox(boundsOf(this.graph, drawing.view.untied));
    this.sigma.setSetting("labelColor", { color: this.look.ink.label });
    this.sigma.refresh();
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
