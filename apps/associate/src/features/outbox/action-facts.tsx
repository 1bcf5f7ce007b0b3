"use client";

import { type Action, orderNumberOf } from "../../queries/outbox.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { actionPath, clientPath, orderPath } from "../../routes.ts";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Block } from "../../ui/screen.tsx";
import { useMoment } from "./use-names.ts";

/** Who, for whom, on which phone, and the actions it is tied to. */
export function ActionFacts({ action }: { readonly action: Action }) {
  const { session } = useReadyPhone();
  const moment = useMoment();
  const { row, by, replaces, replacedBy } = action;
  const { customerId, customerName } = row.label;
  const number = orderNumberOf(row);
  return (
    <Block heading="About it">
      <List label="About it">
        {replacedBy && <ListRow over="Sent again as" title={replacedBy.label.title} href={actionPath(replacedBy.id)} />}
        {replaces && <ListRow over="In place of" title={replaces.label.title} href={actionPath(replaces.id)} />}
        {row.name === "order.ship-to-home" && (
          <ListRow over="Order" title={number ?? "See it"} href={orderPath(row.args.orderId)} />
        )}
        {customerId && customerName && <ListRow over="For" title={customerName} href={clientPath(customerId)} />}
        <ListRow
          over="By"
          title={by || "Somebody of this store"}
          sub={`${moment(Date.parse(row.issuedAt))}, on this phone (${phoneCode(session.deviceId)})`}
        />
      </List>
    </Block>
  );
}

/** The last four characters of the phone's id: short enough to say aloud, and the same as head office shows. */
export function phoneCode(deviceId: string): string {
  return deviceId.slice(-4).toUpperCase();
}
