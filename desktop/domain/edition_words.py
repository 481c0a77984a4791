"""The words for the parts of a scheme, for telling two editions apart."""

from collections.abc import Mapping

from desktop.domain.form import FormTable, Roster
from desktop.domain.holes import shown_label
from desktop.domain.scheme import Scheme

Labels = Mapping[str, Mapping[str, str]]
PARTS = {
    "document": "文件",
    "levels": "推荐层级",
    "form": "申请表",
    "rosters": "名单",
    "conditions": "条件",
    "functions": "服务功能",
    "function_rule": "服务功能的要求",
    "materials": "申报材料",
    "sample": "满意度随机抽查",
    "sheets": "报送的表",
    "recommendation": "推荐栏目",
    "after": "认定以后",
    "conventions": "本程序约定",
    "asked": "审核人填写的数",
    "filters": "名单的筛选",
    "declared": "申报数",
    "counted": "清点数",
    "measure": "算法",
    "stated": "总体家数",
    "patterns": "填空行",
    "tables": "表",
    "texts": "文字",
    "fixed_rows": "印好的行",
}
KEYS = {
    "name": "名称",
    "short_name": "简称",
    "title": "名称",
    "number": "文号",
    "issued_by": "印发机关",
    "issued_on": "印发日期",
    "in_force_from": "施行日期",
    "replaced": "所替代的办法",
    "successor": "后续办法",
    "scope": "适用范围",
    "text": "文字",
    "article": "条款",
    "threshold": "要求",
    "unit": "单位",
    "note": "说明",
    "label": "名称",
    "needed": "至少几项",
    "share": "比例",
    "minimum": "至少几家",
    "valid_years": "有效期（年）",
    "reapply": "再次申报",
    "kind": "怎样填写或判断",
    "section": "所在部分",
    "sections": "各部分",
    "required": "必填（必交）",
    "aliases": "别的栏名",
    "choices": "选项",
    "max_chars": "字数上限",
    "group": "上一层栏名",
    "additional": "附件没有的",
    "roster": "名单",
    "columns": "看哪几栏",
    "contains": "有其中的字样即计入",
    "exactly": "整格如此即计入",
    "unless": "有其中的字样即不计入",
    "unsure": "有其中的字样则判断不出",
    "nothing": "整格如此视为没有填",
    "filled": "填了就计入",
    "against": "另一栏也填了则判断不出",
    "blank_is_unknown": "没有填的判断不出",
    "else_unknown": "其他的判断不出",
    "filters": "由哪几项合成",
    "join": "怎样合成",
    "switchable": "审核人可以切换",
    "compare": "比较",
    "decides": "以哪个为准",
    "declared": "申报数",
    "counted": "清点数",
    "field": "申请表的栏",
    "part": "分子",
    "whole": "分母",
    "table": "申请表中的表",
    "row": "行",
    "column": "栏",
    "where": "计入哪些行",
    "among": "在哪些行之中",
    "each": "相同的只计一次的栏",
    "back": "往前几年",
    "asked": "审核人填写的数",
    "frame_label": "抽查对象",
    "compare_with": "对照的名单",
    "optional": "如有",
    "lines": "文字",
}
VALUES = {
    "long": "长文字",
    "figure": "数字",
    "percent": "百分比",
    "phone": "电话",
    "code": "统一社会信用代码",
    "idcard": "身份证号",
    "choice": "单选",
    "judged": "由审核人判断",
    "outcome": "以推荐结果为准",
    "at_least": "不低于",
    "at_most": "不高于",
    "both": "两者",
    "any": "有其一即可",
    "all": "须都符合",
    "yearly": "按年度填写的一栏",
    "growth": "比上一年度增长",
    "ratio": "两栏之比",
    "rows": "名单的行数",
    "cell": "申请表中表的一格",
    "survey": "满意度随机抽查",
}


def labels_of(scheme: Scheme) -> Labels:
    """Return, by the attribute that refers to them, what a scheme's parts are called.

    Columns and rows stand under `owner.key`, the owner being their roster or table.
    """
    form = scheme.form
    blanks = {one.key: shown_label(one.label) for one in form.fields}
    rosters = {one.key: one.title for one in scheme.rosters}
    filters = {one.id: one.text for one in scheme.filters}
    owners: tuple[FormTable | Roster, ...] = (*form.tables, *scheme.rosters)
    columns = {
        f"{owner.key}.{one.key}": shown_label(one.label)
        for owner in owners
        for one in owner.columns
    }
    rows = {
        f"{owner.key}.{one.key}": one.label for owner in form.tables for one in owner.fixed_rows
    }
    return {
        **dict.fromkeys(("field", "part", "whole", "offer", "total_field"), blanks),
        **dict.fromkeys(("roster", "compare_with"), rosters),
        **dict.fromkeys(("where", "among", "filters"), filters),
        **dict.fromkeys(("column", "columns", "each", "against"), columns),
        "row": rows | {key.partition(".")[2]: label for key, label in rows.items()},
        "table": {one.key: one.title for one in form.tables},
        "asked": {one.key: one.label for one in scheme.asked},
    }
