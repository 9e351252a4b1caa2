/** The time zones that calendars name, as IANA zones: IANA names with prefixes, the names of Windows (CLDR windowsZones), and zones the file defines itself. */

/** `Windows name=IANA zone`, the first zone of CLDR's territory 001. */
const windowsZones = new Map(
  `Dateline Standard Time=Etc/GMT+12|UTC-11=Etc/GMT+11|Aleutian Standard Time=America/Adak|Hawaiian Standard Time=Pacific/Honolulu|Marquesas Standard Time=Pacific/Marquesas|Alaskan Standard Time=America/Anchorage|UTC-09=Etc/GMT+9|Pacific Standard Time (Mexico)=America/Tijuana|UTC-08=Etc/GMT+8|Pacific Standard Time=America/Los_Angeles|US Mountain Standard Time=America/Phoenix|Mountain Standard Time (Mexico)=America/Mazatlan|Mountain Standard Time=America/Denver|Yukon Standard Time=America/Whitehorse|Central America Standard Time=America/Guatemala|Central Standard Time=America/Chicago|Easter Island Standard Time=Pacific/Easter|Central Standard Time (Mexico)=America/Mexico_City|Canada Central Standard Time=America/Regina|SA Pacific Standard Time=America/Bogota|Eastern Standard Time (Mexico)=America/Cancun|Eastern Standard Time=America/New_York|Haiti Standard Time=America/Port-au-Prince|Cuba Standard Time=America/Havana|US Eastern Standard Time=America/Indianapolis|Turks And Caicos Standard Time=America/Grand_Turk|Paraguay Standard Time=America/Asuncion|Atlantic Standard Time=America/Halifax|Venezuela Standard Time=America/Caracas|Central Brazilian Standard Time=America/Cuiaba|SA Western Standard Time=America/La_Paz|Pacific SA Standard Time=America/Santiago|Newfoundland Standard Time=America/St_Johns|Tocantins Standard Time=America/Araguaina|E. South America Standard Time=America/Sao_Paulo|SA Eastern Standard Time=America/Cayenne|Argentina Standard Time=America/Buenos_Aires|Greenland Standard Time=America/Godthab|Montevideo Standard Time=America/Montevideo|Magallanes Standard Time=America/Punta_Arenas|Saint Pierre Standard Time=America/Miquelon|Bahia Standard Time=America/Bahia|UTC-02=Etc/GMT+2|Azores Standard Time=Atlantic/Azores|Cape Verde Standard Time=Atlantic/Cape_Verde|UTC=UTC|Coordinated Universal Time=UTC|GMT Standard Time=Europe/London|Greenwich Standard Time=Atlantic/Reykjavik|Sao Tome Standard Time=Africa/Sao_Tome|Morocco Standard Time=Africa/Casablanca|W. Europe Standard Time=Europe/Berlin|Central Europe Standard Time=Europe/Budapest|Romance Standard Time=Europe/Paris|Central European Standard Time=Europe/Warsaw|W. Central Africa Standard Time=Africa/Lagos|Jordan Standard Time=Asia/Amman|GTB Standard Time=Europe/Bucharest|Middle East Standard Time=Asia/Beirut|Egypt Standard Time=Africa/Cairo|E. Europe Standard Time=Europe/Chisinau|Syria Standard Time=Asia/Damascus|West Bank Standard Time=Asia/Hebron|South Africa Standard Time=Africa/Johannesburg|FLE Standard Time=Europe/Kiev|Israel Standard Time=Asia/Jerusalem|South Sudan Standard Time=Africa/Juba|Kaliningrad Standard Time=Europe/Kaliningrad|Sudan Standard Time=Africa/Khartoum|Libya Standard Time=Africa/Tripoli|Namibia Standard Time=Africa/Windhoek|Arabic Standard Time=Asia/Baghdad|Turkey Standard Time=Europe/Istanbul|Arab Standard Time=Asia/Riyadh|Belarus Standard Time=Europe/Minsk|Russian Standard Time=Europe/Moscow|E. Africa Standard Time=Africa/Nairobi|Volgograd Standard Time=Europe/Volgograd|Iran Standard Time=Asia/Tehran|Arabian Standard Time=Asia/Dubai|Astrakhan Standard Time=Europe/Astrakhan|Azerbaijan Standard Time=Asia/Baku|Russia Time Zone 3=Europe/Samara|Mauritius Standard Time=Indian/Mauritius|Saratov Standard Time=Europe/Saratov|Georgian Standard Time=Asia/Tbilisi|Caucasus Standard Time=Asia/Yerevan|Afghanistan Standard Time=Asia/Kabul|West Asia Standard Time=Asia/Tashkent|Ekaterinburg Standard Time=Asia/Yekaterinburg|Pakistan Standard Time=Asia/Karachi|Qyzylorda Standard Time=Asia/Qyzylorda|India Standard Time=Asia/Calcutta|Sri Lanka Standard Time=Asia/Colombo|Nepal Standard Time=Asia/Katmandu|Central Asia Standard Time=Asia/Bishkek|Bangladesh Standard Time=Asia/Dhaka|Omsk Standard Time=Asia/Omsk|Myanmar Standard Time=Asia/Rangoon|SE Asia Standard Time=Asia/Bangkok|Altai Standard Time=Asia/Barnaul|W. Mongolia Standard Time=Asia/Hovd|North Asia Standard Time=Asia/Krasnoyarsk|N. Central Asia Standard Time=Asia/Novosibirsk|Tomsk Standard Time=Asia/Tomsk|China Standard Time=Asia/Shanghai|North Asia East Standard Time=Asia/Irkutsk|Singapore Standard Time=Asia/Singapore|W. Australia Standard Time=Australia/Perth|Taipei Standard Time=Asia/Taipei|Ulaanbaatar Standard Time=Asia/Ulaanbaatar|Aus Central W. Standard Time=Australia/Eucla|Transbaikal Standard Time=Asia/Chita|Tokyo Standard Time=Asia/Tokyo|North Korea Standard Time=Asia/Pyongyang|Korea Standard Time=Asia/Seoul|Yakutsk Standard Time=Asia/Yakutsk|Cen. Australia Standard Time=Australia/Adelaide|AUS Central Standard Time=Australia/Darwin|E. Australia Standard Time=Australia/Brisbane|AUS Eastern Standard Time=Australia/Sydney|West Pacific Standard Time=Pacific/Port_Moresby|Tasmania Standard Time=Australia/Hobart|Vladivostok Standard Time=Asia/Vladivostok|Lord Howe Standard Time=Australia/Lord_Howe|Bougainville Standard Time=Pacific/Bougainville|Russia Time Zone 10=Asia/Srednekolymsk|Magadan Standard Time=Asia/Magadan|Norfolk Standard Time=Pacific/Norfolk|Sakhalin Standard Time=Asia/Sakhalin|Central Pacific Standard Time=Pacific/Guadalcanal|Russia Time Zone 11=Asia/Kamchatka|New Zealand Standard Time=Pacific/Auckland|UTC+12=Etc/GMT-12|Fiji Standard Time=Pacific/Fiji|Chatham Islands Standard Time=Pacific/Chatham|UTC+13=Etc/GMT-13|Tonga Standard Time=Pacific/Tongatapu|Samoa Standard Time=Pacific/Apia|Line Islands Standard Time=Pacific/Kiritimati`
    .split('|')
    .map((pair) => pair.split('=') as [string, string])
    .map(([name, zone]) => [name.toLowerCase(), zone]),
);

/** Names of Outlook's list that hold no city. */
const displayNames: readonly [RegExp, string][] = [
  [/eastern time/i, 'America/New_York'],
  [/central time/i, 'America/Chicago'],
  [/mountain time/i, 'America/Denver'],
  [/pacific time/i, 'America/Los_Angeles'],
  [/atlantic time/i, 'America/Halifax'],
  [/beijing|北京/i, 'Asia/Shanghai'],
  [/coordinated universal time/i, 'UTC'],
];
const areas = ['Asia', 'Europe', 'America', 'Africa', 'Australia', 'Pacific', 'Atlantic'];

/** Zones whose winter and summer offsets are these; the best known one stands for all. */
const byOffsets: Readonly<Record<string, string>> = {
  '-0800/-0700': 'America/Los_Angeles',
  '-0700/-0600': 'America/Denver',
  '-0600/-0500': 'America/Chicago',
  '-0500/-0400': 'America/New_York',
  '-0400/-0300': 'America/Halifax',
  '-0300/-0200': 'America/Sao_Paulo',
  '+0000/+0100': 'Europe/London',
  '+0100/+0200': 'Europe/Berlin',
  '+0200/+0300': 'Europe/Athens',
  '+1000/+1100': 'Australia/Sydney',
  '+1200/+1300': 'Pacific/Auckland',
};

/** What a file says about a zone it defines: UTC offsets like `+0800`, '' when not stated. */
export interface DefinedZone {
  location: string;
  standard: string;
  daylight: string;
}

/** The IANA zone of a TZID; null when neither its name nor its definition tells, so that its times are read as floating. */
export function zoneOf(id: string, defined: DefinedZone | undefined): string | null {
  const name = id.trim();
  return (
    ianaName(name) ??
    windowsZones.get(name.toLowerCase()) ??
    (defined?.location ? ianaName(defined.location) : null) ??
    displayZone(name) ??
    (defined ? offsetZone(defined) : null) ??
    statedOffset(name)
  );
}

/** `Europe/Berlin`, also behind the path of a zone library: `/example.org/2024a/Europe/Berlin`. */
function ianaName(name: string): string | null {
  if (/^(utc|gmt|z|etc\/(utc|gmt|zulu))$/i.test(name)) return 'UTC';
  const parts = name.split('/').filter(Boolean).slice(-4);
  for (let from = 0; from < parts.length - 1; from++) {
    const candidate = parts.slice(from).join('/');
    if (isZone(candidate)) return candidate;
  }
  return null;
}

/** `(UTC+01:00) Amsterdam, Berlin`: the first place that names a zone. */
function displayZone(name: string): string | null {
  const found = displayNames.find(([words]) => words.test(name));
  if (found) return found[1];
  const places = name.replace(/^\((UTC|GMT)[^)]*\)/i, '').split(',');
  for (const place of places) {
    const word = place.trim().replaceAll(' ', '_');
    const area = /^[A-Za-z_]+$/.test(word) ? areas.find((one) => isZone(`${one}/${word}`)) : undefined;
    if (area) return `${area}/${word}`;
  }
  return null;
}

/** `(UTC-03:00) …` of a place that is no zone: its offset in winter, when nothing better is known. */
function statedOffset(name: string): string | null {
  const fixed = /^\((?:UTC|GMT)([+-])(\d{2}):?00\)/i.exec(name);
  return fixed ? fixedZone(`${fixed[1]}${fixed[2]}00`) : null;
}

function offsetZone({ standard, daylight }: DefinedZone): string | null {
  if (standard === '' && daylight === '') return null;
  if (standard === '' || daylight === '' || standard === daylight) return fixedZone(standard || daylight);
  return byOffsets[`${standard.slice(0, 5)}/${daylight.slice(0, 5)}`] ?? null;
}

/** A zone without summer time; whole hours only. IANA writes the sign the other way round. */
function fixedZone(offset: string): string | null {
  const found = /^([+-])(\d{2})00/.exec(offset);
  if (!found) return null;
  const hours = Number(found[2]);
  if (hours === 0) return 'UTC';
  if (offset.startsWith('+0800')) return 'Asia/Shanghai';
  return hours <= 14 ? `Etc/GMT${found[1] === '+' ? '-' : '+'}${hours}` : null;
}

const known = new Map<string, boolean>();

function isZone(name: string): boolean {
  const found = known.get(name);
  if (found !== undefined) return found;
  let valid = true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    valid = false;
  }
  // Hostile files name many zones; the real ones are few.
  if (known.size < 2_000) known.set(name, valid);
  return valid;
}
