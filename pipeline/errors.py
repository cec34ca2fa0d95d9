"""Errors that a person can do something about, each with a sentence of the catalogue (pipeline.messages)."""

from typing import ClassVar

from pipeline.messages import Lang, message


class PipelineError(Exception):
    """What went wrong and what to do, in words. `str(error)` is English; `tell(lang)` is the sentence in a language."""

    key: ClassVar[str]

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(message("en", self.key, **values))

    def tell(self, lang: Lang) -> str:
        """The sentence in `lang`. A value that can be told in a language itself (a LoadError) is."""
        told = {name: value.tell(lang) if hasattr(value, "tell") else value for name, value in self.values.items()}
        return message(lang, self.key, **told)


class StoreError(PipelineError):
    """The store cannot be used as asked."""

    key = "error.store"


class StoreMissing(StoreError):
    """There is no store in the folder."""

    key = "error.store_missing"


class StoreEmpty(StoreError):
    """The store holds no document."""

    key = "error.store_empty"


class StoreLocked(StoreError):
    """Another process is writing to the store, or reading it while this one wants to write."""

    key = "error.store_locked"


class StoreUnreadable(StoreError):
    """The file is not a store, or is damaged."""

    key = "error.store_unreadable"


class SchemaMismatch(StoreError):
    """The store was written with other tables."""

    key = "error.schema_mismatch"


class StoreKeyError(StoreError):
    """A record breaks a key of the tables: two of its rows have the same identity."""

    key = "error.store_key"


class StoreUnwritable(StoreError):
    """The file cannot be written: the disk is full, say."""

    key = "error.store_unwritable"


class UnknownDocument(StoreError):
    """No document has this id, name or path."""

    key = "error.unknown_document"


class AmbiguousDocument(StoreError):
    """Several documents have this name or start of id."""

    key = "error.ambiguous_document"


class MissingPath(PipelineError):
    """A file or folder that was named is not there."""

    key = "error.missing_path"


class NoFiles(PipelineError):
    """The folders that were named hold no file to read."""

    key = "error.no_files"


class UnknownProvince(PipelineError):
    """No document of the store belongs to the province."""

    key = "error.unknown_province"


class UnknownTable(PipelineError):
    """The contract has no table of this name."""

    key = "error.unknown_table"


class UnreadableFile(PipelineError):
    """A file that the command is about cannot be read."""

    key = "error.unreadable_file"


class UnwritableFolder(PipelineError):
    """The results cannot be written where they should go."""

    key = "error.unwritable_folder"


class FilesInTheWay(PipelineError):
    """Files that the program did not write, or that were changed since, have the names of those to write."""

    key = "error.files_in_the_way"


class NothingSelected(PipelineError):
    """No document of the store is what was asked for."""

    key = "error.nothing_selected"


class WorkerFailed(PipelineError):
    """A process that reads files could not start: a fault of the installation, not of a file."""

    key = "error.worker_failed"


class Interrupted(PipelineError):
    """Ctrl-C in a batch. What was read is stored."""

    key = "error.interrupted"


class BadPasswordFile(PipelineError):
    """The file of passwords cannot be read, or is no text."""

    key = "error.bad_password_file"


class BadDate(PipelineError):
    """A date that is none: 2025-13."""

    key = "error.bad_date"


class BadPicture(PipelineError):
    """The name of the file to draw ends in no format of pictures."""

    key = "error.bad_picture"


class MissingExtra(PipelineError):
    """A library that an extra of the package installs is not there."""

    key = "error.missing_extra"


class NothingToDraw(PipelineError):
    """What was asked for holds nothing to draw."""

    key = "error.nothing_to_draw"


class BadSettings(PipelineError):
    """vnplans.toml cannot be read, or says what means nothing."""

    key = "error.bad_settings"


class UnknownInstrument(PipelineError):
    """No document of the store answers the instrument."""

    key = "error.unknown_instrument"


class BadQuery(PipelineError):
    """The SQL cannot be run."""

    key = "error.bad_query"


class AddressWithoutEngine(PipelineError):
    """An option of the cluster without the cluster."""

    key = "error.address_without_engine"


class ClusterSilent(PipelineError):
    """No cluster answers at the address, or it does not take this process in."""

    key = "error.cluster_silent"


class ClusterLost(PipelineError):
    """All machines of the cluster are gone, or none keeps a task alive."""

    key = "error.cluster_lost"


class SharedUnwritable(PipelineError):
    """The folder that the machines of a cluster share cannot be written here."""

    key = "error.shared_unwritable"


class NodeBlind(PipelineError):
    """A machine does not see the shared folder."""

    key = "error.node_blind"


class NodeOther(PipelineError):
    """A machine has another program, or other tools, and would read otherwise."""

    key = "error.node_other"


class NodeFiles(PipelineError):
    """A machine does not see the files to read."""

    key = "error.node_files"


class NodeUnwritable(PipelineError):
    """A machine cannot write to the shared folder: the disk is full, say."""

    key = "error.node_unwritable"


class NodeFailed(PipelineError):
    """Reading cannot start on a machine: a fault of its installation, not of a file."""

    key = "error.node_failed"


NODE_ERRORS: dict[str, type[PipelineError]] = {
    one.key.removeprefix("error."): one for one in (NodeBlind, NodeOther, NodeFiles, NodeUnwritable, NodeFailed)
}
"""Why a machine of a cluster cannot take part, by code (pipeline.engines.work.Refused)."""
