import http from "node:http";
import type https from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublic, look, safeFetch, type UnsafeAddress } from "./safe-fetch.ts";

const refusal = (address: string, resolve?: (host: string) => Promise<readonly string[]>) =>
  look(address, { ...(resolve && { resolve }) }).then(
    () => "asked",
    (fault: UnsafeAddress) => fault.reason,
  );

describe("an address that head office is given", () => {
  it.each([
    ["http://example.com/", "not-https"],
    ["file:///etc/passwd", "not-https"],
    ["gopher://example.com/", "not-https"],
    ["//example.com", "not-https"],
    ["nonsense", "not-https"],
    ["https://user:secret@example.com/", "names-a-user"],
    ["https://example.com:8443/", "other-port"],
    ["https://127.0.0.1/", "not-public"],
    ["https://127.1/", "not-public"],
    ["https://2130706433/", "not-public"],
    ["https://0x7f.0.0.1/", "not-public"],
    ["https://0177.0.0.1/", "not-public"],
    ["https://0/", "not-public"],
    ["https://10.0.0.8/", "not-public"],
    ["https://172.31.255.255/", "not-public"],
    ["https://192.168.1.1/", "not-public"],
    ["https://169.254.169.254/latest/meta-data/", "not-public"],
    ["https://100.64.0.1/", "not-public"],
    ["https://[::1]/", "not-public"],
    ["https://[::]/", "not-public"],
    ["https://[fe80::1]/", "not-public"],
    ["https://[fd00:ec2::254]/", "not-public"],
    ["https://[::ffff:127.0.0.1]/", "not-public"],
    ["https://[::ffff:a9fe:a9fe]/", "not-public"],
    ["https://[64:ff9b::7f00:1]/", "not-public"],
    ["https://[2002:7f00:1::]/", "not-public"],
  ])("%s is not asked: %s", async (address, reason) => {
    expect(await refusal(address)).toBe(reason);
  });

  it("is not asked where its name leads into a network of our own, one of its addresses or all", async () => {
    const resolves = (...addresses: string[]) => refusal("https://images.example/coat.jpg", async () => addresses);
    expect(await resolves("93.184.216.34")).toBe("asked");
    expect(await resolves("127.0.0.1")).toBe("not-public");
    expect(await resolves("93.184.216.34", "10.1.2.3")).toBe("not-public");
    expect(await resolves("::ffff:10.0.0.1")).toBe("not-public");
    expect(await resolves()).toBe("no-such-name");
    expect(await refusal("https://localhost./")).toBe("not-public");
  });

  it("may be one of our own that the operator named, port and all", async () => {
    const resolve = async () => ["10.1.2.3"];
    const found = await look("https://login.corp.internal:8443/", { allowedHosts: ["login.corp.internal"], resolve });
    expect(found.addresses).toEqual(["10.1.2.3"]);
  });

  it("is judged as the internet registries do", () => {
    expect(
      ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "172.32.0.1", "100.128.0.1"].filter((each) => !isPublic(each)),
    ).toEqual([]);
    expect(["224.0.0.1", "255.255.255.255", "2001:db8::1", "ff02::1", "no address"].filter(isPublic)).toEqual([]);
  });
});

describe("an answer from outside", () => {
  let server: http.Server;
  beforeAll(async () => {
    server = http.createServer((request, response) => {
      if (request.url === "/away") response.writeHead(302, { location: "https://169.254.169.254/" }).end();
      else if (request.url === "/large") response.end("x".repeat(4000));
      else if (request.url === "/drip") response.write("x");
      else response.end(`hello ${request.headers.host}`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** The outside world stands on loopback here, without TLS; names are looked up once and must not be again. */
  const outside = (path: string, more: { maxBytes?: number; timeoutMs?: number } = {}) => {
    let looked = 0;
    const { port } = server.address() as AddressInfo;
    return safeFetch(`https://images.example${path}`, {
      ...more,
      resolve: async () => [++looked === 1 ? "93.184.216.34" : "127.0.0.1"],
      request: ((asked: https.RequestOptions, on: (answer: http.IncomingMessage) => void) => {
        expect(asked).toMatchObject({ host: "93.184.216.34", servername: "images.example", port: 443 });
        return http.request({ ...asked, agent: undefined, host: "127.0.0.1", port }, on);
        // Boundary: http in the place of https, which is asked in the same words.
      }) as typeof https.request,
    });
  };
  const reasonOf = (answer: Promise<unknown>) =>
    answer.then(
      () => "taken",
      (fault: UnsafeAddress) => fault.reason,
    );

  it("comes from the very address that was looked at, under the name that was asked for", async () => {
    expect(String((await outside("/")).body)).toBe("hello images.example");
  });

  it("that leads elsewhere, is too large or does not end is not taken", async () => {
    expect(await reasonOf(outside("/away"))).toBe("redirects");
    expect(await reasonOf(outside("/large", { maxBytes: 1000 }))).toBe("too-large");
    expect(await reasonOf(outside("/drip", { timeoutMs: 100 }))).toBe("too-slow");
  });
});
