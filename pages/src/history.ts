// The view in the address: a node that is chosen is a step of the browser's history, all else replaces the last one.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { addressOf, viewOf, type View } from "./address";

const PATIENCE = 250;

export function useView(): [View, (changes: Partial<View>) => void] {
  const [view, setView] = useState(() => viewOf(location.search));
  const current = useRef(view);
  const writing = useRef<number>();
  const change = useCallback((changes: Partial<View>) => {
    const next = { ...current.current, ...changes };
    const isStep = next.node !== current.current.node;
    current.current = next;
    clearTimeout(writing.current);
    if (isStep) history.pushState(null, "", addressOf(next));
    else writing.current = window.setTimeout(() => history.replaceState(null, "", addressOf(next)), PATIENCE);
    // The camera moves sixty times a second: nothing but the address depends on it.
    if (Object.keys(changes).join() !== "camera") setView(next);
  }, []);
  useEffect(() => {
    const follow = () => {
      clearTimeout(writing.current);
      current.current = { ...viewOf(location.search), camera: current.current.camera };
      setView(current.current);
    };
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  return [view, change];
}
