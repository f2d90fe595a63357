import { createHmac } from 'node:crypto'

/** How persons are addressed outside: a keyed hash of the identity number, 32 hexadecimal digits. */
export function personKeyWith(secret: string): (idNumber: string) => string {
  return (idNumber) => createHmac('sha256', secret).update(idNumber).digest('hex').slice(0, 32)
}
