import { parentPort } from 'node:worker_threads'
import { gatherCatalogue } from '../../catalogue/catalogue.ts'
import { personKeyWith } from '../../ground/personKey.ts'
import { deliverables } from '../deliverable.ts'
import { type Checked, checkFile } from './check.ts'

/** A file to be checked, in a thread of its own: the gateway goes on answering meanwhile. */
export interface CheckOrder {
  readonly of: string
  /** The descriptors of the file and of the one that its rows are written into. */
  readonly file: number
  readonly rows: number
  readonly personKeySecret: string
}

/** What became of it. */
export type CheckAnswer = { readonly checked: Checked } | { readonly error: string }

const port = parentPort
if (!port) throw new Error('files are checked in a worker thread')
const catalogue = await gatherCatalogue()

port.on('message', ({ of, file, rows, personKeySecret }: CheckOrder) => {
  const deliverable = deliverables(catalogue).get(of)
  if (!deliverable) throw new Error(`nothing called ${of} may be delivered`)
  const checking = { personKey: personKeyWith(personKeySecret) }
  checkFile(catalogue, deliverable, file, rows, checking).then(
    (checked) => port.postMessage({ checked } satisfies CheckAnswer),
    (error: Error) => port.postMessage({ error: error.stack ?? error.message }),
  )
})
