import { Skeleton } from "@mantine/core";
import classes from "./data-table.module.css";

/** Rows of the height that real ones will have, so that nothing jumps. */
export function SkeletonRows({ columnCount, rowCount = 8 }: { columnCount: number; rowCount?: number }) {
  return (
    <>
      {Array.from({ length: rowCount }, (_, row) => (
        <tr key={row} aria-hidden>
          {Array.from({ length: columnCount }, (_each, column) => (
            <td key={column} className={classes.cell}>
              <Skeleton height={14} my={5} width={`${40 + ((row * 7 + column * 13) % 50)}%`} />
            </td>
          ))}
        </tr>
      ))}
    </>
  );
}
