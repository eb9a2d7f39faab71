import { defineConfig } from "vite";

// Addresses are relative, so that a commons may stand behind any prefix; the page is at `explore`, its files beneath.
export default defineConfig({
  base: "./",
  build: { assetsDir: "explore/assets", target: "es2022", modulePreload: false, assetsInlineLimit: 0 },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
