class Recording: pass
