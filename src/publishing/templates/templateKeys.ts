import { checkCharacter } from '../../ground/creditCode.ts'
import { type Manner, writtenAsText } from './templateManner.ts'

function areaCode(place: string, example: string): Manner {
  const how = `写${place}的 ${example.length} 位统计用区划代码，末尾可补零到 12 位，不写地名。`
  return writtenAsText('区划代码', how, example)
}

function creditCode(first17: string, how: string): Manner {
  return writtenAsText('统一社会信用代码', how, `${first17}${checkCharacter(first17)}`)
}

/** The number that the standard itself gives as its example, GB 11643-1999. */
const numberOfNobody = '11010519491231002X'

const [firstOfEnterprise, firstOfCooperative] = ['91350100M000100Y4', '93520627MA0000012']
const ownNumber = '照编号原样写，中间不留空格。'

/** How the key of each entity is written, under the name of the entity or of the group that it may be of. */
const keys: Readonly<Record<string, Manner>> = {
  City: areaCode('市', '5206'),
  County: areaCode('区县', '520627'),
  Zone: writtenAsText('开发区编号', '写开发区、高新区的 6 位编号，如 5206Z1。', '5206Z1'),
  Township: areaCode('乡镇(街道)', '520627101'),
  Village: areaCode('村(社区)', '520627101201'),
  Person: writtenAsText(
    '公民身份号码',
    '写 18 位公民身份号码，末位可以是 X，不用星号遮盖。',
    numberOfNobody,
  ),
  Household: writtenAsText(
    '农户',
    '写户主的 18 位公民身份号码；也可写“no:”加户号(公安)、“reg:”加建档立卡户编号，或农户编号。',
    numberOfNobody,
  ),
  Borrower: writtenAsText(
    '农户或统一社会信用代码',
    '农户写户主的 18 位公民身份号码，其他借款人写 18 位统一社会信用代码。',
    numberOfNobody,
  ),
  Cooperative: creditCode(firstOfCooperative, '写 18 位统一社会信用代码，以 93 开头。'),
  Enterprise: creditCode(firstOfEnterprise, '写 18 位统一社会信用代码，以 91 或 92 开头。'),
  Organisation: creditCode(firstOfEnterprise, '写 18 位统一社会信用代码。'),
  LegalEntity: creditCode(firstOfEnterprise, '写 18 位统一社会信用代码。'),
  Loan: writtenAsText('合同编号', ownNumber, 'NS2019060000123'),
  Project: writtenAsText('项目代码', ownNumber, '2019-520627-48-01-000123'),
}

/** The ways in which households alone are named, by the columns' names. */
const householdKeys: Readonly<Record<string, Manner>> = {
  headIdNumber: writtenAsText(
    '公民身份号码',
    '写户主的 18 位公民身份号码，末位可以是 X。',
    numberOfNobody,
  ),
  policeHouseholdNo: writtenAsText('户号', ownNumber, '520627000123'),
  povertyRegisterNo: writtenAsText('建档立卡户编号', ownNumber, '5206270000123'),
  householdId: writtenAsText('农户编号', '写字母 H 和至少 8 位数字。', 'H00000123'),
}

/** How a column is filled that names a thing of this entity or group. */
export function mannerOfKey(target: string): Manner {
  const manner = keys[target]
  if (!manner) throw new Error(`nothing is known of how a template names a ${target}`)
  return manner
}

/** How a key column of households is filled; undefined where the column is none. */
export function mannerOfHouseholdKey(column: string): Manner | undefined {
  return householdKeys[column]
}

/** How the number is written that tells several rows of one thing apart. */
export const mannerOfFinerKey: Manner = writtenAsText('编号', ownNumber, '2019-0001')
