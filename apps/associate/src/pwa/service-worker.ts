import { clientsClaim } from "workbox-core";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  getCacheKeyForURL,
  matchPrecache,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

/**
 * The whole app, pages and their payloads included, is one precached set, so every screen opens without a network and never
 * mixes two versions. It holds no business state: what people did is in the phone database, which nothing here touches.
 */
declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: { readonly url: string; readonly revision: string | null }[];
};

/** Answered by head office, never from here. */
const HEAD_OFFICE = [/^\/trpc\//, /^\/snap\//, /^\/poke$/, /^\/(healthz|readyz|metrics)$/, /^\/v1\//, /^\/\.well-known\//];

// Pages carry `?sku=` and their payloads `?_rsc=`; neither changes the file.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/.*/], cleanURLs: true });
cleanupOutdatedCaches();

// Next asks for a page with HEAD before it trusts that the page is a static file; workbox only answers GET.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && precachedUrl(url) !== undefined,
  async ({ url }) => {
    const stored = await matchPrecache(precachedUrl(url) ?? url.pathname);
    return stored ? new Response(null, { status: stored.status, headers: stored.headers }) : fetch(url, { method: "HEAD" });
  },
  "HEAD",
);

// An address that is no page of this app says so in the app's own words, offline too.
registerRoute(new NavigationRoute(createHandlerBoundToURL("/404.html"), { denylist: HEAD_OFFICE }));

// Takes over the page that installed it. A new version waits until the person says so: see `register.ts`.
clientsClaim();
self.addEventListener("message", (event) => {
  if (event.data?.type === "SKIP_WAITING") void self.skipWaiting();
});

function precachedUrl(url: URL): string | undefined {
  const path = url.pathname.endsWith("/") ? `${url.pathname}index.html` : url.pathname;
  return [path, `${path}.html`].find((candidate) => getCacheKeyForURL(candidate) !== undefined);
}
