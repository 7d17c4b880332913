/**
 * CTCAE terms that a trial of ablation and immunotherapy meets: what each grade means, in short words of ours, and what version 6
 * changed. Version 5.0 was read in github.com/oncohub/CTCAE5, version 6.0 in github.com/okurcagdasg5/CTCAEv.6grader: copies by
 * others, to be compared with the files of the NCI before clinical use. `null` is a grade that the term does not have.
 * Grade 5 is death, for the terms that allow it; which do was not read, so it is never refused.
 */
export type CtcaeTerm = {
  readonly term: string
  /** Words of other dictionaries and spellings that we read as the same. */
  readonly also?: readonly string[]
  /** Grades 1 to 4 of version 5.0. */
  readonly grades: readonly [string | null, string | null, string | null, string | null]
  /** What version 6.0 changed; undefined where nothing did. */
  readonly v6?: string
  /** Grades that version 6.0 has otherwise than 5.0, as far as the change is one of which grades exist. */
  readonly v6Grades?: Readonly<Partial<Record<1 | 2 | 3 | 4, string | null>>>
}

const life = 'life-threatening'
const obs = 'without symptoms, observation only'

export const ctcaeTerms: readonly CtcaeTerm[] = [
  {
    term: 'Pneumothorax',
    grades: [obs, 'symptomatic, intervention such as a drain', 'sclerosis or surgery; hospital', life],
  },
  {
    term: 'Pleural effusion',
    grades: [obs, 'symptomatic; diuretic or tap', 'distress with hypoxia; tube or pleurodesis', life],
    v6: 'note only',
  },
  {
    term: 'Pleural hemorrhage',
    also: ['haemothorax', 'hemothorax'],
    grades: [
      'minor, on tap',
      'symptomatic or with pneumothorax; tube',
      'more than 1000 mL, or 150 to 200 mL an hour for 2 to 4 hours; transfusion; elective operation',
      life,
    ],
  },
  {
    term: 'Bronchopulmonary hemorrhage',
    also: ['haemoptysis', 'hemoptysis', 'pulmonary haemorrhage', 'pulmonary hemorrhage'],
    grades: [
      'mild',
      'moderate, nothing invasive',
      'transfusion or invasive intervention; hospital',
      'intubation or urgent intervention',
    ],
    v6: 'grade 3 is now simply hospitalization',
  },
  {
    term: 'Pneumonitis',
    grades: [
      obs,
      'symptomatic, drugs; limits instrumental activities',
      'severe; limits self-care; oxygen',
      'urgent airway intervention',
    ],
    v6: 'wording',
  },
  {
    term: 'Lung infection',
    also: ['pneumonia'],
    grades: [null, 'oral therapy', 'intravenous or invasive therapy', life],
    v6: 'removed; the term is now pneumonia',
  },
  {
    term: 'Pleural infection',
    also: ['empyema'],
    grades: [null, 'oral therapy', 'intravenous or invasive therapy', life],
  },
  {
    term: 'Bronchopleural fistula',
    grades: ['without symptoms', 'symptomatic, nothing invasive', 'invasive; hospital', life],
  },
  {
    term: 'Bronchial fistula',
    grades: ['without symptoms', 'symptomatic, nothing invasive', 'invasive', life],
  },
  {
    term: 'Pulmonary fistula',
    grades: ['without symptoms', 'symptomatic, nothing invasive', 'invasive', life],
  },
  {
    term: 'Atelectasis',
    grades: [obs, 'symptomatic; physiotherapy or suction', 'oxygen; hospital or elective operation', life],
  },
  {
    term: 'Bronchospasm',
    grades: ['mild', 'symptomatic; limits instrumental activities', 'limits self-care; oxygen', life],
    v6: 'wording',
  },
  {
    term: 'Hypoxia',
    grades: [
      null,
      'saturation under 88 % on exertion; intermittent oxygen',
      'saturation under 88 % at rest or PaO2 of 55 or less',
      'airway',
    ],
    v6: 'a new grade 1, saturation under the lower limit of normal; grade 3 adds continuous oxygen',
    v6Grades: { 1: 'saturation under the lower limit of normal' },
  },
  {
    term: 'Dyspnea',
    also: ['dyspnoea'],
    grades: [
      'on moderate exertion',
      'on minimal exertion; limits instrumental activities',
      'at rest; limits self-care',
      'urgent intervention',
    ],
    v6: 'wording',
  },
  {
    term: 'Cough',
    grades: ['mild, over the counter', 'moderate; limits instrumental activities', 'limits self-care', null],
    v6: 'wording',
  },
  { term: 'Respiratory failure', grades: [null, null, null, 'ventilatory support'], v6: 'note only' },
  {
    term: 'Adult respiratory distress syndrome',
    also: ['acute respiratory distress syndrome', 'ards'],
    grades: [null, null, 'on imaging, no tube', life],
    v6: 'note only',
  },
  {
    term: 'Subcutaneous emphysema',
    grades: ['observation or mild', 'moderate, minimal intervention', 'severe, hospital', null],
    v6: 'wording of grade 3',
  },
  {
    term: 'Pleuritic pain',
    also: ['pleural pain'],
    grades: ['mild', 'limits instrumental activities', 'limits self-care', null],
    v6: 'wording',
  },
  {
    term: 'Chest wall pain',
    also: ['musculoskeletal chest pain'],
    grades: ['mild', 'limits instrumental activities', 'limits self-care', null],
    v6: 'wording',
  },
  {
    term: 'Tumor pain',
    also: ['tumour pain'],
    grades: ['mild', 'limits instrumental activities', 'limits self-care', null],
    v6: 'wording',
  },
  {
    term: 'Fever',
    also: ['pyrexia'],
    grades: [
      '38.0 to 39.0 °C',
      'above 39 to 40 °C',
      'above 40 °C for 24 hours or less',
      'above 40 °C for more than 24 hours',
    ],
    v6: 'note only',
  },
  { term: 'Chills', grades: ['mild', 'moderate, narcotic', 'severe', null], v6: 'note only' },
  {
    term: 'Fatigue',
    grades: ['relieved by rest', 'not relieved; limits instrumental activities', 'limits self-care', null],
    v6: 'wording',
  },
  {
    term: 'Vasovagal reaction',
    grades: [null, null, 'present', 'urgent intervention'],
    v6: 'a new grade 2',
    v6Grades: { 2: 'grade added' },
  },
  {
    term: 'Intraoperative hemorrhage',
    also: ['procedural haemorrhage', 'procedural hemorrhage'],
    grades: [null, null, 'invasive intervention after the procedure; hospital', 'urgent intervention'],
    v6: 'bleeding after a biopsy is a term of its own',
  },
  {
    term: 'Arterial thromboembolism',
    also: ['air embolism', 'systemic air embolism'],
    grades: [null, null, 'urgent intervention', 'organ damage or instability'],
    v6: 'note only; air embolism has no term in either version and is also coded as "other, specify"',
  },
  {
    term: 'Thromboembolic event',
    also: ['pulmonary embolism', 'deep vein thrombosis', 'venous thromboembolism'],
    grades: [
      'no treatment, superficial',
      'medical treatment',
      'urgent, as pulmonary embolism',
      'instability',
    ],
    v6: 'renamed venous thromboembolism',
  },
  {
    term: 'Atrial fibrillation',
    grades: ['without symptoms', 'not urgent', 'urgent, or a device', 'embolus'],
    v6: 'wording',
  },
  {
    term: 'Hypertension',
    grades: [
      '120 to 139 over 80 to 89',
      '140 to 159 over 90 to 99, or a change',
      '160 over 100 or more, or more than one drug',
      'crisis',
    ],
    v6: 'grade 1 removed; grade 4 is 180 over 110 or more with conditions',
    v6Grades: { 1: null },
  },
  { term: 'Hypotension', grades: ['without symptoms', 'not urgent', 'hospital', 'urgent'] },
  {
    term: 'Sepsis',
    grades: [null, null, 'culture positive with signs', life],
    v6: 'grade 3 is intravenous intervention',
  },
  {
    term: 'Infusion related reaction',
    grades: [
      'no interruption',
      'interrupted, prompt response within 24 hours',
      'prolonged or recurrent; hospital',
      life,
    ],
    v6: 'note only',
  },
  {
    term: 'Cytokine release syndrome',
    grades: ['fever', 'fluids; oxygen under 40 %', 'one pressor; oxygen of 40 % or more', life],
    v6: 'oxygen by the device that delivers it',
  },
  {
    term: 'Alanine aminotransferase increased',
    also: ['alt increased'],
    grades: [
      'above the upper limit to 3 times it',
      'above 3 to 5 times',
      'above 5 to 20 times',
      'above 20 times',
    ],
    v6: 'with an abnormal baseline, other multiples of it: 1 to 1.5, 1.5 to 2, 2 to 4, above 4',
  },
  {
    term: 'Aspartate aminotransferase increased',
    also: ['ast increased'],
    grades: [
      'above the upper limit to 3 times it',
      'above 3 to 5 times',
      'above 5 to 20 times',
      'above 20 times',
    ],
    v6: 'with an abnormal baseline, other multiples of it: 1 to 1.5, 1.5 to 2, 2 to 4, above 4',
  },
  {
    term: 'Blood bilirubin increased',
    also: ['hyperbilirubinaemia', 'hyperbilirubinemia'],
    grades: [
      'above the upper limit to 1.5 times it',
      'above 1.5 to 3 times',
      'above 3 to 10 times',
      'above 10 times',
    ],
    v6: 'changed',
  },
  {
    term: 'Diarrhea',
    also: ['diarrhoea'],
    grades: [
      'fewer than 4 stools a day above baseline',
      '4 to 6; limits instrumental activities',
      '7 or more; hospital',
      life,
    ],
    v6: 'grade 1 loosened; grade 3 names intravenous fluids',
  },
  {
    term: 'Colitis',
    also: ['immune-mediated enterocolitis'],
    grades: [obs, 'pain; mucus or blood', 'severe pain; peritoneal signs', life],
  },
  {
    term: 'Hypothyroidism',
    grades: [obs, 'symptomatic; replacement', 'severe; hospital', life],
    v6: 'wording; thyroiditis is a new term',
  },
  {
    term: 'Hyperthyroidism',
    grades: [obs, 'symptomatic; suppression', 'severe; hospital', life],
    v6: 'wording; thyroiditis is a new term',
  },
  { term: 'Adrenal insufficiency', grades: [obs, 'moderate; medical treatment', 'severe; hospital', life] },
  { term: 'Hypophysitis', grades: ['mild', 'moderate', 'severe; hospital', life], v6: 'wording' },
  {
    term: 'Hyperglycemia',
    also: ['hyperglycaemia'],
    grades: ['above baseline, no therapy', 'oral drug or work-up', 'insulin; hospital', life],
    v6: 'back to cut-offs of glucose: above normal to 160, 160 to 250, 250 to 500, above 500 mg/dL; no grade 5',
  },
  {
    term: 'Rash maculo-papular',
    also: ['rash', 'rash maculopapular'],
    grades: ['under 10 % of the skin', '10 to 30 %', 'above 30 % with symptoms', null],
    v6: 'restructured; grade 3 above 50 %; grades 4 and 5 added',
    v6Grades: { 4: 'grade added' },
  },
  {
    term: 'Pruritus',
    grades: ['mild or local', 'widespread, intermittent', 'constant; steroids', null],
    v6: 'wording',
  },
  {
    term: 'Arthritis',
    grades: ['mild', 'limits instrumental activities', 'limits self-care', null],
    v6: 'wording',
  },
  {
    term: 'Myositis',
    grades: ['mild', 'limits instrumental activities', 'limits self-care, severe weakness', life],
    v6: 'wording',
  },
  {
    term: 'Myocarditis',
    also: ['immune-mediated myocarditis'],
    grades: [null, 'symptoms on moderate exertion', 'symptoms at rest or minimal exertion', life],
    v6: 'grade 1 added, by laboratory or ECG alone: "any grade" is then another count',
    v6Grades: { 1: 'laboratory or ECG only' },
  },
  {
    term: 'Creatinine increased',
    also: ['blood creatinine increased'],
    grades: [
      'above the upper limit to 1.5 times it',
      'above 1.5 to 3 times',
      'above 3 to 6 times',
      'above 6 times',
    ],
    v6: 'wording',
  },
  { term: 'Acute kidney injury', grades: [null, null, 'hospital', 'dialysis'], v6: 'definition' },
  {
    term: 'Lipase increased',
    grades: [
      'above the upper limit to 1.5 times it',
      'above 1.5 to 2 times, or 2 to 5 times without symptoms',
      '2 to 5 times with symptoms, or above 5 times without',
      'above 5 times with symptoms',
    ],
    v6: 'the cut-off is 3 times',
  },
  {
    term: 'Pancreatitis',
    grades: [null, 'enzymes or imaging only', 'severe; medical intervention', life],
    v6: 'grade 2 by imaging only',
  },
  {
    term: 'Guillain-Barre syndrome',
    grades: ['mild', 'moderate', 'limits self-care; hospital', life],
    v6: 'wording',
  },
  {
    term: 'Myasthenia gravis',
    grades: ['mild', 'moderate', 'limits self-care; hospital', life],
    v6: 'wording',
  },
  {
    term: 'Platelet count decreased',
    also: ['thrombocytopenia'],
    grades: ['under the lower limit to 75', 'under 75 to 50', 'under 50 to 25', 'under 25 × 10⁹/L'],
    v6: 'renamed thrombocytopenia',
  },
  {
    term: 'Neutrophil count decreased',
    also: ['neutropenia'],
    grades: ['under the lower limit to 1.5', 'under 1.5 to 1.0', 'under 1.0 to 0.5', 'under 0.5 × 10⁹/L'],
    v6: 'shifted: 1.5 to 1.0, 1.0 to 0.5, 0.5 to 0.1, under 0.1; grade 3 of version 5.0 is grade 2 here',
  },
  {
    term: 'Lymphocyte count decreased',
    also: ['lymphopenia'],
    grades: ['under the lower limit to 0.8', 'under 0.8 to 0.5', 'under 0.5 to 0.2', 'under 0.2 × 10⁹/L'],
    v6: 'renamed lymphopenia',
  },
  {
    term: 'Anemia',
    also: ['anaemia'],
    grades: ['under the lower limit to 10 g/dL', 'under 10 to 8', 'under 8; transfusion', life],
    v6: 'nearly the same',
  },
  {
    term: 'INR increased',
    also: ['international normalised ratio increased', 'international normalized ratio increased'],
    grades: ['above 1.2 to 1.5', 'above 1.5 to 2.5', 'above 2.5; bleeding', null],
    v6: 'definition',
  },
]

/** Of which no version has a term: they are reported as "other, specify", and the grade is by general words only. */
export const withoutTerm: readonly string[] = ['procedural pain', 'phrenic nerve injury', 'nephritis']
