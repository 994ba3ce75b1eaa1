import PKIFormats

/// What the reading of one structure may need from around it.
struct DumpContext {
    var bystanders = Bystanders()
    var passwords = DumpPasswords.none
    /// How many entries of a list are shown; `nil` for all.
    var listLimit: Int? = 20
}
