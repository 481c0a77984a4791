"""The department's blanks, as the first start and the settings both ask for them."""

from dataclasses import replace
from typing import Literal

from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.ui.kit.fields import FieldForm
from desktop.work.department import LEVELS, Department, department_problems

_FIELDS = (
    Field("name", "部门名称", required=True, note="印在表上的“推荐单位”，与公章一致"),
    Field("level", "部门层级", "choice", choices=tuple(words for _key, words in LEVELS)),
    Field("region", "所在省（区、市）", note="如 云南省"),
    Field("filler", "填表人"),
    Field("phone", "联系电话", "phone"),
)


class DepartmentForm(FieldForm):
    """Five blanks and the Department that they make."""

    def __init__(self, head: str) -> None:
        """Empty under the heading `head`; the level is the district's until another is chosen."""
        super().__init__([replace(field, section=head) for field in _FIELDS])
        self.finished.connect(self._check)
        self.show_department(Department(""))

    def show_department(self, shown: Department) -> None:
        """Show what is kept."""
        words = dict(LEVELS)[shown.level]
        texts = {
            "name": shown.name,
            "level": words,
            "region": shown.region,
            "filler": shown.filler,
            "phone": shown.phone,
        }
        wrong = department_problems(shown) if shown.name else {}
        self.show_values({key: Value(text) for key, text in texts.items()}, wrong)

    def _check(self, path: str, _text: str) -> None:
        """Say beside the blank what is wrong with what was typed; it stays."""
        self.rows[path].show_wrong(department_problems(self.department()).get(path, ()))

    def department(self) -> Department:
        """The department that the blanks make now."""
        texts = {path: row.editor.text().strip() for path, row in self.rows.items()}
        level = _level(texts["level"])
        return Department(texts["name"], level, texts["region"], texts["filler"], texts["phone"])


def _level(words: str) -> Literal["district", "city", "province"]:
    if words == dict(LEVELS)["city"]:
        return "city"
    return "province" if words == dict(LEVELS)["province"] else "district"
