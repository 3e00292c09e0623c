/** Copies what the field holds; false when the browser refuses, with the text left selected for Ctrl+C. */
export async function copyFrom(input: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(input.value);

    return true;
  } catch {
    return copySelection(input);
  }
}

/** The old way needs no permission and works on plain http, where `navigator.clipboard` is missing. */
function copySelection(input: HTMLInputElement): boolean {
  input.focus();
  input.select();

  return document.execCommand("copy");
}
