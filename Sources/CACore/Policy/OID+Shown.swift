import PKIFormats

extension OID {
    /// The name, or the dotted form, shortened to a length that fits a message: a requester may send an identifier of any length.
    var shown: String {
        let name = nameOrDotted
        return name.utf8.count <= 100 ? name : name.prefix(99) + "…"
    }
}
