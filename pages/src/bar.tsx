// The bar: where one is, the search, and how the network is shown.

import type { Shared } from "./app";
import type { Shown } from "./address";
import type { Ground } from "./colours";
import { Icon } from "./icon";
import { Search } from "./search";
import { Take } from "./take";
import { WORDS } from "./words";

interface Props extends Shared {
  open: boolean;
  setOpen: (open: boolean) => void;
  ground: Ground;
  say: (text: string) => void;
}

const SHOWN: Shown[] = ["picture", "table", "both"];

export function Bar({ graph, view, change, open, setOpen, ground, say }: Props) {
  const words = WORDS[view.language];
  const other = view.language === "fr" ? "en" : "fr";
  const flip = ground === "light" ? words.toDark : words.toLight;
  const share = async () => {
    await navigator.clipboard.writeText(location.href);
    say(words.shared);
  };
  return (
    <header class="bar">
      <h1>
        <span class="brand">Encommun</span> <span class="what">{words.title}</span>
      </h1>
      <Search graph={graph} view={view} change={change} say={say} />
      <div class="shown" role="group" aria-label={words.shown}>
        {SHOWN.map((each) => (
          <button key={each} type="button" aria-pressed={view.shown === each} onClick={() => change({ shown: each })}>
            {words[each]}
          </button>
        ))}
      </div>
      <div class="tools">
        <button type="button" class="opener" aria-expanded={open} aria-controls="controls" onClick={() => setOpen(!open)}>
          <Icon name="settings" />
          <span class="text">{words.settings}</span>
        </button>
        <button type="button" title={words.share} aria-label={words.share} onClick={() => void share()}>
          <Icon name="link" />
        </button>
        <Take view={view} types={graph.file.types} />
        <button type="button" title={flip} aria-label={flip} onClick={() => change({ theme: ground === "light" ? "dark" : "light" })}>
          <Icon name={ground === "light" ? "moon" : "sun"} />
        </button>
        <button type="button" lang={other} title={WORDS[other].languageName} onClick={() => change({ language: other })}>
          <span aria-hidden="true">{other.toUpperCase()}</span>
          <span class="unseen">{WORDS[other].languageName}</span>
        </button>
      </div>
    </header>
  );
}
