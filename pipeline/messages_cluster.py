"""What is said about clusters: a sentence in Vietnamese and in English for each key."""

CLUSTER: dict[str, tuple[str, str]] = {
    "error.address_without_engine": (
        "{option} dành cho cụm máy: hãy thêm --engine ray",
        "{option} is of a cluster: add --engine ray",
    ),
    "error.cluster_silent": (
        "Không có cụm Ray nào trả lời tại {address}: {detail}. Hãy khởi động Ray trên máy này (`ray start --address=MÁY:CỔNG`) rồi "
        "chạy lại lệnh này, hoặc bỏ --address.",
        "No Ray cluster answers at {address}: {detail}. Start Ray on this machine (`ray start --address=HOST:PORT`) and run the same "
        "command again, or leave --address out.",
    ),
    "error.cluster_lost": (
        "Không máy nào trong cụm còn chạy được; còn {left} tệp. Phần đã đọc đã lưu; chạy lại lệnh này để làm tiếp.",
        "No machine of the cluster keeps a task alive; files left: {left}. What was read is stored; run the same command again to go on.",
    ),
    "error.shared_unwritable": (
        "Không ghi được vào thư mục dùng chung {folder}: {detail}. Phần đã đọc đã lưu; chọn thư mục khác bằng --shared.",
        "The shared folder {folder} cannot be written: {detail}. What was read is stored; --shared names another folder.",
    ),
    "error.node_blind": (
        "Máy {node} trong cụm không thấy thư mục {folder}. Hãy dùng --shared để đặt ở nơi mọi máy đều thấy với cùng đường dẫn.",
        "Machine {node} of the cluster does not see the folder {folder}. Put it, with --shared, where all machines see it under "
        "the same path.",
    ),
    "error.node_other": (
        "Máy {node} trong cụm sẽ đọc khác: máy đó có {own}, máy này có {wanted}. Hãy cài giống nhau (pip install -c constraints.txt).",
        "Machine {node} of the cluster would read otherwise: it has {own}, this machine {wanted}. Install the same on "
        "both (pip install -c constraints.txt).",
    ),
    "error.node_files": (
        "Máy {node} trong cụm không thấy tệp {path}, hoặc thấy bản khác. Tệp phải nằm ở nơi mọi máy đều thấy với cùng đường dẫn.",
        "Machine {node} of the cluster does not see the file {path}, or another state of it. The files have to lie where all "
        "machines see them under the same path.",
    ),
    "error.node_unwritable": (
        "Máy {node} trong cụm không ghi được vào thư mục {folder}: {detail}. Phần đã đọc đã lưu; khi có chỗ trống, chạy lại lệnh này.",
        "Machine {node} of the cluster cannot write to the folder {folder}: {detail}. What was read is stored; run the same "
        "command again when there is room.",
    ),
    "error.node_failed": (
        "Không bắt đầu đọc được trên máy {node} của cụm: {detail}. Máy đó đã cài vnplans chưa?",
        "Reading cannot start on machine {node} of the cluster: {detail}. Is vnplans installed there?",
    ),
    "option.engine": (
        "Nơi đọc: local là các tiến trình trên máy này; ray là cụm Ray hoặc Ray trên máy này.",
        "Who reads: local, processes of this machine; ray, a Ray cluster or a Ray of this machine.",
    ),
    "option.address": (
        "Khi --engine ray: địa chỉ cụm để vào, MÁY:CỔNG hoặc auto; bỏ trống thì dùng Ray trên máy này.",
        "With --engine ray: address of the cluster to join, HOST:PORT or auto; without it, a Ray of this machine.",
    ),
    "option.shared": (
        "Khi --engine ray: thư mục mọi máy đều thấy; bỏ trống thì là shards trong kho.",
        "With --engine ray: folder that all machines see; shards in the store if not given.",
    ),
}
