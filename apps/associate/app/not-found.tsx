import { routes } from "../src/routes.ts";
import { ButtonLink } from "../src/ui/button.tsx";
import { Screen, ScreenTitle } from "../src/ui/screen.tsx";
import { TopBar } from "../src/ui/top-bar.tsx";

export default function NotFound() {
  return (
    <Screen
      top={<TopBar back={{ href: routes.today, words: "Back to Today" }} />}
      foot={<ButtonLink href={routes.today}>Go to Today</ButtonLink>}
    >
      <ScreenTitle note="The address may be from an older version, or have lost its end on the way.">
        Nothing is kept here
      </ScreenTitle>
    </Screen>
  );
}
