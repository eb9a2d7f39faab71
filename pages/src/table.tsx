// The table: all that the picture shows, in rows that can be sorted.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { communityName, type Shared } from "./app";
import { figure, type Node } from "./graph";
import { Icon } from "./icon";
import { kindName, typeName } from "./names";
import type { Selection } from "./selection";
import { WORDS } from "./words";

const ROWS = 50;

interface Column {
  key: string;
  head: string;
  text: (node: Node) => string;
  value?: (node: Node) => number;
}

export function Table({ graph, view, change, selection }: Shared & { selection: Selection }) {
  const words = WORDS[view.language];
  const language = view.language;
  const [sort, setSort] = useState({ key: "links", up: false });
  const [page, setPage] = useState(0);
  const metric = figure(graph, view.size);
  const within = (node: Node) => selection.has[node.number] ?? false;
  const columns: Column[] = [
    { key: "name", head: words.name, text: (node) => node.label },
    { key: "nature", head: words.nature, text: (node) => typeName(node.type, language) },
    { key: "kind", head: words.kind, text: (node) => (node.kind ? kindName(node.kind, language) : "") },
    { key: "community", head: words.community, text: (node) => (node.degree ? communityName(graph, node.community, view) : "") },
    { key: "place", head: words.place, text: (node) => placeOf(graph, node) },
    { key: "links", head: words.links, text: (node) => String(node.degree), value: (node) => node.degree },
    ...(metric
      ? [{
          key: "metric",
          head: words.sizes[view.size] ?? view.size,
          text: (node: Node) => metric[node.number]!.toLocaleString(language, { maximumSignificantDigits: 3 }),
          value: (node: Node) => metric[node.number]!,
        }]
      : []),
  ];
  const column = columns.find((each) => each.key === sort.key) ?? columns[0]!;
  const rows = useMemo(() => {
    const order = new Intl.Collator(language, { numeric: true });
    const sign = sort.up ? 1 : -1;
    const compare = (a: Node, b: Node) =>
      column.value ? column.value(a) - column.value(b) : order.compare(column.text(a), column.text(b));
    return [...selection.nodes].sort((a, b) => sign * compare(a, b) || order.compare(a.label, b.label));
  }, [selection, sort, language, view.size]);
  useEffect(() => setPage(0), [rows]);
  const top = useRef<HTMLElement>(null);
  const turn = (to: number) => {
    setPage(to);
    top.current?.querySelector(".scroll")?.scrollTo(0, 0);
  };
  const first = page * ROWS;
  const last = Math.min(first + ROWS, rows.length);
  return (
    <section id="table" class="table" ref={top} tabIndex={-1} aria-label={words.table}>
      <div class="scroll" tabIndex={0} role="group" aria-label={words.tableCaption}>
        <table>
          <caption class="unseen">{words.tableCaption}</caption>
          <thead>
            <tr>
              {columns.map((each) => (
                <th
                  key={each.key}
                  scope="col"
                  class={each.value ? "number" : undefined}
                  aria-sort={sort.key !== each.key ? undefined : sort.up ? "ascending" : "descending"}
                >
                  <button
                    type="button"
                    onClick={() => setSort({ key: each.key, up: sort.key === each.key ? !sort.up : !each.value })}
                  >
                    {each.head}
                    {sort.key === each.key && <Icon name={sort.up ? "up" : "down"} />}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(first, last).map((node) => (
              <tr key={node.id} class={node.id === view.node ? "chosen" : undefined}>
                {columns.map((each, number) =>
                  number === 0 ? (
                    <th key={each.key} scope="row">
                      <button
                        type="button"
                        aria-current={node.id === view.node ? "true" : undefined}
                        onClick={() => change({ node: within(node) ? node.id : null })}
                      >
                        {node.label}
                      </button>
                    </th>
                  ) : (
                    <td key={each.key} class={each.value ? "number" : undefined}>{each.text(node)}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <nav class="pages" aria-label={words.table}>
        <button type="button" aria-label={words.previous} disabled={page === 0} onClick={() => turn(page - 1)}>
          <Icon name="left" />
        </button>
        <span>{rows.length ? words.page(first + 1, last, rows.length) : "0"}</span>
        <button type="button" aria-label={words.next} disabled={last >= rows.length} onClick={() => turn(page + 1)}>
          <Icon name="right" />
        </button>
      </nav>
    </section>
  );
}

function placeOf(graph: Shared["graph"], node: Node): string {
  const { departments, regions } = graph.file;
  const names = node.departments.length
    ? node.departments.map((number) => departments[number]!.name)
    : node.regions.map((number) => regions[number]!.name);
  return names.slice(0, 2).join(", ") + (names.length > 2 ? "…" : "");
}
