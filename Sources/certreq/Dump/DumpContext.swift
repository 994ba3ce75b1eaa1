import PKIFormats

/// The surroundings that reading one structure may need.
struct DumpContext {
    var bystanders = Bystanders()
    var passwords = DumpPasswords.none
    /// The most entries of a list to show; `nil` for all.
    var listLimit: Int? = 20
}
