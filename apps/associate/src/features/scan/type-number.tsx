"use client";

import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import css from "./scan-screen.module.css";

/** The number under the bars, typed: for torn tags and cameras that are off. */
export function TypeNumber({ onCode }: { readonly onCode: (code: string) => void }) {
  const [code, setCode] = useState("");
  return (
    <form
      className={css.type}
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== "") onCode(code.trim());
      }}
    >
      <TextField
        label="Tag, SKU or order number"
        name="code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        inputMode="text"
        enterKeyHint="go"
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={120}
        autoFocus
      />
      <Button type="submit" look="ghost" isOff={code.trim() === ""}>
        Look it up
      </Button>
    </form>
  );
}
