/** Longest texts an import takes, in UTF-16 units. A phone holds every title and description of the chain. */
export const TEXT_MAX = {
  handle: 255,
  title: 500,
  name: 200,
  description: 10_000,
  tags: 2000,
  image: 1000,
  address: 500,
  phone: 60,
  email: 254,
} as const;
