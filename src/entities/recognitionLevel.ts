import { enumeration } from '../ground/enumeration.ts'

/** Who recognised an operator or a leader; two departments state it. */
export const RecognitionLevel = enumeration(
  'RecognitionLevel',
  '认定级别',
  'Level of government that recognised it',
  'domain dossier 2.4, given',
  {
    NATIONAL: ['国家级', 'National'],
    PROVINCIAL: ['省级', 'Provincial'],
    MUNICIPAL: ['市级', 'Municipal'],
    COUNTY: ['县级', 'County'],
    NONE: ['未认定', 'Not recognised'],
  },
)
