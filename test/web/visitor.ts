/** A browser without pictures: it keeps cookies and follows what it is told to. */
export function visitor(base: string) {
  const cookies = new Map<string, string>();
  async function get(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, base);
    const own = url.origin === new URL(base).origin;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(own ? { cookie } : {}), ...init.headers },
    });
    for (const line of own ? answer.headers.getSetCookie() : []) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  }
  return {
    cookies,
    get,
    async follow(path: string): Promise<Response> {
      let answer = await get(path);
      for (let hop = 0; hop < 6 && answer.status >= 300 && answer.status < 400; hop += 1) {
        answer = await get(answer.headers.get('location') ?? '');
      }
      return answer;
    },
    post: (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
      get(path, { method: 'POST', body: new URLSearchParams(form), headers }),
  };
}

/** What the form of a page carries whose button says this. */
export function formOf(page: string, button: string): { action: string; fields: Record<string, string> } {
  for (const [form, action = ''] of page.matchAll(/<form[^>]*action="([^"]+)"[^>]*>[\s\S]*?<\/form>/g)) {
    const pressed = new RegExp(`<button[^>]*name="action" value="${button}"`).test(form);
    if (!pressed) continue;
    const hidden = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    return {
      action,
      fields: {
        ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])),
        action: button,
      },
    };
  }
  throw new Error(`no form has a button ${button}`);
}
