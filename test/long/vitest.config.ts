import { defineConfig, mergeConfig } from 'vitest/config'
import base from '../vitest.config.ts'

const { test: common, ...rest } = base

/** What takes long: `npm run test:long`. Some files of the usual run are in it with more of what they do at random. */
export default mergeConfig(
  rest,
  defineConfig({
    test: {
      ...common,
      include: [
        'test/long/**/*.test.ts',
        'test/what-is-judged-is-what-is-run.test.ts',
        'test/publishing/a-kill-leaves-all-or-nothing.test.ts',
      ],
      exclude: [],
      env: { OPERATIONS: '20000', KILLS: '30' },
      testTimeout: 3_600_000,
      hookTimeout: 3_600_000,
      outputFile: { json: '.cache/vitest-long.json' },
    },
  }),
)
