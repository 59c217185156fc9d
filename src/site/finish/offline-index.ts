/** What the offline folder needs to open by double click. */

/** What the page says about itself. */
export interface PageIdentity {
  readonly title: string;
  readonly tagline: string;
}

const noscript =
  '<noscript><p style="padding:24px;font:16px sans-serif">Reconcile runs a whole cluster in this page, so it needs JavaScript. Please allow it and open the page again.</p></noscript>';

/**
 * The hash router's index.html comes without language, title, icon and noscript: puts them in.
 * `<html><head>…` ⇒ `<html lang="en"><head>… <title>Reconcile</title>`
 */
export function completeIndex(html: string, { title, tagline }: PageIdentity): string {
  const lang = html.includes('<html lang') ? html : html.replace(/<html\b/, '<html lang="en"');
  const named = /<title\b/.test(lang)
    ? lang
    : lang.replace(
        '</head>',
        `<title>${title}</title><meta name="description" content="${tagline}"><link rel="icon" href="./img/favicon.svg"></head>`,
      );
  return named.includes('<noscript') ? named : named.replace(/<body\b[^>]*>/, `$&${noscript}`);
}

/** A style sheet finds its fonts beside it, not at the root of the disk: `url(/assets/fonts/a)` ⇒ `url(../fonts/a)` */
export function withRelativeAssets(css: string): string {
  return css.replaceAll(/url\((["']?)\/assets\//g, 'url($1../');
}
