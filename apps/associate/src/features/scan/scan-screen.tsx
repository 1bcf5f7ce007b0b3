"use client";

import type { Scan, Style, Variant } from "@aisle/domain";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { useShelves } from "../../queries/promise.ts";
import { findPath, orderPath } from "../../routes.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { variantWords } from "../../words/option-words.ts";
import { ItemFoot } from "../item/item-foot.tsx";
import { useShipSheet } from "../item/use-ship-sheet.tsx";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { CameraCard } from "./camera-cards.tsx";
import { type LookedUp, unknownWords } from "./look-up.ts";
import { ScanResult } from "./scan-result.tsx";
import css from "./scan-screen.module.css";
import { takeScans } from "./scan-taker.ts";
import { TypeNumber } from "./type-number.tsx";
import { useCamera } from "./use-camera.ts";
import { useLookUp } from "./use-look-up.ts";

/** How long the picture lights up when a code was read, in ms. */
const FLASH_MS = 120;

type Shown = { readonly style: Style; readonly variant: Variant } | Extract<LookedUp, { readonly kind: "unknown" }>;

/** The camera stays live while what it read stands under it, ready for the next one. */
export function ScanScreen() {
  const router = useRouter();
  const look = useLookUp();
  const shelfOf = useShelves();
  const ship = useShipSheet();
  const video = useRef<HTMLVideoElement>(null);
  const [shown, setShown] = useState<Shown>();
  const [isTyping, setTyping] = useState(false);
  const [isFlashing, setFlashing] = useState(false);
  const lastTaken = useRef<string>(undefined);
  const { open, isOpen } = ship;

  const take = useCallback(
    async (code: Scan | string) => {
      const found = await look(code);
      if (found.kind === "order") return router.push(orderPath(found.orderId));
      if (found.kind === "unknown") {
        lastTaken.current = undefined;
        return setShown(found);
      }
      const { style, variant } = found;
      // The tag just answered still lies before the camera: it asks again only when another one came between.
      if (typeof code !== "string" && lastTaken.current === variant.sku) return;
      lastTaken.current = variant.sku;
      setShown({ style, variant });
      setTyping(false);
      setFlashing(true);
      setTimeout(() => setFlashing(false), FLASH_MS);
      if (shelfOf(variant).state === "ship") open({ style, variant });
    },
    [look, router, shelfOf, open],
  );
  // While the sheet asks, the camera may see the same tag again: that is no new question.
  const camera = useCamera({ video, onScan: (scan) => void (isOpen || take(scan)) });
  useEffect(() => takeScans((raw) => void take(raw)), [take]);

  const item = shown && "variant" in shown ? shown : undefined;
  const unknown = shown && "code" in shown ? unknownWords(shown) : undefined;
  const { state } = camera;
  return (
    <PhoneScreen
      tab="Scan"
      width="bare"
      {...(ship.clientNote !== undefined && { clientNote: ship.clientNote })}
      foot={
        item && (
          <ItemFoot
            variant={item.variant}
            shelf={shelfOf(item.variant)}
            category={item.style.category}
            onShip={() => open(item)}
            onAskSize={() => {}}
          />
        )
      }
    >
      <h1 className={css.heading}>Scan</h1>
      {isTyping && (
        <div className={css.page}>
          <TypeNumber onCode={(code) => void take(code)} />
        </div>
      )}
      {/* Hidden, not gone: the picture goes on where it was when somebody comes back from typing. */}
      <div className={classNames(css.camera, shown && css.small)} hidden={isTyping}>
        <video ref={video} className={css.video} playsInline muted aria-label="What the camera sees" />
        {state.kind === "live" && <div className={css.window} aria-hidden="true" />}
        {isFlashing && <div className={css.flash} aria-hidden="true" />}
        <CameraCard state={state} onStart={camera.start} />
      </div>
      <div className={css.page}>
        <div className={css.tools}>
          <Button look="plain" size="row" icon={isTyping ? "scan" : "keyboard"} onPress={() => setTyping(!isTyping)}>
            {isTyping ? "Use the camera" : "Type the number"}
          </Button>
          {state.kind === "live" && state.torch !== "absent" && !isTyping && (
            <Button look="plain" size="row" icon="torch" onPress={() => camera.setTorch(state.torch === "on" ? "off" : "on")}>
              {state.torch === "on" ? "Light off" : "Light on"}
            </Button>
          )}
        </div>
        {item && (
          <ScanResult
            style={item.style}
            variant={item.variant}
            ticked={ship.ticked}
            onPick={(variant) => setShown({ style: item.style, variant })}
          />
        )}
        {unknown && (
          <div className={css.unknown}>
            <p className={css.cardTitle}>{unknown.title}</p>
            <p className={css.cardWords}>{unknown.advice}</p>
            <ButtonLink look="ghost" icon="search" href={findPath()}>
              Find by name
            </ButtonLink>
          </div>
        )}
        <p role="status" className={css.heading}>
          {item ? [item.style.title, variantWords(item.variant)].filter(Boolean).join(", ") : unknown?.title}
        </p>
      </div>
      {ship.sheet}
    </PhoneScreen>
  );
}
