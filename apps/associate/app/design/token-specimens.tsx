import { Icon, type IconName } from "../../src/ui/icon.tsx";
import { iconPaths } from "../../src/ui/icon-paths.ts";
import { Block } from "../../src/ui/screen.tsx";
import css from "./design.module.css";

const COLOURS = [
  "bg",
  "surface",
  "sunken",
  "ink",
  "ink-2",
  "ink-3",
  "hairline",
  "control",
  "accent",
  "accent-tint",
  "ok",
  "ok-tint",
  "wait",
  "wait-tint",
  "bad",
  "bad-tint",
  "focus",
] as const;

const ICONS = Object.keys(iconPaths) as readonly IconName[]; // Object.keys forgets the keys of a const object

export function TokenSpecimens() {
  return (
    <>
      <Block heading="Colour">
        <div className={css.colours}>
          {COLOURS.map((name) => (
            <div key={name} className={css.colour}>
              <svg aria-hidden="true">
                <rect width="100%" height="100%" fill={`var(--${name})`} />
              </svg>
              {name}
            </div>
          ))}
        </div>
      </Block>
      <Block heading="Type">
        <div className={css.type}>
          <span className={css.display}>Good afternoon, Maya</span>
          <span className={css.name}>Merino Trench Coat $498</span>
          <span className={css.title}>Title 20 on 24</span>
          <span className={css.body}>Body 17 on 22, figures 0123456789 line up</span>
          <span className={css.sub}>Sub 15 on 20, second in rank</span>
          <span className={css.label}>Label 13, hints and places</span>
        </div>
      </Block>
      <Block heading="Icons">
        <div className={css.icons}>
          {ICONS.map((name) => (
            <span key={name}>
              <Icon name={name} />
              {name}
            </span>
          ))}
        </div>
      </Block>
    </>
  );
}
