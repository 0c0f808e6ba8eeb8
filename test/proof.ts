import { configureGlobal } from 'fast-check'

// npm run proof: properties that do not name a number of runs have 100 usually, and this many here.
configureGlobal({ numRuns: 10_000 })
