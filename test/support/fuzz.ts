/** How many cases a property is tried with; `FUZZ_RUNS` makes it a soak. */
export const fuzzRuns = Number(process.env.FUZZ_RUNS ?? 10_000);
