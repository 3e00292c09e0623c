/** What sentences about a difference of access are made of, in one language. `{…}` is filled in. */
export interface DifferenceWords {
  gains: string;
  losses: string;
  subjects: Readonly<Record<string, string>>;
  all: string;
  resources: Readonly<Record<string, string>>;
  /** Of a type that another application adds. */
  otherResources: string;
  /** A thing by its name. */
  named: string;
  actions: Readonly<Record<string, string>>;
  tagged: string;
  anyValue: string;
  inGroup: string;
  withRole: string;
  sameValue: string;
  and: string;
  whileConditions: string;
  except: string;
}
