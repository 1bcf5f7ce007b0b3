import { initTRPC, TRPCError } from "@trpc/server";
import type { App } from "./app.ts";
import type { Session } from "./sessions/session-reader.ts";

/** What one request brings: the running app, who asks, and a way to set the cookie of a new session. */
export type RequestContext = {
  readonly app: App;
  readonly session: Session | null;
  readonly setCookie: (value: string) => void;
};

const t = initTRPC.context<RequestContext>().create({
  // Nothing of a fault's inside leaves the building; the incident id leads to the log line.
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message: error.code === "INTERNAL_SERVER_ERROR" ? "Something broke at head office" : shape.message,
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus },
  }),
});

export const router = t.router;
export const anyone = t.procedure;
export const signedIn = t.procedure.use(({ ctx, next }) => {
  if (!ctx.session) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { ...ctx, session: ctx.session } });
});
