"use client";

import { useRouter } from "next/navigation";
import { useDeferredValue, useMemo, useState } from "react";
import { useClients } from "../../queries/clients.ts";
import { usePeopleSearch } from "../../queries/people.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { clientPath, routes } from "../../routes.ts";
import { carryName } from "../../session/new-client-name.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FilterChips } from "../../ui/filter-chips.tsx";
import { List } from "../../ui/list-row.tsx";
import { ScreenTitle } from "../../ui/screen.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { darkWords } from "../lock/lock-words.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import css from "./clients-screen.module.css";
import { PersonRow } from "./person-row.tsx";
import { phoneWords } from "./phone-words.ts";
import { StoreSearchBlock } from "./store-search.tsx";

const PAGE = 60;
const MOST_FOUND = 100;

/** Clients, unless this phone has put them away. */
export function ClientsScreen() {
  const { dark } = useReadyPhone();
  if (dark === null) return <KnownClientsScreen />;
  return (
    <PhoneScreen tab="Clients">
      <ScreenTitle>Clients</ScreenTitle>
      <EmptyState
        action={
          <ButtonLink look="ghost" href={routes.signIn}>
            Sign in
          </ButtonLink>
        }
      >
        {darkWords(dark)}
      </EmptyState>
    </PhoneScreen>
  );
}

/** One's own clients, everybody in one's day, and whoever is looked for: first among them, then in the whole store. */
function KnownClientsScreen() {
  const { session } = useReadyPhone();
  const clients = useClients();
  const router = useRouter();
  const search = usePeopleSearch(clients);
  const [query, setQuery] = useState("");
  const asked = useDeferredValue(query.trim());
  const mine = useMemo(
    () => (clients ?? []).filter((client) => client.associateId === session.associate.associateId),
    [clients, session],
  );
  const [asks, setWhose] = useState<"mine" | "day">();
  const whose = asks ?? (mine.length > 0 ? "mine" : "day");
  const [shown, setShown] = useState(PAGE);
  const everyone = useMemo(() => {
    if (asked !== "") return search(asked, MOST_FOUND);
    return whose === "mine" ? mine : (clients ?? []);
  }, [asked, whose, mine, clients, search]);
  const known = useMemo(() => new Set<string>((clients ?? []).map((client) => client.customerId)), [clients]);
  const choices = [
    { value: "mine", label: `My clients ${mine.length}` },
    { value: "day", label: `My day ${clients?.length ?? 0}` },
  ];
  return (
    <PhoneScreen tab="Clients">
      <div className={css.title}>
        <ScreenTitle>Clients</ScreenTitle>
        <div className={css.action}>
          <Button
            look="plain"
            size="row"
            icon="plus"
            onPress={() => {
              carryName(/[\d@]/.test(asked) ? "" : asked);
              router.push(routes.newClient);
            }}
          >
            New client
          </Button>
        </div>
      </div>
      <SearchField label="Name, phone or e-mail" value={query} onChange={setQuery} />
      {asked === "" && (
        <div className={css.bar}>
          <FilterChips
            legend="Whose clients"
            choices={choices}
            value={whose}
            onChange={(value) => {
              setWhose(value === "mine" ? "mine" : "day");
              setShown(PAGE);
            }}
          />
        </div>
      )}
      {clients === undefined ? (
        <SkeletonRows />
      ) : everyone.length === 0 ? (
        <EmptyState>
          {asked === ""
            ? "No clients in your day yet. Add the first one you serve, or look one up by name."
            : `Nobody in your day matches “${asked}”.`}
        </EmptyState>
      ) : (
        <List label="Clients">
          {everyone.slice(0, shown).map((client) => (
            <PersonRow
              key={client.customerId}
              name={client.name}
              note={client.isOnThisPhone ? <Chip tone="wait">On this phone</Chip> : phoneWords(client.phone)}
              href={clientPath(client.customerId)}
            />
          ))}
        </List>
      )}
      {asked !== "" && <StoreSearchBlock words={asked} known={known} />}
      {everyone.length > shown && (
        <Button look="ghost" onPress={() => setShown(shown + PAGE * 4)}>
          Show more
        </Button>
      )}
    </PhoneScreen>
  );
}
