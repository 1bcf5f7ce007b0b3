"use client";

import { may } from "@aisle/domain";
import { useEffect, useState } from "react";
import { useReadyPhone } from "../../queries/phone.tsx";
import { type PhoneDeposits, type PhoneOfStore, phoneDesk, UNREACHABLE } from "../../queries/phone-desk.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import css from "./phones.module.css";

type OnePhone = { readonly phone: PhoneOfStore; readonly moment: (at: string) => string; readonly onClose: () => void };

/** One phone: taking it out of use, in two steps, and taking in what it left behind. */
export function OnePhoneSheet({ phone, ...rest }: Omit<OnePhone, "phone"> & { readonly phone: PhoneOfStore | undefined }) {
  return (
    <Sheet isOpen={phone !== undefined} onClose={rest.onClose} title={phone?.name || "Phone"}>
      {phone && <Facts phone={phone} {...rest} />}
    </Sheet>
  );
}

function Facts({ phone, moment, onClose }: OnePhone) {
  const { session } = useReadyPhone();
  const [isSure, setSure] = useState(false);
  const [problem, setProblem] = useState<string>();
  const canRevoke = may(session.associate.role, "revoke-phone") && phone.revokedAt === null;
  const isThis = phone.deviceId === session.deviceId;
  const unsent = phone.waiting ?? 0;
  const revoke = () => {
    phoneDesk.revoke(phone.deviceId).then(
      (answer) => (answer === UNREACHABLE ? setProblem("No signal. It is still in use.") : onClose()),
      () => setProblem("Head office did not take it out of use. Try again."),
    );
  };
  return (
    <>
      <List>
        <ListRow over="On it now" title={phone.person ?? "Nobody"} />
        <ListRow over="Last contact" title={moment(phone.lastContactAt)} sub={phone.appVersion && `Aisle ${phone.appVersion}`} />
        <ListRow over="Unsent" title={phone.waiting === null ? "Not known yet" : String(phone.waiting)} />
        {phone.revokedAt && (
          <ListRow
            over="Out of use since"
            title={moment(phone.revokedAt)}
            sub={
              phone.wipedAt
                ? `Wiped ${moment(phone.wipedAt)}`
                : "Not wiped yet: it is at its next contact. Clients on it go dark within a day."
            }
          />
        )}
      </List>
      <Deposits phone={phone} moment={moment} />
      {problem && <Banner tone="bad">{problem}</Banner>}
      {canRevoke && !isSure && (
        <div className={css.actions}>
          <Button look="danger" onPress={() => setSure(true)}>
            Take out of use
          </Button>
        </div>
      )}
      {canRevoke && isSure && (
        <div className={css.actions}>
          <Banner tone="bad" title={isThis ? "This is the phone in your hand." : "Whoever has it is signed out at once."}>
            {unsent === 0 ? "Nothing unsent is known on it." : `${unsent} unsent, as it last said.`} At its next contact it leaves
            what is unsent here, sealed, and forgets everything else.
          </Banner>
          <Button look="danger" onPress={revoke}>
            Take {phone.name || "it"} out of use
          </Button>
          <Button look="plain" onPress={() => setSure(false)}>
            Keep it
          </Button>
        </div>
      )}
    </>
  );
}

function Deposits({ phone, moment }: Omit<OnePhone, "onClose">) {
  const [deposits, setDeposits] = useState<PhoneDeposits>([]);
  const [said, setSaid] = useState<string>();
  const { deviceId } = phone;
  useEffect(() => {
    let isHere = true;
    phoneDesk.deposits(deviceId).then(
      (found) => isHere && found !== UNREACHABLE && setDeposits(found),
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, [deviceId]);
  const take = (depositId: string) => {
    phoneDesk.takeDepositIn(depositId).then(
      (answer) => {
        if (answer === UNREACHABLE || answer.kind === "try-later") return setSaid("Not now. Try again in a moment.");
        if (answer.kind === "refused") return setSaid("Head office could not open it.");
        setDeposits((all) =>
          all.map((each) => (each.depositId === depositId ? { ...each, takenInAt: new Date().toISOString() } : each)),
        );
        const open = answer.needsYou.length;
        setSaid(`${answer.actions} taken in, ${answer.confirmed} confirmed${open > 0 ? `, ${open} need whoever asked` : ""}.`);
      },
      () => setSaid("Head office did not take it in. Try again."),
    );
  };
  return (
    <>
      {deposits.map(({ depositId, at, takenInAt }) => (
        <div key={depositId} className={css.actions}>
          <Banner tone="quiet" title={`Left unsent work ${moment(at)}.`}>
            {takenInAt ? "Taken in." : "Sealed. Each action is judged for whoever asked."}
          </Banner>
          {!takenInAt && <Button onPress={() => take(depositId)}>Take in</Button>}
        </div>
      ))}
      <p role="status">{said}</p>
    </>
  );
}
