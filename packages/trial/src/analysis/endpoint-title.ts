/** The name of an endpoint as a reader knows it. */
export function endpointTitle(endpoint: string): string {
  return titles[endpoint] ?? endpoint
}

const titles: Readonly<Record<string, string>> = {
  os: 'Overall survival',
  pfs: 'Progression-free survival',
  dor: 'Duration of response',
  'pfs-nest': 'Progression-free survival on next systemic therapy',
  ttnt: 'Time to next systemic therapy',
  ipfs: 'Progression-free survival by iRECIST',
  pmfs: 'Polymetastatic-free survival',
}
