/** The plural forms that English lacks and another language may need; see Intl.PluralRules. */
type MoreForms = Readonly<Partial<Record<`${string}_${"zero" | "two" | "few" | "many"}`, string>>>;

/** The same sentences in another language: every key of `English`, and further plural forms where the language has them. */
export type Translated<English> = {
  readonly [Key in keyof English]: English[Key] extends string ? string : Translated<English[Key]>;
} & MoreForms;
