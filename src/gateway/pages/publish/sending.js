import { Trouble } from './bilingual.js'

const lost = new Trouble(
  '连接中断，没有收到答复。请稍后再按一次：同一份文件、同样的方式只算一次报送，不会重复入库。',
  'The connection broke before an answer came. Press again in a while: the same file with the same choices is one delivery, and is never stored twice.',
)
const stopped = new Trouble(
  '已取消，没有送达，未入库。',
  'Cancelled before it arrived; nothing is stored.',
)
const stoppedWaiting = new Trouble(
  '文件已经送达，只是不再等待答复，网关可能仍会入库。再按一次即可得知结果，不会重复入库。',
  'The file had arrived and may still be stored; you only stopped waiting. Press again to learn what became of it: it is never stored twice.',
)
const unreadable = new Trouble(
  '读不到这个文件：它在选定之后被改动或移走了。请重新选择文件。',
  'The file cannot be read: it was changed or moved after you chose it. Choose it again.',
)

function tooLarge(bytes) {
  const gigabytes = bytes / 1024 ** 3
  return new Trouble(
    `文件超过 ${gigabytes} GB；请按所属期或区县拆开报送。`,
    `The file is larger than ${gigabytes} GB; split it by period or by county.`,
  )
}

function illegible(status) {
  return new Trouble(
    `网关的答复(${status})无法识别；请稍后再试，仍不行请告知管理员。`,
    `The answer (${status}) cannot be read; try again later, or tell the administrator.`,
  )
}

/** Refuses a file that cannot arrive, before any of it is sent. */
export async function mustBeReadable(file, largest) {
  if (file.size > largest) throw tooLarge(largest)
  // A browser holds on to the file as it was chosen, and notices only when it reads that it changed.
  await file
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => {
      throw unreadable
    })
}

const keys = new Map()

/** The idempotency key of a delivery: the same as long as nothing about the delivery changes. */
export function keyOf(delivery) {
  if (!keys.has(delivery)) {
    // Unlike randomUUID, this is there on a page that came over plain HTTP.
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    keys.set(delivery, [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(''))
  }
  return keys.get(delivery)
}

function read({ status, responseText }) {
  try {
    return JSON.parse(responseText)
  } catch {
    throw illegible(status)
  }
}

/**
 * Sends a file and tells how much of it is sent, `told(sent, of)`: XMLHttpRequest alone knows. Answers
 * the JSON that comes back, and a way to stop.
 */
export function send({ address, headers, file, told }) {
  const request = new XMLHttpRequest()
  let arrived = false
  const answer = new Promise((resolve, reject) => {
    request.addEventListener('load', () => resolve(request))
    request.addEventListener('error', () => reject(lost))
    request.addEventListener('abort', () => reject(arrived ? stoppedWaiting : stopped))
  }).then(read)
  request.upload.addEventListener('progress', ({ loaded, total }) => told(loaded, total))
  request.upload.addEventListener('load', ({ total }) => {
    arrived = true
    told(total, total)
  })
  request.open('POST', address)
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
  request.send(file)
  return { answer, stop: () => request.abort() }
}
