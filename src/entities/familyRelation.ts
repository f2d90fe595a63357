import { enumeration } from '../ground/enumeration.ts'

/** How a person is related to the head of the household; two departments state it. */
export const FamilyRelation = enumeration(
  'FamilyRelation',
  '与户主关系',
  'Relation to the head of the household',
  'GB/T 4761-2008, one-digit groups',
  {
    HEAD: ['本人或户主', 'Self or head', '0'],
    SPOUSE: ['配偶', 'Spouse', '1'],
    SON: ['子', 'Son', '2'],
    DAUGHTER: ['女', 'Daughter', '3'],
    GRANDCHILD: ['孙子、孙女或外孙子、外孙女', 'Grandchild', '4'],
    PARENT: ['父母', 'Parent', '5'],
    GRANDPARENT: ['祖父母或外祖父母', 'Grandparent', '6'],
    SIBLING: ['兄、弟、姐、妹', 'Sibling', '7'],
    OTHER: ['其他', 'Other', '8'],
  },
)
