/** Who is about to sign in, for as long as the page is open: what was typed on one screen is not asked again on the next. */
let typed = "";

export function readTypedAddress(): string {
  return typed;
}

export function keepTypedAddress(email: string): void {
  typed = email;
}
