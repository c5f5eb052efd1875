import type { Texts } from './texts.ts';

export const zhCn: Texts = {
  fixed: (fix) =>
    `好消息：您在此报告的问题已在代码中修复${fix === null ? '' : `（${fix}）`}。下一个版本会包含它，届时本条会说明版本。`,
  released: (version, fix) =>
    `好消息：您在此报告的问题已修复${fix === null ? '' : `（${fix}）`}。您可以在 ${version} 中使用。`,
  documentedToo: (link) => `文档中也有说明：${link}。`,
  documented: (link) => `您在此询问的内容现已写入文档：${link}。`,
  declined: (reason) => `项目决定不做这项改动。${reason === null ? '' : `原因：${reason}`}`,
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
  thanks: (version, reports) =>
    `谢谢：您的改动已包含在 ${version} 中${reports > 1 ? `，解决了 ${reports} 个报告` : ''}。`,
  thanksFooter: (mute) =>
    `自动应用 Fullcircle 因为您的拉取请求修复了他人报告的问题而写下本条，仅此一次。回复 ${mute} 即可停止。`,
  regression: (version, theirs) =>
    `该问题已在 ${version} 中修复，而您使用的是 ${theirs}：它似乎又出现了。下次分诊会处理。感谢您的报告。`,
  update: (version, theirs, stillBroken) =>
    `该问题已在 ${version} 中修复，而您使用的是 ${theirs}：请更新。如果仍未解决，请回复 ${stillBroken}。`,
  reportFooter: '自动应用 Fullcircle 因为您报告的问题曾经修复过而写下本条。删除后不会再次出现。',
};
