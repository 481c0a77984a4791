"""The sections at the left of the window, and the section to which each other page belongs."""

from desktop.ui.kit.frame import Entry

ENTRIES = (
    Entry("todo", "待办事项", "todo"),
    Entry("cases", "申报初审", "cases"),
    Entry("send", "汇总报送", "send"),
    Entry("dynamic", "动态管理", "dynamic"),
    Entry("archive", "单位档案", "archive"),
    Entry("schemes", "办法", "schemes"),
    Entry("settings", "设置", "settings"),
)
SECTION_OF = {
    "case": "cases",
    "incoming": "cases",
    "radar": "cases",
    "history": "cases",
    "letters": "cases",
    "handover": "cases",
    "round": "todo",
    "unit": "dynamic",
    "safety": "settings",
    "bureau": "send",
}
