import type { Texts } from './texts.ts';

export const ja: Texts = {
  fixed: (fix) =>
    `お知らせ：ここで報告された問題は、コード上で修正されました${fix === null ? '' : `（${fix}）`}。次のリリースに含まれ、その版をこのコメントでお伝えします。`,
  released: (version, fix) =>
    `お知らせ：ここで報告された問題は修正されました${fix === null ? '' : `（${fix}）`}。${version} でお使いいただけます。`,
  documentedToo: (link) => `説明もあります：${link}。`,
  documented: (link) => `ここで尋ねられた内容は、文書になりました：${link}。`,
  declined: (reason) =>
    `ご提起いただき、ありがとうございます。プロジェクトは、これを行わないと決めました。${reason === null ? '' : `理由：${reason}`}`,
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
  whyEither: (notifyMe) => `この問題をご報告いただいた、または ${notifyMe} でご希望いただいた`,
  thanks: (version, reports) =>
    `ありがとうございます。あなたの変更は ${version} に入りました${reports > 1 ? `。${reports} 件の報告が解決します` : ''}。`,
  thanksFooter: (mute) =>
    `自動アプリ Fullcircle が、あなたのプルリクエストが他の方の報告を解決したため、一度だけ書いています。${mute} で停止できます。`,
  regression: (version, theirs) =>
    `これは ${version} で修正済みですが、お使いの版は ${theirs} です。再発したようです。誰かが判断を下すまで、この修正は疑わしいものとして扱われます。ご報告ありがとうございます。`,
  update: (version, theirs, stillBroken) =>
    `これは ${version} で修正されました。お使いの版は ${theirs} です。更新をお試しください。更新後も起きる場合は ${stillBroken} とご返信ください。`,
  reportFooter:
    '自動アプリ Fullcircle が、以前修正された問題のご報告のため書いています。削除すれば、再び書くことはありません。',
  reportDoubt: (notDuplicate) =>
    `別の問題でしょうか。👎 を付けるか ${notDuplicate} と書くと、このコメントは消えます。`,
  links: {
    same: (thread) => `${thread} と同じ問題のようです。`,
    standing: {
      open: 'そちらは未解決です。そこで役立つことは、ここでも役立つはずです。',
      answered: 'そちらには承認された回答があります。',
      closed: 'そちらはクローズされています。',
      notPlanned: 'そちらは「対応予定なし」としてクローズされました。',
      completed:
        'そちらは完了としてクローズされました。その後の版でもまだ起きる場合は再発ですので、この報告は引き続き重要です。',
      decided: {
        fix: '修正することが決まりました。',
        document: '文書に記載することが決まりました。',
        teach: 'よりわかりやすく説明することが決まりました。',
      },
      documented: (link) => `文書に説明があります：${link}`,
      fixed: 'コード上では修正済みですが、修正を含む版はまだありません。',
      released: (version) =>
        `${version} で修正されました。その版以降でもまだ起きる場合は再発ですので、その報告は重要です。`,
    },
    because: (foundIn) => `理由${foundIn === null ? '' : `（その一部である ${foundIn} で見つかったもの）`}：`,
    doubt: (notDuplicate) =>
      `違う問題でしょうか。👎 を付けるか ${notDuplicate} と書くと、関連付けは取り消されます。`,
    relatedFooter:
      '自動アプリ Fullcircle が、あなたの報告とそちらに共通点があるため書いています。何もクローズせず、このコメントだけを最新に保ち、削除されれば再び書きません。',
    counted: (reports, people, since, hidden) =>
      `${since} 以降、この問題について **${people} 人から ${reports} 件の報告** があります${hidden > 0 ? `（ほかに非公開の報告 ${hidden} 件）` : ''}。このスレッドがその代表です。`,
    asked: (people) => `ほかに ${people} 人が通知を希望しています。`,
    thumbs: (most) => `👍 が最も多い報告には ${most} 個付いています。`,
    versions: (list) => `挙げられた版：${list}`,
    others: 'ほかの報告：',
    closed: '（クローズ済み）',
    more: (threads) => `ほか ${threads} 件`,
    countDoubt: (split, canonical) =>
      `間違いでしょうか。メンテナーは、別の問題である報告で ${split}、よりふさわしい報告で ${canonical} と書けます。👎 でこのコメントは消えます。`,
    countFooter:
      '自動アプリ Fullcircle が、複数の方が同じ問題を報告したため書いています。このコメントだけを最新に保ち、削除されれば再び書きません。',
    evidence: {
      error: (error, frame) => `同じエラー ${error}${frame === null ? '' : `（${frame} 内）`}`,
      similarError: (error, share) => `似たエラー ${error}（語の ${share}）`,
      frames: (frames) => `スタックの先頭が同じ ${frames}`,
      errorCode: (code) => `同じコード ${code}`,
      api: (api) => `どちらも ${api} について`,
      version: (version) => `どちらも ${version} を挙げている`,
      sameTitle: '同じタイトル',
      similarTitle: (share) => `似たタイトル（${share}）`,
      words: (words, share) => `共通する語：${words}（全体の ${share}）`,
      mention: (name) => `${name} を自ら挙げている`,
      duplicates: (count) => `同じ内容の以前の報告 ${count} 件`,
      batch: '一人が一時間以内に別々のタイトルで作成：作業の一覧',
      sameAuthor: 'どちらも同じ人による',
      agrees: '言語モデルも一つの問題だと認めている',
      disagrees: '反対の理由：言語モデルは二つの問題だとしている',
    },
  },
  why: {
    stage: '段階',
    kind: '種類',
    severity: '深刻度',
    themes: 'テーマ',
    none: 'なし。',
    byCommand: 'メンテナーがコマンドで指定しました。',
    byLabel: 'このラベルは手動で付けられました。',
    byRemoval: '段階のラベルが手動で外されたため、アプリはこのスレッドに自らラベルを付けません。',
    bot: 'ボットが書いたスレッドです。',
    staff: 'チームのスレッドには自動でラベルを付けません。',
    unclear: '本文からは、書いた人がどの段階にいるか分かりません。',
    sure: (least, score) =>
      `ラベルを付けるのに十分な確かさです（100 点中 ${least} 点が必要、これは ${score} 点）。`,
    doubtful: (stage, least, score) =>
      `最も近いのは ${stage} ですが、ラベルを付けるほど確かではありません（100 点中 ${least} 点が必要、これは ${score} 点）。`,
    denied: (stage, least, score) =>
      `最も近いのは ${stage} ですが（100 点中 ${score} 点、${least} 点が必要）、本文を見た言語モデルは同意していません。`,
    agreedAlone: (least, score) =>
      `それだけではラベルを付けるほど確かではありませんが（100 点中 ${least} 点が必要、これは ${score} 点）、本文を見た言語モデルが同意しています。`,
    agreed: '本文を見た言語モデルも同意しています。',
    unanswered: '言語モデルにも尋ねましたが、答えはありませんでした。',
    suggest: '`mode: suggest` では、アプリは自らラベルを付けません。',
    old: 'アプリは、導入前のスレッドにはラベルを付けません。',
    signals: '何が何を示すか（強い順）：',
    noStage: '段階なし',
    sources: { human: 'メンテナーの指定', label: 'ラベルによる', model: '本文から読み取り' },
    correct: (stage, kind, severity) =>
      `違いますか。メンテナーは ${stage}、${kind}、${severity} と書くか、ラベルを手動で変えられます。アプリがそれを覆すことはなく、人が書いた issue とディスカッションの段階と種類から学びます。`,
    footer: (why) =>
      `自動アプリ Fullcircle が、ここで ${why} と尋ねられたため書いており、このコメントを最新に保ちます。止めるには、このコメントを削除してください。再び書くことはありません。`,
    sameAs: '同じ問題のスレッド',
    sameAsNone: 'アプリが確信を持てるものはほかにありません。',
    hidden: (reports) => `ほか非公開の報告 ${reports} 件`,
    byMaintainer: 'メンテナーの指定',
    byOthers: '両方に似た別のスレッドを介して',
    leftOut: (threads) => `両方を見た言語モデルが別の問題だとしたため、除いたもの：${threads}。`,
    notSame: (notDuplicate, split) =>
      `違う問題でしょうか。${notDuplicate} または ${split} でこのスレッドは外れます。`,
  },
  commands: {
    expects: {
      address: 'には、`https://` で始まるアドレスが必要です。',
      issuesOnly: 'でクローズできるのは issue だけです。',
      tag: 'には、`v1.4.0` のようなリリースのタグが必要です。',
      reason: 'には、報告した方が読む理由が必要です。',
      decision:
        'には、`c12 fix` のように、クラスターと `fix`、`document`、`teach`、`decline`、`defer` のいずれかが必要です。',
      attestation: (lines) => `には、${lines} のいずれかと、\`yes\` または \`no\` が必要です。`,
      cluster: 'には、`c12` のようなクラスターが必要です。',
      knownCluster: 'には、この issue にあるような、実在するクラスターが必要です。',
      oneOf: (words) => `には、${words} のいずれかが必要です。`,
      nothingToChoose: 'には選べるものがありません。設定に一つもありません。',
      thread: 'には、アプリが知っているスレッドが必要です：`#12`、`owner/name#12`、またはアドレス。',
      otherThread: 'には、これとは別のスレッドが必要です。',
      pull: 'には、`#45` のようなプルリクエストが必要です。',
      shownThread: 'には、この issue が示す組のスレッドが必要です。',
      openIssue: 'が有効なのは開いている週次 issue です。これはクローズされています。',
      claim: 'は修正への返答です。ここではまだ、修正・リリース・文書化のいずれも告げられていません。',
      notDeclined: 'は修正への返答です。プロジェクトはこれを行わないと決めたため、記録だけします。',
    },
    nothingToUndo: (undo) => `このスレッドには、${undo} で取り消せるコマンドがありません。`,
    decisionStands:
      'この週次 issue はクローズされているため、ここでの決定はそのままです。開いている issue で改めて決めてください。',
    mistakeFooter:
      '自動アプリ Fullcircle が、何も変えなかったあなたのコマンドに答えています。本文を直せばこの返答は消えます。このコメントを削除すれば、再び書くことはありません。',
    putBack: (decide) =>
      `ここで決める権限のない方がチェックを入れたため、元に戻しました。このリポジトリの triage 権限か、設定の \`functions\` にあるチームへの所属が必要です。その方がチェックを入れるか、${decide} とコメントしてください。`,
    unread: (decide) =>
      `チェックが入りましたが、誰によるかを GitHub が伝えなかったため、まだ何も決まっていません。${decide} とコメントするか、チェックを外し、少し待ってから入れ直してください。`,
    tickFooter:
      '自動アプリ Fullcircle が、チェックは決定であるため書いています。週次 issue ごとに一度だけお伝えします。このコメントを削除すれば、この issue で再び書くことはありません。',
  },
};
