// The ground of the picture: a soft shape behind each community, and its name.

import type Sigma from "sigma";
import { isFree, type Box } from "./labels";
import type { Drawing, Ink, Look } from "./look";

type Point = readonly [x: number, y: number];

export interface CommunityGround {
  name: string;
  colour: string;
  size: number;
  hull: Point[];
  middle: Point;
}

const SMALLEST = 4;
const MARGIN = 14;
/** Pixels of a picture in which a community has one line for its name. */
export const NARROW = 620;

/** The shapes of the communities of which a view shows enough nodes. */
export function groundOf(drawing: Drawing): CommunityGround[] {
  const members = new Map<number, Point[]>();
  for (const node of drawing.selection.nodes) {
    if (node.degree > 0) members.set(node.community, [...(members.get(node.community) ?? []), [node.x, node.y]]);
  }
  return [...members]
    .filter(([, points]) => points.length >= SMALLEST)
    .map(([community, points]) => ({
      name: drawing.names(community),
      colour: drawing.shades.get(String(community))?.colour ?? "#888888",
      size: points.length,
      hull: convexHull(points),
      middle: [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))] as const,
    }))
    .sort((a, b) => b.size - a.size);
}

const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Andrew's monotone chain. */
function convexHull(points: Point[]): Point[] {
  const sorted = [...points].sort(([a, b], [c, d]) => a - c || b - d);
  const half = (ordered: Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

const turn = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

function prepared(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const density = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * density) || canvas.height !== Math.round(height * density)) {
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
  }
  const context = canvas.getContext("2d")!;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Draw shapes and names, and return where the names are. */
export function drawGround(
  sigma: Sigma,
  behind: HTMLCanvasElement,
  above: HTMLCanvasElement,
  communities: CommunityGround[],
  look: Look,
): Box[] {
  const { ink, isByCommunity: coloured } = look;
  const { width, height } = sigma.getDimensions();
  const shapes = prepared(behind, width, height);
  const names = prepared(above, width, height);
  const taken: Box[] = [];
  const isNarrow = Math.min(width, height * 1.4) < NARROW;
  const margin = isNarrow ? MARGIN / 2 : MARGIN;
  const cameraState = sigma.getCamera().getState();
  const place = (x: number, y: number) => sigma.graphToViewport({ x, y }, { cameraState });
  for (const community of communities) {
    const points = community.hull.map(([x, y]) => place(x, y));
    drawShape(shapes, points, coloured ? community.colour : ink.strong, margin);
    const top = points.reduce((a, b) => (b.y < a.y ? b : a), points[0]!).y - margin;
    const middle = place(...community.middle).x;
    names.globalAlpha = look.isFocused ? 0.35 : 1;
    const lines = community.name.split(" · ").slice(0, isNarrow ? 1 : 2);
    drawName(names, lines, middle, top, coloured ? community.colour : ink.label, ink, taken);
  }
  return taken;
}

function drawShape(context: CanvasRenderingContext2D, points: { x: number; y: number }[], colour: string, margin: number): void {
  context.beginPath();
  points.forEach(({ x, y }, number) => (number ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.closePath();
  context.lineJoin = "round";
  context.lineWidth = margin * 2;
  context.globalAlpha = 1;
  context.strokeStyle = context.fillStyle = `${colour}1c`;
  // One path, filled and stroked on its own, would be darker where both meet: the clip keeps them apart.
  context.fill();
  context.save();
  const outside = new Path2D();
  outside.rect(-1e5, -1e5, 2e5, 2e5);
  points.forEach(({ x, y }, number) => (number ? outside.lineTo(x, y) : outside.moveTo(x, y)));
  outside.closePath();
  context.clip(outside, "evenodd");
  context.stroke();
  context.restore();
}

/** Write a name, unless it would cover that of a larger community. */
function drawName(
  context: CanvasRenderingContext2D,
  lines: string[],
  x: number,
  y: number,
  colour: string,
  ink: Ink,
  taken: Box[],
): void {
  context.font = `650 ${lines.length > 1 ? 13 : 12}px system-ui, sans-serif`;
  const half = Math.max(...lines.map((line) => context.measureText(line).width)) / 2 + 2;
  const box: Box = [x - half, y - 15 * lines.length, x + half, y];
  if (!isFree(box, taken)) return;
  taken.push(box);
  context.textAlign = "center";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = ink.paper;
  context.fillStyle = colour;
  lines.forEach((line, number) => {
    const base = y - 3 - 15 * (lines.length - 1 - number);
    context.strokeText(line, x, base);
    context.fillText(line, x, base);
  });
}
