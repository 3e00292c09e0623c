/** Which tags could make a rule match: corrected where they are a slip of the pen, added where they are missing. */
import type { Tag, Target } from "@latchkey/contract";
import type { Inquiry } from "./inquiry.ts";
import { tagMiss, type TagMiss } from "./near-miss.ts";
import { TagList } from "./tag-list.ts";
import type { TagChange } from "./tag-trial.ts";
import { difference } from "./text-difference.ts";

type Tagged = Extract<Target, { key: string }>;

export class TagChanges {
  private readonly inquiry: Inquiry;
  /** What is the subject's own can be changed on the subject; what it inherits cannot. */
  private readonly ownTags: TagList;

  constructor(inquiry: Inquiry) {
    const { asker, question } = inquiry.asked;
    this.inquiry = inquiry;
    this.ownTags = asker.tags === question.subject.tags ? inquiry.subjectTags : new TagList(question.subject.tags);
  }

  forTarget(target: Tagged): TagChange[] {
    if (target.match === "tag") return [towards(target, this.ownTags, "subject")];

    // Any value would do; only values that exist somewhere near are worth proposing.
    const { key } = target;
    const misspelt = this.inquiry.subjectTags.tags.filter((tag) => tag.key !== key && difference(key, tag.key) !== null);
    const values = [...misspelt.map((tag) => tag.value), ...this.inquiry.resourceTags.valuesOf(key)];
    return values.map((value) => ({ side: "subject", key, value, from: null }));
  }

  /** The subject gets a value that the resource has. */
  ofSubjectForTagMatch(key: string): TagChange[] {
    return this.inquiry.resourceTags.valuesOf(key).map((value) => towards({ key, value }, this.ownTags, "subject"));
  }

  /** The resource gets the tag, or a value that the subject has. */
  ofResourceFor(selector: { key: string; value?: string }): TagChange[] {
    const { key, value } = selector;
    const values = value === undefined ? this.inquiry.subjectTags.valuesOf(key) : [value];
    return values.map((each) => towards({ key, value: each }, this.inquiry.resourceTags, "resource"));
  }
}

/** A slip in the value is corrected; a value that is simply another one stays and the wanted one is added. */
function towards({ key, value }: Tag, list: TagList, side: TagChange["side"]): TagChange {
  const miss = tagMiss({ key, value }, list);
  return { side, key, value, from: isSlip(miss) ? miss.actual : null };
}

function isSlip(miss: TagMiss): miss is Extract<TagMiss, { kind: "case" | "whitespace" | "spelling" }> {
  return miss.kind === "case" || miss.kind === "whitespace" || miss.kind === "spelling";
}
