/** The organisation's `.github/fullcircle.yml`, and the two later commits that break and repair it. */

export const CONFIG_PATH = '.github/fullcircle.yml';

const HEAD = `version: 1
mode: act
language: en
staff: { teams: [devrel, product, docs, support, maintainers], bots: [depkeeper] }
functions: { product: [product], docs: [docs], support: [support], devrel: [devrel] }
office_hours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00" }
stages:
  keywords: { onboarding: ["create-tidewheel", "quickstart"] }
themes:
  - { name: First job in ten minutes, weight: 1.6, match: { words: [quickstart, create-tidewheel, login, starter], labels: [] } }
  - { name: Types, weight: 1.4, match: { words: [typescript, ts2339, d.ts], labels: [types] } }
  - { name: Exactly once, weight: 1.5, match: { words: [lease, "run twice", idempotent], labels: [] } }
severity: { labels: { "P0": blocker, "P1": major } }
`;

const TAIL = `triage: { repository: feedback, day: monday, time: "09:00", timezone: Europe/Berlin, team: devrel }
teach: { repository: docs }
starters: [{ repository: starter-ts, workflow: ci.yml }]
signals: { first_success_field: "Minutes to first success", production_field: "Environment", adopters_file: ADOPTERS.md }
privacy: { show_in: [feedback] }
`;

/** Valid. */
export const CONFIG = `${HEAD}notices: { on: [released, documented, declined] }
${TAIL}`;

/** Broken by one letter: `notices.prereleses` is no key. */
export const CONFIG_BROKEN = `${HEAD}notices: { on: [released, documented, declined], prereleses: true }
${TAIL}`;

/** Valid again, and now with prereleases spelt right and left off. */
export const CONFIG_REPAIRED = `${HEAD}notices: { on: [released, documented, declined], prereleases: false }
${TAIL}`;
