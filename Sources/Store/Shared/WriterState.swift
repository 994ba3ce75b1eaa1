/// The writer's memory: the contents of the small tables that every decision reads. The bodies of writes change it together with the rows. A failed write gets the
/// former value back, and readers see a new value only when its transaction is durable.
struct WriterState: Sendable {
    var snapshot: RecordSnapshot
    /// A principal, membership or password changed in this transaction, so readers must forget the directory.
    var directoryChanged = false
}
