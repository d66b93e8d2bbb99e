export const id = 577;
export const ids = [577];
export const modules = {

/***/ 6275:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AP: () => (/* binding */ writesOf),
/* harmony export */   BI: () => (/* binding */ writtenFields),
/* harmony export */   TV: () => (/* binding */ formerOf),
/* harmony export */   rI: () => (/* binding */ specOf),
/* harmony export */   sG: () => (/* binding */ outcomeOf)
/* harmony export */ });
/* harmony import */ var _match_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5966);

/** The outcome of a change; `registry` is what GitHub shows of it now, where that is known. */
function outcomeOf(change, how) {
    const before = change.action === 'create' ? undefined : change.registry;
    const registry = how.registry ?? before;
    const spec = specOf(change);
    return {
        org: change.org,
        action: change.action,
        name: registry?.name ?? (change.action === 'create' ? null : change.name),
        registry_type: registry?.registry_type ?? spec.registry_type ?? null,
        url: urlOf(change, registry),
        fields: change.action === 'update' ? writtenFields(spec) : [],
        status: how.status,
        ...(how.reason !== undefined && { reason: how.reason }),
        details: detailsOf(change, before),
        ...(before?.updated_at !== undefined && { updated_at: before.updated_at })
    };
}
/** The address as GitHub shows it; of a registry that moves, the one that it is to have. */
function urlOf(change, registry) {
    const { url } = specOf(change);
    const moves = change.action !== 'create' && !isSame('url', registry?.url, url);
    return (moves ? url : undefined) ?? registry?.url ?? url ?? null;
}
/** The old values of what an update changes, as far as GitHub showed them. */
function formerOf({ action, details = [] }) {
    const former = details.filter(({ field, from, to }) => action === 'update' && from !== undefined && !isSame(field, from, to));
    return former.length > 0 ? Object.fromEntries(former.map(({ field, from }) => [field, from])) : undefined;
}
/** What a change writes; nothing for those that write no fields. */
function specOf(change) {
    return change.action === 'delete' || change.action === 'keep' ? {} : change.spec;
}
/** How many writes a change takes. */
function writesOf({ action }) {
    if (action === 'keep')
        return 0;
    return action === 'recreate' ? 2 : 1;
}
/** What an update to this spec writes, in GitHub's words, and `secret`. */
function writtenFields(spec) {
    const words = {
        selected_repositories: 'selected_repository_ids',
        secret_env: 'secret'
    };
    return [...new Set(Object.keys(spec).map(field => words[field] ?? field))];
}
/** What a new registry is recognised by is no detail of it, nor is what stays as it is. */
function detailsOf(change, before) {
    const spec = specOf(change);
    return writtenFields(spec)
        .filter(field => change.action !== 'create' || (field !== 'registry_type' && field !== 'url'))
        .map(field => {
        if (field === 'secret')
            return { field };
        const to = spec[field];
        return before?.[field] === undefined ? { field, to } : { field, from: before[field], to };
    })
        .filter(({ field, from, to }) => field === 'secret' || change.action === 'update' || !isSame(field, from, to));
}
function isSame(field, from, to) {
    return (JSON.stringify(from) === JSON.stringify(to) ||
        (field === 'url' && from !== undefined && (0,_match_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalUrl */ .W3)(`${from}`) === (0,_match_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalUrl */ .W3)(`${to}`)));
}


/***/ }),

/***/ 5966:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B0: () => (/* binding */ findByAddress),
/* harmony export */   W3: () => (/* binding */ canonicalUrl),
/* harmony export */   ci: () => (/* binding */ addressOf),
/* harmony export */   hw: () => (/* binding */ findWithoutPath),
/* harmony export */   jZ: () => (/* binding */ isAllShown),
/* harmony export */   kS: () => (/* binding */ findUnaddressed),
/* harmony export */   tX: () => (/* binding */ differences)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5279);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7380);


/** An address in the form in which two are compared: scheme and host in lower case, without default port and one trailing slash. */
function canonicalUrl(url) {
    const whole = (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .withScheme */ .GV)(url);
    return (URL.parse(whole)?.href ?? whole).replace(/\/$/, '');
}
/** Type and address as one text, the same for all that mean the same registry. */
function addressOf(type, url) {
    return `${type} ${canonicalUrl(url)}`;
}
/** The registries of this type at this address. Those that the server shows without an address never match. */
function findByAddress(registries, type, url) {
    const address = addressOf(type, url);
    return registries.filter(registry => typeof registry.url === 'string' && addressOf(registry.registry_type, registry.url) === address);
}
/** The registries of this type at this address as it is without its path, which nobody has shown GitHub to keep. */
function findWithoutPath(registries, type, url) {
    const origin = URL.parse(url)?.origin;
    return origin && canonicalUrl(url) !== origin ? findByAddress(registries, type, origin) : [];
}
/** Registries of this type that the server shows without an address, so that nobody can tell which they are. */
function findUnaddressed(registries, type) {
    return registries.filter(registry => registry.registry_type === type && !registry.url);
}
/** The fields that are wanted and shown, but with different values. */
function differences(spec, registry) {
    const fieldsApart = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldNames */ .pi
        .filter(field => spec[field] !== undefined && isShown(field, registry))
        .filter(field => !sameValue(field, spec[field], registry[field]))
        .map(field => ({ field, wanted: spec[field], shown: registry[field] }));
    return [...fieldsApart, ...selectionApart(spec, registry)];
}
/** Whether GitHub shows every field that a spec writes: neither a secret nor selected repositories are shown. */
function isAllShown(spec, registry) {
    return Object.keys(spec).every(key => _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldNames */ .pi.some(field => field === key && isShown(field, registry)));
}
/**
 * Older servers show neither the auth type nor what belongs to it. Where the auth type is shown, a field that belongs
 * to one and is not shown is not set.
 */
function isShown(field, registry) {
    if (registry[field] !== undefined)
        return true;
    return registry.auth_type !== undefined && (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypesOf */ .Th)(field).length > 0;
}
/** Only the answer to a create shows the ids, in any order. */
function selectionApart({ selected_repository_ids: wanted }, registry) {
    const { selected_repository_ids: shown } = registry;
    if (!wanted || !Array.isArray(shown))
        return [];
    const same = new Set(wanted).symmetricDifference(new Set(shown)).size === 0;
    return same ? [] : [{ field: 'selected_repository_ids', wanted, shown }];
}
function sameValue(field, wanted, shown) {
    if (field === 'url')
        return typeof shown === 'string' && canonicalUrl(String(wanted)) === canonicalUrl(shown);
    // A field that is off or empty may be shown as null, or not at all.
    const empty = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fields */ .OA[field].kind === 'boolean' ? false : '';
    return (wanted ?? empty) === (shown ?? empty);
}


/***/ }),

/***/ 5577:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  toldOf: () => (/* binding */ toldOf)
});

// EXTERNAL MODULE: ./src/report/lines.ts
var lines = __webpack_require__(2365);
// EXTERNAL MODULE: ./src/registries/change.ts
var change = __webpack_require__(6275);
// EXTERNAL MODULE: ./src/report/counts.ts
var counts = __webpack_require__(5132);
;// CONCATENATED MODULE: ./src/report/room.ts
/** The runner takes 1 MB of outputs a job, counted as UTF-16; beside this stand the summary and short ones. */
const longest = 380_000;
/** The room of a step that has no outputs yet. */
function createRoom() {
    let left = longest;
    const fitting = (texts) => {
        let room = left - 2;
        const end = texts.findIndex(text => {
            room -= text.length + 1;
            return room < 0;
        });
        return end < 0 ? texts : texts.slice(0, end);
    };
    const take = (text) => {
        if (text.length > left)
            return undefined;
        left -= text.length;
        return text;
    };
    return {
        take,
        takeFirst(items) {
            const first = fitting(items.map(item => JSON.stringify(item)));
            return { text: take(`[${first.join(',')}]`) ?? '[]', leftOut: items.length - first.length };
        },
        hasRoomFor: items => JSON.stringify(items).length < left
    };
}

;// CONCATENATED MODULE: ./src/report/outputs.ts



/** The outputs of a result, as text; `summary` is not among them. */
function outputsOf(result, leaveOut) {
    const room = createRoom();
    const whole = (outputs) => wholeOutputs(outputs, room, leaveOut);
    switch (result.operation) {
        case 'none':
            return {};
        case 'list':
            return listOutputs(result.lists, room, leaveOut);
        case 'get':
            return result.found ? whole(foundOutputs(result.found)) : {};
        case 'get-public-key':
            return result.key ? whole({ 'key-id': result.key.key_id, 'public-key': result.key.key }) : {};
        case 'create':
        case 'update':
            return { ...whole(registryOutputs(result)), ...changeOutputs(result, room, leaveOut) };
        case 'apply':
        case 'plan':
            return {
                ...(result.single && whole(registryOutputs(result))),
                ...changeOutputs(result, room, leaveOut),
                drift: result.drift === undefined ? '' : String(result.drift)
            };
        case 'delete':
        case 'rotate':
            return changeOutputs(result, room, leaveOut);
        case 'export':
            return result.manifest === undefined ? {} : whole({ manifest: result.manifest });
    }
}
function listOutputs(lists, room, leaveOut) {
    // Nothing that was read is not the same as nothing that is there.
    if (lists.length === 0)
        return {};
    const all = lists.flatMap(({ org, registries }) => registries.map(registry => flat({ org, registry })));
    const { text, leftOut } = room.takeFirst(all);
    if (leftOut > 0)
        leaveOut(`The output 'registries' would be too long: the last ${leftOut} are left out.`);
    return { registries: text, 'total-count': String(all.length) };
}
/** The outputs about one registry, empty as long as nothing is known of it. */
function registryOutputs({ found, outcomes }) {
    return found ? foundOutputs(found) : { name: outcomes[0]?.name ?? '', registry: '' };
}
function foundOutputs(found) {
    return { name: found.registry.name, registry: JSON.stringify(flat(found)) };
}
function changeOutputs(result, room, leaveOut) {
    const { outcomes } = result;
    const went = (action) => outcomes.filter(outcome => outcome.action === action && (0,counts/* wentWell */.x3)(outcome)).length;
    return {
        changed: String(result.changed),
        changes: changesOutput(outcomes, room, leaveOut),
        created: String(went('create')),
        updated: String(went('update') + went('recreate')),
        deleted: String(went('delete')),
        unchanged: String(went('keep')),
        failed: String(outcomes.filter(outcome => !(0,counts/* wentWell */.x3)(outcome)).length)
    };
}
/** Of a list that is too long those that keep a registry as it is are left out, then the last. */
function changesOutput(outcomes, room, leaveOut) {
    if (room.hasRoomFor(outcomes.map(changeOf)))
        return room.takeFirst(outcomes.map(changeOf)).text;
    const writes = outcomes.filter(({ action }) => action !== 'keep');
    const { text, leftOut } = room.takeFirst(writes.map(changeOf));
    const kept = outcomes.length - writes.length;
    const parts = [
        kept > 0 && `the ${kept} with action keep`,
        leftOut > 0 && `the last ${leftOut} of the others`
    ];
    leaveOut(`The output 'changes' would be too long: ${parts.filter(Boolean).join(' and ')} are left out. The counts are complete.`);
    return text;
}
/** What the output tells of a change: what else is known of it is for people. */
function changeOf(outcome) {
    const { org, action, name, registry_type, url, fields, status, reason } = outcome;
    const from = (0,change/* formerOf */.TV)(outcome);
    return {
        org,
        action,
        name,
        registry_type,
        url,
        fields,
        ...(from && { from }),
        status,
        ...(reason !== undefined && status !== 'done' && status !== 'planned' && { reason })
    };
}
/** Outputs that are left empty where there is no room for them. */
function wholeOutputs(outputs, room, leaveOut) {
    const fitting = Object.entries(outputs).map(([name, text]) => {
        const taken = room.take(text);
        if (taken === undefined)
            leaveOut(`The output '${name}' would be too long and is left empty.`);
        return [name, taken ?? ''];
    });
    return Object.fromEntries(fitting);
}
function flat({ org, registry }) {
    return { ...registry, org };
}

// EXTERNAL MODULE: ./src/registries/problem.ts
var problem = __webpack_require__(6924);
// EXTERNAL MODULE: ./src/report/details.ts
var details = __webpack_require__(6716);
// EXTERNAL MODULE: ./src/registries/registry.ts
var registry = __webpack_require__(7380);
;// CONCATENATED MODULE: ./src/report/page.ts
/** The page in at most `most` characters. Where they do not suffice the table loses its last rows, and says how many. */
function pageText({ above, table, below = [] }, most) {
    const text = (...body) => `${[...above, ...body, ...below].filter(Boolean).join('\n\n')}\n`;
    if (!table || table.rows.length === 0)
        return cut(text(), most);
    const whole = text(tableText(table));
    if (whole.length <= most)
        return whole;
    const header = tableText({ ...table, rows: [] });
    const shown = rowsThatFit(table.rows, most - text(header, more(table.rows.length)).length);
    if (shown.length === 0)
        return cut(text(more(table.rows.length)), most);
    const part = tableText({ ...table, rows: shown });
    return cut(text(part, more(table.rows.length - shown.length)), most);
}
/** A table as text. */
function tableText({ columns, rows }) {
    return [columns, columns.map(() => '---'), ...rows].map(line).join('\n');
}
/** Says how many are left out. */
function more(count) {
    return `and ${count} more`;
}
function rowsThatFit(rows, room) {
    let left = room;
    const end = rows.findIndex(cells => {
        left -= line(cells).length + 1;
        return left < 0;
    });
    return end < 0 ? [...rows] : rows.slice(0, end);
}
function cut(text, most) {
    return text.length > most ? `${text.slice(0, most - 2)} \u2026` : text;
}
function line(cells) {
    return `| ${cells.join(' | ')} |`;
}

// EXTERNAL MODULE: ./src/report/sanitise.ts
var sanitise = __webpack_require__(6158);
;// CONCATENATED MODULE: ./src/report/folded.ts




const mostNames = 20;
const longestName = 100;
/** Whether a change is of so little weight that it stands in a line with others: nothing changes, or only the secret. */
function isFolded(outcome) {
    if (outcome.action === 'keep')
        return (0,counts/* wentWell */.x3)(outcome) || outcome.status === 'not_attempted';
    return (0,counts/* wentWell */.x3)(outcome) && isSecretOnly(outcome);
}
/** One line each for the changes that have no row: secrets rewritten, and what stays as it is. */
function foldedLines(outcomes) {
    const several = (0,counts/* orgsOf */.n4)(outcomes).length > 1;
    const folded = Map.groupBy(outcomes.filter(isFolded), titleOf);
    const lines = [rewritten, toBeRewritten, kept, untouched].map(title => {
        const members = folded.get(title) ?? [];
        if (members.length === 0)
            return '';
        const dates = members.some(({ updated_at }) => updated_at) ? ', with the date of the last update' : '';
        return `${title(members.length)}${dates}: ${names(members, several)}`;
    });
    return lines.filter(Boolean);
}
function titleOf({ action, status }) {
    if (action !== 'keep')
        return status === 'planned' ? toBeRewritten : rewritten;
    return status === 'not_attempted' ? untouched : kept;
}
const rewritten = count => `~ ${secrets(count)} rewritten and nothing else`;
const toBeRewritten = count => `~ ${secrets(count)} to be rewritten and nothing else`;
const kept = count => `= ${count} unchanged, secrets included`;
const untouched = count => `= ${count} not attempted that would stay unchanged`;
function secrets(count) {
    return count === 1 ? '1 secret' : `${count} secrets`;
}
function isSecretOnly({ action, fields }) {
    return action === 'update' && fields.length === 1 && fields[0] === 'secret';
}
function names(outcomes, several) {
    const shown = outcomes.slice(0, mostNames).map(outcome => {
        const name = (0,sanitise/* code */.aY)(outcome.name === null ? (0,registry/* describe */.q0)(outcome) : (0,sanitise/* shortened */.vI)(outcome.name, longestName));
        const notes = [several ? (0,sanitise/* code */.aY)(outcome.org) : '', (0,sanitise/* prose */.CS)(outcome.updated_at?.slice(0, 10) ?? '')]
            .filter(Boolean)
            .join(', ');
        return notes ? `${name} (${notes})` : name;
    });
    const left = outcomes.length - shown.length;
    return `${shown.join(', ')}${left > 0 ? `, \u2026 ${more(left)}` : ''}`;
}

;// CONCATENATED MODULE: ./src/report/change-table.ts




const signs = {
    create: '+',
    update: '~',
    recreate: '\u00b1',
    delete: '\u2212',
    keep: '='
};
const longestText = 200;
const longestReason = 1000;
/** The changes that a reviewer has to look at, one row each: what failed first, then by organization, deletes last. */
function changeTable(outcomes) {
    const orgs = (0,counts/* orgsOf */.n4)(outcomes);
    const several = orgs.length > 1;
    const places = new Map(orgs.map((org, index) => [org, index]));
    const order = (outcome) => [
        urgency(outcome),
        places.get(outcome.org) ?? 0,
        Number(outcome.action === 'delete')
    ];
    const rows = outcomes
        .filter(outcome => !isFolded(outcome))
        .map(outcome => ({ outcome, order: order(outcome) }))
        .sort((a, b) => compare(a.order, b.order))
        .map(({ outcome }) => row(outcome, several));
    return { columns: ['', ...(several ? ['Organization'] : []), 'Registry', 'Changes', 'Status'], rows };
}
function urgency(outcome) {
    if ((0,counts/* wentWell */.x3)(outcome))
        return 2;
    return outcome.status === 'not_attempted' ? 1 : 0;
}
function compare(a, b) {
    return a.map((part, index) => part - (b[index] ?? 0)).find(difference => difference !== 0) ?? 0;
}
function row(outcome, several) {
    const { action, org, status } = outcome;
    return [
        `${signs[action]}&nbsp;${action}`,
        ...(several ? [(0,sanitise/* code */.aY)(org)] : []),
        registryCell(outcome),
        changesCell(outcome),
        counts/* statuses */.bM[status]
    ];
}
function registryCell({ name, registry_type, url }) {
    const [shownName, type] = [name, registry_type].map(text => (0,sanitise/* code */.aY)((0,sanitise/* shortened */.vI)(text ?? '', longestText)));
    const called = [shownName, type].filter(Boolean).join(' ');
    return [called, (0,sanitise/* code */.aY)((0,sanitise/* addressText */.GI)(url ?? ''))].filter(Boolean).join('<br>');
}
/** What went wrong stands above what was to be written. */
function changesCell(outcome) {
    const reason = (0,counts/* wentWell */.x3)(outcome) ? '' : (0,sanitise/* prose */.CS)((0,sanitise/* shortened */.vI)(outcome.reason ?? '', longestReason));
    return [reason, ...(0,details/* detailTexts */.wp)(outcome, details/* markdown */.wD)].filter(Boolean).join('<br>');
}

;// CONCATENATED MODULE: ./src/report/registry-table.ts

/** The registries of organizations, one row each; the organization is told where there are several. */
function listTable(lists) {
    const found = lists.flatMap(({ org, registries }) => registries.map(registry => ({ org, registry })));
    return registryTable(found, lists.length > 1);
}
/** Registries as GitHub shows them, one row each. */
function registryTable(found, withOrg) {
    const columns = ['Name', 'Type', 'Address', 'Visibility', 'Authentication', 'Updated'];
    const rows = found.map(({ org, registry }) => {
        const { name, registry_type, url = '', visibility = '', auth_type = '', updated_at = '' } = registry;
        const cells = [
            (0,sanitise/* code */.aY)(name),
            (0,sanitise/* code */.aY)(registry_type),
            (0,sanitise/* code */.aY)((0,sanitise/* addressText */.GI)(url)),
            (0,sanitise/* prose */.CS)(visibility),
            (0,sanitise/* prose */.CS)(auth_type),
            (0,sanitise/* prose */.CS)(updated_at.slice(0, 10))
        ];
        return withOrg ? [(0,sanitise/* code */.aY)(org), ...cells] : cells;
    });
    return { columns: withOrg ? ['Organization', ...columns] : columns, rows };
}

;// CONCATENATED MODULE: ./src/report/summary.ts








/** The job summary: the counts, what failed, then what was done or found, as Markdown of at most `most` characters. */
function summaryOf(result, most, unshown = 0) {
    const { above, table, below } = bodyOf(result);
    const problems = problemList(result, most / 2, unshown);
    const leftOut = (result.leftOut ?? []).map(text => `- ${opening((0,sanitise/* prose */.CS)(text))}`).join('\n');
    return pageText({ above: [`### ${heading(result)}`, ...above, problems, leftOut], table, below: below ?? [] }, most);
}
function heading(result) {
    const failed = result.problems.length > 0 ? ' failed' : '';
    switch (result.operation) {
        case 'none':
            return 'Private registries: failed';
        case 'list': {
            const orgs = result.lists.map(({ org }) => (0,sanitise/* code */.aY)(org)).join(', ');
            return `List of private registries${orgs && ` of ${orgs}`}${failed}`;
        }
        case 'get':
            return result.found ? `Private registry of ${(0,sanitise/* code */.aY)(result.found.org)}` : 'Private registries: get failed';
        case 'get-public-key':
            return `Public key of ${(0,sanitise/* code */.aY)(result.org)}${failed}`;
        case 'create':
        case 'update':
        case 'delete':
        case 'apply':
        case 'rotate':
            return `Private registries: ${result.operation}${failed}${result.dryRun ? ' (dry run: nothing was written)' : ''}`;
        case 'plan':
            return `Private registries: plan${failed} (nothing was written)`;
        case 'export':
            return `Manifest of ${(0,sanitise/* code */.aY)(result.org)}${failed}${result.dryRun ? ' (dry run: no file was written)' : ''}`;
    }
}
const mostOrgs = 50;
/** Problems in whole sentences: those that no row tells first, as many as there is room for, and how many more there are. */
function problemList(result, room, unshown) {
    const outcomes = 'outcomes' in result ? result.outcomes : [];
    const told = new Set(outcomes.map(({ reason }) => reason));
    const texts = result.problems.map(problem/* textOf */.b6).sort((a, b) => Number(told.has(a)) - Number(told.has(b)));
    let space = room;
    const lines = texts.map(text => `- ${opening((0,sanitise/* prose */.CS)(text))}`);
    const end = lines.findIndex((line, index) => {
        space -= line.length + 1;
        return index > 0 && space < 0;
    });
    if (end < 0 && unshown === 0)
        return lines.join('\n');
    const shown = end < 0 ? lines : lines.slice(0, end);
    const left = lines.length + unshown - shown.length;
    const log = unshown > 0 ? `the log has the first ${lines.length}` : 'the log has all of them';
    return [...shown, `- ${more(left)}; ${log}`].join('\n');
}
/** A text that begins like a list, a heading or a rule would be one. */
function opening(text) {
    return text.replace(/^\s*(?=[-+=]|\d+[.)])/, '&#8288;');
}
function bodyOf(result) {
    switch (result.operation) {
        case 'none':
            return { above: [] };
        case 'list': {
            const isEmpty = result.lists.every(({ registries }) => registries.length === 0);
            const none = isEmpty && result.lists.length > 0 ? ['There are none.'] : [];
            return { above: [], table: listTable(result.lists), below: none };
        }
        case 'get':
            return { above: [], table: registryTable(result.found ? [result.found] : [], false) };
        case 'get-public-key': {
            const rows = result.key ? [[(0,sanitise/* code */.aY)(result.key.key_id), (0,sanitise/* code */.aY)(result.key.key)]] : [];
            return { above: [], table: { columns: ['Key id', 'Public key'], rows } };
        }
        case 'create':
        case 'update':
        case 'delete':
        case 'apply':
        case 'plan':
        case 'rotate':
            return changesBody(result);
        case 'export':
            return { above: exportLines(result) };
    }
}
function changesBody({ outcomes, problems, drift }) {
    const nothing = problems.length === 0 ? ['There is nothing to change.'] : [];
    return {
        above: [...(outcomes.length > 0 ? countLines(outcomes) : nothing), driftText(drift)],
        table: changeTable(outcomes),
        below: foldedLines(outcomes)
    };
}
/** The counts of all, and where there are several organizations, of each. */
function countLines(outcomes) {
    const total = `__${(0,counts/* countsText */.WN)(outcomes, counts/* planned */.lM.to)}__`;
    const orgs = (0,counts/* countsByOrg */.aL)(outcomes, counts/* planned */.lM.to);
    const [only] = orgs;
    if (only && orgs.length === 1)
        return [`${total} in ${(0,sanitise/* code */.aY)(only.org)}`];
    const lines = orgs.slice(0, mostOrgs).map(({ org, counts }) => `* ${(0,sanitise/* code */.aY)(org)}: ${counts}`);
    const left = orgs.length - lines.length;
    return [
        `${total} in ${orgs.length} organizations`,
        [...lines, left > 0 && `* ${more(left)}`].filter(Boolean).join('\n')
    ];
}
function driftText(drift) {
    if (drift === undefined)
        return '';
    if (drift)
        return 'Drift: yes. What GitHub showed before this run was not what is wanted.';
    return 'Drift: no. What GitHub showed before this run is what is wanted.';
}
function exportLines({ org, manifest, count = 0, file, dryRun }) {
    if (manifest === undefined)
        return [];
    const registries = `${(0,lines/* registryCount */.nx)(count)} of ${(0,sanitise/* code */.aY)(org)}`;
    if (!file)
        return [`The output ${(0,sanitise/* code */.aY)('manifest')} has ${registries}.`];
    return [
        dryRun ? `Would write ${registries} to ${(0,sanitise/* code */.aY)(file.path)}.` : `Wrote ${registries} to ${(0,sanitise/* code */.aY)(file.path)}.`
    ];
}

;// CONCATENATED MODULE: ./src/report/told.ts



/** GitHub takes at most 1 MiB, counted in bytes, and one UTF-16 unit takes at most three. */
const longestSummary = 345_000;
const longestSummaryOutput = 60_000;
/** What is told of a result that may be shown, without so many of its problems; `warn` gets what an output leaves out. */
function toldOf(shown, unshown, warn) {
    const outputs = outputsOf(shown, warn);
    if ('changed' in outputs)
        outputs['summary'] = summaryOf(shown, longestSummaryOutput, unshown);
    return { lines: (0,lines/* linesFor */.be)(shown), outputs, summary: summaryOf(shown, longestSummary, unshown) };
}


/***/ })

};
