/** The address of the script that starts a bundled worker. */
declare module '*?inline-worker' {
  const url: string;
  // biome-ignore lint/style/noDefaultExport: the bundler gives an asset's address so
  export default url;
}
