import type { Texts } from './texts.ts';

export const ja: Texts = {
  fixed: (fix) =>
    `お知らせ：ここでご報告いただいた問題は、コード上で修正されました${fix === null ? '' : `（${fix}）`}。次のリリースに含まれ、その版をこのコメントでお伝えします。`,
  released: (version, fix) =>
    `お知らせ：ここでご報告いただいた問題は修正されました${fix === null ? '' : `（${fix}）`}。${version} でお使いいただけます。`,
  documentedToo: (link) => `説明もあります：${link}。`,
  documented: (link) => `ここでお尋ねの内容は、文書になりました：${link}。`,
  declined: (reason) =>
    `プロジェクトは、これを行わないと決めました。${reason === null ? '' : `理由：${reason}`}`,
  reopened:
    '申し訳ありません。ここでお知らせした修正は有効ではありませんでした。開発者は把握しており、新しい修正ができたらこのコメントでお伝えします。',
  ask: (verified, stillBroken) =>
    `問題は本当になくなりましたか。${verified} または ${stillBroken} とご返信ください。`,
  askDocumented: (verified, stillBroken) =>
    `解決しましたか。${verified} または ${stillBroken} とご返信ください。`,
  confirmed: '動作をご確認いただき、ありがとうございます。',
  contested: 'まだ直っていないとのことでした。開発者が確認できます。',
  disputed: 'まだ直っていないという報告がありました。開発者が確認できます。',
  claimed: (version, fix) =>
    `ここで修正をお知らせしました${fix === null ? '' : `（${fix}）`}。${version === null ? 'まだリリースされていません' : `${version} に含まれています`}。`,
  footer: (why, mute) => `自動アプリ Fullcircle が、${why}ため書いています。${mute} で停止できます。`,
  whyReported: 'この問題をご報告いただいた',
  whyAsked: (notifyMe) => `${notifyMe} でご希望いただいた`,
  thanks: (version, reports) =>
    `ありがとうございます。あなたの変更は ${version} に入りました${reports > 1 ? `。${reports} 件の報告が解決します` : ''}。`,
  thanksFooter: (mute) =>
    `自動アプリ Fullcircle が、あなたのプルリクエストが他の方の報告を解決したため、一度だけ書いています。${mute} で停止できます。`,
  regression: (version, theirs) =>
    `これは ${version} で修正済みですが、お使いの版は ${theirs} です。再発したようです。次のトリアージで確認されます。ご報告ありがとうございます。`,
  update: (version, theirs, stillBroken) =>
    `これは ${version} で修正されました。お使いの版は ${theirs} です。更新をお試しください。直らない場合は ${stillBroken} とご返信ください。`,
  reportFooter:
    '自動アプリ Fullcircle が、以前修正された問題のご報告のため書いています。削除すれば、再び書くことはありません。',
};
