/** Console: the decision log. */
export const decisions = {
  title: "Decisions",
  text: "Who was allowed or denied what, by which rules; one line a day for equal decisions. Kept for {{count}} days, shown within ten seconds.",
  emptyTitle: "No decision yet",
  emptyText: "Each time the server decides about a run user, a script or a limited administrator, it is noted here.",
  count_one: "{{formatted}} line",
  count_other: "{{formatted}} lines",
  from: "From day",
  to: "To day",
  decision: "Decision",
  last: "Last",
  times: "Times",
  rules: "Decided by",
  noRule: "No rule speaks",
  gone: "deleted ({{id}})",
  newOne: "new: {{type}}",
  explainOne: "Explain: {{name}}, {{resource}}",
} as const;
