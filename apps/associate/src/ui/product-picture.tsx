"use client";

import { useState } from "react";
import { classNames } from "./class-names.ts";
import { brightnessOf, colourHex } from "./colour-hex.ts";
import type { Drawing } from "./pictures/drawing.ts";
import { drawingFor } from "./pictures/drawings.ts";
import css from "./product-picture.module.css";

type ProductPictureProps = {
  /** `drawn:coat`, or the address of a photo. */
  readonly image: string | undefined;
  /** What the shop calls the colour; it tints the drawing and the tile. */
  readonly colour: string;
  readonly title: string;
  /** `row` 40 x 52, `page` 116 x 150, `fill` as wide as its place. */
  readonly size?: "row" | "page" | "fill";
};

/** A picture of a product: the drawing or the photo, else a tinted tile with the product's initial. Decoration: the title stands beside it. */
export function ProductPicture({ image, colour, title, size = "row" }: ProductPictureProps) {
  const [broken, setBroken] = useState<string>();
  const drawing = image === undefined ? undefined : drawingFor(image);
  const hex = colourHex(colour);
  if (drawing) return <DrawnPicture drawing={drawing} hex={hex} size={size} />;
  const hasPhoto = image !== undefined && image !== broken && isPhoto(image);
  return (
    <span className={classNames(css.frame, css[size])}>
      <svg className={css.tile} viewBox="0 0 120 150" color={hex} aria-hidden="true" focusable="false">
        <text className={css.initial} x="60" y="92" textAnchor="middle">
          {title.trim().slice(0, 1).toLocaleUpperCase()}
        </text>
      </svg>
      {hasPhoto && (
        // biome-ignore lint/performance/noImgElement: a static export has no image server
        <img className={css.photo} src={image} alt="" loading="lazy" decoding="async" onError={() => setBroken(image)} />
      )}
    </span>
  );
}

/** Pages load pictures over https only; another kind of address in a catalogue is no photo. */
function isPhoto(image: string): boolean {
  return URL.canParse(image) && new URL(image).protocol === "https:";
}

function DrawnPicture({
  drawing,
  hex,
  size,
}: {
  readonly drawing: Drawing;
  readonly hex: string;
  readonly size: "row" | "page" | "fill";
}) {
  const depth = brightnessOf(hex) < 0.07 ? css.deep : css.clear;
  return (
    <svg
      className={classNames(css.tile, css[size], depth)}
      viewBox="0 0 120 150"
      preserveAspectRatio="xMidYMid meet"
      color={hex}
      aria-hidden="true"
      focusable="false"
    >
      {drawing.map((part) => (
        <g key={part.material + part.d} className={css[part.material]}>
          <path d={part.d} />
          {part.isMirrored && <path d={part.d} transform="matrix(-1 0 0 1 120 0)" />}
        </g>
      ))}
    </svg>
  );
}
