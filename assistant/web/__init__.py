"""Door: the page in the browser, one file a tab. Only `yanju serve` imports it."""
