"""Where the clone lies."""

from __future__ import annotations

import pytest

from tools import paths
from tools.console import CommandError


@pytest.mark.parametrize("sign", '$`"\\%[*?{}')
def test_a_folder_in_which_not_all_programs_work_is_named(tmp_path, monkeypatch, sign):
    monkeypatch.setattr(paths, "ROOT", tmp_path / f"Practice {sign}")
    with pytest.raises(CommandError, match="give it another name") as refused:
        paths.make_folders()
    assert sign in str(refused.value)
