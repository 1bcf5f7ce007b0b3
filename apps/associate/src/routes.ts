/**
 * Every address in the app. A static export knows its paths at build time only, so what varies travels in the query string.
 */
export const routes = {
  today: "/",
  scan: "/scan",
  clients: "/clients",
  /** A name that was typed already travels beside the address: session/new-client-name.ts. */
  newClient: "/client/new",
  store: "/store",
  outbox: "/outbox",
  saveActions: "/save-actions",
  takeIn: "/take-in",
  check: "/check",
  signIn: "/sign-in",
  join: "/join",
  phones: "/phones",
  welcome: "/welcome",
  design: "/design",
} as const;

/** The search page, with the words already typed, or a client to look up for. */
export function findPath(search: { readonly query?: string } = {}): string {
  return withQuery("/find", { q: search.query });
}

/** One style; `sku` opens it on that size and colour, and `by` says that its tag was scanned. */
export function itemPath(item: { readonly style: string; readonly sku?: string; readonly by?: "scan" }): string {
  return withQuery("/item", { style: item.style, sku: item.sku, by: item.by });
}

export function clientPath(clientId: string): string {
  return withQuery("/client", { id: clientId });
}

export function orderPath(orderId: string): string {
  return withQuery("/order", { id: orderId });
}

/** One action of the outbox; `edit` opens its form, filled in, to send it again. */
export function actionPath(id: string, { edit }: { readonly edit?: "open" } = {}): string {
  return withQuery("/action", { id, edit });
}

/** The five places at the foot of every main screen, in order. */
export const tabs = [
  { href: routes.today, label: "Today", icon: "house" },
  { href: findPath(), label: "Find", icon: "search" },
  { href: routes.scan, label: "Scan", icon: "scan" },
  { href: routes.clients, label: "Clients", icon: "people" },
  { href: routes.store, label: "Store", icon: "shop" },
] as const;

function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== "") words.set(name, value);
  const text = words.toString();
  return text === "" ? path : `${path}?${text}`;
}
