import './meter.ts'

// The gateway as it is started anywhere: its settings stand in the environment.
await import('../../src/main.ts')
