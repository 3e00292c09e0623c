/** One kind of expected failure: this single definition gives status, words and documents. */
export interface ErrorDefinition {
  status: 400 | 401 | 402 | 403 | 404 | 409 | 412 | 413 | 415 | 428 | 429 | 500 | 503;
  /** A sentence for the person, without details of this one case. */
  title: string;
  /** What the caller can do about it; shown in docs/errors.md. */
  advice: string;
}

export interface ErrorDetails {
  /** What happened in this case. */
  detail?: string;
  errors?: { path: string; message: string }[];
  /** Further members of the problem answer, e.g. the stored version. */
  extra?: Record<string, unknown>;
  retryAfterSeconds?: number;
}

/** An expected failure with a stable code; everything else that is thrown is our fault and answered as 500. */
export class LatchkeyError extends Error {
  readonly code: string;
  readonly definition: ErrorDefinition;
  readonly details: ErrorDetails;

  constructor(code: string, definition: ErrorDefinition, details: ErrorDetails = {}) {
    super(details.detail ?? definition.title);
    this.name = "LatchkeyError";
    this.code = code;
    this.definition = definition;
    this.details = details;
  }
}

type Creators<T> = { [K in keyof T]: (details?: ErrorDetails) => LatchkeyError };

const catalogues = new Map<string, Record<string, ErrorDefinition>>();

/** Declares the errors of one room. Codes are `room.name` and never change once released. */
export function defineErrors<T extends Record<string, ErrorDefinition>>(room: string, definitions: T): Creators<T> {
  catalogues.set(room, definitions);
  const creators = Object.entries(definitions).map(([name, definition]) => [
    name,
    (details?: ErrorDetails) => new LatchkeyError(`${room}.${name}`, definition, details),
  ]);
  return Object.fromEntries(creators) as Creators<T>;
}

/** Every declared error, for the generated docs/errors.md. */
export function listErrorDefinitions(): { code: string; definition: ErrorDefinition }[] {
  return [...catalogues].flatMap(([room, definitions]) =>
    Object.entries(definitions).map(([name, definition]) => ({ code: `${room}.${name}`, definition })),
  );
}
