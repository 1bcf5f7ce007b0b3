"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { type Action, REMEMBERED_DAYS, useAction } from "../../queries/outbox.ts";
import { actionPath, routes } from "../../routes.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ScreenTitle } from "../../ui/screen.tsx";
import { useBack } from "../../ui/use-back.ts";
import { safeWords } from "../../words/action-words.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { ActionFacts } from "./action-facts.tsx";
import { ActionFoot } from "./action-foot.tsx";
import { ActionTrail } from "./action-trail.tsx";
import { ActionWords } from "./action-words.tsx";
import { EditSheet } from "./edit-sheet.tsx";
import { useIsStuck } from "./use-is-stuck.ts";
import { useNames } from "./use-names.ts";
import { useSteps } from "./use-steps.ts";

/** One action, from the tap to head office's answer: what was said to the client, what came back, and what is safe to do now. */
export function ActionScreen() {
  const action = useAction(useSearchParams().get("id"));
  const back = useBack(routes.outbox);
  if (action === undefined) return <PhoneScreen back={back}>{null}</PhoneScreen>;
  if (action === null) {
    return (
      <PhoneScreen back={back}>
        <ScreenTitle>Not on this phone</ScreenTitle>
        <EmptyState action={<ButtonLink href={routes.outbox}>Open the outbox</ButtonLink>}>
          This phone keeps what it did for {REMEMBERED_DAYS} days. What was undone before it was sent leaves nothing behind.
        </EmptyState>
      </PhoneScreen>
    );
  }
  return <OneAction key={action.row.id} action={action} back={back} />;
}

function OneAction({ action, back }: { readonly action: Action; readonly back: { readonly onPress: () => void } }) {
  const router = useRouter();
  const isEditing = useSearchParams().get("edit") !== null;
  const { row, state } = action;
  const steps = useSteps(row);
  const mayEdit = (state === "needs-you" || state === "put-aside") && steps.some((step) => step.kind === "edit");
  const hasFoot = mayEdit || state === "needs-you" || state === "on-this-phone";
  return (
    <PhoneScreen back={back} foot={hasFoot && <ActionFoot action={action} steps={steps} />}>
      <ScreenTitle size="long" note={safeWords({ row, state, isStuck: useIsStuck(row) }, useNames(row).names)}>
        {row.label.title}
      </ScreenTitle>
      <ActionTrail action={action} />
      <ActionWords action={action} />
      <ActionFacts action={action} />
      {mayEdit && (
        <EditSheet
          row={row}
          isOpen={isEditing}
          onClose={() => router.replace(actionPath(row.id))}
          onSaved={(id) => router.replace(actionPath(id))}
        />
      )}
    </PhoneScreen>
  );
}
