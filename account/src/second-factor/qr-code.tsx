import classes from "./qr-code.module.css";

/** Light modules around the code, without which many readers do not find it (ISO/IEC 18004, 9.1). */
const border = 4;

/** A QR code from its rows, 1 being dark; always dark on white, whatever the page's colours. */
export function QrCode({ rows, label }: { rows: readonly string[]; label: string }) {
  const size = rows.length + 2 * border;
  const path = rows.flatMap((row, y) => [...row].map((cell, x) => (cell === "1" ? `M${x + border} ${y + border}h1v1h-1z` : ""))).join("");

  return (
    <svg className={classes.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
