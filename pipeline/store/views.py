"""Views with names that people can read, for `vnplans query`. Made for the connection that asks; the file does not hold them.

Names are Vietnamese without marks, as in the words of the trade, so that any keyboard can type them. docs/tables.md explains them.
"""

VIEWS: dict[str, str] = {
    "van_ban": """
        SELECT document_id AS ma_van_ban, source_path AS tep, source_kind = 'news' AS la_tin_bai, province AS tinh,
               province_2025 AS tinh_2025,
               doc_type AS loai, number AS so_ky_hieu, issue_date AS ngay_ban_hanh, issuer AS co_quan_ban_hanh, title AS trich_yeu,
               signer AS nguoi_ky, signer_position AS chuc_vu, published AS ngay_dang, n_chars AS so_ky_tu
        FROM documents ORDER BY tep, ma_van_ban""",
    "vien_dan": """
        SELECT d.province AS tinh, d.source_path AS tep, c.type AS loai, c.number AS so_ky_hieu, c.issue_date AS ngay,
               c.issuer AS co_quan_ban_hanh, c.title AS trich_yeu, c.relation AS quan_he, c.pinpoint AS dieu_khoan,
               c.text AS nguyen_van, c."start" AS vi_tri,
               c.instrument_id AS ma_van_ban_duoc_dan, c.document_id AS ma_van_ban
        FROM citations c JOIN documents d USING (document_id) ORDER BY tep, vi_tri""",
    "van_ban_duoc_dan": """
        SELECT instrument_id AS ma_van_ban_duoc_dan, type AS loai, number AS so_ky_hieu, issue_date AS ngay, issuer AS co_quan_ban_hanh,
               title AS trich_yeu, n_mentions AS so_luot, n_documents AS so_van_ban
        FROM instruments ORDER BY so_van_ban DESC, so_luot DESC, ma_van_ban_duoc_dan""",
    "nhiem_vu": """
        WITH giao AS (
            SELECT r.task_id, r.role, string_agg(DISTINCT coalesce(a.name, r.text), '; ' ORDER BY coalesce(a.name, r.text)) AS ten
            FROM task_agencies r LEFT JOIN agencies a USING (agency_id) GROUP BY r.task_id, r.role)
        SELECT d.province AS tinh, d.source_path AS tep, t.text AS noi_dung, c.ten AS chu_tri, p.ten AS phoi_hop,
               t.deadline_text AS thoi_han,
               t.deadline_date AS ngay_han, t.recurrence AS dinh_ky, t.output AS san_pham, t.target AS chi_tieu, t.funding AS kinh_phi,
               t.kind AS loai_viec, t."start" AS vi_tri, t.task_id AS ma_nhiem_vu, t.document_id AS ma_van_ban
        FROM tasks t JOIN documents d USING (document_id)
        LEFT JOIN giao c ON c.task_id = t.task_id AND c.role = 'lead'
        LEFT JOIN giao p ON p.task_id = t.task_id AND p.role = 'support'
        ORDER BY d.source_path, t."start", t.task_id""",
    "phan_cong": """
        SELECT d.province AS tinh, coalesce(a.name, r.text) AS co_quan,
               CASE r.role WHEN 'lead' THEN 'chủ trì' ELSE 'phối hợp' END AS vai_tro, t.text AS noi_dung, t.deadline_text AS thoi_han,
               r.text AS nguyen_van, r.agency_id AS ma_co_quan, r.task_id AS ma_nhiem_vu, d.document_id AS ma_van_ban
        FROM task_agencies r JOIN tasks t USING (task_id) JOIN documents d USING (document_id) LEFT JOIN agencies a USING (agency_id)
        ORDER BY d.source_path, t."start", r."start" """,
    "noi_nhan": """
        SELECT d.province AS tinh, d.source_path AS tep, r.text AS nguyen_van, a.name AS co_quan, r.agency_id AS ma_co_quan,
               r.document_id AS ma_van_ban
        FROM recipients r JOIN documents d USING (document_id) LEFT JOIN agencies a USING (agency_id) ORDER BY tep, r.mention_id""",
    "thuc_hien": """
        SELECT d.province AS tinh, d.number AS so_ky_hieu, d.issue_date AS ngay_ban_hanh, i.type AS loai_duoc_thuc_hien,
               i.number AS thuc_hien_so, i.issue_date AS thuc_hien_ngay, i.title AS thuc_hien_trich_yeu,
               m.instrument_id AS ma_van_ban_duoc_dan, d.document_id AS ma_van_ban
        FROM implements m JOIN documents d USING (document_id) LEFT JOIN instruments i USING (instrument_id)
        ORDER BY d.source_path, m.instrument_id""",
}
"""SELECT of each view by name."""
