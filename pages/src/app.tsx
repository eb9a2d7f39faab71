// The page: it loads the graph once, and shows one view of it.

import { useEffect, useMemo, useState } from "preact/hooks";
import type { View } from "./address";
import { shades, type Ground } from "./colours";
import { Bar } from "./bar";
import { Controls } from "./controls";
import { load, type Graph } from "./graph";
import { useView } from "./history";
import { Panel } from "./panel";
import { PictureView } from "./picture-view";
import { select } from "./selection";
import { Table } from "./table";
import { WORDS, format } from "./words";

type Loaded = Graph | "loading" | "failed";

export function App() {
  const [graph, setGraph] = useState<Loaded>("loading");
  const [view, change] = useView();
  const words = WORDS[view.language];
  const fetchGraph = () => {
    setGraph("loading");
    load().then(setGraph, () => setGraph("failed"));
  };
  useEffect(fetchGraph, []);
  useEffect(() => {
    document.documentElement.lang = view.language;
    document.title = `${words.title} · Encommun`;
  }, [view.language]);
  if (graph === "loading") return <p class="notice" role="status">{words.loading}</p>;
  if (graph === "failed") {
    return (
      <main class="notice" role="alert">
        <p>{words.failed}</p>
        <button type="button" onClick={fetchGraph}>{words.again}</button>
      </main>
    );
  }
  return <Explorer graph={graph} view={view} change={change} />;
}

/** The ground that is in force: the one asked for, else that of the system. */
function useGround(view: View): Ground {
  const dark = useMemo(() => matchMedia("(prefers-color-scheme: dark)"), []);
  const [isDark, setDark] = useState(dark.matches);
  useEffect(() => {
    const follow = () => setDark(dark.matches);
    dark.addEventListener("change", follow);
    return () => dark.removeEventListener("change", follow);
  }, []);
  const ground = view.theme ?? (isDark ? "dark" : "light");
  useEffect(() => {
    document.documentElement.dataset.theme = ground;
  }, [ground]);
  return ground;
}

export interface Shared {
  graph: Graph;
  view: View;
  change: (changes: Partial<View>) => void;
}

function Explorer({ graph, view, change }: Shared) {
  const words = WORDS[view.language];
  const ground = useGround(view);
  const [open, setOpen] = useState(false);
  const [said, say] = useState("");
  const selection = useMemo(
    () => select(graph, view),
    [graph, view.hidden, view.region, view.department, view.topic, view.community, view.untied],
  );
  const found = useMemo(
    () => shades(graph, selection.nodes, view.colour, ground),
    [graph, selection, view.colour, ground],
  );
  const counts = `${words.nodes(selection.nodes.length)}, ${words.ties(selection.ties.length)}`;
  useEffect(() => say(counts), [counts]);
  const shared = { graph, view, change };
  return (
    <div class={`page shows-${view.shown}${view.node ? " has-panel" : ""}${open ? " has-controls" : ""}`}>
      <a class="skip" href="#table" onClick={() => change({ shown: view.shown === "picture" ? "both" : view.shown })}>
        {words.skip}
      </a>
      <Bar {...shared} open={open} setOpen={setOpen} ground={ground} say={say} />
      <Controls {...shared} selection={selection} shades={found} ground={ground} setOpen={setOpen} counts={counts} />
      <main>
        {view.shown !== "table" && (
          <PictureView {...shared} selection={selection} shades={found} ground={ground} counts={counts} />
        )}
        {view.shown !== "picture" && <Table {...shared} selection={selection} />}
        {selection.nodes.length === 0 && <p class="nothing">{graph.nodes.length ? words.nothing : words.empty}</p>}
        {graph.file.leftOut > 0 && <p class="cut">{words.cut(graph.nodes.length)}</p>}
      </main>
      {view.node && <Panel {...shared} selection={selection} say={say} />}
      <p class="unseen" role="status">{said}</p>
    </div>
  );
}

/** The name of a community: the words that describe it, else its number. */
export function communityName(graph: Graph, community: number, view: View): string {
  const topics = graph.file.communities[community] ?? [];
  const named = topics.map((topic) => graph.file.topics[topic]![view.language]);
  return named.length ? named.join(" · ") : `${WORDS[view.language].community} ${format(community + 1, view.language)}`;
}
