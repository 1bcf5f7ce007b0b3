export { startTestCluster, type TestCluster, urlOfDatabase } from "./test-cluster.ts";
export { createTestDatabase, type TestDatabase } from "./test-database.ts";
