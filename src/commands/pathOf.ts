import { resolve } from 'node:path'

/** A path as it was meant: npm moves to the package's folder before it runs a script. */
export function pathOf(given: string): string {
  return resolve(process.env.INIT_CWD ?? '.', given)
}
