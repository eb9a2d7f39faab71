// The view, and the page's address that says it: whoever opens the address sees the same.

export type Colour = "community" | "type" | "kind" | "region";
export type Shown = "picture" | "table" | "both";
export type Language = "fr" | "en";
export type Theme = "light" | "dark" | null;

export interface Camera {
  x: number;
  y: number;
  ratio: number;
}

export interface View {
  colour: Colour;
  size: string;
  hidden: string[];
  region: string | null;
  department: string | null;
  topic: string | null;
  community: number | null;
  untied: boolean;
  node: string | null;
  shown: Shown;
  language: Language;
  theme: Theme;
  camera: Camera | null;
}

const COLOURS: Colour[] = ["community", "type", "kind", "region"];
const SHOWN: Shown[] = ["picture", "table", "both"];
const LANGUAGES: Language[] = ["fr", "en"];
const THEMES = ["light", "dark"] as const;

function oneOf<T extends string>(values: readonly T[], value: string | null): T | undefined {
  return values.find((each) => each === value);
}

function preferredLanguage(): Language {
  return navigator.languages.some((each) => each.startsWith("fr")) || !navigator.language.startsWith("en") ? "fr" : "en";
}

/** What an address says; whatever it does not say, or says wrongly, is as it is at first. */
export function viewOf(search: string): View {
  const query = new URLSearchParams(search);
  const whole = Number.parseInt(query.get("community") ?? "", 10);
  const numbers = (query.get("at") ?? "").split(",").map(Number);
  const [x, y, ratio] = numbers;
  const isCamera = numbers.length === 3 && numbers.every(Number.isFinite) && ratio! > 0.001 && ratio! < 100;
  return {
    colour: oneOf(COLOURS, query.get("colour")) ?? "community",
    size: query.get("size") ?? "degree",
    hidden: (query.get("without") ?? "").split(",").filter(Boolean),
    region: query.get("region"),
    department: query.get("department"),
    topic: query.get("topic"),
    community: Number.isNaN(whole) ? null : whole,
    untied: query.get("untied") === "yes",
    node: query.get("node"),
    shown: oneOf(SHOWN, query.get("show")) ?? "picture",
    language: oneOf(LANGUAGES, query.get("lang")) ?? preferredLanguage(),
    theme: oneOf(THEMES, query.get("theme")) ?? null,
    camera: isCamera ? { x: x!, y: y!, ratio: ratio! } : null,
  };
}

/** The address of a view: the language is always in it, all else only where it differs from the first view. */
export function addressOf(view: View): string {
  const query = new URLSearchParams({ lang: view.language });
  const put = (name: string, value: string | null | undefined) => value && query.set(name, value);
  put("colour", view.colour === "community" ? null : view.colour);
  put("size", view.size === "degree" ? null : view.size);
  put("without", view.hidden.join(","));
  put("region", view.region);
  put("department", view.department);
  put("topic", view.topic);
  put("community", view.community === null ? null : String(view.community));
  put("untied", view.untied ? "yes" : null);
  put("show", view.shown === "picture" ? null : view.shown);
  put("theme", view.theme);
  put("node", view.node);
  put("at", view.camera && [view.camera.x, view.camera.y, view.camera.ratio].map((n) => n.toFixed(4)).join(","));
  return `?${query.toString().replace(/%2C/g, ",")}`;
}
