// The settings: what colours and sizes mean, which nodes are shown, and the legend.

import { communityName, type Shared } from "./app";
import type { Colour } from "./address";
import type { Ground, Shade } from "./colours";
import { Icon } from "./icon";
import { Legend } from "./legend";
import { typeNames } from "./names";
import type { Selection } from "./selection";
import { WORDS, format } from "./words";

interface Props extends Shared {
  selection: Selection;
  shades: Map<string, Shade>;
  ground: Ground;
  counts: string;
  setOpen: (open: boolean) => void;
}

const COLOURS: Colour[] = ["community", "type", "kind", "region"];

export function Controls({ graph, view, change, selection, shades, counts, setOpen }: Props) {
  const words = WORDS[view.language];
  const { file } = graph;
  const sizes = ["degree", ...Object.keys(file.metrics).filter((name) => name !== "degree"), "same"];
  const place = view.department ? `d${view.department}` : view.region ? `r${view.region}` : "";
  const choosePlace = (value: string) =>
    change({
      region: value.startsWith("r") ? value.slice(1) : null,
      department: value.startsWith("d") ? value.slice(1) : null,
    });
  const toggle = (type: string) =>
    change({
      hidden: view.hidden.includes(type) ? view.hidden.filter((each) => each !== type) : [...view.hidden, type],
    });
  const isFiltered = Boolean(place || view.topic || view.hidden.length || view.community !== null || view.untied);
  return (
    <aside id="controls" class="controls" aria-label={words.openSettings}>
      <div class="head">
        <h2>{words.settings}</h2>
        <button type="button" class="closer" title={words.close} aria-label={words.close} onClick={() => setOpen(false)}>
          <Icon name="close" />
        </button>
      </div>
      <p class="counts">{counts}</p>
      <div class="field">
        <label for="by-place">{words.territory}</label>
        <select id="by-place" value={place} onChange={(event) => choosePlace(event.currentTarget.value)}>
          <option value="">{words.everywhere}</option>
          {file.regions.map((region, number) => (
            <optgroup key={region.code} label={region.name}>
              <option value={`r${region.code}`}>{region.name}</option>
              {file.departments
                .filter((each) => each.region === number)
                .map((each) => (
                  <option key={each.code} value={`d${each.code}`}>{`${each.code} ${each.name}`}</option>
                ))}
            </optgroup>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="by-topic">{words.topic}</label>
        <select id="by-topic" value={view.topic ?? ""} onChange={(event) => change({ topic: event.currentTarget.value || null })}>
          <option value="">{words.everyTopic}</option>
          {topicOptions(graph, view.language).map(({ id, name, depth }) => (
            <option key={id} value={id}>{"\u2003".repeat(depth) + name}</option>
          ))}
        </select>
      </div>
      <fieldset class="types">
        <legend>{words.types}</legend>
        {file.types.map((type) => (
          <label key={type} class="check">
            <input type="checkbox" checked={!view.hidden.includes(type)} onChange={() => toggle(type)} />
            {typeNames(type, view.language)}
            <span class="count">{format(countOf(graph, type, view.untied), view.language)}</span>
          </label>
        ))}
        <label class="check">
          <input type="checkbox" checked={view.untied} onChange={() => change({ untied: !view.untied })} />
          {words.untied}
        </label>
      </fieldset>
      {isFiltered && (
        <button
          type="button"
          class="reset"
          onClick={() => change({ region: null, department: null, topic: null, hidden: [], community: null, untied: false })}
        >
          {words.reset}
        </button>
      )}
        <div class="field">
          <label for="by-colour">{words.colour}</label>
          <select id="by-colour" value={view.colour} onChange={(event) => change({ colour: event.currentTarget.value as Colour })}>
            {COLOURS.map((each) => <option key={each} value={each}>{words.colours[each]}</option>)}
          </select>
        </div>
        <div class="field">
          <label for="by-size">{words.size}</label>
          <select id="by-size" value={view.size} onChange={(event) => change({ size: event.currentTarget.value })}>
            {sizes.map((each) => <option key={each} value={each}>{words.sizes[each] ?? each}</option>)}
          </select>
        </div>
      <Legend
        graph={graph}
        view={view}
        change={change}
        shades={[...shades.values()]}
        nameOf={(community) => communityName(graph, community, view)}
        total={selection.nodes.length}
      />
      <p class="as-of">{words.asOf(new Date(file.snapshot.takenAt).toLocaleString(view.language, { dateStyle: "long", timeStyle: "short" }))}</p>
    </aside>
  );
}

function countOf(graph: Shared["graph"], type: string, untied: boolean): number {
  return graph.nodes.filter((node) => node.type === type && (untied || node.degree > 0)).length;
}

/** The topics in the order of their tree, each with its depth. */
function topicOptions(graph: Shared["graph"], language: "fr" | "en") {
  const { topics } = graph.file;
  const walk = (broader: number | null, depth: number): { id: string; name: string; depth: number }[] =>
    [...topics.keys()]
      .filter((number) => topics[number]!.broader === broader)
      .sort((a, b) => topics[a]![language].localeCompare(topics[b]![language], language))
      .flatMap((number) => [
        { id: topics[number]!.id, name: topics[number]![language], depth },
        ...walk(number, depth + 1),
      ]);
  return walk(null, 0);
}
