import HTTPTypes

extension HTTPFields {
    /// The same value as `self[name]`. The subscript looks for several fields of that name and joins them, which takes several times as long when there is one or none.
    func value(of name: HTTPField.Name) -> String? {
        var found: String?
        for field in self where field.name == name {
            guard found == nil else { return self[name] }
            found = field.value
        }
        return found
    }
}
