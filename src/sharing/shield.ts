import { createRequire } from 'node:module'
import type * as GraphQLMiddleware from 'graphql-middleware'
import type * as GraphQLShield from 'graphql-shield'

const require = createRequire(import.meta.url)

// graphql-shield 7.6.5 asks `util` for isUndefined, which Node 23 took away; without it `chain` and
// `race` deny everything. It and graphql-middleware load only as CommonJS, so both come through here.
const util = require('node:util') as { isUndefined?: (value: unknown) => boolean }
util.isUndefined ??= (value) => value === undefined

/** graphql-shield, mended for this version of Node. */
export const { rule, or, and, allow, deny, shield } =
  require('graphql-shield') as typeof GraphQLShield

export const { applyMiddleware } = require('graphql-middleware') as typeof GraphQLMiddleware

/** Any rule of graphql-shield, plain or composed, and the options under which it is asked. */
export type ShieldRule = Parameters<typeof or>[number]
export type ShieldOptions = Parameters<ShieldRule['resolve']>[4]
