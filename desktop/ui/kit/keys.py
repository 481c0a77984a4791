"""All keys that mean something, in one table: what 快捷键一览 shows, and a test holds the pages to.

A page binds its keys with `shortcut(...)`; the test compares what each file binds with the rows
here, so that the sheet and the program can't differ.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """One line of the sheet: where it holds, the keys as the reader sees them, and what they do.

    `room` is the file under desktop/ui that binds `bound` (`*` for a number that is counted up);
    both are empty where the widget itself takes the key.
    """

    where: str
    keys: str
    what: str
    room: str = ""
    bound: str = ""


_WINDOW, _ANY, _TABLE, _SHEET = "整个窗口", "各处输入", "各处列表", "表的预览"
KEYS = (
    Key(_WINDOW, "Ctrl+F", "查找名称、联系人、电话、代码、拼音首字母", "main_window", "Ctrl+F"),
    Key(_WINDOW, "Alt+1 至 Alt+7", "左侧各页：待办事项、申报初审……设置", "main_window", "Alt+*"),
    Key(_WINDOW, "F1", "使用手册中讲这一页的地方", "main_window", "F1"),
    Key(_WINDOW, "Ctrl+O", "打开最近的或其他文件", "main_window", "Ctrl+O"),
    Key(_WINDOW, "Ctrl+/", "快捷键一览", "main_window", "Ctrl+/"),
    Key(
        _WINDOW,
        "Esc",
        "清空查找、离开查找、关闭提示，或回到上一处；填写时恢复原来的内容",
        "main_window",
        "Escape",
    ),
    Key(_WINDOW, "Alt+←", "回到上一处", "main_window", "Alt+Left"),
    Key("对话框、大屏抽取", "F1", "手册；大屏上在另一块屏幕，或离开后打开", "helping", "F1"),
    Key("查找", "↑ ↓", "在结果中移动"),
    Key("查找", "Enter", "到选中的结果所在的地方"),
    Key(_ANY, "Tab、Shift+Tab", "下一栏、上一栏"),
    Key(_ANY, "Enter", "填完这一栏，到下一栏"),
    Key(_ANY, "Ctrl+Enter", "填完多行的一栏（Enter 在这里是换行）"),
    Key(_ANY, "Esc", "恢复这一栏保存过的内容"),
    Key(_ANY, "Ctrl+Z", "撤销正在填写的文字"),
    Key(_TABLE, "Enter", "打开选中的行"),
    Key(_TABLE, "F2", "修改选中的格"),
    Key(_TABLE, "Ctrl+A", "选中全部行"),
    Key(_TABLE, "Ctrl+C", "复制选中的行（带表头，可粘贴到Excel、WPS）"),
    Key(_TABLE, "Ctrl+Alt+C", "只复制当前这一格"),
    Key("申报初审", "Ctrl+N", "手工新建一份申报", "pages/cases", "Ctrl+N"),
    Key("一份申报", "Ctrl+1 至 Ctrl+6", "到第几步", "pages/case", "Ctrl+*"),
    Key("一份申报", "Alt+→", "下一步（同右下方的按钮）", "pages/case", "Alt+Right"),
    Key("收件登记", "Ctrl+J", "下一处还要核对的", "pages/steps/receive", "Ctrl+J"),
    Key("收件登记", "F9", "恢复文件中的内容", "pages/steps/receive", "F9"),
    Key("收件登记", "Ctrl+Z", "撤销这一页最近的一次填写", "pages/steps/receive", "Ctrl+Z"),
    Key("导入预览", "Ctrl+Z", "撤销最近的一处改动", "pages/steps/preview", "Ctrl+Z"),
    Key("名单", "F9", "恢复文件中的内容", "pages/steps/roster_table", "F9"),
    Key("名单：待判断", "1", "计入", "pages/steps/unknown_rows", "1"),
    Key("名单：待判断", "2", "不计入", "pages/steps/unknown_rows", "2"),
    Key("材料", "0 至 4", "标明这一件的状态"),
    Key("材料", "↑ ↓", "上一件、下一件"),
    Key("材料", "Ctrl+Z", "退回刚才标明的状态", "pages/steps/materials", "Ctrl+Z"),
    Key("测评", "1 至 4", "符合、不符合、放宽后符合（办法允许的）、不涉及"),
    Key("测评", "0、Backspace", "清除这一条的判断"),
    Key("测评", "↑ ↓", "上一条、下一条"),
    Key("测评", "Ctrl+J", "下一条还要判断的", "pages/steps/assess", "Ctrl+J"),
    Key("抽查", "1 至 5", "这一家的评价，按表上的顺序"),
    Key("抽查", "0", "没有评价：未联系上、约定再联系、拒绝评价等，再按数字选"),
    Key("抽查", "Ctrl+Z", "说明怎样更正（答复不能撤销）", "pages/steps/survey", "Ctrl+Z"),
    Key("大屏抽取", "Enter", "下一步"),
    Key("大屏抽取", "空格", "抽取后，一次显示全部企业"),
    Key("大屏抽取", "↑ ↓ PgUp PgDn", "抽取后，翻看抽中企业"),
    Key("大屏抽取", "Esc", "离开大屏"),
    Key("推荐", "Ctrl+P", "看表和打印", "pages/steps/recommend", "Ctrl+P"),
    Key("推荐：看表", "Esc", "回到填写", "pages/steps/case_sheets", "Esc"),
    Key("办理历史", "Ctrl+Z", "撤销最近的一次填写", "pages/history", "Ctrl+Z"),
    Key("告知和函询", "Ctrl+Shift+C", "复制消息文字", "pages/letters", "Ctrl+Shift+C"),
    Key("汇总报送", "Ctrl+↑", "选中的申报上移", "pages/send", "Ctrl+Up"),
    Key("汇总报送", "Ctrl+↓", "选中的申报下移", "pages/send", "Ctrl+Down"),
    Key(_SHEET, "Ctrl+P", "打印", "pages/paper_out", "Ctrl+P"),
    Key(_SHEET, "Ctrl+S", "另存为PDF", "pages/paper_out", "Ctrl+S"),
    Key(_SHEET, "PgUp", "上一页", "kit/sheet_view", "PgUp"),
    Key(_SHEET, "PgDown", "下一页", "kit/sheet_view", "PgDown"),
    Key(_SHEET, "Home", "第一页", "kit/sheet_view", "Home"),
    Key(_SHEET, "End", "最后一页", "kit/sheet_view", "End"),
    Key(_SHEET, "Ctrl++", "放大", "kit/sheet_view", "Ctrl++"),
    Key(_SHEET, "Ctrl+=", "放大", "kit/sheet_view", "Ctrl+="),
    Key(_SHEET, "Ctrl+-", "缩小", "kit/sheet_view", "Ctrl+-"),
    Key(_SHEET, "Ctrl+0", "适合宽度", "kit/sheet_view", "Ctrl+0"),
    Key(_SHEET, "Ctrl+9", "适合整页", "kit/sheet_view", "Ctrl+9"),
    Key("动态管理", "Ctrl+N", "登记单位", "pages/dynamic", "Ctrl+N"),
    Key("动态管理", "Ctrl+P", "打印名单", "pages/dynamic", "Ctrl+P"),
    Key("导入认定名单", "Ctrl+Z", "撤销最近改的一格", "pages/dynamic_import", "Ctrl+Z"),
    Key("使用手册", "Ctrl+F", "在手册中查找", "kit/manual_window", "Ctrl+F"),
    Key("使用手册", "F3", "下一处", "kit/manual_window", "F3"),
    Key("使用手册", "Shift+F3", "上一处", "kit/manual_window", "Shift+F3"),
    Key("使用手册", "Alt+←", "后退", "kit/manual_window", "Alt+Left"),
    Key("使用手册", "Alt+→", "前进", "kit/manual_window", "Alt+Right"),
    Key("使用手册", "Ctrl++", "放大文字", "kit/manual_window", "Ctrl++"),
    Key("使用手册", "Ctrl+=", "放大文字", "kit/manual_window", "Ctrl+="),
    Key("使用手册", "Ctrl+-", "缩小文字", "kit/manual_window", "Ctrl+-"),
    Key("使用手册", "Ctrl+0", "文字恢复原来大小", "kit/manual_window", "Ctrl+0"),
    Key("使用手册", "Esc", "清空查找；没有在查找时关闭手册", "kit/manual_window", "Escape"),
    Key("备份与检查", "Ctrl+B", "立即备份", "pages/safety", "Ctrl+B"),
)


def keys_text() -> str:
    """The sheet as plain text, to be printed or kept: a line for each key under its place."""
    lines: list[str] = []
    for place in dict.fromkeys(key.where for key in KEYS):
        lines += [f"【{place}】"]
        lines += [f"  {key.keys}　{key.what}" for key in KEYS if key.where == place]
    return "\n".join(lines) + "\n"
