"""Why a file gave no record: a sentence in Vietnamese and in English for each code.

Codes are stable and stand in `failures.code`; programs go by them. A placeholder may hold another reason (`pipeline.messages.reason`).
"""

REASONS: dict[str, tuple[str, str]] = {
    # Opening the file
    "empty": ("tệp rỗng", "the file is empty"),
    "zeros": (
        "tệp chỉ có byte 0: có lẽ chép hoặc tải về chưa xong",
        "the file holds nothing but zero bytes: perhaps it was not copied or downloaded whole",
    ),
    "missing": ("không có tệp này", "there is no such file"),
    "folder": ("đây là thư mục, không phải tệp", "it is a folder, not a file"),
    "unopenable": ("không mở được tệp: {detail}", "the file cannot be opened: {detail}"),
    "too_large": (
        "tệp có {size:,} byte, quá giới hạn {limit:,} (--max-size)",
        "the file has {size:,} bytes, more than {limit:,} (--max-size)",
    ),
    "too_long": ("văn bản có {n:,} ký tự, quá giới hạn {limit:,}", "the text has {n:,} characters, more than {limit:,}"),
    "unsupported": ("chưa đọc được định dạng này: {format}", "{format} is not supported yet"),
    "unpack_first": (
        "chưa mở được loại tệp nén này ({format}): hãy giải nén ra thư mục hoặc nén lại thành .zip",
        "{format} is not opened: unpack it into the folder, or pack it again as .zip",
    ),
    "mail": (
        "đây là thư điện tử ({format}): hãy lưu các tệp đính kèm ra thư mục",
        "it is a mail ({format}): save its attachments into the folder",
    ),
    "save_picture": (
        "chưa đọc được loại ảnh này ({format}): hãy lưu thành .jpg hoặc .png",
        "{format} is not read: save the picture as .jpg or .png",
    ),
    "save_as": (
        "không đọc loại tệp này ({format}): nếu là văn bản, hãy lưu thành .docx hoặc .pdf",
        "{format} is not read: if it holds a document, save it as .docx or .pdf",
    ),
    "misnamed": (
        "tên tệp có đuôi {suffix} nhưng nội dung không phải định dạng đó, cũng không phải văn bản: tệp hỏng hoặc bị đổi đuôi",
        "the name ends in {suffix} but the content is not of that format, nor text: the file is damaged or was renamed",
    ),
    "encrypted": (
        "tệp có mật khẩu: ghi mật khẩu vào một tệp, mỗi dòng một mật khẩu, rồi chạy lại với --password-file TỆP",
        "the file is encrypted: write its password into a file, one on each line, and run again with --password-file FILE",
    ),
    "wrong_password": (
        "tệp có mật khẩu và không mật khẩu nào trong --password-file mở được",
        "the file is encrypted, and no password of --password-file opens it",
    ),
    "encryption": ("tệp được mã hóa theo cách chưa đọc được ({detail})", "the file is encrypted in a way that is not known ({detail})"),
    # Archives
    "archive": (
        "đây là tệp nén chứa văn bản: load_all() đọc từng tệp bên trong",
        "it is an archive of documents: load_all() reads its members",
    ),
    "no_member": ("trong tệp nén không có tệp này", "there is no such member in the archive"),
    "nested": (
        "tệp nén lồng nhau quá sâu: hãy giải nén ra thư mục",
        "archives are nested too deeply: unpack them into the folder",
    ),
    "no_documents": ("tệp nén không chứa tệp nào", "the archive holds no file"),
    "zip_damaged": (
        "tệp bắt đầu như tệp nén ZIP nhưng bị hỏng ({detail})",
        "the file begins as a ZIP archive and is damaged ({detail})",
    ),
    "zip_members": ("tệp nén có {n:,} tệp, quá giới hạn {limit:,}", "the archive has {n:,} members, more than {limit:,}"),
    "zip_unpacked": (
        "tệp nén bung ra {size:,} byte, quá giới hạn {limit:,}",
        "the archive unpacks to {size:,} bytes, more than {limit:,}",
    ),
    "zip_ratio": (
        "đây không phải văn bản: {member} trong tệp nén bung ra hơn {limit} lần kích thước",
        "the archive is no document: {member} unpacks to more than {limit} times its size",
    ),
    "member_damaged": ("{member} trong tệp nén bị hỏng ({detail})", "{member} in the archive is damaged ({detail})"),
    # Text
    "binary_nul": ("tệp có byte 0: là tệp nhị phân, không phải văn bản", "the file holds NUL bytes: it is binary, not text"),
    "binary_controls": (
        "tệp đầy ký tự điều khiển: là tệp nhị phân, không phải văn bản",
        "the file is full of control characters: it is binary, not text",
    ),
    "encoding_broken": (
        "tệp bắt đầu như {encoding} nhưng hỏng ở byte {byte}",
        "the file begins as {encoding} but is broken at byte {byte}",
    ),
    "undecodable": (
        "không nhận ra bảng mã của tệp (byte {byte} là {value}): không phải UTF-8, UTF-16, windows-1258, TCVN3, VNI, VIQR; "
        "hãy lưu lại bằng UTF-8",
        "the file is neither UTF-8 nor UTF-16 (byte {byte} is {value}), nor windows-1258, TCVN3, VNI or VIQR: save it as UTF-8",
    ),
    # Web pages
    "page_blank": ("trang web không có chữ", "the page shows no text"),
    "page_deep": ("trang web lồng thẻ quá sâu, không đọc hết được", "the page nests its elements too deep to be read whole"),
    "page_encoding": (
        "trang web không ghi bảng mã, và nội dung không phải UTF-8 hay UTF-16",
        "the page states no encoding, and its bytes are neither UTF-8 nor UTF-16",
    ),
    "page_encoding_unknown": (
        "trang web không ghi bảng mã, và không bảng mã nào đọc ra tiếng Việt",
        "the page states no encoding, and none of those known makes Vietnamese of its bytes",
    ),
    "mhtml_empty": ("tệp MHTML không có trang nào", "the web archive holds no page"),
    # Word and its kin
    "docx_part_missing": ("tệp Word không có phần văn bản", "the Word document has no text part"),
    "docx_dtd": (
        "phần {part} khai báo DTD, điều không chương trình văn phòng nào làm",
        "the part {part} declares a DTD, which no office program writes",
    ),
    "docx_damaged": ("phần {part} của tệp Word bị hỏng ({detail})", "the part {part} of the Word document is damaged ({detail})"),
    "docx_deep": ("tệp Word lồng nhau quá sâu hoặc bị hỏng ({detail})", "the Word document is nested too deeply or damaged ({detail})"),
    "docx_blank": ("tệp Word không có chữ", "the Word document holds no text"),
    "docx_pictures": (
        "tệp Word không có chữ, chỉ có hình, có lẽ là trang quét",
        "the Word document holds no text: it holds pictures, perhaps scanned pages",
    ),
    "doc_old": ("tệp Word cũ hơn Word 97", "the document is older than Word 97"),
    "doc_damaged": ("tệp Word bị hỏng ({detail})", "the Word document is damaged ({detail})"),
    "doc_blank": ("tệp Word không có chữ", "the Word document holds no text"),
    "doc_needs_office": ("{reason}; LibreOffice có thể đọc được: {install}", "{reason}; LibreOffice may read it: {install}"),
    "odt_damaged": ("tệp OpenDocument bị hỏng ({detail})", "the OpenDocument text is damaged ({detail})"),
    "odt_blank": ("tệp OpenDocument không có chữ", "the OpenDocument text holds no text"),
    "odt_dtd": (
        "phần {part} khai báo DTD, điều không chương trình văn phòng nào làm",
        "the part {part} declares a DTD, which no office program writes",
    ),
    "office_missing": ("chưa cài LibreOffice: {install}", "LibreOffice is not installed: {install}"),
    "office_failed": (
        "LibreOffice không đọc được tệp: tệp hỏng hoặc có mật khẩu",
        "LibreOffice cannot read the file: it is damaged or encrypted",
    ),
    "office_slow": ("LibreOffice không đọc xong trong {seconds:.0f} giây", "LibreOffice did not finish within {seconds:.0f} seconds"),
    "wordml_dtd": (
        "tệp Word XML khai báo DTD, điều không chương trình văn phòng nào làm",
        "the Word XML file declares a DTD, which no office program writes",
    ),
    "wordml_damaged": ("tệp Word XML bị hỏng ({detail})", "the Word XML file is damaged ({detail})"),
    "rtf_deep": ("tệp RTF lồng hơn {limit:,} nhóm", "the RTF file nests more than {limit:,} groups"),
    "rtf_blank": ("tệp RTF không có chữ", "the RTF file holds no text"),
    # PDF and pictures
    "pdf_blank": ("tệp PDF không có chữ", "the PDF shows no text"),
    "pdf_damaged": ("tệp PDF bị hỏng, không mở được", "the PDF is damaged: it cannot be opened"),
    "pdf_no_pages": ("tệp PDF không có trang nào", "the PDF has no pages"),
    "pdf_pages": (
        "tệp PDF có {n:,} trang, quá giới hạn {limit:,} (--max-pages)",
        "the PDF has {n:,} pages, more than {limit:,} (--max-pages)",
    ),
    "pdf_page_damaged": ("trang {page} của tệp PDF bị hỏng", "page {page} of the PDF is damaged"),
    "pdf_needs_ocr": ("tệp PDF là bản quét, cần OCR: {install}", "the PDF is a scan and needs OCR: {install}"),
    "ocr_pages": ("{n:,} trang cần OCR, quá giới hạn {limit:,}", "{n:,} pages need OCR, more than {limit:,}"),
    "ocr_missing": ("chưa cài OCR: {install}", "OCR is not installed: {install}"),
    "picture_needs_ocr": ("tệp ảnh cần OCR: {install}", "the picture needs OCR: {install}"),
    "picture_pixels": ("ảnh có {n:,} điểm ảnh, quá giới hạn {limit:,}", "the picture has {n:,} pixels, more than {limit:,}"),
    "picture_pages": ("ảnh có hơn {limit:,} trang", "the picture has more pages than {limit:,}"),
    "picture_damaged": ("ảnh bị hỏng ({detail})", "the picture is damaged ({detail})"),
    "picture_blank": ("ảnh không có chữ", "the picture shows no text"),
    # The process that reads
    "fault": ("lỗi trong bộ đọc ({detail})", "the loader failed ({detail})"),
    "slow": (
        "đọc quá {seconds:.0f} giây nên bị dừng (--timeout)",
        "reading it took longer than {seconds:.0f} seconds and was stopped (--timeout)",
    ),
    "memory": (
        "đọc cần hơn {megabytes:,} MB bộ nhớ nên bị dừng (--max-memory)",
        "reading it took more than {megabytes:,} MB of memory and was stopped (--max-memory)",
    ),
    "killed": (
        "tiến trình đọc tệp bị hệ thống dừng, có lẽ vì máy hết bộ nhớ",
        "the process that read the file was killed, perhaps since the machine ran out of memory",
    ),
    "crashed": (
        "tiến trình đọc tệp bị sập ({detail}): tệp hỏng hoặc độc hại",
        "the process that read the file crashed ({detail}): the file is damaged or hostile",
    ),
    "given_up": (
        "hơn {n} tệp trong tệp nén làm sập tiến trình đọc nên phần còn lại bị bỏ",
        "more than {n} members of the archive ended the process that read them: the rest is left out",
    ),
    "other": ("{detail}", "{detail}"),
    "extract_fault": ("lỗi khi trích xuất ({detail})", "the extraction failed ({detail})"),
    "store_key": ("bản ghi có hai dòng trùng khóa: {detail}", "two rows of the record have the same key: {detail}"),
}
