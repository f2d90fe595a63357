import { Refusal } from '../ground/refusal.ts'

/** What is told of an operation whose turn did not come. */
export function busy(): Refusal {
  return new Refusal(
    'SERVICE_UNAVAILABLE',
    {
      zh: '网关正忙，本次操作尚未执行；请稍后再试。',
      en: 'The gateway is busy, and nothing of this operation was run; try again shortly.',
    },
    { retryAfterSeconds: 5 },
  )
}

/** What is told of an operation whose client has left: nobody hears it. */
export function hasLeft(): Refusal {
  return new Refusal('SERVICE_UNAVAILABLE', {
    zh: '客户端已断开，本次操作已停止。',
    en: 'The client has left, and the operation was stopped.',
  })
}
