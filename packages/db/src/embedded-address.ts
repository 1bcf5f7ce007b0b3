import { createServer } from "node:net";
import path from "node:path";

/** A socket in the data folder where one is possible: nobody else can take it and nothing listens on the network. */
export type Address =
  | { readonly kind: "socket"; readonly folder: string; readonly port: number }
  | { readonly kind: "tcp"; readonly port: number };

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the end mark included. */
const SOCKET_PATH_BYTES = 103;

export async function chooseAddress(folder: string): Promise<Address> {
  const socket = path.join(folder, ".s.PGSQL.5432");
  const fits = Buffer.byteLength(socket) <= SOCKET_PATH_BYTES && !folder.includes(",");
  if (process.platform !== "win32" && fits) return { kind: "socket", folder, port: 5432 };
  return { kind: "tcp", port: await freePort() };
}

/** A libpq URL, understood by `pg`, drizzle-kit and psql alike. */
export function urlOf(
  address: Address,
  { user, password, database }: { user: string; password: string; database: string },
): string {
  if (address.kind === "tcp") return `postgresql://${user}:${password}@127.0.0.1:${address.port}/${database}`;
  return `postgresql://${user}:${password}@localhost:${address.port}/${database}?host=${encodeURIComponent(address.folder)}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const found = probe.address();
      probe.close(() => resolve(typeof found === "object" && found ? found.port : 0));
    });
  });
}
