/**
 * What every variant's process does beside answering: tells the processor time that it has used when it
 * is asked, and ends with the process that started it.
 */
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuMs: (user + system) / 1000 })
})
process.on('disconnect', () => process.exit(0))
