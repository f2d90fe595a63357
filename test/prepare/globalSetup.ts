import type { TestProject } from 'vitest/node'
import { chromiumPath } from './chromium.ts'
import { startPostgres } from './postgres.ts'
import { prepareTemplate } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL server, without a database: append `/` and the name of one. */
    postgresUrl: string
  }
}

/** Puts in place what every test may count on, once a run; the answer takes it away again. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  await chromiumPath()
  const server = await startPostgres()
  try {
    await prepareTemplate(server)
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('postgresUrl', server.url('').replace(/\/$/, ''))
  return server.stop
}
