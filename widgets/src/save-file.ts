const revokeAfterMilliseconds = 10_000;

/** Hands a text to the browser as a file to keep. */
export function saveText(fileName: string, text: string): void {
  // The byte order mark is what makes spreadsheets read UTF-8; the server's own CSV has one already.
  const withMark = text.startsWith("\uFEFF") ? text : `\uFEFF${text}`;
  const url = URL.createObjectURL(new Blob([withMark], { type: "text/csv;charset=utf-8" }));
  saveUrl(url, fileName);

  setTimeout(() => URL.revokeObjectURL(url), revokeAfterMilliseconds);
}

/** Downloads what is at an address; the server names the file unless a name is given. */
export function saveUrl(url: string, fileName = ""): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
}
