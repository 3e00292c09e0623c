import { Text } from "@mantine/core";
import classes from "./brand.module.css";
import { Sign } from "./sign.tsx";

/** The portal's name with its first letter as a sign, until a portal can have a logo. */
export function Brand({ name }: { name: string }) {
  return (
    <span className={classes.brand}>
      <Sign letters={[...name.trim()][0]?.toLocaleUpperCase() ?? ""} />
      <Text component="span" fw={650} truncate>
        {name}
      </Text>
    </span>
  );
}
