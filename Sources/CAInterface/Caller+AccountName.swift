import PKIDirectory

extension Caller {
    /// The principal's account name, for files that do not import the directory.
    package var accountName: String { principal.accountName }
}
