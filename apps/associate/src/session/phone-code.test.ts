import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("the phone does not carry the parser of the wire: 90 kB, and a probe of eval that its policy forbids", async () => {
  const { metafile } = await build({
    entryPoints: [join(import.meta.dirname, "open-phone.ts")],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    metafile: true,
    external: ["zxing-wasm"],
    define: { "process.env.AISLE_BUILD": '""', "process.env.NODE_ENV": '"production"' },
  });
  const [output] = Object.values(metafile.outputs);
  const carried = Object.entries(output?.inputs ?? {}).filter(
    ([file, { bytesInOutput }]) => /zod/.test(file) && bytesInOutput > 0,
  );
  const bringers = Object.entries(metafile.inputs).filter(([file, { imports }]) => {
    const isOurs = !file.includes("node_modules");
    return isOurs && (output?.inputs[file]?.bytesInOutput ?? 0) > 0 && imports.some(({ path }) => path.includes("/zod/"));
  });
  expect(
    bringers.map(([file]) => file),
    "these files are needed on the phone: put their schemas into files of their own",
  ).toEqual([]);
  expect(carried.map(([file]) => file)).toEqual([]);
});
