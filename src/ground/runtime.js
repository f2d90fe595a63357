// What every script is started with (`node --import ./src/ground/runtime.js …`), before anything is loaded over which
// an old Node.js could stumble: the right Node, and then the reading of TypeScript.
import './ownNode.js'

await import('tsx')
