"""Who reads the files of a batch: processes of this machine (`pool`), or a cluster (`ray_cluster`), which writes shards (`shards`).

An engine is given what to read and gives back what became of it (pipeline.outcomes); what it knows beside that lies on the disk. Only
`pipeline.batch` writes to the store.
"""
