// The picture in the page: its keys and buttons, and what is said where it cannot be drawn.

import { useEffect, useRef, useState } from "preact/hooks";
import { communityName, type Shared } from "./app";
import type { Ground, Shade } from "./colours";
import { Icon } from "./icon";
import { Picture } from "./picture";
import type { Selection } from "./selection";
import { WORDS } from "./words";

interface Props extends Shared {
  selection: Selection;
  shades: Map<string, Shade>;
  ground: Ground;
  counts: string;
}

function hasWebGL(): boolean {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

export function PictureView({ graph, view, change, selection, shades, ground }: Props) {
  const words = WORDS[view.language];
  const element = useRef<HTMLDivElement>(null);
  const picture = useRef<Picture>();
  const [canDraw] = useState(hasWebGL);
  const drawing = {
    view,
    selection,
    shades,
    ground,
    names: (community: number) => communityName(graph, community, view),
  };
  useEffect(() => {
    if (!canDraw) {
      change({ shown: "table" });
      return;
    }
    const drawn = new Picture(graph, element.current!, drawing, (node) => change({ node }), (camera) => change({ camera }));
    picture.current = drawn;
    if (view.node && !view.camera) drawn.goTo(view.node);
    return () => drawn.end();
  }, [graph]);
  useEffect(() => picture.current?.show(drawing), [view, selection, shades, ground]);
  useEffect(() => {
    if (view.node) picture.current?.goTo(view.node);
  }, [view.node]);
  if (!canDraw) return <p class="nothing">{words.noWebGL}</p>;
  const keys: Record<string, () => void> = {
    ArrowLeft: () => picture.current?.pan(-1, 0),
    ArrowRight: () => picture.current?.pan(1, 0),
    ArrowUp: () => picture.current?.pan(0, -1),
    ArrowDown: () => picture.current?.pan(0, 1),
    "+": () => picture.current?.zoom(1 / 1.5),
    "=": () => picture.current?.zoom(1 / 1.5),
    "-": () => picture.current?.zoom(1.5),
    "0": () => picture.current?.whole(),
    Escape: () => change({ node: null }),
  };
  const press = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const label = words.pictureLabel(words.nodes(selection.nodes.length), words.ties(selection.ties.length));
  return (
    <section class="picture" aria-label={words.picture}>
      <div ref={element} class="canvas" tabIndex={0} role="img" aria-label={label} onKeyDown={press} />
      <div class="zoom">
        <button type="button" title={words.zoomIn} aria-label={words.zoomIn} onClick={keys["+"]}><Icon name="plus" /></button>
        <button type="button" title={words.zoomOut} aria-label={words.zoomOut} onClick={keys["-"]}><Icon name="minus" /></button>
        <button type="button" title={words.whole} aria-label={words.whole} onClick={keys["0"]}><Icon name="whole" /></button>
      </div>
    </section>
  );
}
