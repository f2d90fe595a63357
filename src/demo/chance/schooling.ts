import type { PersonRegister } from '../../departments/povertyOffice.ts'

type Stage = NonNullable<PersonRegister['schoolStage']>

/** Where somebody of an age goes to school; the higher the bent, from 0 to 1, the longer. */
export function schoolStageAt(age: number, bent: number): Stage {
  if (age < 4 || age > 22) return 'NOT_AT_SCHOOL'
  if (age < 7) return bent > 0.2 ? 'PRESCHOOL' : 'NOT_AT_SCHOOL'
  if (age < 13) return 'PRIMARY'
  if (age < 16) return 'JUNIOR_MIDDLE'
  if (age < 19)
    return bent > 0.4 ? 'SENIOR_MIDDLE' : bent > 0.15 ? 'SECONDARY_VOCATIONAL' : 'NOT_AT_SCHOOL'
  if (bent > 0.75) return 'UNIVERSITY'
  return bent > 0.55 ? 'COLLEGE' : 'NOT_AT_SCHOOL'
}
