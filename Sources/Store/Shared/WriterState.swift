/// What the writer knows beside the database: the contents of the small tables every decision reads. Bodies of writes change it together with the rows; a write that
/// fails gets the former value back, and readers see a new value only when its transaction is durable.
struct WriterState: Sendable {
    var snapshot: RecordSnapshot
    /// A principal, membership or password changed in this transaction: what readers remember of the directory is dropped.
    var directoryChanged = false
}
