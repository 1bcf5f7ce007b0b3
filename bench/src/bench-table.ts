/** What a benchmark or a count prints: a table, and the bars it must clear. */
export type BenchTable = {
  readonly title: string;
  readonly columns: string[];
  readonly rows: (string | number)[][];
  readonly bars: {
    readonly claim: string;
    readonly value: number | string;
    readonly bar: number | string;
    readonly holds: boolean;
  }[];
};
