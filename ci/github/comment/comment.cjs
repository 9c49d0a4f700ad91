// Written by `npm run generate` from cli/comment: change it there.
"use strict";

// cli/comment/standalone.ts
var import_node_util = require("node:util");

// constructs/invalid.ts
var USER_ERROR = /* @__PURE__ */ Symbol.for("@dwcp/baseline.UserError");
var PULUMI_RUN_ERROR = "__pulumiRunError";
var UserError = class extends Error {
  /** Always `UserError`. */
  name = "UserError";
  /** Everything that is wrong, each as one line: what, where, and what to do. */
  problems;
  constructor(problems) {
    super(problems.join("\n"));
    this.problems = problems;
    Object.defineProperties(this, { [USER_ERROR]: { value: true }, [PULUMI_RUN_ERROR]: { value: true } });
  }
  /** Whether it is one, of this copy of the package or of another. */
  static isUserError(error) {
    return error instanceof Error && USER_ERROR in error;
  }
};

// cli/comment/marker.ts
function marker(key) {
  return `<!-- dwcp preview: ${key} -->`;
}
function isOurs({ body, author }, key, self) {
  return author === self && body.startsWith(marker(key));
}

// cli/comment/shorten.ts
var AT_TOP = { foldings: 0 };
function shortened(markdown, room) {
  if (markdown.length <= room) return markdown;
  let [end, offset, open] = [0, 0, AT_TOP];
  for (const line of markdown.split("\n")) {
    if (offset > room) break;
    if (line === "" && open.fence === void 0 && open.foldings === 0) end = offset;
    open = after(line, open);
    offset += line.length + 1;
  }
  return markdown.slice(0, end).trimEnd();
}
function after(line, { fence, foldings }) {
  const [, marks] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
  if (fence !== void 0) {
    const closes = marks?.startsWith(fence) && line.trim() === marks;
    return closes ? { foldings } : { fence, foldings };
  }
  if (marks !== void 0) return { fence: marks, foldings };
  const [opened, closed] = [/<details[ >]/g, /<\/details>/g].map((tag) => line.match(tag)?.length ?? 0);
  return { foldings: foldings + opened - closed };
}

// cli/comment/body.ts
var COMMIT_SHOWN = 12;
var GAP = "\n\n";
function bodyOf(report, { room, origin }, key) {
  const { commit, run, artifacts, stranger } = origin;
  const text = (stranger ? withoutMentions(report) : report).trim();
  const head = stranger ? [marker(key), WARNING] : [marker(key)];
  const from = `Of \`${commit.slice(0, COMMIT_SHOWN)}\`, by [this run](${run})`;
  const foot = `<sub>${from}, which has [the whole report](${artifacts}).</sub>
`;
  const full = [...head, text, foot].join(GAP);
  if (full.length <= room) return full;
  const cut = ["", "**There was no room for the rest**: the whole report has it.", foot].join(GAP);
  const start = [...head, ""].join(GAP);
  return `${start}${shortened(text, room - start.length - cut.length)}${cut}`;
}
var WARNING = [
  "> [!WARNING]",
  "> This was computed by the code of a fork, which can make it say anything. Read the code before you believe it."
].join("\n");
function withoutMentions(markdown) {
  return markdown.replaceAll(/(?<!\w)@(?=\w)/g, "@⁠");
}

// cli/comment/required.ts
function required(env, names, remedy) {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) throw new UserError([`${missing.join(", ")}: not set in the environment; ${remedy}`]);
  return names.map((name) => env[name]);
}

// cli/comment/http.ts
var Refused = class extends Error {
  status;
  constructor(status, says) {
    super(says);
    this.status = status;
  }
};
var Busy = class extends Error {
  /** How long it wants to be left alone. @default - it does not say */
  seconds;
  constructor(says, seconds) {
    super(says);
    this.seconds = seconds;
  }
};
var PATIENCE_MS = 3e4;
async function call(service, method, path, body) {
  return (await answerOf(service, method, `${service.base}${path}`, body)).value;
}
async function list(service, path) {
  const entries = [];
  for (let page = `${service.base}${path}`; page !== void 0; ) {
    const { value, next } = await answerOf(service, "GET", page);
    if (!Array.isArray(value)) throw new Refused(200, `${path} is no list`);
    entries.push(...value);
    page = next;
  }
  return entries;
}
async function answerOf({ base, headers }, method, url, body) {
  if (new URL(url).origin !== new URL(base).origin) throw new Refused(0, `it leads to ${new URL(url).origin}`);
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...body && { "content-type": "application/json" } },
    ...body && { body: JSON.stringify(body) },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS)
  }).catch((error) => {
    throw new Busy(`${new URL(base).host} does not answer: ${causeOf(error)}`);
  });
  const text = await response.text();
  if (!response.ok) throw failureOf(response, text);
  const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  return { value: text === "" ? void 0 : JSON.parse(text), ...next !== void 0 && { next } };
}
function causeOf(error) {
  const { cause, message } = error;
  return cause instanceof Error ? cause.message : message;
}
function failureOf({ status, headers }, text) {
  const says = wordsIn(text);
  const after2 = headers.get("retry-after");
  if ((status === 403 || status === 429) && after2 !== null) return new Busy(says, Number(after2));
  const reset = headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset");
  const remaining = headers.get("x-ratelimit-remaining") ?? headers.get("ratelimit-remaining");
  if ((status === 403 || status === 429) && remaining === "0" && reset !== null) {
    return new Busy(says, Math.max(0, Number(reset) - Date.now() / 1e3));
  }
  if (status === 429 || status === 403 && /secondary rate limit/i.test(says)) return new Busy(says, MINUTE);
  return status >= 500 ? new Busy(`${status} ${says}`) : new Refused(status, says);
}
var MINUTE = 60;
function wordsIn(text) {
  try {
    const {
      message,
      error,
      errors = []
    } = JSON.parse(text);
    const said = message ?? error ?? "";
    const whole = typeof said === "string" ? said : JSON.stringify(said);
    return [whole, ...errors.flatMap((each) => each.message ?? [])].join(": ");
  } catch {
    return text.slice(0, 200);
  }
}

// cli/comment/github/conversation.ts
var ROOM = 65536;
var WORKFLOWS = "github-actions[bot]";
function commentsOf(service, { repository, number, self, origin }) {
  const comments = `/repos/${repository}/issues/${number}/comments`;
  const comment2 = (id) => `/repos/${repository}/issues/comments/${id}`;
  return {
    name: `${repository}#${number}`,
    room: ROOM,
    self,
    origin,
    comments: async () => (await list(service, `${comments}?per_page=100`)).map(({ id, body = "", user }) => ({
      id,
      body,
      author: user?.login ?? ""
    })),
    create: async (body) => void await call(service, "POST", comments, { body }),
    update: async (id, body) => void await call(service, "PATCH", comment2(id), { body }),
    remove: async (id) => void await call(service, "DELETE", comment2(id))
  };
}

// cli/comment/github/event.ts
var import_node_fs = require("node:fs");
function readEvent(env) {
  const file = env["GITHUB_EVENT_PATH"];
  if (file === void 0) {
    throw new UserError(["GITHUB_EVENT_PATH: is not set; run `dwcp comment` in a workflow of GitHub Actions"]);
  }
  return JSON.parse((0, import_node_fs.readFileSync)(file, "utf8"));
}

// cli/comment/github/pull-request.ts
async function subjectOf(workflow, service) {
  const { event, repository, run } = workflow;
  const { pull_request: pull, workflow_run: ended } = event;
  if (pull !== void 0) {
    const stranger = pull.head.repo?.full_name !== repository;
    return { number: pull.number, origin: originOf(pull.head.sha, run, stranger) };
  }
  if (ended !== void 0) {
    const number = await numberOf(ended, workflow, service);
    const origin = originOf(ended.head_sha, ended.html_url, ended.head_repository.full_name !== repository);
    return { ...number !== void 0 && { number }, origin };
  }
  throw new UserError([
    "the workflow was started by no pull request; run it `on: pull_request`, or `on: workflow_run` of one that is"
  ]);
}
function originOf(commit, run, stranger) {
  return { commit, run, artifacts: `${run}#artifacts`, stranger };
}
async function numberOf({ head_sha, head_branch, head_repository }, { repository, hint }, service) {
  const head = `${head_repository.owner.login}:${head_branch}`;
  const query = new URLSearchParams({ state: "open", head, per_page: "100" });
  const pulls = await list(service, `/repos/${repository}/pulls?${query}`);
  const candidates = pulls.filter((pull) => pull.head.sha === head_sha).map(({ number }) => number);
  return candidates.find((number) => number === hint) ?? candidates[0];
}

// cli/comment/github/github.ts
var github = {
  called: "GitHub",
  async conversation(env, { author = WORKFLOWS, hint }) {
    const [token, repository, base, server, runId] = required(
      env,
      ["GITHUB_TOKEN", "GITHUB_REPOSITORY", "GITHUB_API_URL", "GITHUB_SERVER_URL", "GITHUB_RUN_ID"],
      "pass `GITHUB_TOKEN: ${{ github.token }}` in `env`; the runner sets the others"
    );
    const service = {
      base,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "user-agent": "dwcp",
        "x-github-api-version": "2022-11-28"
      }
    };
    const run = `${server}/${repository}/actions/runs/${runId}`;
    const workflow = { repository, run, event: readEvent(env), ...hint !== void 0 && { hint } };
    const { number, origin } = await subjectOf(workflow, service);
    return number === void 0 ? void 0 : commentsOf(service, { repository, number, self: author, origin });
  },
  remedy(status) {
    switch (status) {
      case 401:
        return "pass a token that is valid in GITHUB_TOKEN";
      case 403:
      case 404:
        return "give the job `permissions: pull-requests: write`";
      default:
        return "look at what was sent, and report it";
    }
  }
};

// cli/comment/gitlab/conversation.ts
var ROOM2 = 1e6;
function notesOf(service, { project, number, self, origin }) {
  const notes = `/projects/${project}/merge_requests/${number}/notes`;
  return {
    name: `!${number}`,
    room: ROOM2,
    self,
    origin,
    comments: async () => (await list(service, `${notes}?sort=asc&order_by=created_at&per_page=100`)).filter(({ system }) => !system).map(({ id, body, author }) => ({ id, body, author: author.username })),
    create: async (body) => void await call(service, "POST", notes, { body }),
    update: async (id, body) => void await call(service, "PUT", `${notes}/${id}`, { body }),
    remove: async (id) => void await call(service, "DELETE", `${notes}/${id}`)
  };
}

// cli/comment/gitlab/gitlab.ts
var gitlab = {
  called: "GitLab",
  async conversation(env) {
    const [token, base] = required(
      env,
      ["GITLAB_TOKEN", "CI_API_V4_URL"],
      "add a masked variable GITLAB_TOKEN, a project access token with the scope `api`; the runner sets the other"
    );
    const [project, number, source, commit, run] = required(
      env,
      [
        "CI_MERGE_REQUEST_PROJECT_ID",
        "CI_MERGE_REQUEST_IID",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID",
        "CI_COMMIT_SHA",
        "CI_JOB_URL"
      ],
      "run the job for merge requests: `rules: [{ if: $CI_PIPELINE_SOURCE == 'merge_request_event' }]`"
    );
    const service = { base, headers: { "private-token": token, "user-agent": "dwcp" } };
    const { username } = await call(service, "GET", "/user");
    const origin = { commit, run, artifacts: `${run}/artifacts/browse`, stranger: source !== project };
    return notesOf(service, { project, number, self: username, origin });
  },
  remedy(status) {
    return status === 401 ? "pass a token that is valid in GITLAB_TOKEN" : "give the token the scope `api`, and the role Reporter in the project";
  }
};

// cli/comment/patiently.ts
var import_promises = require("node:timers/promises");
var TRIES = 4;
var LONGEST_SECONDS = 120;
async function patiently(what) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await what();
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      const seconds = error.seconds ?? 2 ** (attempt - 1);
      if (attempt === TRIES || seconds > LONGEST_SECONDS) {
        throw new UserError([`the comment could not be written (${error.message}); run the job again later`]);
      }
      await (0, import_promises.setTimeout)(seconds * 1e3);
    }
  }
}

// cli/comment/report-file.ts
var import_node_fs2 = require("node:fs");
var import_node_path = require("node:path");
var LARGEST = 4 * 1024 * 1024;
function readReport(file) {
  const report = readPlain(file);
  if (report !== void 0) return report;
  const problems = readPlain((0, import_node_path.join)((0, import_node_path.dirname)(file), "problems.txt"));
  if (problems === void 0) {
    throw new UserError([`'${file}' does not exist; write it with \`dwcp preview --format markdown --out ${file}\``]);
  }
  return `## The preview could not be made

${fenced(problems)}`;
}
function hintBeside(file) {
  const number = /^(\d{1,10})\n?$/.exec(readPlain((0, import_node_path.join)((0, import_node_path.dirname)(file), "pull-request")) ?? "")?.[1];
  return number === void 0 ? void 0 : Number(number);
}
function readPlain(file) {
  const found = (0, import_node_fs2.lstatSync)(file, { throwIfNoEntry: false });
  if (found === void 0) return void 0;
  if (!found.isFile()) throw new UserError([`'${file}' is not a file; name the Markdown of a report`]);
  if (found.size > LARGEST) {
    throw new UserError([
      `'${file}' has ${found.size} bytes, and a report ${LARGEST} at most; name the Markdown of one`
    ]);
  }
  return (0, import_node_fs2.readFileSync)(file, "utf8");
}
function fenced(text) {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text
${text.trimEnd()}
${fence}
`;
}

// cli/comment/upsert.ts
async function upsert(conversation, key, body) {
  const comments = await conversation.comments();
  const [first, ...doubles] = comments.filter((comment2) => isOurs(comment2, key, conversation.self));
  if (first === void 0) {
    await conversation.create(body);
    return "created";
  }
  for (const { id } of doubles) await conversation.remove(id);
  if (first.body === body) return "unchanged";
  await conversation.update(first.id, body);
  return "updated";
}

// cli/comment/comment.ts
var HOSTS = { github, gitlab };
async function comment(file, options, env) {
  assertKey(options.key);
  const report = readReport(file);
  const host = HOSTS[options.on ?? hostOf(env)];
  const hint = hintBeside(file);
  return explaining(host, async () => {
    const conversation = await patiently(() => host.conversation(env, { ...options, ...hint && { hint } }));
    if (conversation === void 0) return "no comment: the pull request has moved on, or is closed";
    const { name, origin } = conversation;
    try {
      const told = await patiently(() => upsert(conversation, options.key, bodyOf(report, conversation, options.key)));
      return told === "unchanged" ? `nothing new for the comment on ${name}` : `${told} the comment on ${name}`;
    } catch (error) {
      if (error instanceof Refused && error.status === 403 && origin.stranger) {
        return `no comment on ${name}: the token of a fork may only read; the report is an artifact of the run`;
      }
      throw error;
    }
  });
}
function assertKey(key) {
  if (/^[\w.-]+$/.test(key) && !key.includes("--")) return;
  throw new UserError([
    `'--key ${key}' has other characters than letters, digits, '.', '_' and '-'; choose a name without them`
  ]);
}
function hostOf(env) {
  if (env["GITHUB_ACTIONS"] === "true") return "github";
  if (env["GITLAB_CI"] === "true") return "gitlab";
  throw new UserError([
    "neither GitHub Actions nor GitLab CI is here; pass `--on github` or `--on gitlab`, and set its variables"
  ]);
}
async function explaining({ called, remedy }, what) {
  try {
    return await what();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { status, message } = error;
    throw new UserError([`${called} refused it (${status} ${message}); ${remedy(status)}`]);
  }
}

// cli/comment/standalone.ts
async function main() {
  const { values, positionals } = (0, import_node_util.parseArgs)({
    options: { key: { type: "string", default: "preview" }, author: { type: "string" } },
    allowPositionals: true
  });
  const { key, author } = values;
  const told = await comment(positionals[0] ?? "", { key, ...author && { author } }, process.env);
  process.stdout.write(`${told}
`);
}
main().catch((error) => {
  if (!UserError.isUserError(error)) throw error;
  process.stderr.write(`${error.problems.join("\n")}
`);
  process.exitCode = 2;
});
