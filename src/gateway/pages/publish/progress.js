import { say } from './bilingual.js'

const [place, bar, phase, amount] = ['under-way', 'bar', 'phase', 'amount'].map((id) =>
  document.querySelector(`#${id}`),
)

/** A size in bytes as people say it. */
export function sizeOf(bytes) {
  if (bytes < 1_000) return `${bytes} B`
  const [unit, name] = bytes < 1_000_000 ? [1_000, 'kB'] : [1_000_000, 'MB']
  return `${(bytes / unit).toLocaleString('en', { maximumFractionDigits: 1 })} ${name}`
}

/** Shows both phases of a delivery: how much of it is sent, then for how long it is being checked. */
export function openProgress(isDryRun) {
  let ticking
  say(phase, '正在发送', 'Sending')
  amount.textContent = ''
  bar.value = 0
  place.hidden = false
  place.scrollIntoView({ block: 'nearest' })

  const arrived = () => {
    if (isDryRun) say(phase, '已送达，正在检查', 'Arrived; being checked')
    else say(phase, '已送达，正在检查并入库', 'Arrived; being checked and stored')
    bar.removeAttribute('value')
    const since = Date.now()
    ticking = setInterval(() => {
      amount.textContent = `${Math.round((Date.now() - since) / 1000)} 秒 s`
    }, 1000)
  }
  return {
    told: (sent, of) => {
      if (ticking) return
      bar.max = of
      bar.value = sent
      amount.textContent = `${sizeOf(sent)} / ${sizeOf(of)}`
      if (sent === of) arrived()
    },
    close: () => {
      clearInterval(ticking)
      place.hidden = true
    },
  }
}
