import { writeFile } from 'node:fs/promises'
import { printed, printedFolder } from '../gateway/printing.ts'
import { declared } from './declared.ts'

// Writes schema/: the schema with what the catalogue says of each fact, and the catalogue as a table.
for (const [file, text] of Object.entries(await printed(await declared()))) {
  await writeFile(new URL(file, printedFolder), text)
  console.log(`schema/${file}`)
}
