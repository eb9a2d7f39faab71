// The search: a combobox (ARIA 1.2) that completes the names of nodes as they are typed.

import { useMemo, useState } from "preact/hooks";
import type { Shared } from "./app";
import { fold, type Graph, type Node } from "./graph";
import { Icon } from "./icon";
import { kindName, typeName } from "./names";
import { WORDS } from "./words";

const MOST = 8;

/** The nodes in whose names every typed word begins a word; those that begin with the text, and those with ties, first. */
export function matches(graph: Graph, text: string): Node[] {
  const wanted = fold(text).split(" ").filter(Boolean);
  if (!wanted.length) return [];
  const begins = wanted.join(" ");
  return graph.nodes
    .filter((node) => wanted.every((word) => ` ${node.folded}`.includes(` ${word}`)))
    .map((node) => ({ node, rank: (node.folded.startsWith(begins) ? 1000 : 0) + Math.min(node.degree, 500) }))
    .sort((a, b) => b.rank - a.rank || a.node.number - b.node.number)
    .slice(0, MOST)
    .map(({ node }) => node);
}

export function Search({ graph, view, change, say }: Shared & { say: (text: string) => void }) {
  const words = WORDS[view.language];
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const found = useMemo(() => matches(graph, text), [graph, text]);
  const isOpen = open && text.trim() !== "";
  const choose = (node: Node) => {
    setText("");
    setOpen(false);
    change({ node: node.id, hidden: view.hidden.filter((type) => type !== node.type), untied: view.untied || node.degree === 0 });
  };
  const type = (value: string) => {
    setText(value);
    setOpen(true);
    setActive(-1);
    if (value.trim()) say(words.results(matches(graph, value).length));
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      setOpen(true);
      setActive((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Enter" && isOpen && found.length) {
      event.preventDefault();
      choose(found[Math.max(active, 0)]!);
    } else if (event.key === "Escape") {
      setOpen(false);
      setText("");
    }
  };
  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input
        type="text"
        role="combobox"
        aria-label={words.search}
        aria-expanded={isOpen}
        aria-controls="found"
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? `found-${active}` : undefined}
        placeholder={words.searchHint}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={press}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
      />
      <ul id="found" role="listbox" aria-label={words.search} hidden={!isOpen || !found.length}>
        {found.map((node, number) => (
          <li
            key={node.id}
            id={`found-${number}`}
            role="option"
            aria-selected={number === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(node)}
          >
            <span class="label">{node.label}</span>
            <span class="kind">
              {node.kind ? kindName(node.kind, view.language) : typeName(node.type, view.language)} · {words.linksOf(node.degree)}
            </span>
          </li>
        ))}
      </ul>
      {isOpen && !found.length && <p class="none">{words.noResult}</p>}
    </div>
  );
}
