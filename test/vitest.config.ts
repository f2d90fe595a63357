import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { patience } from './prepare/patience.ts'
import { slowestFiles } from './prepare/slowestFiles.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Settings of the test run: `vitest run --config test/vitest.config.ts`. */
export default defineConfig({
  root,
  resolve: {
    // graphql 16 ships CommonJS and ESM side by side. Node gives every dependency the CommonJS copy,
    // Vite would give our sources the other, and graphql refuses types "from another module or realm".
    alias: [{ find: /^graphql$/, replacement: `${root}node_modules/graphql/index.js` }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    globalSetup: ['test/prepare/globalSetup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: patience,
    hookTimeout: patience,
    reporters: ['default', 'json', slowestFiles(root)],
    outputFile: { json: '.cache/vitest.json' },
  },
})
