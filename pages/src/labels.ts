// Labels of nodes: with a halo, so that they are read over ties; the chosen node's in a box.

import type { Settings } from "sigma/settings";
import type { NodeDisplayData, PartialButFor } from "sigma/types";
import type { Ink } from "./look";

type Labelled = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">;

/** A rectangle of the screen: left, top, right, bottom. */
export type Box = readonly [number, number, number, number];

export const isFree = (box: Box, taken: readonly Box[]): boolean =>
  !taken.some((other) => other[0] < box[2] && box[0] < other[2] && other[1] < box[3] && box[1] < other[3]);

const LONGEST = 42;

const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text);

/** Write a label, unless it would cover one of those that are `taken`. */
export function drawLabel(context: CanvasRenderingContext2D, data: Labelled, settings: Settings, ink: Ink, taken: Box[]): void {
  // The box of a chosen node has its label.
  if (!data.label || data.highlighted) return;
  const { labelSize, labelWeight, labelFont } = settings;
  context.font = `${labelWeight} ${labelSize}px ${labelFont}`;
  const text = shorten(data.label);
  const width = context.measureText(text).width;
  const right = data.x + data.size + 8;
  const x = right + width < context.canvas.clientWidth ? right : data.x - data.size - 8 - width;
  const y = data.y + labelSize / 3;
  const box: Box = [x, y - labelSize, x + width, y + 3];
  if (!isFree(box, taken)) return;
  taken.push(box);
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = ink.paper;
  context.fillStyle = ink.label;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

export function drawHover(context: CanvasRenderingContext2D, data: Labelled, settings: Settings, ink: Ink): void {
  const { labelSize, labelFont } = settings;
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
  context.lineWidth = 2.5;
  context.strokeStyle = ink.label;
  context.stroke();
  if (!data.label) return;
  context.font = `600 ${labelSize + 1}px ${labelFont}`;
  const width = context.measureText(data.label).width;
  const right = data.x + data.size + 4;
  const left = data.x - data.size - 18 - width;
  const room = context.canvas.clientWidth;
  const isBeside = right + width + 14 < room || left > 2;
  const x = right + width + 14 < room ? right : isBeside ? left : Math.max(2, Math.min(data.x - width / 2, room - width - 16));
  const y = isBeside ? data.y : data.y - data.size - labelSize - 8;
  context.shadowColor = "#0005";
  context.shadowBlur = 8;
  context.fillStyle = ink.paper;
  context.beginPath();
  context.roundRect(x, y - labelSize, width + 14, labelSize * 2, 6);
  context.fill();
  context.shadowBlur = 0;
  context.fillStyle = ink.label;
  context.fillText(data.label, x + 7, y + labelSize / 3);
}
