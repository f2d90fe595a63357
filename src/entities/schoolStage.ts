import { enumeration } from '../ground/enumeration.ts'

/** Stages of schooling; two departments state one. */
export const SchoolStage = enumeration(
  'SchoolStage',
  '在校生状况',
  'Stage of schooling',
  'proposed, after the register form',
  {
    NOT_AT_SCHOOL: ['非在校生', 'Not at school'],
    PRESCHOOL: ['学前教育', 'Preschool'],
    PRIMARY: ['小学', 'Primary school'],
    JUNIOR_MIDDLE: ['初中', 'Junior middle school'],
    SENIOR_MIDDLE: ['普通高中', 'Senior middle school'],
    SECONDARY_VOCATIONAL: ['中职', 'Secondary vocational school'],
    COLLEGE: ['大专及高职', 'College'],
    UNIVERSITY: ['本科及以上', 'University'],
  },
)
