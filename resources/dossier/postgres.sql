-- 报送材料包导入PostgreSQL的表（review-dossier 1）。`review-desk export --postgres` 写出的文件以此开头。
-- 一个报送材料包一行 dossier，id 是包文件的SHA-256；同一个包再次导入时先删后装，其余各表随之级联。
CREATE SCHEMA IF NOT EXISTS review;

CREATE TABLE IF NOT EXISTS review.dossier (
    id            text PRIMARY KEY,           -- 包文件的SHA-256
    file          text NOT NULL,
    unit          text NOT NULL,              -- 推荐单位
    level         text NOT NULL,              -- district 县区, city 州市, province 省
    region        text NOT NULL,
    scheme        text NOT NULL,              -- 办法，如 kunming-platform-2022
    scheme_name   text NOT NULL,
    scheme_digest text NOT NULL,
    year          integer NOT NULL,           -- 年度
    made_at       timestamptz NOT NULL,
    sheet_date    date NOT NULL,              -- 表上的日期
    draft         boolean NOT NULL,           -- 草稿包
    key           text NOT NULL,              -- 签名公钥（十六进制）
    program       text NOT NULL,
    outcome       text NOT NULL               -- 一致, 待核对, 有不符
);

CREATE TABLE IF NOT EXISTS review.finding (    -- 核验中不成立和不能核验的各项
    dossier  text NOT NULL REFERENCES review.dossier ON DELETE CASCADE,
    position integer NOT NULL,
    state    text NOT NULL,                   -- fails 不成立, open 不能核验
    property text NOT NULL,
    place    text NOT NULL,
    why      text NOT NULL,
    PRIMARY KEY (dossier, position)
);

CREATE TABLE IF NOT EXISTS review.application (
    dossier          text NOT NULL REFERENCES review.dossier ON DELETE CASCADE,
    number           text NOT NULL,
    name             text NOT NULL,           -- 平台（基地）名称
    operator         text NOT NULL,           -- 运营（服务）机构名称
    code             text,                    -- 统一社会信用代码
    stage            text NOT NULL,
    received         date NOT NULL,
    meets            boolean,                 -- 是否满足各项申报条件
    agrees           boolean,                 -- 是否同意推荐
    opinion          text NOT NULL,
    survey_drawn     boolean NOT NULL,        -- 满意度随机抽查
    survey_required  integer NOT NULL,
    survey_asked     integer NOT NULL,
    survey_satisfied integer NOT NULL,
    survey_finished  boolean NOT NULL,
    survey_reached   boolean NOT NULL,        -- 达到80%
    PRIMARY KEY (dossier, number)
);

CREATE TABLE IF NOT EXISTS review.value (      -- 申请表和推荐意见的每一栏
    dossier   text NOT NULL,
    number    text NOT NULL,
    path      text NOT NULL,
    text      text NOT NULL,
    figure    numeric,                        -- 填的是数时，这个数
    source    text NOT NULL,                  -- 读自哪个文件哪一格；空为审核人填写
    confirmed boolean NOT NULL,
    PRIMARY KEY (dossier, number, path),
    FOREIGN KEY (dossier, number) REFERENCES review.application ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS review.roster_row ( -- 名单的每一行
    dossier  text NOT NULL,
    number   text NOT NULL,
    roster   text NOT NULL,
    position integer NOT NULL,
    file     text NOT NULL,
    sheet    text NOT NULL,
    line     integer NOT NULL,
    cells    jsonb NOT NULL,
    PRIMARY KEY (dossier, number, roster, position),
    FOREIGN KEY (dossier, number) REFERENCES review.application ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS review.condition (  -- 测评：每一项条件
    dossier   text NOT NULL,
    number    text NOT NULL,
    id        text NOT NULL,
    position  integer NOT NULL,
    article   text NOT NULL,
    text      text NOT NULL,
    declared  text NOT NULL,
    counted   text NOT NULL,
    threshold text NOT NULL,
    unit      text NOT NULL,
    program   text NOT NULL,                  -- met unmet judge cannot relaxed na pending awaiting
    own       text NOT NULL,
    reason    text NOT NULL,
    verdict   text NOT NULL,
    PRIMARY KEY (dossier, number, id),
    FOREIGN KEY (dossier, number) REFERENCES review.application ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS review.service_function (
    dossier  text NOT NULL,
    number   text NOT NULL,
    id       text NOT NULL,
    position integer NOT NULL,
    name     text NOT NULL,
    article  text NOT NULL,
    claimed  boolean NOT NULL,
    program  text NOT NULL,
    own      text NOT NULL,
    reason   text NOT NULL,
    verdict  text NOT NULL,
    PRIMARY KEY (dossier, number, id),
    FOREIGN KEY (dossier, number) REFERENCES review.application ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS review.material (   -- 材料审查
    dossier  text NOT NULL,
    number   text NOT NULL,
    line     text NOT NULL,
    position integer NOT NULL,
    item     text NOT NULL,
    article  text NOT NULL,
    text     text NOT NULL,
    state    text NOT NULL,                   -- unseen complete missing mend na
    note     text NOT NULL,
    PRIMARY KEY (dossier, number, line),
    FOREIGN KEY (dossier, number) REFERENCES review.application ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS review.attempt (    -- 抽查：每一次联系
    dossier    text NOT NULL,
    number     text NOT NULL,
    lock       integer NOT NULL,              -- 第几次封存
    id         integer NOT NULL,
    firm       integer NOT NULL,              -- 名单中的序号
    firm_name  text NOT NULL,
    firm_code  text NOT NULL,
    called_at  text NOT NULL,
    method     text NOT NULL,
    outcome    text NOT NULL,
    answer     text NOT NULL,
    supersedes integer,                       -- 更正了哪一条
    PRIMARY KEY (dossier, number, lock, id),
    FOREIGN KEY (dossier, number) REFERENCES review.application ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS review.file (       -- 申报单位的文件
    dossier  text NOT NULL,
    number   text NOT NULL,
    position integer NOT NULL,
    name     text NOT NULL,
    size     bigint NOT NULL,
    sha256   text NOT NULL,
    member   text NOT NULL,
    PRIMARY KEY (dossier, number, position),
    FOREIGN KEY (dossier, number) REFERENCES review.application ON DELETE CASCADE
);

-- 每个推荐单位、办法、年度最后制作的一个包。
CREATE OR REPLACE VIEW review.newest AS
    SELECT DISTINCT ON (unit, scheme, year) *
    FROM review.dossier ORDER BY unit, scheme, year, made_at DESC, id;
