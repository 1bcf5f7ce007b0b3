import type { CameraState } from "../../scanning/camera.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import css from "./scan-screen.module.css";

/** What stands where the camera's picture will be, while there is none: why, and the next step. */
export function CameraCard({ state, onStart }: { readonly state: CameraState; readonly onStart: () => void }) {
  switch (state.kind) {
    case "live":
      return null;
    case "starting":
      return <p className={css.waiting}>Starting camera…</p>;
    case "priming":
      return (
        <Card title="Scan a tag or a receipt" words="The picture stays on this phone. iOS asks once if Aisle may use the camera.">
          <Button look="ghost" onPress={onStart}>
            Start camera
          </Button>
        </Card>
      );
    case "stopped":
      return (
        <Card title="The camera is resting" words="It stops after a minute without a scan.">
          <Button look="ghost" onPress={onStart}>
            Start camera
          </Button>
        </Card>
      );
    case "refused":
      return (
        <Card
          title="The camera is off for this app"
          words="Turn it on in Settings, Apps, Safari, Camera. Until then, type the number under the bars."
        >
          <Button look="ghost" onPress={onStart}>
            Try again
          </Button>
        </Card>
      );
    case "none":
      return (
        <Card title={NONE[state.why].title} words={NONE[state.why].words}>
          <Button look="ghost" onPress={onStart}>
            Try again
          </Button>
        </Card>
      );
  }
}

const NONE = {
  "no-camera": { title: "No camera here", words: "Type the number under the bars, or use a paired scanner." },
  "camera-busy": {
    title: "Another app has the camera",
    words: "Close the other app, then try again. Typing the number works too.",
  },
  "decoder-not-here": {
    title: "Scanning isn't on this phone yet",
    words: "It comes with the first good signal. Until then, type the number under the bars.",
  },
} as const;

function Card({
  title,
  words,
  children,
}: {
  readonly title: string;
  readonly words: string;
  readonly children: React.ReactNode;
}) {
  return (
    <div className={css.card}>
      <Icon name="scan" size="large" />
      <p className={css.cardTitle}>{title}</p>
      <p className={css.cardWords}>{words}</p>
      {children}
    </div>
  );
}
