import type { Tag } from "@latchkey/contract";
import { toTags } from "./demo-device.ts";

/** A fictional run user of the example profile. */
export interface DemoPerson {
  name: string;
  /** Before the @ of an address at example.com, which no mail ever reaches (RFC 2606). */
  mailbox: string;
  tags: Tag[];
  /** Without one the person is active with a password that nobody knows. */
  state?: "invited" | "suspended" | "deleted";
  /** Why this person is worth signing in as; they are printed with their password. */
  shows?: string;
}

type Row = [name: string, mailbox: string, tags: Record<string, string | string[]>];

const harbor = { organization: "Harbor Light Partners" };
const prairie = { organization: "Prairie Wind Cooperative" };
const summit = { organization: "Summit Observatory" };
const cascade = { organization: "Cascade Air" };

const tellingPeople: DemoPerson[] = [
  {
    ...person(["María José Ángeles", "maria.angeles", { level: "supervisor", region: "midwest", employment: "staff", ...prairie }]),
    shows: "level=supervisor: also sees Regional Sales View",
  },
  {
    ...person(["Olúwaṣeun Adéyẹmí", "oluwaseun.adeyemi", { level: "analyst", region: "northeast", employment: "staff", ...harbor }]),
    shows: "region=northeast: sees everything of New York and Massachusetts",
  },
  {
    ...person(["Siobhán O'Rourke", "siobhan.orourke", { level: "analyst", region: "Northeast", employment: "staff", ...harbor }]),
    shows: "region=Northeast by mistake: sees none of it; ask Explain why",
  },
  {
    ...person(["田中 由紀", "yuki.tanaka", { level: "viewer", region: "west", employment: "staff" }]),
    shows: "level=viewer: what is public, and the west",
  },
  {
    ...person(["Zoë van den Berg", "zoe.vandenberg", { level: "supervisor", region: "south", employment: "contractor", ...harbor }]),
    shows: "a supervisor too, but a contractor: Regional Sales View is denied",
  },
];

const otherPeople: DemoPerson[] = (
  [
    ["Amara Okafor", "amara.okafor", { level: "analyst", region: "northeast", shift: "day", employment: "staff", ...harbor }],
    ["Noah Goldberg", "noah.goldberg", { level: "operator", region: "northeast", shift: "night", employment: "staff", ...harbor }],
    ["Priya Raghunathan", "priya.raghunathan", { level: "supervisor", region: "northeast", shift: "day", employment: "staff", ...harbor }],
    [
      "José Luis Peña",
      "joseluis.pena",
      { level: "operator", region: "northeast", shift: ["day", "night"], employment: "staff", ...cascade },
    ],
    [
      "Łukasz Wiśniewski",
      "lukasz.wisniewski",
      { level: "operator", region: "northeast", shift: "night", employment: "contractor", ...cascade },
    ],
    ["Chloé Tremblay", "chloe.tremblay", { level: "viewer", region: "northeast", employment: "staff", ...harbor }],
    ["Kwame Asante", "kwame.asante", { level: "operator", region: "northeast", shift: "day", employment: "staff", ...harbor }],
    ["Hannah Whitfield", "hannah.whitfield", { level: "analyst", region: "northeast", shift: "day", employment: "staff", ...cascade }],
    ["Mehmet Yılmaz", "mehmet.yilmaz", { level: "operator", region: "midwest", shift: "day", employment: "staff", ...prairie }],
    ["Ingrid Sørensen", "ingrid.sorensen", { level: "analyst", region: "midwest", shift: "day", employment: "staff", ...prairie }],
    ["Tom Yellowhawk", "tom.yellowhawk", { level: "operator", region: "midwest", shift: "night", employment: "staff", ...prairie }],
    [
      "Björk Einarsdóttir",
      "bjork.einarsdottir",
      { level: "supervisor", region: "midwest", shift: "night", employment: "staff", ...prairie },
    ],
    ["Grace Mbeki", "grace.mbeki", { level: "viewer", region: "midwest", employment: "contractor", ...prairie }],
    [
      "Дмитро Шевченко",
      "dmytro.shevchenko",
      { level: "operator", region: "midwest", shift: ["day", "night"], employment: "staff", ...prairie },
    ],
    ["Rosalía Quispe", "rosalia.quispe", { level: "operator", region: "midwest", shift: "day", employment: "contractor", ...prairie }],
    ["김민준", "minjun.kim", { level: "analyst", region: "west", shift: "day", employment: "staff", ...summit }],
    ["Leilani Kahananui", "leilani.kahananui", { level: "supervisor", region: "west", shift: "day", employment: "staff", ...summit }],
    ["Rafael Almeida", "rafael.almeida", { level: "operator", region: "west", shift: "night", employment: "staff", ...summit }],
    ["Nguyễn Thị Hạnh", "hanh.nguyen", { level: "operator", region: "west", shift: "day", employment: "staff", ...cascade }],
    ["Anya Petrova", "anya.petrova", { level: "analyst", region: "west", shift: "day", employment: "staff", ...cascade }],
    ["محمد الخطيب", "mohammed.alkhatib", { level: "operator", region: "west", shift: "night", employment: "staff", ...cascade }],
    ["Kiri Te Rangi", "kiri.terangi", { level: "viewer", region: "west", employment: "contractor", ...summit }],
    ["Daniel Nakai", "daniel.nakai", { level: "operator", region: "west", shift: ["day", "night"], employment: "staff", ...summit }],
    ["Fatima Zahra Benali", "fatima.benali", { level: "analyst", region: "south", shift: "day", employment: "staff", ...harbor }],
    ["Marcus Delacroix", "marcus.delacroix", { level: "operator", region: "south", shift: "night", employment: "staff", ...harbor }],
    ["Thandiwe Nkosi", "thandiwe.nkosi", { level: "supervisor", region: "south", shift: "day", employment: "staff", ...cascade }],
    ["Jürgen Groß", "juergen.gross", { level: "operator", region: "south", shift: "day", employment: "contractor", ...cascade }],
    ["Ava Lindqvist", "ava.lindqvist", { level: "viewer", region: "south", employment: "staff", ...harbor }],
    ["Santiago Iñíguez", "santiago.iniguez", { level: "operator", region: "south", shift: "night", employment: "staff", ...cascade }],
  ] satisfies Row[]
).map(person);

const peopleInOtherStates: DemoPerson[] = [
  { ...person(["Beatriz Gonçalves", "beatriz.goncalves", { level: "analyst", region: "northeast", ...cascade }]), state: "invited" },
  { ...person(["Ólafur Jónsson", "olafur.jonsson", { level: "operator", region: "midwest", ...prairie }]), state: "invited" },
  { ...person(["Devika Menon", "devika.menon", { level: "viewer", region: "south" }]), state: "invited" },
  {
    ...person(["Viktor Hrubý", "viktor.hruby", { level: "operator", region: "northeast", employment: "contractor", ...cascade }]),
    state: "suspended",
  },
  { ...person(["Estelle Fournier", "estelle.fournier", { level: "analyst", region: "west", ...summit }]), state: "suspended" },
  { ...person(["Owen Blackwood", "owen.blackwood", { level: "operator", region: "south", ...harbor }]), state: "deleted" },
];

export const demoPeople: readonly DemoPerson[] = [...tellingPeople, ...otherPeople, ...peopleInOtherStates];

/** They register themselves through the portal, so that their tags come from the sign-up form. */
export const demoSignups = [
  { name: "Ngozi Eze", mailbox: "ngozi.eze", answers: { company: "Blue Ridge Orchards", seats: "12" } },
  { name: "Matteo D'Angelo", mailbox: "matteo.dangelo", answers: { company: "D'Angelo & Figli" } },
];

export function emailOf(mailbox: string): string {
  return `${mailbox}@example.com`;
}

function person([name, mailbox, tags]: Row): DemoPerson {
  return { name, mailbox, tags: toTags(tags) };
}
