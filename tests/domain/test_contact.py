"""A cell that holds a contact and a phone gives both, or says that it can't be split."""

import pytest

from desktop.domain.contact import Contact, split_contact

TWO = "“{0}”有2位联系人，请核对"
UNCLEAR = "“{0}”分不出联系人和电话，已照原样保留，请核对"


@pytest.mark.parametrize(
    ("text", "name", "phones", "note"),
    [
        ("张三 13900000001", "张三", "13900000001", ""),
        ("张三13900000001", "张三", "13900000001", ""),
        ("张三（１３９０００００００１）", "张三", "13900000001", ""),
        ("13900000001（张三）", "张三", "13900000001", ""),
        ("联系人：张三，电话：0871-63130001转8012", "张三", "0871-63130001转8012", ""),
        ("张经理/139 0000 0001", "张经理", "13900000001", ""),
        ("买买提·艾力 13900000001", "买买提·艾力", "13900000001", ""),
        ("张三 13900000001、0871-63130001", "张三", "13900000001、0871-63130001", ""),
        ("张三 13900000001；李四 13900000002", "张三、李四", "13900000001、13900000002", TWO),
        ("张三（0871—63130001）", "张三", "0871-63130001", ""),
        ("张三13900000001(微信同号)", "张三", "13900000001", ""),
        ("张三", "张三", "", ""),
        ("13900000001", "", "13900000001", ""),
        ("", "", "", ""),
        ("无", "无", "无", ""),
        ("张三 1390000000", "", "张三 1390000000", UNCLEAR),
        ("张三（2号楼）13900000001", "", "张三（2号楼）13900000001", UNCLEAR),
    ],
)
def test_a_cell_gives_contact_and_phone(text: str, name: str, phones: str, note: str) -> None:
    """Names before or behind, several numbers, extensions; what is unclear stays whole."""
    assert split_contact(text) == Contact(name, phones, note.format(text))
