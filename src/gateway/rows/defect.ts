/** A defect of the gateway's own that no part of an answer may outlive: the whole operation ends with it. */
export class Defect extends Error {}
