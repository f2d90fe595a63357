/**
 * What every variant's process does beside answering: tells the processor time that it has used when it
 * is asked, or, asked for memory, what it holds once all is let go that can be; and ends with the process
 * that started it.
 */
process.on('message', (asked) => {
  const { user, system } = process.cpuUsage()
  if (asked === 'memory') globalThis.gc?.()
  process.send?.({ cpuMs: (user + system) / 1000, ...process.memoryUsage() })
})
process.on('disconnect', () => process.exit(0))
