// Who delivers: a department to whose steward the demonstration lends a token, or a token of one's own.
import { say, Trouble } from './bilingual.js'

const department = document.querySelector('#department')
const token = document.querySelector('#token')
const remembered = 'publishing-department'

function pasted() {
  return token.value.trim().replace(/^Bearer\s+/i, '')
}

/** What a token says of its bearer; whether it holds is for the gateway to decide. */
function claimsIn(text) {
  try {
    const [, claims] = text.split('.')
    const letters = atob(claims.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return {}
  }
}

/** The code of the department that delivers, as far as it is known. */
export function ownDepartment() {
  return department ? department.value : claimsIn(pasted()).department
}

function bearerOf(text, departments) {
  const { role, department: code, exp } = claimsIn(text)
  if (!role) return ['这不是完整的令牌。', 'This is no whole token.']
  if (exp * 1000 < Date.now()) return ['这个令牌已过期。', 'This token has expired.']
  if (role === 'steward')
    return [`${departments.get(code) ?? code} · 数据管理员`, `${code}, steward`]
  return [
    `这个令牌的角色是 ${role}；只有数据管理员(steward)可以报送。`,
    `This token is of a ${role}; only a steward delivers.`,
  ]
}

/** Whether somebody is there to deliver; where the token is missing, its field is the place. */
export function missingBearer() {
  return token && pasted() === '' ? token : undefined
}

/** The `Authorization` header of a delivery. */
export async function authorization() {
  if (token) return `Bearer ${pasted()}`
  const answer = await fetch(`/graphiql/token?steward=${encodeURIComponent(department.value)}`)
  if (!answer.ok) {
    throw new Trouble(
      '借不到演示令牌：它只在运行网关的机器上借出，请在那里打开 http://localhost。',
      'No token was lent: they are lent on the machine alone where the gateway runs; open http://localhost there.',
    )
  }
  return `Bearer ${await answer.text()}`
}

/** Offers the departments, or says whose token is pasted; tells when it becomes another's. */
export function openBearer(departments, changed) {
  if (department) {
    const offered = [...departments].map(([code, zh]) => new Option(`${zh} · ${code}`, code))
    department.append(...offered)
    const before = sessionStorage.getItem(remembered)
    if (departments.has(before)) department.value = before
  }
  department?.addEventListener('change', () => {
    sessionStorage.setItem(remembered, department.value)
    changed()
  })
  token?.addEventListener('input', () => {
    const bearer =
      pasted() === '' ? ['请粘贴令牌。', 'Paste a token.'] : bearerOf(pasted(), departments)
    say(document.querySelector('#bearer'), ...bearer)
    changed()
  })
}
