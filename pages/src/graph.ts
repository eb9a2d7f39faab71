// The graph as the server sends it, and what the page derives from it once.

export interface GraphFile {
  snapshot: { id: string; position: number; takenAt: string };
  types: string[];
  kinds: string[];
  nodes: {
    id: string[];
    type: number[];
    kind: number[];
    label: string[];
    x: number[];
    y: number[];
    community: number[];
    regions: number[][];
    departments: number[][];
    topics: number[][];
  };
  metrics: Record<string, number[]>;
  communities: number[][];
  edgeKinds: string[];
  roles: string[];
  edges: { source: number[]; target: number[]; kind: number[]; role: number[] };
  regions: { id: string; code: string; name: string }[];
  departments: { id: string; code: string; name: string; region: number | null }[];
  topics: { id: string; fr: string; en: string; broader: number | null }[];
  leftOut: number;
}

export interface Node {
  number: number;
  id: string;
  type: string;
  kind: string;
  label: string;
  folded: string;
  x: number;
  y: number;
  community: number;
  degree: number;
  regions: number[];
  departments: number[];
  topics: number[];
}

export interface Tie {
  source: number;
  target: number;
  kind: string;
  role: string;
}

export interface Graph {
  file: GraphFile;
  nodes: Node[];
  ties: Tie[];
  tiesOf: Tie[][];
  numberOf: Map<string, number>;
}

/** Text as it is compared: small letters without accents. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

export function read(file: GraphFile): Graph {
  const { nodes: columns, edges } = file;
  const ties = edges.source.map((source, edge) => ({
    source,
    target: edges.target[edge]!,
    kind: file.edgeKinds[edges.kind[edge]!]!,
    role: file.roles[edges.role[edge]!]!,
  }));
  const tiesOf: Tie[][] = columns.id.map(() => []);
  for (const tie of ties) {
    tiesOf[tie.source]!.push(tie);
    if (tie.source !== tie.target) tiesOf[tie.target]!.push(tie);
  }
  const nodes = columns.id.map((id, number) => ({
    number,
    id,
    type: file.types[columns.type[number]!]!,
    kind: file.kinds[columns.kind[number]!] ?? "",
    label: columns.label[number]!,
    folded: fold(columns.label[number]!),
    x: columns.x[number]!,
    y: columns.y[number]!,
    community: columns.community[number]!,
    degree: tiesOf[number]!.length,
    regions: columns.regions[number]!,
    departments: columns.departments[number]!,
    topics: columns.topics[number]!,
  }));
  return { file, nodes, ties, tiesOf, numberOf: new Map(columns.id.map((id, number) => [id, number])) };
}

/** Load the graph; throws an Error whose message is the status. */
export async function load(): Promise<Graph> {
  const response = await fetch("explore/graph.json");
  if (!response.ok) throw new Error(String(response.status));
  return read((await response.json()) as GraphFile);
}

/** A figure of all nodes; undefined where there is none of that name. */
export const figure = (graph: Graph, name: string): number[] | undefined =>
  Object.hasOwn(graph.file.metrics, name) ? graph.file.metrics[name] : undefined;

export const otherEnd = (tie: Tie, number: number): number => (tie.source === number ? tie.target : tie.source);
