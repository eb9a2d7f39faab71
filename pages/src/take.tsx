// The data of the view, to be taken away: addresses of the server's exports, with the same filters.

import { useEffect, useRef } from "preact/hooks";
import type { View } from "./address";
import { Icon } from "./icon";
import { WORDS } from "./words";

const FORMATS = ["gexf", "graphml", "json", "kumu.json", "csv.zip"];

/** The address of an export, with the filters of the view that exports know. */
function exportOf(format: string, view: View, types: string[]): string {
  const query = new URLSearchParams();
  if (view.department) query.set("territories", `department:${view.department}`);
  else if (view.region) query.set("territories", `region:${view.region}`);
  if (view.topic) query.set("topics", view.topic);
  if (view.hidden.length) query.set("nodeTypes", types.filter((type) => !view.hidden.includes(type)).join());
  const filters = query.toString();
  return `export/graph.${format}${filters && `?${filters}`}`;
}

export function Take({ view, types }: { view: View; types: string[] }) {
  const words = WORDS[view.language];
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => details.current?.removeAttribute("open");
  useEffect(() => {
    const leave = (event: Event) => details.current?.contains(event.target as HTMLElement) || close();
    addEventListener("pointerdown", leave);
    return () => removeEventListener("pointerdown", leave);
  }, []);
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    close();
    details.current?.querySelector("summary")?.focus();
  };
  return (
    <details class="take" ref={details} onKeyDown={press}>
      <summary title={words.take}>
        <Icon name="take" />
        <span class="unseen">{words.take}</span>
      </summary>
      <ul>
        {FORMATS.map((format) => (
          <li key={format}>
            <a href={exportOf(format, view, types)} download onClick={close}>{words.takeWhat[format]}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}
