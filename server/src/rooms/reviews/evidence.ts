import { createRequire } from "node:module";
import PdfDocument from "pdfkit";
import type { Context } from "../../http/context.ts";
import type { CsvDownload, PdfDownload } from "../../http/routes.ts";
import { byteOrderMark, csvLine } from "../../platform/csv.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findReadable } from "./get-review.ts";
import { writerOf, type Pdf, type Writer } from "./pdf-letters.ts";
import { listAllLines, type ReviewLineRow, type ReviewRow } from "./reviews.store.ts";
import { reviewObject } from "./to-review.ts";

const header = ["Kind", "Rule", "In words", "Who", "People then", "Last used", "Decision", "Reason", "Decided by", "Decided at", "Outcome"];

/** Each line with who decided what, when and why; safe in spreadsheets. */
export async function exportReviewCsv(ctx: Context, reviewId: string): Promise<CsvDownload> {
  const { review, lines } = await readEvidence(ctx, reviewId, "csv");
  async function* content(): AsyncIterable<string> {
    yield byteOrderMark + csvLine(header);
    for (const line of lines) yield csvLine(cellsOf(line));
  }
  return { fileName: `${fileName(review)}.csv`, lines: content() };
}

export async function exportReviewPdf(ctx: Context, reviewId: string): Promise<PdfDownload> {
  const { review, lines } = await readEvidence(ctx, reviewId, "pdf");
  const info = { Title: `Access review ${review.name}`, Producer: "Latchkey" };
  const document = withFonts(new PdfDocument({ size: "A4", margin: 48, info }));
  const people = [review.created_by, ...review.reviewers.map((reviewer) => reviewer.name)];
  const write = writerOf(document, { names: Object.keys(fonts), texts: [review.name, ...people, ...lines.flatMap(cellsOf)] });
  writeSummary(document, write, review);
  for (const line of lines) writeLine(document, write, line);
  document.end();
  return { fileName: `${fileName(review)}.pdf`, content: document };
}

async function readEvidence(ctx: Context, reviewId: string, format: "csv" | "pdf") {
  const review = await findReadable(ctx, reviewId);
  await recordAuditEntry(ctx.db, ctx, { action: "review.exported", object: reviewObject(review), after: { format } });
  return { review, lines: await listAllLines(ctx.db, ctx.profileId, reviewId) };
}

function fileName({ name, created_at: createdAt }: ReviewRow): string {
  return `access-review-${name}-${createdAt.toISOString().slice(0, 10)}`;
}

function cellsOf(line: ReviewLineRow): string[] {
  return [
    line.kind,
    line.rule.name,
    line.rule.sentence,
    line.subject?.name ?? "",
    line.subject_count?.toString() ?? "",
    line.last_used_on ?? "",
    line.decision ?? "",
    line.reason ?? "",
    line.decided_by ?? "",
    line.decided_at?.toISOString() ?? "",
    line.outcome ?? "",
  ];
}

function writeSummary(document: Pdf, write: Writer, review: ReviewRow): void {
  document.fontSize(18);
  write.text(`Access review: ${review.name}`);
  document.moveDown(0.5);
  const facts = [
    `State: ${review.state}`,
    `Started: ${review.created_at.toISOString()} by ${review.created_by}`,
    `Due: ${review.due_at.toISOString()}`,
    `Closed: ${review.closed_at?.toISOString() ?? "not yet"}`,
    `Reviewers: ${review.reviewers.map((reviewer) => reviewer.name).join(", ")}`,
    `Lines: ${review.line_count}, decided: ${review.decided_count}, revoked: ${review.revoked_count}`,
    `Undecided lines when it closes: ${review.on_undecided}`,
  ];
  document.fontSize(10);
  for (const fact of [...facts, ...write.notes]) write.text(fact);
  document.moveDown();
}

function writeLine(document: Pdf, write: Writer, line: ReviewLineRow): void {
  const who = line.subject === null ? "" : ` - ${line.subject.name}`;
  document.font("bold").fontSize(10);
  write.text(`${line.rule.name}${who}`);
  document.font("text").fontSize(9);
  write.text(line.rule.sentence);
  const facts = [
    `Decision: ${line.decision ?? "none"}`,
    line.outcome === null ? "" : `Outcome: ${line.outcome}`,
    line.decided_by === null ? "" : `by ${line.decided_by} at ${line.decided_at?.toISOString() ?? ""}`,
    `Last used: ${line.last_used_on ?? "never seen"}`,
    line.subject_count === null ? "" : `People then: ${line.subject_count}`,
  ];
  write.text(facts.filter((fact) => fact !== "").join("   "));
  if (line.reason !== null) write.text(`Reason: ${line.reason}`);
  document.moveDown(0.7);
}

// The built-in fonts of PDF know the letters of Windows-1252 only. These know those of most alphabets, and what is used of them
// goes into the file. Chinese, Japanese and Korean would each take a large font of their own: `writerOf` spells their letters.
const require = createRequire(import.meta.url);
const fonts = { text: "dejavu-fonts-ttf/ttf/DejaVuSans.ttf", bold: "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf" } as const;

function withFonts(document: Pdf): Pdf {
  for (const [name, file] of Object.entries(fonts)) document.registerFont(name, require.resolve(file));
  return document.font("text");
}
