/**
 * The page's content security policy lets only style elements through that carry this response's nonce.
 * The server writes it into `<meta name="csp-nonce">`.
 */
export function styleNonce(): string {
  return document.querySelector('meta[name="csp-nonce"]')?.getAttribute("content") ?? "";
}

/** The scroll lock behind dialogs writes a style element too; `get-nonce`, which it asks, looks at this global. */
export function shareStyleNonce(): void {
  const nonce = styleNonce();
  if (nonce !== "") Object.assign(globalThis, { __webpack_nonce__: nonce });
}
