/**
 * Writes a small file in the MaxMind DB format, version 2: a search tree over the bits of addresses, whose leaves point to
 * records. Only as much as tests need: IPv6 tree with 32-bit records, and one text in each record.
 */
interface Network {
  /** IPv4 in dots. */
  address: string;
  bits: number;
  country: string;
}

type Node = [left: Node | Leaf | null, right: Node | Leaf | null];
interface Leaf {
  country: string;
}

export function aCountryFile(networks: readonly Network[]): Buffer {
  const root: Node = [null, null];
  for (const network of networks) put(root, network);

  const nodes: Node[] = [];
  collect(root, nodes);
  const data = new Map<string, number>();
  const records: Buffer[] = [];
  let length = 0;
  for (const { country } of networks) {
    if (data.has(country)) continue;
    const record = map([["country_code", text(country)]]);
    data.set(country, length);
    records.push(record);
    length += record.length;
  }

  const tree = Buffer.alloc(nodes.length * 8);
  for (const [index, node] of nodes.entries()) {
    for (const side of [0, 1] as const) tree.writeUInt32BE(valueOf(node[side], nodes, data), index * 8 + side * 4);
  }
  const metadata = map([
    ["binary_format_major_version", number(5, 2, 2)],
    ["binary_format_minor_version", number(5, 0, 2)],
    ["build_epoch", number(9, 1_700_000_000, 8)],
    ["database_type", text("Test-Country")],
    ["description", map([["en", text("Countries of a test")]])],
    ["ip_version", number(5, 6, 2)],
    ["languages", array([text("en")])],
    ["node_count", number(6, nodes.length, 4)],
    ["record_size", number(5, 32, 2)],
  ]);
  return Buffer.concat([tree, Buffer.alloc(16), ...records, Buffer.from("\xab\xcd\xefMaxMind.com", "latin1"), metadata]);
}

/** IPv4 lives below 96 zero bits. */
function put(root: Node, { address, bits, country }: Network): void {
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const path = [
    ...Array.from({ length: 96 }, () => 0),
    ...Array.from({ length: bits }, (_none, at) => Math.floor(number / 2 ** (31 - at)) % 2),
  ];
  let node = root;
  for (const bit of path.slice(0, -1)) {
    const next = node[bit as 0 | 1];
    const fresh: Node = Array.isArray(next) ? next : [null, null];
    node[bit as 0 | 1] = fresh;
    node = fresh;
  }
  node[path.at(-1) as 0 | 1] = { country };
}

function collect(node: Node, nodes: Node[]): void {
  nodes.push(node);
  for (const side of node) if (Array.isArray(side)) collect(side, nodes);
}

/** The number of nodes means nothing is there; beyond 16 more, the place of a record. */
function valueOf(side: Node | Leaf | null, nodes: readonly Node[], data: ReadonlyMap<string, number>): number {
  if (side === null) return nodes.length;
  return Array.isArray(side) ? nodes.indexOf(side) : nodes.length + 16 + (data.get(side.country) ?? 0);
}

function control(type: number, size: number): Buffer {
  return type > 7 ? Buffer.from([size, type - 7]) : Buffer.from([(type << 5) | size]);
}

function text(value: string): Buffer {
  if (value.length > 28) throw new Error("too long for a test");
  return Buffer.concat([control(2, value.length), Buffer.from(value)]);
}

function number(type: number, value: number, size: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return Buffer.concat([control(type, size), bytes.subarray(8 - size)]);
}

function map(entries: readonly (readonly [string, Buffer])[]): Buffer {
  return Buffer.concat([control(7, entries.length), ...entries.flatMap(([key, value]) => [text(key), value])]);
}

function array(items: readonly Buffer[]): Buffer {
  return Buffer.concat([control(11, items.length), ...items]);
}
