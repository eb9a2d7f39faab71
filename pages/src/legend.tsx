// The legend: each colour with its name and count; a community can be shown alone.

import type { Shared } from "./app";
import type { Shade } from "./colours";
import { kindName, typeNames } from "./names";
import { WORDS, format } from "./words";

interface Props extends Shared {
  shades: Shade[];
  nameOf: (community: number) => string;
  total: number;
}

const SMALLEST = 3;

export function Legend({ view, change, shades, nameOf }: Props) {
  const words = WORDS[view.language];
  const isCommunity = view.colour === "community";
  const nameOfShade = ({ key }: Shade): string => {
    if (isCommunity && key !== "") return nameOf(Number(key));
    if (key === "") return view.colour === "region" ? words.nowhere : words.other;
    if (view.colour === "type") return typeNames(key, view.language);
    return view.colour === "kind" ? kindName(key, view.language) : key;
  };
  const shown = isCommunity ? shades.filter(({ key, count }) => key !== "" && count >= SMALLEST) : shades;
  return (
    <section class="legend" aria-label={words.legend}>
      <h3>{isCommunity ? words.communities : words.legend}</h3>
      <ul>
        {shown.map((shade) => (
          <li key={shade.key}>
            {isCommunity ? (
              <button
                type="button"
                aria-pressed={view.community === Number(shade.key)}
                title={view.community === null ? words.only(nameOfShade(shade)) : words.everything}
                onClick={() => change({ community: view.community === null ? Number(shade.key) : null })}
              >
                <Swatch colour={shade.colour} /> <span class="name">{nameOfShade(shade)}</span>
                <span class="count">{format(shade.count, view.language)}</span>
              </button>
            ) : (
              <span class="entry">
                <Swatch colour={shade.colour} /> <span class="name">{nameOfShade(shade)}</span>
                <span class="count">{format(shade.count, view.language)}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Swatch({ colour }: { colour: string }) {
  return (
    <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
      <circle cx="6" cy="6" r="6" fill={colour} />
    </svg>
  );
}
