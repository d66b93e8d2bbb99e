import { end, main } from './main.ts'

await main().finally(end)
