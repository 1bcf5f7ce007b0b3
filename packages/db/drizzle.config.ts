// Read by drizzle-kit, which is a tool of the root: paths are from there.
export default {
  dialect: "postgresql",
  schema: "./packages/db/src/schema/*.ts",
  out: "./packages/db/migrations",
};
