import type { Texts } from './texts.ts';

export const zhCn: Texts = {
  fixed: (fix) =>
    `好消息：此处报告的问题已在代码中修复${fix === null ? '' : `（${fix}）`}。下一个版本会包含它，届时本条会说明版本。`,
  released: (version, fix) =>
    `好消息：此处报告的问题已修复${fix === null ? '' : `（${fix}）`}。您可以在 ${version} 中使用。`,
  documentedToo: (link) => `文档中也有说明：${link}。`,
  documented: (link) => `此处询问的内容现已写入文档：${link}。`,
  declined: (reason) => `感谢您提出此事。项目决定不做这项改动。${reason === null ? '' : `原因：${reason}`}`,
  reopened: '抱歉：此前在此公布的修复并不成立。维护者已经知道，有新的修复时本条会更新。',
  ask: (verified, stillBroken) => `问题对您来说真的消失了吗？请回复 ${verified} 或 ${stillBroken}。`,
  askDocumented: (verified, stillBroken) => `这对您有帮助吗？请回复 ${verified} 或 ${stillBroken}。`,
  confirmed: '感谢您确认问题已解决。',
  contested: '您表示问题仍然存在，维护者会看到。',
  disputed: '有人表示问题仍然存在，维护者会看到。',
  claimed: (version, fix) =>
    `此前在此公布了修复${fix === null ? '' : `（${fix}）`}，${version === null ? '尚未发布' : `包含在 ${version} 中`}。`,
  footer: (why, mute) => `自动应用 Fullcircle 因为${why}而写下本条。回复 ${mute} 即可停止。`,
  whyReported: '您报告了这个问题',
  whyAsked: (notifyMe) => `您用 ${notifyMe} 要求通知`,
  whyEither: (notifyMe) => `您报告了这个问题，或用 ${notifyMe} 要求通知`,
  thanks: (version, reports) =>
    `谢谢：您的改动已包含在 ${version} 中${reports > 1 ? `，解决了 ${reports} 个报告` : ''}。`,
  thanksFooter: (mute) =>
    `自动应用 Fullcircle 因为您的拉取请求修复了他人报告的问题而写下本条，仅此一次。回复 ${mute} 即可停止。`,
  regression: (version, theirs) =>
    `该问题已在 ${version} 中修复，而您使用的是 ${theirs}：它似乎又出现了，在有人作出结论之前，该修复视为存疑。感谢您的报告。`,
  update: (version, theirs, stillBroken) =>
    `该问题已在 ${version} 中修复，而您使用的是 ${theirs}：请更新。如果之后仍然出现，请回复 ${stillBroken}。`,
  reportFooter: '自动应用 Fullcircle 因为您报告的问题曾经修复过而写下本条。删除后不会再次出现。',
  reportDoubt: (notDuplicate) => `是另一个问题吗？用 👎 回应或写 ${notDuplicate}，本条评论就会消失。`,
  links: {
    same: (thread) => `这看起来与 ${thread} 是同一个问题。`,
    standing: {
      open: '那一条仍未关闭：对它有效的办法，在这里也应当有效。',
      answered: '那一条已有被采纳的回答。',
      closed: '那一条已关闭。',
      notPlanned: '那一条已按“不计划处理”关闭。',
      completed: '那一条已按“已完成”关闭：如果您用之后的版本仍然遇到，说明问题又出现了，这份报告依然重要。',
      decided: {
        fix: '已决定修复。',
        document: '已决定写入文档。',
        teach: '已决定更清楚地讲解。',
      },
      documented: (link) => `已有文档说明：${link}`,
      fixed: '代码中已修复，但还没有版本包含该修复。',
      released: (version) =>
        `已在 ${version} 中修复。如果用该版本或之后的版本仍然遇到，说明问题又出现了，这样的报告很重要。`,
    },
    because: (foundIn) => `原因${foundIn === null ? '' : `（见于同属一个问题的 ${foundIn}）`}：`,
    doubt: (notDuplicate) => `不是同一个问题？用 👎 回应或写 ${notDuplicate}，关联就会撤销。`,
    relatedFooter:
      '自动应用 Fullcircle 因为您的报告与那一条有这些共同点而写下本条。它不会关闭任何内容，只会更新这一条评论；删除后不会再写。',
    counted: (reports, people, since, hidden) =>
      `自 ${since} 以来，**${people} 人提交了 ${reports} 份报告**，都关于这个问题${hidden > 0 ? `（另有 ${hidden} 份非公开报告）` : ''}。本条代表它们。`,
    asked: (people) => `另有 ${people} 人希望收到通知。`,
    thumbs: (most) => `获得 👍 最多的报告有 ${most} 个。`,
    versions: (list) => `提到的版本：${list}`,
    others: '其他报告：',
    closed: '（已关闭）',
    more: (threads) => `另有 ${threads} 份`,
    countDoubt: (split, canonical) =>
      `有误？维护者可以在属于另一个问题的报告上写 ${split}，或在更能代表它们的报告上写 ${canonical}。👎 会撤下本条评论。`,
    countFooter:
      '自动应用 Fullcircle 因为多人报告了同一个问题而写下本条。它只会更新这一条评论；删除后不会再写。',
    evidence: {
      error: (error, frame) => `相同的错误 ${error}${frame === null ? '' : `（在 ${frame} 中）`}`,
      similarError: (error, share) => `相似的错误 ${error}（${share} 的词相同）`,
      frames: (frames) => `调用栈顶部相同 ${frames}`,
      errorCode: (code) => `相同的代码 ${code}`,
      api: (api) => `都关于 ${api}`,
      version: (version) => `都提到 ${version}`,
      sameTitle: '标题相同',
      similarTitle: (share) => `标题相似（${share}）`,
      words: (words, share) => `共同的词：${words}（占全部的 ${share}）`,
      mention: (name) => `它自己提到了 ${name}`,
      duplicates: (count) => `此前已有 ${count} 份相同的报告`,
      batch: '同一人在一小时内以不同标题提交：一批任务',
      sameAuthor: '出自同一人',
      agrees: '语言模型也认为是同一个问题',
      disagrees: '反对的理由：语言模型认为是两个问题',
    },
  },
  why: {
    stage: '阶段',
    kind: '类型',
    severity: '严重程度',
    themes: '主题',
    none: '无。',
    byCommand: '由维护者用命令指定。',
    byLabel: '该标签由人手动添加。',
    byRemoval: '有人手动移除了阶段标签，因此应用不会自行为本条添加标签。',
    bot: '本条由机器人撰写。',
    staff: '团队成员的内容不会自动添加标签。',
    unclear: '从文字看不出作者处于哪个阶段。',
    sure: (least, score) => `把握足以添加标签：需要 ${least} 分（满分 100），此处为 ${score} 分。`,
    doubtful: (stage, least, score) =>
      `最可能是 ${stage}，但把握不足以添加标签：需要 ${least} 分（满分 100），此处为 ${score} 分。`,
    denied: (stage, least, score) =>
      `最可能是 ${stage}（${score} 分，满分 100，需要 ${least} 分），但看过原文的语言模型不同意。`,
    agreedAlone: (least, score) =>
      `仅凭自身把握不足以添加标签（需要 ${least} 分，满分 100，此处为 ${score} 分），但看过原文的语言模型同意。`,
    agreed: '看过原文的语言模型也同意。',
    unanswered: '也询问了语言模型，但没有得到回答。',
    suggest: '在 `mode: suggest` 下，应用不会自行添加标签。',
    old: '应用不会为安装之前的内容添加标签。',
    signals: '各项依据（由强到弱）：',
    noStage: '无阶段',
    sources: { human: '由维护者指定', label: '依据标签', model: '从文字读出' },
    correct: (stage, kind, severity) =>
      `不对？维护者可以写 ${stage}、${kind}、${severity}，或手动更改标签。应用绝不会推翻，并会从人撰写的 issue 和讨论的阶段与类型中学习。`,
    footer: (why) =>
      `自动应用 Fullcircle 因为有人在此询问 ${why} 而写下本条，并会就地更新。如需停止，请删除本条评论：它不会再出现。`,
    sameAs: '相同的问题',
    sameAsNone: '应用没有确定的其他内容。',
    hidden: (reports) => `另有 ${reports} 份非公开报告`,
    byMaintainer: '由维护者指定',
    byOthers: '经由与两者都相似的另一条',
    leftOut: (threads) => `未计入，因为看过两者的语言模型认为是另一个问题：${threads}。`,
    notSame: (notDuplicate, split) => `不是同一个问题？${notDuplicate} 或 ${split} 会将本条移出。`,
  },
  commands: {
    expects: {
      address: '需要一个以 `https://` 开头的地址。',
      issuesOnly: '只能关闭 issue。',
      tag: '需要一个版本标签，例如 `v1.4.0`。',
      reason: '需要写明理由，报告者会看到。',
      decision: '需要一个簇和 `fix`、`document`、`teach`、`decline`、`defer` 之一，例如 `c12 fix`。',
      attestation: (lines) => `需要 ${lines} 之一，以及 \`yes\` 或 \`no\`。`,
      cluster: '需要一个簇，例如 `c12`。',
      knownCluster: '需要一个存在的簇，例如本 issue 中的簇。',
      oneOf: (words) => `需要 ${words} 之一。`,
      nothingToChoose: '没有可选项：配置中一个也没有。',
      thread: '需要应用已知的一条内容：`#12`、`owner/name#12` 或地址。',
      otherThread: '需要本条以外的另一条。',
      pull: '需要一个拉取请求，例如 `#45`。',
      shownThread: '需要本 issue 所列的某一对中的一条。',
      openIssue: '只在未关闭的每周 issue 中有效；本 issue 已关闭。',
      claim: '是对修复的答复：这里尚未宣布任何内容已修复、已发布或已写入文档。',
      notDeclined: '是对修复的答复：项目已决定不做这项改动，因此只作记录。',
    },
    nothingToUndo: (undo) => `本条中没有 ${undo} 可以撤销的命令。`,
    decisionStands: '本每周 issue 已关闭，这里的决定保持不变：请在未关闭的那个中重新决定。',
    mistakeFooter:
      '自动应用 Fullcircle 在此答复您的命令，该命令没有改变任何内容。修改您的文字，本答复就会消失；或者删除本条评论，它不会再出现。',
    putBack: (decide) =>
      `有人勾选了方框，但无权在此决定，因此已恢复原状。这需要本仓库的 triage 权限，或属于配置中 \`functions\` 的某个团队。有权者可以勾选，或评论 ${decide}。`,
    unread: (decide) =>
      `有方框被勾选，但 GitHub 没有告知是谁，因此尚未决定任何事。请评论 ${decide}，或取消勾选，稍等片刻后重新勾选。`,
    tickFooter:
      '自动应用 Fullcircle 因为勾选即为决定而写下本条。每个每周 issue 中只说一次。删除本条评论后，它不会在本 issue 中再次出现。',
  },
};
