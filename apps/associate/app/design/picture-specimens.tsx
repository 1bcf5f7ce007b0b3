import { shapes } from "../../src/ui/pictures/drawings.ts";
import { ProductPicture } from "../../src/ui/product-picture.tsx";
import { Block } from "../../src/ui/screen.tsx";
import css from "./design.module.css";

const COLOURS = [
  "Camel",
  "Navy",
  "Ivory",
  "Bottle Green",
  "Black",
  "Burgundy",
  "Sky",
  "Rust",
  "Blush",
  "Denim",
  "Heather Grey",
  "White",
] as const;

export function PictureSpecimens() {
  return (
    <Block heading="Pictures">
      <div className={css.pictures}>
        {shapes.map((shape, index) => (
          <span key={shape}>
            <ProductPicture
              image={`drawn:${shape}`}
              colour={COLOURS[index % COLOURS.length] ?? "Camel"}
              title={shape}
              size="fill"
            />
            {shape}
          </span>
        ))}
      </div>
      <div className={css.small}>
        {shapes.map((shape, index) => (
          <ProductPicture
            key={shape}
            image={`drawn:${shape}`}
            colour={COLOURS[(index + 4) % COLOURS.length] ?? "Camel"}
            title={shape}
          />
        ))}
        <ProductPicture image="drawn:zorp" colour="Rust" title="Zorp" />
        <ProductPicture image="/no-such-photo.jpg" colour="Teal" title="Missing photo" />
        <ProductPicture image={undefined} colour="Zorp" title="" />
      </div>
      <div className={css.large}>
        <ProductPicture image="drawn:coat" colour="Camel" title="Coat" size="fill" />
      </div>
    </Block>
  );
}
