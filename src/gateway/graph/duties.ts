import { Refusal } from '../../ground/refusal.ts'
import { deliverableNamed, mustBeSteward } from '../../publishing/delivering/mayDeliver.ts'
import { isCityOffice, readsFacts } from '../../sharing/caller.ts'
import { duty } from '../../sharing/rules.ts'

/** The leading group's office of the city judges the year: notice, answers, the final result. */
export const mayJudge = duty('judges-the-year', (caller) => isCityOffice(caller) || officeJudges())

/** Whoever reads facts may object to a result. */
export const mayObject = duty('objects', (caller) => readsFacts(caller) || readersObject())

/** The leading group's office of the city closes years and opens them again. */
export const mayCloseYears = duty(
  'closes-years',
  (caller) => isCityOffice(caller) || officeCloses(),
)

/** A steward of a department that owns the view, which the argument `view` names. */
export const mayPublish = duty('publishes', (caller, { view }: { view: string }, catalogue) => {
  mustBeSteward(catalogue, deliverableNamed(catalogue, view), caller)
  return true
})

function officeJudges(): Refusal {
  return new Refusal('FORBIDDEN', {
    zh: '只有市级领导小组办公室可以公示、答复和定稿。',
    en: "Only the leading group's office of the city gives notice, answers and finalises.",
  })
}

function readersObject(): Refusal {
  return new Refusal('FORBIDDEN', {
    zh: '只有部门、领导小组办公室和区县、乡镇政府可以提出异议。',
    en: "Departments, the leading group's office and governments of counties and townships may object.",
  })
}

function officeCloses(): Refusal {
  return new Refusal('FORBIDDEN', {
    zh: '只有市级领导小组办公室可以关账或重新开账。',
    en: "Only the leading group's office of the city closes a year or opens it again.",
  })
}
