/** One step of the schema, forward and back. Structure and data never change in the same migration. */
export interface LatchkeyMigration {
  /** One sentence: why. */
  purpose: string;
  /** The room that owns what changes. */
  room: string;
  /** Rows change, the schema does not. */
  isDataOnly?: true;
  up: string;
  down: string;
}
