import PKIFormats

extension OID {
    /// The name, or the dotted form cut to a length that a message has room for: a requester may write an identifier of any length.
    var shown: String {
        let name = nameOrDotted
        return name.utf8.count <= 100 ? name : name.prefix(99) + "…"
    }
}
