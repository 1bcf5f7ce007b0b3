export { startTestCluster, type TestCluster, urlOfDatabase } from "./test-cluster.ts";
export { CLUSTER_URL, createTestDatabase, type TestDatabase } from "./test-database.ts";
