/** The files of a drop or of a picker, those within dropped folders too; only what a study is made of is kept. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const files = entries.length > 0 ? (await Promise.all(entries.map(filesOf))).flat() : [...transfer.files]
  return studyFiles(files)
}

export function studyFiles(files: readonly File[]): File[] {
  return files.filter(({ name }) => /\.csv$/i.test(name) || /^protocol\.jsonc?$/i.test(name))
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile)
    return [
      await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
    ]
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const all: FileSystemEntry[] = []
  // A reader gives its entries in parts, and an empty part at the end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (part.length === 0) break
    all.push(...part)
  }
  return (await Promise.all(all.filter((child) => child.isFile).map(filesOf))).flat()
}
