/** What a caller may do; the README's table of roles says what each reads. */
export const roles = ['reader', 'steward', 'office', 'official', 'authority', 'auditor'] as const
export type Role = (typeof roles)[number]

/** Who is asking: read off a token that holds, and off nothing else. */
export interface Caller {
  /** The token's subject: a system's or a person's account. */
  readonly subject: string
  readonly role: Role
  /** The member department that a reader or a steward belongs to. */
  readonly department?: string
  /** The area to which the caller is bound; absent for the whole city. */
  readonly area?: string
}

/** The leading group's office of the whole city, and not of a county or township. */
export function isCityOffice({ role, area }: Caller): boolean {
  return role === 'office' && area === undefined
}

/** The member departments, the programme's office and area governments read facts; others do not. */
export function readsFacts({ role }: Caller): boolean {
  return role !== 'authority' && role !== 'auditor'
}
