/**
 * `user.password_changed` reads "User: password changed". Derived, not listed: a new action of the server
 * must be readable in the log on the day it appears.
 */
export function actionWords(action: string): string {
  const [noun = "", ...rest] = action.split(".");
  const words = rest.join(" ").replaceAll("_", " ");
  const subject = noun.replaceAll("_", " ").replace(/^api /, "API ");

  return words === "" ? capitalise(subject) : `${capitalise(subject)}: ${words}`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
