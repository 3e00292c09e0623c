import { createContext, useContext } from "react";

/** Every word that the kit's own controls show or speak; the kit holds none itself, so that it can be translated. */
export interface UiWords {
  skipToContent: string;
  theme: string;
  themeLight: string;
  themeDark: string;
  themeAuto: string;
  search: string;
  clearSearch: string;
  searchShortcut: string;
  previousPage: string;
  nextPage: string;
  rowsPerPage: string;
  pager: string;
  selectRow: (name: string) => string;
  selectAllRows: string;
  openRow: (name: string) => string;
  loading: string;
  updating: string;
  retry: string;
  requestId: string;
  cancel: string;
  close: string;
  confirmByTyping: (word: string) => string;
  reason: string;
  copy: string;
  copied: string;
  copyFailed: string;
  never: string;
  showPassword: string;
  hidePassword: string;
  capsLock: string;
  pairKey: string;
  pairValue: string;
  pairKeyOfRow: (row: number) => string;
  pairValueOfRow: (row: number) => string;
  addPair: string;
  removePair: (name: string) => string;
  noPairs: string;
  morePairs: (count: number) => string;
  showAsTable: string;
  showAsChart: string;
  time: string;
  value: string;
  total: string;
  share: string;
  chartOf: (name: string) => string;
  noFigures: string;
}

export interface UiSettings {
  words: UiWords;
  /** BCP 47, for figures and dates. */
  locale: string;
  /** IANA zone in which times are shown. */
  timeZone: string;
}

export const UiContext = createContext<UiSettings | null>(null);

/** The words, locale and time zone in force; a page may override the latter two with `UiContext`. */
export function useUi(): UiSettings {
  const settings = useContext(UiContext);
  if (settings === null) throw new Error("Components of the design kit need an AppProvider above them");

  return settings;
}
