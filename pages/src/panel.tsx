// The panel of the chosen node: its facts, and its ties, each of which leads on.

import { useEffect, useRef, useState } from "preact/hooks";
import { communityName, type Shared } from "./app";
import { FACTS, factsOf, type Facts } from "./facts";
import { otherEnd, type Tie } from "./graph";
import { Icon } from "./icon";
import { kindName, roleName, tieName, typeName } from "./names";
import type { Selection } from "./selection";
import { WORDS } from "./words";

const MOST = 12;

type Read = Facts | "reading" | "failed" | null;

/** The facts of a node, read once. */
function useFacts(id: string): Read {
  const [facts, setFacts] = useState<Read>("reading");
  useEffect(() => {
    const leaving = new AbortController();
    setFacts("reading");
    factsOf(id, leaving.signal).then(setFacts, () => leaving.signal.aborted || setFacts("failed"));
    return () => leaving.abort();
  }, [id]);
  return facts;
}

export function Panel({ graph, view, change, selection, say }: Shared & { selection: Selection; say: (text: string) => void }) {
  const words = WORDS[view.language];
  const id = view.node!;
  const node = graph.nodes[graph.numberOf.get(id) ?? -1];
  const facts = useFacts(id);
  const heading = useRef<HTMLHeadingElement>(null);
  const close = () => {
    change({ node: null });
    document.querySelector<HTMLElement>(".canvas, .table .scroll")?.focus();
  };
  useEffect(() => {
    if (node) say(words.selected(node.label, words.linksOf(node.degree)));
    heading.current?.focus({ preventScroll: true });
  }, [id]);
  return (
    <aside class="panel" aria-label={words.facts} onKeyDown={(event) => event.key === "Escape" && close()}>
      <button type="button" class="closer" title={words.close} aria-label={words.close} onClick={close}>
        <Icon name="close" />
      </button>
      {!node && <h2 ref={heading} tabIndex={-1}>{words.gone}</h2>}
      {node && (
        <>
          <p class="kicker">
            {typeName(node.type, view.language)}
            {node.kind && ` · ${kindName(node.kind, view.language)}`}
          </p>
          <h2 ref={heading} tabIndex={-1}>{node.label}</h2>
          <FactList facts={facts} view={view} community={node.degree ? communityName(graph, node.community, view) : null} />
          <Ties key={id} graph={graph} view={view} change={change} selection={selection} number={node.number} />
          <p class="record">
            <a href={`graphql?query=${encodeURIComponent(FACTS)}&variables=${encodeURIComponent(JSON.stringify({ id }))}`}>
              {words.graphql}
            </a>
          </p>
        </>
      )}
    </aside>
  );
}

function FactList({ facts, view, community }: { facts: Read; view: Shared["view"]; community: string | null }) {
  const words = WORDS[view.language];
  if (facts === "reading") return <p class="reading" aria-busy="true">…</p>;
  if (facts === "failed") return <p>{words.failed}</p>;
  if (facts === null) return <p>{words.gone}</p>;
  const day = (text: string) => new Date(text).toLocaleDateString(view.language, { dateStyle: "long" });
  const places = facts.territories?.nodes ?? (facts.territory ? [facts.territory] : []);
  const topics = facts.topics?.nodes.map((topic) => (view.language === "fr" ? topic.labelFr : topic.labelEn)) ?? [];
  const from = facts.startsOn ?? facts.startsAt ?? facts.publishedOn;
  const address = facts.website ?? facts.url;
  return (
    <>
      {facts.demonstration && <p class="badge">{words.demonstration}</p>}
      {facts.summary && <p class="summary" lang="fr">{facts.summary}</p>}
      <dl>
        {places.length > 0 && <Fact name={words.place}>{places.map((place) => place.name).join(", ")}</Fact>}
        {from && <Fact name={words.dates}>{day(from) + (facts.endsOn ? ` – ${day(facts.endsOn)}` : "")}</Fact>}
        {community && <Fact name={words.community}>{community}</Fact>}
        {topics.length > 0 && (
          <Fact name={words.topics}>
            <ul class="tags">{topics.map((topic) => <li key={topic}>{topic}</li>)}</ul>
          </Fact>
        )}
        {address && isWeb(address) && <Fact name={words.website}><Outside address={address} text={hostOf(address)} hint={words.anEnd} /></Fact>}
        {facts.sourceName && (
          <Fact name={words.source}>
            {facts.sourceUrl && isWeb(facts.sourceUrl) ? (
              <Outside address={facts.sourceUrl} text={facts.sourceName} hint={words.anEnd} />
            ) : (
              facts.sourceName
            )}
          </Fact>
        )}
      </dl>
    </>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const isWeb = (address: string): boolean => /^https?:\/\//.test(address);

function hostOf(address: string): string {
  try {
    return new URL(address).hostname.replace(/^www\./, "");
  } catch {
    return address;
  }
}

function Outside({ address, text, hint }: { address: string; text: string; hint: string }) {
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" title={`${text} (${hint})`}>
      {text} <Icon name="out" />
    </a>
  );
}

function Ties({ graph, view, change, selection, number }: Shared & { selection: Selection; number: number }) {
  const words = WORDS[view.language];
  const [all, setAll] = useState(false);
  const ties = [...graph.tiesOf[number]!].sort(
    (a, b) => graph.tiesOf[otherEnd(b, number)]!.length - graph.tiesOf[otherEnd(a, number)]!.length,
  );
  const hidden = ties.filter((tie) => !selection.has[otherEnd(tie, number)]).length;
  const role = (tie: Tie) => (tie.role ? roleName(tie.role, view.language) : tieName(tie.kind, view.language));
  return (
    <section class="ties" aria-label={words.links}>
      <h3>
        {words.linksOf(ties.length)} {hidden > 0 && <small>({words.hiddenTies(hidden)})</small>}
      </h3>
      <ul>
        {ties.slice(0, all ? undefined : MOST).map((tie) => {
          const other = graph.nodes[otherEnd(tie, number)]!;
          return (
            <li key={`${tie.kind}${tie.role}${other.id}${tie.source}`}>
              <button type="button" onClick={() => change({ node: other.id })}>
                <span class="label">{other.label}</span>
                <span class="kind">{typeName(other.type, view.language)} · {role(tie)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {!all && ties.length > MOST && (
        <button type="button" class="more" onClick={() => setAll(true)}>{words.more(ties.length - MOST)}</button>
      )}
    </section>
  );
}
