const endOfDirectory = Buffer.from('PK\x05\x06', 'latin1')
const endLength = 22
const entryLength = 46

/** 1 January 2020, midnight, as DOS counts it: two bytes of time, two of days. */
const always = Buffer.from([0x00, 0x00, 0x21, 0x50])

/** The same archive with all its parts written at one time, so that the same parts make the same bytes. */
export function timelessZip(archive: Buffer): Buffer {
  const zip = Buffer.from(archive)
  const end = zip.lastIndexOf(endOfDirectory, zip.length - endLength)
  const entries = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  for (let entry = 0; entry < entries; entry += 1) {
    const part = zip.readUInt32LE(at + 42)
    always.copy(zip, at + 12)
    always.copy(zip, part + 10)
    const lengths = [28, 30, 32].map((place) => zip.readUInt16LE(at + place))
    at += lengths.reduce((sum, length) => sum + length, entryLength)
  }
  return zip
}
