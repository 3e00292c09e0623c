/** Console: who can do something to one thing. */
export const whoCan = {
  title: "Who can…",
  text: "Everybody who may do one thing with one dashboard, device or other resource now, and the rule that allows it.",
  askFirst: "Choose an action and a thing: the list shows here.",
  search: "Search by name or e-mail",
  export: "Export as CSV",
  caption: "People who can",
  by: "Allowed by",
  through: "as {{steps}}",
  nobody: "Nobody can",
  nobodyText: "No rule allows it to anybody under these circumstances.",
  nobodyFound: "Nobody of this name can. Search for somebody else, or explain why not.",
  count_one: "{{formatted}} can",
  count_other: "{{formatted}} can",
  explainOne: "Explain why {{name}} can",
} as const;
