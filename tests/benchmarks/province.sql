-- 一省各区县：同意推荐的平台，抽查满意率，名单中出现在两个以上平台的企业各有多少。
\timing on
SELECT count(*) AS dossiers, count(DISTINCT unit) AS units FROM review.newest;

WITH recommended AS (
    SELECT a.* FROM review.application a JOIN review.newest d ON d.id = a.dossier WHERE a.agrees
),
served AS (
    SELECT r.dossier, r.number, r.cells ->> 'name' AS firm
    FROM review.roster_row r JOIN recommended a USING (dossier, number)
    WHERE r.roster = 'firms'
),
shared AS (
    SELECT firm FROM served GROUP BY firm HAVING count(DISTINCT (dossier, number)) > 1
)
SELECT d.unit,
       count(DISTINCT a.number) AS platforms,
       sum(a.survey_satisfied) AS satisfied,
       sum(a.survey_asked) AS asked,
       round(100.0 * sum(a.survey_satisfied) / nullif(sum(a.survey_asked), 0), 1) AS share,
       (SELECT count(*) FROM served s WHERE s.dossier = d.id) AS served,
       (SELECT count(*) FROM served s JOIN shared USING (firm) WHERE s.dossier = d.id) AS shared
FROM review.newest d JOIN recommended a ON a.dossier = d.id
GROUP BY d.id, d.unit ORDER BY share, d.unit LIMIT 10;
